/** Starts the program under test with a fault, and says how it ended. */
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import type { Bench } from './bench';
import type { Programs } from './bundle';
import { type Fault, type FaultPlan, type TracedCall, VARIABLE } from './inject/plan';
import { needsDriver } from './scenarios';
import { commandOf } from './steps';

export interface Ending {
  /** Null when a signal ended it. */
  readonly code: number | null;
  /** Nothing came of it within the limit, and it was ended. */
  readonly hung: boolean;
  readonly stdout: string;
  readonly stderr: string;
  readonly calls: readonly TracedCall[];
  /** Indexes of the steps that it has said were done. */
  readonly done: readonly number[];
}

const LIMIT = 60_000;

export async function launch(bench: Bench, programs: Programs, fault: Fault | null): Promise<Ending> {
  const { scenario, folders, trace } = bench;
  const plan: FaultPlan = { folders, trace, fault, noLinks: scenario.noLinks ?? false };
  const driven = needsDriver(scenario);
  const ended = await run(['--require', programs.injection, ...commandLine(bench, programs)], {
    [VARIABLE]: JSON.stringify(plan),
  });
  return {
    ...ended,
    calls: readTrace(trace),
    done: driven ? numbersIn(bench.done) : ended.code === 0 ? [0] : [],
  };
}

function commandLine(bench: Bench, { cli, driver }: Programs): readonly string[] {
  const { scenario, places, settings, repository, database, done } = bench;
  if (needsDriver(scenario)) {
    return [driver, JSON.stringify(settings), JSON.stringify(places), JSON.stringify(scenario.steps), done];
  }
  const [step] = scenario.steps;
  const command = step ? commandOf(places, step) : [];
  return [cli, ...command, '--repository', repository, '--database', database, '--json'];
}

function run(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Pick<Ending, 'code' | 'hung' | 'stdout' | 'stderr'>> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let hung = false;
    const timer = setTimeout(() => {
      hung = true;
      child.kill('SIGKILL');
    }, LIMIT);
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, hung, ...said });
    });
  });
}

/** A line that was cut off by the kill is left out. */
function readTrace(file: string): TracedCall[] {
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
  return lines
    .slice(0, -1)
    .map((line) => JSON.parse(line) as TracedCall)
    .sort((a, b) => a.n - b.n);
}

function numbersIn(file: string): readonly number[] {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n').slice(0, -1).map(Number) : [];
}
