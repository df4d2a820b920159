/** A quick sample of the faults of `nightly.ts`, spread over all operations and all their calls. */
import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { temporaryFolder } from '../support/makeFits';
import { bundle, type Programs } from './bundle';
import { otherDrive } from './drives';
import { failures, kills, lastingFailures, nameOf, spread } from './faults';
import type { Fault } from './inject/plan';
import { SCENARIOS } from './scenarios';
import { sweep } from './sweep';
import type { Baseline, Outcome } from './trial';

/** 4 for each operation: some 100 faults. */
const sample = (known: Baseline): readonly Fault[] => [
  ...spread(kills(known), 2),
  ...spread(failures(known), 1),
  ...spread(lastingFailures(known), 1),
];

describe('faults', function () {
  // A machine with other work to do takes several times as long.
  this.timeout(300_000);
  let folder: ReturnType<typeof temporaryFolder>;
  let programs: Programs;
  before(async function () {
    // The state before each run is put back with `cp -a`, and Windows has no such thing.
    if (process.platform === 'win32') this.skip();
    folder = temporaryFolder();
    programs = await bundle(folder.path);
  });
  after(() => folder?.dispose());

  for (const scenario of SCENARIOS) {
    const alone = scenario.twoDrives === true && otherDrive() === null;
    it(`${scenario.name}${alone ? ' (there is no second file system to write to)' : ''}`, async function () {
      if (alone) return this.skip();
      const width = Math.min(2, availableParallelism());
      const { outcomes } = await sweep(scenario, programs, sample, width);
      assert.deepEqual(outcomes.flatMap(describeOutcome), []);
      const struck = outcomes.filter(({ did }) => did !== null).length;
      assert.ok(struck > outcomes.length / 2, `only ${struck} of ${outcomes.length} faults struck`);
    });
  }
});

function describeOutcome({ fault, call, problems }: Outcome): string[] {
  const where = call ? ` (${call.call} ${call.path})` : '';
  return problems.map((problem) => `${nameOf(fault)}${where}: ${problem}`);
}
