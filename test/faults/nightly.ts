/**
 * `npm run faults`: every fault at every call of every operation, and kills at random times. It rewrites the table in
 * `docs/faults.md` and ends with 1 when a promise was broken. `--kills 2 --failures 8` takes every second kill and every
 * eighth failure, `--only "move"` the operations of that name, and the rows of the others stay.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { bundle } from './bundle';
import { otherDrive } from './drives';
import { failures, kills, lastingFailures, nameOf, randomKills } from './faults';
import type { Fault } from './inject/plan';
import { keepResult, keptResults } from './results';
import { SCENARIOS } from './scenarios';
import { sweep } from './sweep';
import { type Result, struck, withTable } from './table';
import type { Baseline } from './trial';

const PAGE = 'docs/faults.md';
const RANDOM_KILLS = 30;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1' },
    failures: { type: 'string', default: '1' },
    random: { type: 'string', default: String(RANDOM_KILLS) },
    only: { type: 'string', default: '' },
    width: { type: 'string', default: String(availableParallelism()) },
  },
});

/** Another start each time, so that runs that take only some of the faults come to all of them. */
function every<T>(list: readonly T[], step: number): readonly T[] {
  const first = Math.floor(Math.random() * step);
  return list.filter((_, i) => i % step === first);
}

function choose(known: Baseline): readonly Fault[] {
  return [
    ...every(kills(known), Number(values.kills)),
    ...randomKills(known, Number(values.random), Math.random),
    ...every(failures(known), Number(values.failures)),
    ...every(lastingFailures(known), Number(values.failures)),
  ];
}

async function main(): Promise<void> {
  const folder = resolve('out/faults');
  mkdirSync(folder, { recursive: true });
  const programs = await bundle(folder);
  const wanted = SCENARIOS.filter(({ name }) => name.includes(values.only));
  const broken: string[] = [];
  for (const scenario of wanted) {
    if (scenario.twoDrives && otherDrive() === null) {
      console.log(`${scenario.name}: left out, there is no second file system to write to`);
      continue;
    }
    const began = Date.now();
    const done = await sweep(
      scenario,
      programs,
      choose,
      Number(values.width),
      ({ fault, call, problems }) => {
        for (const problem of problems) {
          console.log(
            `  ${nameOf(fault)} (${call ? `${call.call} ${call.path}` : 'at any time'}): ${problem}`,
          );
        }
      },
    );
    const count = done.outcomes.filter(({ problems }) => problems.length > 0).length;
    if (count > 0) broken.push(scenario.name);
    keepResult(folder, { day: new Date().toISOString().slice(0, 10), ...done });
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(
      `${scenario.name}: ${struck(done.outcomes).length} faults, ${count} with broken promises, ${seconds} s`,
    );
  }
  const results = keptResults(folder, SCENARIOS);
  if (results.length === SCENARIOS.length) await writeTable(results);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

async function writeTable(results: readonly Result[]): Promise<void> {
  const page = withTable(readFileSync(PAGE, 'utf8'), results);
  const options = (await resolveConfig(PAGE)) ?? {};
  writeFileSync(PAGE, await format(page, { ...options, parser: 'markdown' }));
  console.log(`${PAGE} has the table of these results`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
