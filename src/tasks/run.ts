/** Runs a script in Siril: the right program, its log in a terminal, its progress in a notification, its problems underlined. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { ArchiveError, messageOf } from '../core/base/errors';
import type { Cancel } from '../core/base/ports';
import { targetOf } from '../core/siril/check/target';
import { walk } from '../core/siril/folders/walkScript';
import { parseScript, type Script } from '../core/siril/parser/script';
import { goOn, withoutReference, type GoneOn } from '../core/siril/running/goOn';
import { findSiril, runScript, type InstalledSiril, type RunReport } from '../core/siril/running/runSiril';
import { RunFollower } from '../core/siril/running/runFollower';
import { runOutcome } from '../core/siril/running/runOutcome';
import { versionRefusal } from '../core/siril/running/requires';
import { resultsOf, type ScriptResult } from '../core/siril/running/scriptResults';
import { durationText } from '../core/text/words';
import type { Registration } from '../core/siril/running/registration';
import type { SirilVersion } from '../core/siril/commands/version';
import { sayCancelled, sayFailed, sayNoReference, sayNoSiril, sayWrongVersion } from './messages';
import { RUN_SCRIPT } from './manifest';
import type { RunProblems } from './problems';
import { offerResults, type ResultServices } from './results';
import type { RunTerminal } from './terminal';

export interface RunServices extends ResultServices {
  readonly problems: RunProblems;
  /** The program of the setting, null for the usual places. Throws where the setting makes no sense. */
  program(): string | null;
}

/** Exit statuses of the task besides Siril's own, as shells have them. */
const [FAILED, NOT_FOUND, CANCELLED] = [1, 127, 130];

/** What is run, as it was when it began. */
interface Run {
  readonly document: vscode.TextDocument;
  readonly script: Script;
  readonly folder: string;
  readonly siril: InstalledSiril;
  readonly version: SirilVersion;
  readonly results: readonly ScriptResult[];
}

/** A run that can go on with another reference, as long as the script stays what it was. */
interface Stopped {
  readonly text: string;
  readonly registration: Registration;
  /** What the run before said of other sequences. */
  readonly registrations: readonly Registration[];
}

/** What a run has come to, whether it was whole or the rest of one. */
interface Ended {
  readonly report: RunReport;
  readonly follower: Pick<RunFollower, 'complaints' | 'command'>;
  readonly registrations: readonly Registration[];
}

/** Runs scripts, each once at a time. */
export class ScriptRuns {
  readonly #services: RunServices;
  readonly #running = new Set<string>();
  /** Scripts that the user wants to go on with, by their address. */
  readonly #stopped = new Map<string, Stopped>();

  constructor(services: RunServices) {
    this.#services = services;
  }

  /** Answers with the exit status; whatever goes wrong is shown, never thrown. */
  async run(file: vscode.Uri, terminal: RunTerminal): Promise<number> {
    const { log } = this.#services;
    const key = file.toString();
    const mine = !this.#running.has(key);
    try {
      if (!mine) throw new ArchiveError('request', 'This script is running already', { path: file.fsPath });
      this.#running.add(key);
      return await this.#begin(file, terminal);
    } catch (error) {
      if (error instanceof ArchiveError && error.code === 'cancelled') {
        terminal.line('Ended before it was done.', true);
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
      terminal.line(sayWrongVersion(file, wrong.message), true);
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
      const failure = outcome.failure ?? 'Siril failed';
      terminal.line(`${failure}, after ${took}.`, true);
      this.#services.log.error(`${file.fsPath}: ${failure}, after ${took}`);
      const line = outcome.complaints.find(({ severity }) => severity === 'error')?.line ?? 0;
      const lacking = stopped === undefined ? withoutReference(registrations) : undefined;
      if (lacking === undefined) void sayFailed(file, failure, line);
      else void this.#offerToGoOn(file, { text, registration: lacking, registrations });
      return report.exitCode === null || report.exitCode === 0 ? FAILED : report.exitCode;
    }
    terminal.line(`Done in ${took}.`);
    this.#services.log.info(`${file.fsPath}: done in ${took}`);
    for (const line of await offerResults(this.#services, file, results, took, registrations)) {
      terminal.line(line, true);
    }
    return 0;
  }

  /** The run has ended; what the user answers starts another one. */
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
      onReference: (sequence, image) => terminal.line(`${sequence} is registered on image ${image}.`),
    }),
  );
  if (gone === null) {
    throw new ArchiveError('request', `${registration.sequence} has no other image to register on`, {
      path: run.document.uri.fsPath,
      advice: 'Run the whole script again.',
    });
  }
  const others = stopped.registrations.filter(({ line }) => line < registration.line);
  return {
    report: gone.report,
    follower: { complaints: gone.complaints, command: null },
    registrations: [...others, ...gone.registrations],
  };
}

/** Takes a line, what follows it, and whether it belongs in the log. */
type TakeLine = (line: string, follower: RunFollower, isLog: boolean) => void;

function withProgress<T>(
  { document, siril }: Run,
  terminal: RunTerminal,
  work: (onLine: TakeLine, cancel: Cancel) => Promise<T>,
): Thenable<T> {
  const file = document.uri.fsPath;
  const title = `Running ${path.basename(file)} in Siril ${siril.version}`;
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, (bar, token) => {
    let [shown, said] = [0, ''];
    const onLine: TakeLine = (line, follower, isLog) => {
      if (isLog) terminal.line(line, /^Error\b/.test(line));
      const share = Math.max(shown, follower.share * 100);
      const { text } = follower;
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
  return new ArchiveError('request', 'This workspace is not trusted', { advice: 'Trust it to run scripts.' });
}

function unsaved(file: vscode.Uri): ArchiveError {
  return new ArchiveError('file', 'The script was not saved, so it was not run', { path: file.fsPath });
}
