/** Facts about names that differ from system to system. */

/** Windows and macOS take names that differ in case or in Unicode form only for the same: `M31` and `m31`. */
export function foldFileName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/**
 * What a file system answers that has no hard links, or none between these two places (EISDIR is Windows on
 * exFAT).
 */
const NO_LINK = new Set(['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR']);

/** Whether an error of `link` says that another way must be found, rather than that something is wrong. */
export function hasNoLinks(error: unknown): boolean {
  return NO_LINK.has((error as NodeJS.ErrnoException).code ?? '');
}
