/** The history: what was done to the archive, when, and how it ended. */
import type { Sqlite } from './sqlite';

/** Inside a transaction of the caller. `summary` is stored as JSON: counts, not lists of files. */
export function recordOperation(
  sqlite: Sqlite,
  operation: {
    readonly kind: 'register' | 'regenerate' | 'checkout' | 'link' | 'reject';
    /** ISO 8601, UTC. */
    readonly started: string;
    readonly summary: Readonly<Record<string, unknown>>;
  },
): void {
  sqlite.run(
    'insert into operation (kind, started, finished, summary) values (?, ?, ?, ?)',
    operation.kind,
    operation.started,
    new Date().toISOString(),
    JSON.stringify(operation.summary),
  );
}
