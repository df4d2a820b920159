/** `goals`: how long you want to expose your objects, and what is still missing. */
import { type Command, Option } from 'commander';
import type { GoalProgress, GoalTime } from '../../core/api/goals';
import { ArchiveError } from '../../core/base/errors';
import { TEMPLATE_NAMES, type TemplateName, templateTimes } from '../../core/rules/goals/templates';
import { parseWanted, WANTED_EXAMPLES } from '../../core/rules/goals/wantedTime';
import { barText, goalHoursText } from '../../core/text/goals';
import { goalJson } from '../json/goals';
import { EXIT, type ExitCode } from '../run/exit';
import type { Action, Run } from '../run/run';
import { table } from '../terminal/table';
import { tonight, type TonightOptions } from './goalsTonight';
import { addImportGoals } from './importGoals';

interface SetOptions {
  readonly template?: string;
}

export function addGoals(program: Command, action: Action): void {
  const goals = program
    .command('goals')
    .description('list goals: hours wanted of each object and filter, and what is missing')
    .option('--tonight', 'sort what is missing by how long it can be exposed tonight')
    .option('--at <time>', 'another night than this one, as 2024-09-13T20:30:00Z; with --tonight')
    .option(
      '--site <latitude,longitude>',
      'in degrees, north and east positive (default: of the newest frame)',
    )
    .action((options: TonightOptions, command: Command) =>
      action(command, (run) => (options.tonight === true ? tonight(run, options) : list(run))),
    );
  goals
    .command('set')
    .description('set goals of an object; others of the same filter are replaced')
    .argument('<object>', 'by any of its names')
    .argument('[filter=time...]', `as Ha=10h or OIII=60x300s (60 frames of 300 s)`)
    .addOption(
      new Option(
        '--template <name=total>',
        `share a total among the filters of ${TEMPLATE_NAMES.join(', ')}: SHO=30h is 10 h each`,
      ),
    )
    .action((object: string, times: readonly string[], options: SetOptions, command: Command) =>
      action(command, async (run) => {
        const all = [...templateOf(options.template), ...times.map(timeOf)];
        const archive = await run.existing('write');
        return answer(run, await archive.goals({ action: 'set', object, times: all }));
      }),
    );
  addImportGoals(goals, action);
  goals
    .command('remove')
    .description('remove the goals of an object')
    .argument('<object>', 'by any of its names')
    .argument('[filters...]', 'only of these filters')
    .action((object: string, filters: readonly string[], _options: unknown, command: Command) =>
      action(command, async (run) => {
        const archive = await run.existing('write');
        return answer(run, await archive.goals({ action: 'remove', object, filters }));
      }),
    );
}

async function list(run: Run): Promise<ExitCode> {
  return answer(run, await (await run.existing()).goals({ action: 'list' }));
}

async function answer(run: Run, goals: readonly GoalProgress[]): Promise<ExitCode> {
  await run.output.document(
    () => goals.map(goalJson),
    () => (goals.length === 0 ? 'No goals.' : goalsTable(goals)),
  );
  return EXIT.done;
}

export const goalsTable = (goals: readonly GoalProgress[]): string =>
  table<GoalProgress>(
    [
      { head: 'Object', value: ({ object }) => object },
      { head: 'Filter', value: ({ filter }) => filter },
      { head: 'Wanted', align: 'right', value: ({ said }) => said },
      { head: 'Accepted', align: 'right', value: ({ accepted }) => goalHoursText(accepted) },
      {
        head: 'Missing',
        align: 'right',
        value: ({ done, remaining }) => (done ? 'done' : goalHoursText(remaining)),
      },
      { head: '', value: barText },
    ],
    goals,
  );

/** `Ha=10h`; the last `=` counts, for filters have odd names. */
function timeOf(text: string): GoalTime {
  const at = text.lastIndexOf('=');
  if (at > 0) return { filter: text.slice(0, at).trim(), wanted: text.slice(at + 1) };
  throw new ArchiveError('request', 'A goal cannot be read', {
    expected: `a filter and a time, as Ha=10h; times are written like ${WANTED_EXAMPLES}`,
    got: text,
  });
}

function templateOf(text: string | undefined): readonly GoalTime[] {
  if (text === undefined) return [];
  const [name = '', total = ''] = text.split('=');
  const found = TEMPLATE_NAMES.find((each): each is TemplateName => each === name.trim().toUpperCase());
  const wanted = parseWanted(total);
  if (found !== undefined && wanted) {
    return templateTimes(found, wanted).map(([filter, share]) => ({ filter, wanted: share }));
  }
  throw new ArchiveError('request', 'The template cannot be read', {
    expected: `one of ${TEMPLATE_NAMES.join(', ')} and a total, as SHO=30h`,
    got: text,
  });
}
