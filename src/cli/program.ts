/** The command line's grammar: global options and commands. */
import { Command, CommanderError, Option } from 'commander';
import { version } from '../../package.json';
import { addAlias } from './commands/alias';
import { addAstrobin } from './commands/astrobin';
import { addCheckout } from './commands/checkout';
import { addDoctor } from './commands/doctor';
import { addDuplicates } from './commands/duplicates';
import { addExplain } from './commands/explain';
import { addFrames } from './commands/frames';
import { addGoals } from './commands/goals';
import { addHeader } from './commands/header';
import { addImportAstrofiler } from './commands/importAstrofiler';
import { addJoin } from './commands/join';
import { addLink } from './commands/link';
import { addMap } from './commands/map';
import { addMerge } from './commands/merge';
import { addNote } from './commands/note';
import { addPixels } from './commands/pixels';
import { addPreview } from './commands/preview';
import { addRebuild } from './commands/rebuild';
import { addRegenerate } from './commands/regenerate';
import { addRegister } from './commands/register';
import { addReject } from './commands/reject';
import { addRestore } from './commands/restore';
import { addResults } from './commands/results';
import { addRun } from './commands/run';
import { addSessions } from './commands/sessions';
import { addSet } from './commands/set';
import { addStats } from './commands/stats';
import { addHistory, addUndo } from './commands/undo';
import { addVerify } from './commands/verify';
import { EXIT, type ExitCode } from './run/exit';
import { type Action, type CliServices, type GlobalOptions, runCommand } from './run/run';
import { printableLines } from './terminal/printable';

const STATUS_HELP = `
Exit status: 0 done, 1 done but some files failed, 2 wrong use, 3 cancelled, 4 the database is in use.`;

/** Runs `argv` (`['register', '/mnt/card', '--json']`) and returns the exit status. */
export async function runCommandLine(argv: readonly string[], services: CliServices): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = new Command('astro-archive')
    .description('Keep an archive of astronomical FITS images.')
    .version(version, '--version', 'print the version')
    .option('--repository <folder>', 'folder of the archive (default: the current folder)')
    .option(
      '--database <file>',
      'database file (default: the one that the archive names, else .astro-archive/astro-archive.sqlite in it)',
    )
    .addOption(
      new Option(
        '--setting <name=value>',
        'a setting of the archive for this command, as tolerances.temperature=3; can be given several times',
      ).argParser((text: string, before: readonly string[] = []) => [...before, text]),
    )
    .option('--log <file>', 'append a log to a file: every file operation, from and to')
    .option('--json', 'print one JSON document on standard output')
    .addOption(new Option('--quiet', 'print errors only, and no progress').conflicts('verbose'))
    .option('--verbose', 'print every step with its time')
    .helpOption('--help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .addHelpText('after', STATUS_HELP)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => services.stdout.write(text, () => {}),
      // Commander quotes what was typed, and what was typed may come from a file name.
      writeErr: (text) => services.stderr.write(printableLines(text)),
    });
  const action: Action = async (command, work) => {
    code = await runCommand(command.optsWithGlobals<GlobalOptions>(), services, work);
  };
  for (const add of [
    addRegister,
    addRegenerate,
    addSessions,
    addFrames,
    addExplain,
    addLink,
    addReject,
    addAlias,
    addMap,
    addMerge,
    addJoin,
    addNote,
    addGoals,
    addAstrobin,
    addSet,
    addImportAstrofiler,
    addRebuild,
    addRestore,
    addCheckout,
    addResults,
    addStats,
    addVerify,
    addDuplicates,
    addUndo,
    addHistory,
    addHeader,
    addPixels,
    addPreview,
    addRun,
    addDoctor,
  ]) {
    add(program, action);
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
  }
  return code;
}
