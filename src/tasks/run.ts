/**
 * Runs a script in Siril, with its log in a terminal, its progress in a notification, and its problems
 * underlined.
 */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { ArchiveError, messageOf } from '../core/base/errors';
import type { Cancel } from '../core/base/ports';
import { translated } from '../core/base/translation';
import { targetOf } from '../core/siril/check/target';
import type { SirilVersion } from '../core/siril/commands/version';
import { walk } from '../core/siril/folders/walkScript';
import { parseScript, type Script } from '../core/siril/parser/script';
import { type GoneOn, goOn, withoutReference } from '../core/siril/running/goOn';
import type { Registration } from '../core/siril/running/registration';
import { versionRefusal } from '../core/siril/running/requires';
import { RunFollower } from '../core/siril/running/runFollower';
import { runOutcome } from '../core/siril/running/runOutcome';
import { findSiril, type InstalledSiril, type RunReport, runScript } from '../core/siril/running/runSiril';
import { resultsOf, type ScriptResult } from '../core/siril/running/scriptResults';
import { runText } from '../core/text/sirilRun';
import { durationText } from '../core/text/words';
import { RUN_SCRIPT } from './manifest';
import { sayCancelled, sayFailed, sayNoReference, sayNoSiril, sayWrongVersion } from './messages';
import type { RunProblems } from './problems';
import { offerResults, type ResultServices } from './results';
import type { RunTerminal } from './terminal';

export interface RunServices extends ResultServices {
  readonly problems: RunProblems;
  /** The program of the setting; null for the usual places. Throws if the setting is invalid. */
  program(): string | null;
}

/** Exit codes of the task besides Siril's own, as in shells. */
const [FAILED, NOT_FOUND, CANCELLED] = [1, 127, 130];

/** A run, as it was when it started. */
interface Run {
  readonly document: vscode.TextDocument;
  readonly script: Script;
  readonly folder: string;
  readonly siril: InstalledSiril;
  readonly version: SirilVersion;
  readonly results: readonly ScriptResult[];
}

/** A stopped run that can continue with another reference, as long as the script does not change. */
interface Stopped {
  readonly text: string;
  readonly registration: Registration;
  /** The registrations of other sequences in the stopped run. */
  readonly registrations: readonly Registration[];
}

/** The outcome of a whole run or of its rest. */
interface Ended {
  readonly report: RunReport;
  readonly follower: Pick<RunFollower, 'complaints' | 'command'>;
  readonly registrations: readonly Registration[];
}

/** Runs scripts; the same script is never run twice at the same time. */
export class ScriptRuns {
  readonly #services: RunServices;
  readonly #running = new Set<string>();
  /** Stopped scripts that the user wants to continue, by URI. */
  readonly #stopped = new Map<string, Stopped>();

  constructor(services: RunServices) {
    this.#services = services;
  }

  /** Returns the exit code. Errors are shown, never thrown. */
  async run(file: vscode.Uri, terminal: RunTerminal): Promise<number> {
    const { log } = this.#services;
    const key = file.toString();
    const mine = !this.#running.has(key);
    try {
      if (!mine)
        throw new ArchiveError('request', vscode.l10n.t('This script is already running'), {
          path: file.fsPath,
        });
      this.#running.add(key);
      return await this.#begin(file, terminal);
    } catch (error) {
      if (error instanceof ArchiveError && error.code === 'cancelled') {
        terminal.line(vscode.l10n.t('Cancelled.'), true);
        log.info(`${file.fsPath}: cancelled`);
        sayCancelled(file);
        return CANCELLED;
      }
      log.error(`${file.fsPath}: ${messageOf(error)}`);
      terminal.line(messageOf(error), true);
      void vscode.window.showErrorMessage(messageOf(error));
      return FAILED;
    } finally {
      if (mine) this.#running.delete(key);
    }
  }

  async #begin(file: vscode.Uri, terminal: RunTerminal): Promise<number> {
    if (!vscode.workspace.isTrusted) throw untrusted();
    const document = await vscode.workspace.openTextDocument(file);
    if (document.isDirty && !(await document.save())) throw unsaved(file);
    const script = parseScript(document.getText());
    const { problems, log } = this.#services;
    problems.show(document, []);
    const program = this.#services.program();
    const siril = await findSiril(program ?? undefined);
    if (siril === null) {
      terminal.line(sayNoSiril(program), true);
      return NOT_FOUND;
    }
    const wrong = versionRefusal(script, siril.version);
    if (wrong !== null) {
      problems.show(document, [wrong]);
      terminal.line(sayWrongVersion(file, translated(wrong.message)), true);
      return FAILED;
    }
    const folder = path.dirname(file.fsPath);
    const { version } = targetOf(script, { version: siril.version, from: 'installed' });
    const results = resultsOf(walk(script, folder, version));
    log.info(`${file.fsPath}: run by Siril ${siril.version} (${siril.program})`);
    return this.#carryOut({ document, script, folder, siril, version, results }, terminal);
  }

  async #carryOut(run: Run, terminal: RunTerminal): Promise<number> {
    const { document, folder, results } = run;
    const file = document.uri;
    const text = document.getText();
    const stopped = this.#stopped.get(file.toString());
    this.#stopped.delete(file.toString());
    const { report, follower, registrations } =
      stopped?.text === text ? await resume(run, stopped, terminal) : await runWhole(run, terminal);
    const outcome = runOutcome(report, follower, results, folder);
    this.#services.problems.show(document, outcome.complaints);
    const took = durationText(report.seconds);
    if (!outcome.ok) {
      const failure = outcome.failure === null ? vscode.l10n.t('Siril failed') : translated(outcome.failure);
      terminal.line(vscode.l10n.t('{0}, after {1}.', failure, took), true);
      this.#services.log.error(`${file.fsPath}: ${failure}, after ${took}`);
      const line = outcome.complaints.find(({ severity }) => severity === 'error')?.line ?? 0;
      const lacking = stopped === undefined ? withoutReference(registrations) : undefined;
      if (lacking === undefined) void sayFailed(file, failure, line);
      else void this.#offerToGoOn(file, { text, registration: lacking, registrations });
      return report.exitCode === null || report.exitCode === 0 ? FAILED : report.exitCode;
    }
    terminal.line(vscode.l10n.t('Done in {0}.', took));
    this.#services.log.info(`${file.fsPath}: done in ${took}`);
    for (const line of await offerResults(this.#services, file, results, took, registrations)) {
      terminal.line(line, true);
    }
    return 0;
  }

  /** The run has ended; if the user agrees, another one continues it. */
  async #offerToGoOn(file: vscode.Uri, stopped: Stopped): Promise<void> {
    if (!(await sayNoReference(file, stopped.registration))) return;
    this.#stopped.set(file.toString(), stopped);
    await vscode.commands.executeCommand(RUN_SCRIPT, file);
  }
}

async function runWhole(run: Run, terminal: RunTerminal): Promise<Ended> {
  const { document, folder, siril, results } = run;
  const follower = new RunFollower(run.script);
  const report = await withProgress(run, terminal, (onLine, cancel) =>
    runScript({
      program: siril.program,
      folder,
      script: document.uri.fsPath,
      cancel,
      results: results.map((result) => path.relative(folder, result.path)),
      onLine: (line) => onLine(line, follower, follower.take(line)),
    }),
  );
  return { report, follower, registrations: follower.registrations };
}

async function resume(run: Run, stopped: Stopped, terminal: RunTerminal): Promise<Ended> {
  const { folder, siril, version } = run;
  const { text, registration } = stopped;
  const gone: GoneOn | null = await withProgress(run, terminal, (onLine, cancel) =>
    goOn({
      text,
      folder,
      siril,
      version,
      registration,
      cancel,
      onLine,
      onReference: (sequence, image) =>
        terminal.line(vscode.l10n.t('Registering {0} on image {1}.', sequence, image)),
    }),
  );
  if (gone === null) {
    const message = vscode.l10n.t('{0} has no other image to register on', registration.sequence);
    throw new ArchiveError('request', message, {
      path: run.document.uri.fsPath,
      advice: vscode.l10n.t('Run the whole script again.'),
    });
  }
  const others = stopped.registrations.filter(({ line }) => line < registration.line);
  return {
    report: gone.report,
    follower: { complaints: gone.complaints, command: null },
    registrations: [...others, ...gone.registrations],
  };
}

/** Takes a line, its follower, and true if the line belongs in the log. */
type TakeLine = (line: string, follower: RunFollower, isLog: boolean) => void;

function withProgress<T>(
  { document, siril }: Run,
  terminal: RunTerminal,
  work: (onLine: TakeLine, cancel: Cancel) => Promise<T>,
): Thenable<T> {
  const file = document.uri.fsPath;
  const title = vscode.l10n.t('Running {0} in Siril {1}', path.basename(file), siril.version);
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, (bar, token) => {
    let [shown, said] = [0, ''];
    const onLine: TakeLine = (line, follower, isLog) => {
      if (isLog) terminal.line(line, /^Error\b/.test(line));
      const share = Math.max(shown, follower.share * 100);
      const text = runText(follower.position);
      if (text === said && share === shown) return;
      bar.report({ message: text, increment: share - shown });
      [shown, said] = [share, text];
    };
    return work(onLine, {
      get isCancellationRequested() {
        return token.isCancellationRequested || terminal.cancel.isCancellationRequested;
      },
    });
  });
}

function untrusted(): ArchiveError {
  return new ArchiveError('request', vscode.l10n.t('This workspace is not trusted'), {
    advice: vscode.l10n.t('Trust it to run scripts.'),
  });
}

function unsaved(file: vscode.Uri): ArchiveError {
  const message = vscode.l10n.t('The script was not saved, so it was not run');
  return new ArchiveError('file', message, { path: file.fsPath });
}
