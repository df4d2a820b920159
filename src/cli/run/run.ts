/** Runs one command: opens the archive, shows progress, listens for Ctrl+C, closes, and says how it went. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Archive, ArchiveSettings, HeaderReport, Rescue } from '../../core/api/archive';
import { ArchiveError, fileError, isSystemError, messageOf } from '../../core/base/errors';
import { type Cancel, type Context, type Log, type Progress } from '../../core/base/ports';
import type { findSiril, runScript } from '../../core/siril/running/runSiril';
import { archiveExists } from '../../core/storage/identity/find';
import { journalFolder } from '../../core/storage/journal/journal';
import { createLog, type ErrorStream } from '../terminal/log';
import { type LogFile, openLogFile } from '../terminal/logFile';
import { Output, OutputClosedError, type Sink } from '../terminal/output';
import { printable } from '../terminal/printable';
import { type Bar, noBar } from '../terminal/progress';
import { EXIT, type ExitCode, exitCodeOf } from './exit';
import { type SettingOptions, settingsFrom } from './settings';

/** `read` sees the last saved state and works while another program writes. */
export type Access = 'read' | 'write';

/** What the command line needs from outside; tests bring their own. */
export interface CliServices {
  readonly stdout: Sink;
  readonly stderr: ErrorStream;
  /** The folder that relative paths start from. */
  readonly folder: string;
  readonly cancel: Cancel;
  openArchive(settings: ArchiveSettings, access: Access, log: Log): Promise<Archive>;
  /** What can be done where the archive does not open. */
  rescue(settings: ArchiveSettings, log: Log): Rescue;
  readHeader(path: string, timeZone: string | null): HeaderReport;
  readonly findSiril: typeof findSiril;
  readonly runScript: typeof runScript;
  /** A progress bar, where there is a terminal to show it. */
  createBar(): Bar;
}

export interface GlobalOptions extends SettingOptions {
  /** A file that gets everything the log has, with times. */
  readonly log?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** What a command works with. */
export interface Run {
  readonly output: Output;
  readonly log: Log;
  readonly settings: ArchiveSettings;
  readonly context: Context;
  readonly services: CliServices;
  /** An absolute path. */
  path(given: string): string;
  /** Opens the archive at the first call; it is closed when the command has ended. */
  archive(access: Access): Promise<Archive>;
  /**
   * The archive, for reading unless asked otherwise. Where there is none yet it says so, for a mistyped
   * folder looks like an empty archive, and makes none: there is nothing to read, and what is to be changed
   * is refused (`request`).
   */
  existing(access?: Access): Promise<Archive>;
}

/** Turns a command's work into what commander calls. */
export type Action = (command: Command, work: (run: Run) => Promise<ExitCode>) => Promise<void>;

function createRun(
  options: GlobalOptions,
  services: CliServices,
  bar: Bar,
  file: LogFile | null,
): Run & { close(): Promise<void> } {
  const verbosity = options.quiet ? 'quiet' : options.verbose ? 'verbose' : 'normal';
  const log = createLog(services.stderr, verbosity, () => bar.stop(), file);
  // The bar restores the cursor when it goes, so it must be gone before anything else is printed.
  const stdout: Sink = {
    write(text, done) {
      bar.stop();
      return services.stdout.write(text, done);
    },
  };
  const settings = settingsFrom(options, services.folder);
  let phase = '';
  const progress: Progress = {
    report(value) {
      if (value.phase !== phase) log.debug(value.phase);
      phase = value.phase;
      bar.report(value);
    },
  };
  let opened: Promise<Archive> | null = null;
  const archive = (access: Access) => (opened ??= services.openArchive(settings, access, log));
  return {
    output: new Output(stdout, options.json === true),
    log,
    settings,
    context: { progress, cancel: services.cancel },
    services,
    path: (given) => resolve(services.folder, given),
    archive,
    async existing(access = 'read') {
      // A first registration that was cut off has left its journal, and nothing else yet.
      if ((await archiveExists(settings)) || existsSync(journalFolder(settings.database)))
        return archive(access);
      if (access === 'write') {
        throw new ArchiveError('request', 'There is no archive yet', {
          path: settings.database,
          advice: 'Register a folder first.',
        });
      }
      log.warn(`there is no archive yet at ${settings.database}; register a folder first`);
      return archive('read');
    },
    async close() {
      if (opened === null) return;
      // An archive that failed to open has said so already.
      await (await opened.catch(() => null))?.close();
    },
  };
}

/** Runs `work` from beginning to end and returns the exit status. */
export async function runCommand(
  options: GlobalOptions,
  services: CliServices,
  work: (run: Run) => Promise<ExitCode>,
): Promise<ExitCode> {
  const bar = options.quiet ? noBar : services.createBar();
  let run: ReturnType<typeof createRun>;
  try {
    const file = options.log === undefined ? null : openLogFile(resolve(services.folder, options.log));
    run = createRun(options, services, bar, file);
  } catch (error) {
    services.stderr.write(`Error: ${printable(messageOf(error))}\n`);
    return exitCodeOf(error);
  }
  const complain = (error: unknown): ExitCode => {
    bar.stop();
    if (error instanceof OutputClosedError) return EXIT.done;
    // What the system alone says names no file and gives no advice.
    const told = isSystemError(error) ? fileError(error, run.settings.database) : error;
    run.log.error(messageOf(told));
    if (!(error instanceof ArchiveError) && error instanceof Error) run.log.debug(error.stack ?? '');
    return exitCodeOf(error);
  };
  let code: ExitCode;
  try {
    code = await work(run);
  } catch (error) {
    code = complain(error);
  }
  bar.stop();
  try {
    await run.close();
  } catch (error) {
    const closing = complain(error);
    if (code === EXIT.done) code = closing;
  }
  return code;
}
