/** Which operations can be taken back, and how. */

/** Files that frames are amended in: header and name go back, and the frame stays. */
const AMENDING: ReadonlySet<string> = new Set(['merge', 'map', 'set']);

/**
 * Whether an operation has changed frames that were in the archive before, and what the user knows of them.
 */
export function isEdit(kind: string): boolean {
  return AMENDING.has(kind);
}
