/** Comparing names that people and programs write in different ways. */

/** A name without case, blanks and compatibility forms: `zwoasi2600mmpro` for `ZWO ASI2600MM Pro`; null stays null. */
export function foldName(name: string | null): string | null {
  return name === null ? null : name.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** The same function with a memory, for the few hundred spellings of many thousand frames. */
export function memoised(fold: (name: string) => string): (name: string | null) => string | null {
  const known = new Map<string, string>();
  return (name) => {
    if (name === null) return null;
    let folded = known.get(name);
    if (folded === undefined) known.set(name, (folded = fold(name)));
    return folded;
  };
}
