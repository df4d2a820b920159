/** What the command line's exit status says. */
import { ArchiveError } from '../../core/base/errors';

export const EXIT = {
  done: 0,
  /** Done, but some files failed; or nothing could be done at all. */
  failed: 1,
  wrongUse: 2,
  cancelled: 3,
  inUse: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The status for an error that ended a command: 4 for a database that another program has open. */
export function exitCodeOf(error: unknown): ExitCode {
  if (!(error instanceof ArchiveError)) return EXIT.failed;
  switch (error.code) {
    case 'request':
      return EXIT.wrongUse;
    case 'cancelled':
      return EXIT.cancelled;
    case 'in-use':
      return EXIT.inUse;
    case 'stale':
    case 'format':
    case 'file':
    case 'exists':
    case 'database':
    case 'damaged':
      return EXIT.failed;
  }
}
