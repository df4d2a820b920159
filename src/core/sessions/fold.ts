/** Comparing names that people and programs write in different ways. */

/** A name without case, blanks and compatibility forms: `zwoasi2600mmpro` for `ZWO ASI2600MM Pro`; null stays null. */
export function foldName(name: string | null): string | null {
  return name === null ? null : name.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
