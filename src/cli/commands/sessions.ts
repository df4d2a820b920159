/** `sessions`: the sessions and what they are linked to. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { FRAME_TYPES, type FrameType } from '../../core/base/frame';
import type { Master } from '../../core/base/master';
import type { LinkKind, Session } from '../../core/base/session';
import { LONGEST_DAYS } from '../../core/rules/sessions/mastersOf';
import { type RigList, shoppingList, shoppingText } from '../../core/text/shoppingList';
import { exposureText, filterText, frameTypeText, temperatureText } from '../../core/text/words';
import { missingJson, sessionJson } from '../json/json';
import { EXIT } from '../run/exit';
import { pages } from '../run/pages';
import type { Action } from '../run/run';
import { printable } from '../terminal/printable';
import { type Column, NONE, table } from '../terminal/table';

export function addSessions(program: Command, action: Action): void {
  program
    .command('sessions')
    .description('list the sessions and their links')
    .addOption(new Option('--type <type>', 'only sessions of this type').choices([...FRAME_TYPES]))
    .option('--object <name>', 'only sessions of this object, under any of its names')
    .addOption(
      new Option('--missing', 'list the calibration sets still to be taken, by rig').conflicts([
        'type',
        'object',
      ]),
    )
    .addOption(
      new Option('--stale-after <days>', 'days after which a master is stale, 0 for never (default: 365)')
        .argParser(daysOf)
        .conflicts('missing'),
    )
    .action((options: Options, command: Command) =>
      action(command, async (run) => {
        const archive = await run.existing();
        const { type, object, missing, staleAfter } = options;
        if (missing) {
          const stats = await archive.stats({ fresh: true });
          const lists = shoppingList(stats.missing);
          const nothing = stats.lights > 0 && stats.lightSessions === 0 ? NO_SESSIONS : NOTHING_MISSING;
          await run.output.document(
            () => lists.flatMap(({ sets }) => sets.map(missingJson)),
            () => (lists.length === 0 ? nothing : shoppingText(lists.map(printableList))),
          );
          return EXIT.done;
        }
        const masters = new Map<string, Master>();
        const query = staleAfter === undefined ? {} : { staleDays: staleAfter };
        for await (const page of pages((request) => archive.masters({ ...request, ...query }))) {
          for (const master of page) masters.set(master.id, master);
        }
        await run.output.list(
          pages((page) =>
            archive.sessions({
              ...page,
              ...(type === undefined ? {} : { type }),
              ...(object === undefined ? {} : { object }),
            }),
          ),
          (session) => sessionJson(session, masters.get(session.id)),
          (sessions) => sessionsTable(sessions, masters),
          NO_SESSIONS,
        );
        return EXIT.done;
      }),
    );
}

const NO_SESSIONS = 'No sessions. Register some frames and regenerate.';

interface Options {
  readonly type?: FrameType;
  readonly object?: string;
  readonly missing?: true;
  readonly staleAfter?: number;
}

function daysOf(text: string): number {
  const days = Number(text);
  if (/^\d+$/.test(text) && days <= LONGEST_DAYS) return days;
  throw new InvalidArgumentError(`Give a whole number of days from 0 to ${LONGEST_DAYS}.`);
}

const NOTHING_MISSING = 'No set is missing. Every light session has its calibration frames.';

/** What headers bring, in one line. */
const printableList = ({ rig, sets }: RigList): RigList => ({
  rig: printable(rig),
  sets: sets.map((set) => ({ ...set, text: printable(set.text) })),
});

const link = (head: string, kind: LinkKind): Column<Session> => ({
  head,
  value: (session) => session.links[kind] ?? NONE,
});

const columns = (masters: ReadonlyMap<string, Master>): readonly Column<Session>[] => [
  { head: 'Session', value: ({ id }) => id },
  {
    head: 'Type',
    value: ({ id, type, master, processing }) => {
      const what = [processing, master ? 'master' : null, frameTypeText(type)].filter(Boolean).join(' ');
      return masters.get(id)?.stale ? `${what}, stale` : what;
    },
  },
  { head: 'Object', value: ({ object }) => object ?? NONE },
  { head: 'Night', value: ({ night }) => night ?? NONE },
  { head: 'Camera', value: ({ imager }) => imager ?? NONE },
  {
    head: 'Filter',
    value: (session) => (session.type === 'light' || session.type === 'flat' ? filterText(session) : NONE),
  },
  { head: 'Exposure', align: 'right', value: ({ exposure }) => exposureText(exposure) },
  { head: 'Frames', align: 'right', value: ({ frameCount }) => String(frameCount) },
  { head: 'Sensor', align: 'right', value: ({ ccdTemp }) => temperatureText(ccdTemp) },
  { head: 'Gain', align: 'right', value: ({ gain }) => (gain === null ? NONE : String(gain)) },
  link('Bias', 'bias'),
  link('Dark', 'dark'),
  link('Flat', 'flat'),
  link('Flat-dark', 'flatDark'),
];

export const sessionsTable = (
  sessions: readonly Session[],
  masters: ReadonlyMap<string, Master> = new Map(),
): string => table(columns(masters), sessions);
