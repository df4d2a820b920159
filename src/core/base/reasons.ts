/** Why something could not be done, as data: for reports, tests and whoever has to tell two failures apart. */

/** What this program refuses and finds. Texts for users are the messages and advice of errors. */
export type OwnReason =
  // The archive
  | 'no-folder'
  | 'read-only'
  | 'repository-missing'
  | 'newer-version'
  | 'migration'
  | 'saved-by-another'
  // Files
  | 'changed'
  | 'other-bytes'
  | 'header-changed'
  | 'pixels-changed'
  | 'bytes-changed'
  | 'truncated'
  | 'unfinished'
  | 'name-encoding'
  | 'gone'
  | 'folder-gone'
  | 'in-the-way'
  | 'last-copy'
  | 'replaced'
  | 'same-file'
  | 'outside'
  | 'type-unknown'
  | 'foreign-name'
  | 'not-looked-at'
  | 'not-entered'
  | 'known-before'
  // Headers and names
  | 'gzipped'
  | 'describes-data'
  | 'not-ascii'
  | 'no-names'
  | 'unnamed'
  | 'same-name'
  | 'one-object'
  | 'no-frames'
  // Goals
  | 'no-time'
  | 'no-goal'
  // Sessions, checkouts, history
  | 'cannot-serve'
  | 'takes-no-link'
  | 'no-checkout'
  | 'refreshed'
  | 'nothing-to-undo'
  | 'later-operation';

/** The system's own: `ENOSPC`. */
export type SystemReason = `E${string}`;

export type Reason = OwnReason | SystemReason;
