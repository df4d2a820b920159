/** How long the watcher rests after it has looked into all folders. */

/** The rest, as a multiple of how long the look took. */
const REST = 20;
/** The shortest and the longest rest in milliseconds; a very long look was mostly waiting. */
const SHORTEST_REST = 1000;
const LONGEST_REST = 60_000;

/** Both in milliseconds: a look of 100 ms is followed by a rest of 2,000 ms. */
export function restAfter(took: number): number {
  return Math.min(Math.max(SHORTEST_REST, REST * took), LONGEST_REST);
}
