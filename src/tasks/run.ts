/** Runs a script in Siril: the right program, its log in a terminal, its progress in a notification, its problems underlined. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { ArchiveError, messageOf } from '../core/errors';
import { targetOf } from '../core/siril/check/target';
import { walk } from '../core/siril/folders/walk';
import { parseScript, type Script } from '../core/siril/parser/script';
import { findSiril, runScript, type InstalledSiril, type RunReport } from '../core/siril/run';
import { RunFollower } from '../core/siril/running/follow';
import { outcomeOf } from '../core/siril/running/outcome';
import { refusal } from '../core/siril/running/requires';
import { resultsOf, type ScriptResult } from '../core/siril/running/results';
import { durationText } from '../core/words';
import { sayCancelled, sayFailed, sayNoSiril, sayWrongVersion } from './messages';
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
  readonly results: readonly ScriptResult[];
}

/** Runs scripts, each once at a time. */
export class ScriptRuns {
  readonly #services: RunServices;
  readonly #running = new Set<string>();

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
    const wrong = refusal(script, siril.version);
    if (wrong !== null) {
      problems.show(document, [wrong]);
      terminal.line(sayWrongVersion(file, wrong.message), true);
      return FAILED;
    }
    const folder = path.dirname(file.fsPath);
    const { version } = targetOf(script, { version: siril.version, from: 'installed' });
    const results = resultsOf(walk(script, folder, version));
    log.info(`${file.fsPath}: run by Siril ${siril.version} (${siril.program})`);
    return this.#carryOut({ document, script, folder, siril, results }, terminal);
  }

  async #carryOut(run: Run, terminal: RunTerminal): Promise<number> {
    const { document, folder, results } = run;
    const file = document.uri;
    const follower = new RunFollower(run.script);
    const report = await withProgress(run, follower, terminal);
    const outcome = outcomeOf(report, follower, results, folder);
    this.#services.problems.show(document, outcome.complaints);
    const took = durationText(report.seconds);
    if (!outcome.ok) {
      const failure = outcome.failure ?? 'Siril failed';
      terminal.line(`${failure}, after ${took}.`, true);
      this.#services.log.error(`${file.fsPath}: ${failure}, after ${took}`);
      const line = outcome.complaints.find(({ severity }) => severity === 'error')?.line ?? 0;
      void sayFailed(file, failure, line);
      return report.exitCode === null || report.exitCode === 0 ? FAILED : report.exitCode;
    }
    terminal.line(`Done in ${took}.`);
    this.#services.log.info(`${file.fsPath}: done in ${took}`);
    await offerResults(this.#services, file, results, took);
    return 0;
  }
}

function withProgress(
  { document, folder, siril, results }: Run,
  follower: RunFollower,
  terminal: RunTerminal,
): Thenable<RunReport> {
  const file = document.uri.fsPath;
  const title = `Running ${path.basename(file)} in Siril ${siril.version}`;
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, (bar, token) => {
    let [shown, said] = [0, ''];
    return runScript({
      ...{ program: siril.program, folder, script: file },
      results: results.map((result) => path.relative(folder, result.path)),
      cancel: {
        get isCancellationRequested() {
          return token.isCancellationRequested || terminal.cancel.isCancellationRequested;
        },
      },
      onLine(line) {
        if (follower.take(line)) terminal.line(line, /^Error\b/.test(line));
        const share = Math.max(shown, follower.share * 100);
        const { text } = follower;
        if (text === said && share === shown) return;
        bar.report({ message: text, increment: share - shown });
        [shown, said] = [share, text];
      },
    });
  });
}

function untrusted(): ArchiveError {
  return new ArchiveError('request', 'This workspace is not trusted', {
    advice: 'Trust it to run scripts.',
  });
}

function unsaved(file: vscode.Uri): ArchiveError {
  return new ArchiveError('file', 'The script was not saved, so it was not run', { path: file.fsPath });
}
