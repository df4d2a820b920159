/**
 * What to make of a run that has ended: the problems of the script's lines, and one sentence for the user.
 */
import * as path from 'node:path';
import { english } from '../../base/english';
import type { RunComplaint, RunFollower } from './runFollower';
import type { RunReport } from './runSiril';
import type { ScriptResult } from './scriptResults';

export interface RunOutcome {
  readonly ok: boolean;
  /** `Siril stopped at line 4: 'lights' No such file or directory`; null where it went well. */
  readonly failure: string | null;
  readonly complaints: readonly RunComplaint[];
}

/**
 * `results` are those that were asked for, `missing` of the report being their names relative to `folder`.
 */
export function runOutcome(
  report: Pick<RunReport, 'ok' | 'exitCode' | 'missing'>,
  follower: Pick<RunFollower, 'complaints' | 'command'>,
  results: readonly ScriptResult[],
  folder: string,
): RunOutcome {
  const complaints = [...follower.complaints];
  if (report.ok) return { ok: true, failure: null, complaints };
  if (report.exitCode !== 0 && !complaints.some(({ severity }) => severity === 'error')) {
    complaints.push({
      line: follower.command?.line ?? 0,
      severity: 'error',
      message:
        report.exitCode === null
          ? english('the process was ended while this command ran')
          : english('the process ended with status {0}', report.exitCode),
    });
  }
  // After a stop everything below is missing; the stop says it all.
  if (report.exitCode === 0) complaints.push(...missingOnes(report.missing, results, folder));
  const first = complaints.find(({ severity }) => severity === 'error') ?? complaints[0];
  const failure =
    first === undefined
      ? english('Siril failed')
      : english('Siril stopped at line {0}: {1}', first.line + 1, first.message);
  return {
    ok: false,
    failure: report.exitCode === 0 ? missingText(report.missing) : failure,
    complaints: complaints.sort((a, b) => a.line - b.line),
  };
}

function missingOnes(
  missing: readonly string[],
  results: readonly ScriptResult[],
  folder: string,
): readonly RunComplaint[] {
  return results
    .filter((result) => missing.includes(path.relative(folder, result.path)))
    .map(({ line, path: file }) => ({
      line,
      severity: 'error',
      message: english('Siril reported success, but {0} was not written', path.basename(file)),
    }));
}

function missingText(missing: readonly string[]): string {
  return english(
    'Siril reported success, but did not write {0}',
    missing.map((name) => path.basename(name)).join(', '),
  );
}
