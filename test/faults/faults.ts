/** Which faults a scenario can meet with: each call in turn, and what can happen to it. */
import { codesOf } from './inject/codes';
import type { Fault } from './inject/plan';
import type { Baseline } from './trial';

/** A kill before and after each call that changes something, and in the middle of each that writes. */
export function kills({ calls }: Baseline): readonly Fault[] {
  return calls
    .filter(({ change }) => change > 0)
    .flatMap(({ change: at, writes }): Fault[] => [
      { kind: 'kill', at, moment: 'before' },
      ...(writes ? [{ kind: 'kill', at, moment: 'half' } as const] : []),
      { kind: 'kill', at, moment: 'after' },
    ]);
}

/** At so many moments, spread evenly from the first call to a little after the last; `random` answers 0 to 1. */
export function randomKills({ duration }: Baseline, count: number, random: () => number): readonly Fault[] {
  return Array.from({ length: count }, (_, i) => ({
    kind: 'kill-later',
    after: ((i + random()) / count) * duration * 1.1,
  }));
}

/** Each call refused with each code that it can meet with, once; by half where it writes. */
export function failures({ calls }: Baseline): readonly Fault[] {
  return calls.flatMap((call): Fault[] => {
    const { n: at, writes } = call;
    const codes = codesOf(call.call, call.change > 0);
    return [
      ...codes.map((code): Fault => ({ kind: 'fail', at, code })),
      ...(writes ? [{ kind: 'fail', at, code: 'ENOSPC', half: true } as const] : []),
    ];
  });
}

/** From each call that changes something on, the drive is full, or has gone. */
export function lastingFailures({ calls }: Baseline): readonly Fault[] {
  return calls
    .filter(({ change }) => change > 0)
    .flatMap(({ n: at, call }): Fault[] => [
      ...(codesOf(call, true).includes('ENOSPC')
        ? [{ kind: 'fail', at, code: 'ENOSPC', lasting: true, half: true } as const]
        : []),
      { kind: 'fail', at, code: 'EIO', lasting: true },
    ]);
}

/** So many of a list, spread evenly from its beginning to its end; all where there are no more. */
export function spread<T>(list: readonly T[], count: number): readonly T[] {
  if (list.length <= count) return list;
  return Array.from({ length: count }, (_, i) => list[Math.floor(((i + 0.5) * list.length) / count)]!);
}

/** `kill after change 12`, for messages. */
export function nameOf(fault: Fault): string {
  switch (fault.kind) {
    case 'kill':
      return `kill ${fault.moment} change ${fault.at}`;
    case 'kill-later':
      return `kill after ${fault.after.toFixed(1)} ms`;
    case 'fail': {
      const how = `${fault.half ? ', half written' : ''}${fault.lasting ? ', lasting' : ''}`;
      return `${fault.code} at call ${fault.at}${how}`;
    }
  }
}
