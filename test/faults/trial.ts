/** One fault: struck, looked at, started again, looked at again. */
import * as fs from 'node:fs';
import { rescueOf } from '../../src/core/archive/rescue/rescue';
import { messageOf } from '../../src/core/base/errors';
import { noContext, silentLog } from '../../src/core/base/ports';
import { checkAgreement, checkDatabase, checkHistory } from './archiveChecks';
import type { Bench } from './bench';
import type { Programs } from './bundle';
import { checkEnd, checkInstant, lost } from './checks';
import type { Fault, TracedCall } from './inject/plan';
import { type Ending, launch } from './launch';
import { checkMessages } from './messages';
import { isRescue, isUndo } from './scenarios';
import { perform } from './steps';
import { type Edited, survey, type Survey, undated } from './survey';

/** What a run without a fault does and leaves. */
export interface Baseline {
  readonly calls: readonly TracedCall[];
  /** SHA-256 of the originals that it edits, by name. */
  readonly edited: Edited;
  /** Milliseconds from the first counted call to the last. */
  readonly duration: number;
}

export interface Outcome {
  readonly fault: Fault;
  /** What the injection did: `kill after`; null where the process ended before it came to that. */
  readonly did: string | null;
  /** The call that it did it to. */
  readonly call: TracedCall | null;
  /** Names of originals of which no whole copy was left. */
  readonly lost: readonly string[];
  /** Every broken promise, the lost originals among them. */
  readonly problems: readonly string[];
}

/** @throws Error where even a run without a fault does not leave what it should. */
export async function baseline(bench: Bench, programs: Programs): Promise<Baseline> {
  bench.reset();
  const before = editedIn(survey(bench, new Map()));
  const ending = await launch(bench, programs, null);
  const edited = new Map([...before, ...editedIn(survey(bench, new Map()))]);
  const now = survey(bench, edited);
  const problems = [
    ...(ending.code === 0 ? [] : [`It ended with ${ending.code ?? 'a signal'}: ${ending.stderr}`]),
    ...checkEnd(bench, now, new Set(edited.keys())),
    ...(await checkDatabase(bench, ending)),
    ...(await checkAgreement(bench, now)),
    ...(await checkHistory(bench)),
  ];
  if (problems.length > 0) throw new Error(`${bench.scenario.name}, without a fault: ${problems.join('; ')}`);
  const times = ending.calls.map(({ time }) => time);
  return { calls: ending.calls, edited, duration: Math.max(...times) - Math.min(...times) };
}

function editedIn(seen: Survey): Edited {
  const between = [...seen.inSource, ...seen.inRepository].filter(({ is }) => is === 'between');
  return new Map(between.map(({ path, original }) => [original?.name ?? '', undated(fs.readFileSync(path))]));
}

export async function attempt(
  bench: Bench,
  programs: Programs,
  { edited }: Baseline,
  fault: Fault,
): Promise<Outcome> {
  bench.reset();
  const ending = await launch(bench, programs, fault);
  const call = ending.calls.find(({ did }) => did !== undefined && did !== 'no links') ?? null;
  const killed = ending.code === null && !ending.hung;
  const did = call?.did ?? (fault.kind === 'kill-later' && killed ? 'kill' : null);
  const first = survey(bench, edited);
  const gone = [...lost(bench, first)];
  const problems = [
    ...checkInstant(bench, first, { cutOff: killed || (fault.kind === 'fail' && fault.lasting === true) }),
    ...(await checkDatabase(bench, ending)),
    ...(killed ? [] : checkMessages(bench, ending)),
    ...(ending.code === 0 ? await checkAgreement(bench, first) : []),
  ].map((text) => `at the fault: ${text}`);
  if (killed && bench.scenario.copied) problems.push(...(await checkCopy(bench, edited)));
  const after = await startAgain(bench);
  const second = survey(bench, edited);
  const mayStay = isUndo(bench.scenario) && !killed;
  gone.push(...lost(bench, second));
  problems.push(
    ...[
      ...after,
      ...checkEnd(bench, second, new Set(edited.keys()), mayStay),
      ...(await checkDatabase(bench, mayStay ? ending : finished(ending, bench))),
      ...(await checkHistory(bench)),
      ...(await checkAgreement(bench, second)),
    ].map((text) => `after the next start: ${text}`),
  );
  return {
    fault,
    did,
    call,
    lost: [...new Set(gone)],
    problems: [...gone.map((name) => `${name} is lost`), ...problems],
  };
}

/** A copy of the archive is recovered with its own files: those of the original are what they were. */
async function checkCopy(bench: Bench, edited: Edited): Promise<readonly string[]> {
  const files = () => survey(bench, edited).inRepository.map(({ path, is }) => `${path} is ${is}`);
  const before = files();
  try {
    const archive = await bench.openCopy();
    await archive.close();
  } catch (error) {
    return [`The copy: ${messageOf(error)}`];
  }
  const now = new Set(files());
  return [
    ...before.filter((file) => !now.has(file)).map((file) => `${file} no longer, after a copy was opened`),
    ...lost(bench, survey(bench, edited)).map((name) => `${name} is lost, after a copy was opened`),
  ];
}

/** Opens the archive as the next start does and does the same again. */
async function startAgain(bench: Bench): Promise<readonly string[]> {
  try {
    if (isRescue(bench.scenario)) await rescueAgain(bench);
    const archive = await bench.open();
    try {
      const problems: string[] = [];
      for (const step of bench.scenario.steps) {
        for (const { error } of await perform(archive, bench.places, step)) problems.push(error);
      }
      return problems;
    } finally {
      await archive.close();
    }
  } catch (error) {
    return [messageOf(error)];
  }
}

async function rescueAgain(bench: Bench): Promise<void> {
  const rescue = rescueOf({ settings: bench.settings, log: silentLog, hashThreads: 0 });
  for (const step of bench.scenario.steps) {
    if (step.do === 'restore') await rescue.restore();
    if (step.do === 'rebuild') await rescue.rebuild(noContext);
  }
}

/** Now every step has been done, whatever the fault let through. */
function finished(ending: Ending, bench: Bench): Ending {
  return { ...ending, done: [...bench.scenario.steps.keys()] };
}
