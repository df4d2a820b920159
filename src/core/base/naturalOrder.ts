/** Names in the order in which people count. Pure. */

const COLLATOR = new Intl.Collator('en', { numeric: true });

/** Compares names, numbers by their values: `M31_9.fits` comes before `M31_10.fits`. */
export function naturalOrder(a: string, b: string): number {
  return COLLATOR.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
