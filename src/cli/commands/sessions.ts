/** `sessions`: the sessions and what they are linked to. */
import { Option, type Command } from 'commander';
import { FRAME_TYPES, type FrameType, type LinkKind, type Session } from '../../core/model';
import { exposureText, filterText, frameTypeText, temperatureText } from '../../core/words';
import { EXIT } from '../exit';
import { sessionJson } from '../json';
import { pages } from '../pages';
import type { Action } from '../run';
import { NONE, table, type Column } from '../table';

export function addSessions(program: Command, action: Action): void {
  program
    .command('sessions')
    .description('list the sessions and their links')
    .addOption(new Option('--type <type>', 'only sessions of this type').choices([...FRAME_TYPES]))
    .option('--object <name>', 'only sessions of this object, under any of its names')
    .action(({ type, object }: { type?: FrameType; object?: string }, command: Command) =>
      action(command, async (run) => {
        const archive = await run.existing();
        await run.output.list(
          pages((page) =>
            archive.sessions({
              ...page,
              ...(type === undefined ? {} : { type }),
              ...(object === undefined ? {} : { object }),
            }),
          ),
          sessionJson,
          sessionsTable,
          'No sessions. Register some frames and regenerate.',
        );
        return EXIT.done;
      }),
    );
}

const link = (head: string, kind: LinkKind): Column<Session> => ({
  head,
  value: (session) => session.links[kind] ?? NONE,
});

const COLUMNS: readonly Column<Session>[] = [
  { head: 'Session', value: ({ id }) => id },
  { head: 'Type', value: ({ type, master }) => `${master ? 'master ' : ''}${frameTypeText(type)}` },
  { head: 'Object', value: ({ object }) => object ?? NONE },
  { head: 'Night', value: ({ night }) => night ?? NONE },
  { head: 'Camera', value: ({ imager }) => imager ?? NONE },
  {
    head: 'Filter',
    value: (session) => (session.type === 'light' || session.type === 'flat' ? filterText(session) : NONE),
  },
  { head: 'Exposure', align: 'right', value: ({ exposure }) => exposureText(exposure) },
  { head: 'Frames', align: 'right', value: ({ frames }) => String(frames) },
  { head: 'Sensor', align: 'right', value: ({ ccdTemp }) => temperatureText(ccdTemp) },
  { head: 'Gain', align: 'right', value: ({ gain }) => (gain === null ? NONE : String(gain)) },
  link('Bias', 'bias'),
  link('Dark', 'dark'),
  link('Flat', 'flat'),
  link('Flat-dark', 'flatDark'),
];

export const sessionsTable = (sessions: readonly Session[]): string => table(COLUMNS, sessions);
