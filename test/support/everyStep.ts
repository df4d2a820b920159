/** Progress without its pauses: as if every step took a while, so that each one is reported. */
import type { ProgressReport } from '../../src/core/base/ports';

/** Does work whose clock goes on by 200 ms at each look; returns what was reported, and what the work returned. */
export async function everyStep<T>(
  work: (progress: { report(report: ProgressReport): void }) => Promise<T>,
): Promise<{ readonly reports: readonly ProgressReport[]; readonly result: T }> {
  const real = Object.getOwnPropertyDescriptor(performance, 'now');
  let now = 0;
  Object.defineProperty(performance, 'now', {
    configurable: true,
    writable: true,
    value: () => (now += 200),
  });
  const reports: ProgressReport[] = [];
  try {
    return { result: await work({ report: (report) => void reports.push(report) }), reports };
  } finally {
    if (real) Object.defineProperty(performance, 'now', real);
    else Reflect.deleteProperty(performance, 'now');
  }
}
