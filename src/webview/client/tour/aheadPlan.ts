/** Which pictures are read ahead, and how large. Pure. */

/** Bytes of pictures that are kept for a moment's notice. */
export const BUDGET = 256 * 2 ** 20;
/** Pictures get no smaller than that in their longer side, however many there are. */
const SMALLEST = 512;
/** Bytes of a sample. */
const SAMPLE = 2;

/**
 * The places of the pictures that come next, the most urgent first: one after the other around the whole list
 * while it plays, otherwise two ahead and one behind.
 */
export function comingNext(at: number, count: number, isPlaying: boolean): number[] {
  if (isPlaying) return Array.from({ length: Math.max(count - 1, 0) }, (_, i) => (at + 1 + i) % count);
  return [at + 1, at + 2, at - 1].filter((place) => place >= 0 && place < count);
}

/** Which of the pictures that are there stay: those that come next, as far as there is room. */
export function kept(
  coming: readonly string[],
  bytes: ReadonlyMap<string, number>,
  budget = BUDGET,
): ReadonlySet<string> {
  const staying = new Set<string>();
  let sum = 0;
  for (const path of coming) {
    const size = bytes.get(path);
    if (size === undefined) continue;
    sum += size;
    // One has to be there, however large it is.
    if (sum > budget && staying.size > 0) break;
    staying.add(path);
  }
  return staying;
}

/** What is to be read next; null where all is there, or where there is no room before what is further away. */
export function wanting(
  coming: readonly string[],
  bytes: ReadonlyMap<string, number>,
  failed: ReadonlySet<string>,
  budget = BUDGET,
): string | null {
  let sum = 0;
  for (const path of coming) {
    if (failed.has(path)) continue;
    if (sum >= budget) return null;
    const size = bytes.get(path);
    if (size === undefined) return path;
    sum += size;
  }
  return null;
}

/**
 * Pixels in the longer side of each of `count` pictures, so that all of them can be kept: 2048 for a few, 620 for
 * 300 frames in colour. `wanted` is as many as can be seen.
 */
export function mostFor(
  count: number,
  image: { readonly width: number; readonly height: number; readonly channels: number },
  wanted: number,
  budget = BUDGET,
): number {
  const { width, height, channels } = image;
  const pixels = budget / Math.max(count, 1) / SAMPLE / channels;
  const ratio = Math.max(width, height) / Math.min(width, height);
  return Math.min(wanted, Math.max(SMALLEST, Math.floor(Math.sqrt(pixels * ratio))));
}
