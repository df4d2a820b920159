/** Comparing names that people and programs write in different ways. */

/** An archive has few different names, and asks for each thousands of times. */
const MOST_KEPT = 10_000;

/** The same function of a name, that keeps what it has found out. */
export function memoised(make: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    let result = known.get(name);
    if (result === undefined) {
      result = make(name);
      if (known.size >= MOST_KEPT) known.clear();
      known.set(name, result);
    }
    return result;
  };
}

const folded = memoised((name) => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ''));

/**
 * A name without case, blanks and compatibility forms: `zwoasi2600mmpro` for `ZWO ASI2600MM Pro`; null stays
 * null.
 */
export function foldName(name: string | null): string | null {
  return name === null ? null : folded(name);
}
