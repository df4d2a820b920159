/** Tries many faults on a scenario, a few at a time. */
import { Bench } from './bench';
import type { Programs } from './bundle';
import type { Fault } from './inject/plan';
import type { Scenario } from './scenarios';
import { attempt, baseline, type Baseline, type Outcome } from './trial';

export interface Sweep {
  readonly scenario: Scenario;
  /** Calls that count in a run without a fault, and those of them that change something. */
  readonly calls: number;
  readonly changes: number;
  readonly outcomes: readonly Outcome[];
}

/** `choose` picks the faults when it is known which calls there are; `onOutcome` hears of each. */
export async function sweep(
  scenario: Scenario,
  programs: Programs,
  choose: (known: Baseline) => readonly Fault[],
  width: number,
  onOutcome: (outcome: Outcome) => void = () => undefined,
): Promise<Sweep> {
  const benches = Array.from({ length: width }, () => new Bench(scenario));
  try {
    for (const bench of benches) await bench.prepare();
    const [first] = benches;
    if (!first) throw new Error('No bench');
    const known = await baseline(first, programs);
    const faults = choose(known);
    const outcomes: Outcome[] = [];
    let next = 0;
    const runner = async (bench: Bench) => {
      for (let fault = faults[next++]; fault; fault = faults[next++]) {
        const outcome = await attempt(bench, programs, known, fault);
        outcomes.push(outcome);
        onOutcome(outcome);
      }
    };
    await Promise.all(benches.map(runner));
    const { calls } = known;
    return {
      scenario,
      calls: calls.length,
      changes: calls.filter(({ change }) => change > 0).length,
      outcomes,
    };
  } finally {
    for (const bench of benches) bench.dispose();
  }
}
