/** Reports of registrations for tests: what is given, with the counts that follow from it. */
import type { RegisterReport } from '../../src/core/api/archive';

export function registerReport(parts: Partial<RegisterReport> = {}): RegisterReport {
  const { registered = [], duplicates = [], failed = [], skipped = [] } = parts;
  return {
    registered,
    duplicates,
    failed,
    skipped,
    counts: {
      registered: registered.length,
      duplicates: duplicates.length,
      failed: failed.length,
      skipped: skipped.length,
    },
    tally: [],
    known: 0,
    bytes: registered.reduce((sum, { size }) => sum + size, 0),
    plan: null,
    cancelled: false,
    seconds: 1.5,
    ...parts,
  };
}
