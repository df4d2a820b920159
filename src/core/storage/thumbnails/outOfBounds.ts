/** Which thumbnails have to go, so that their folder stays within its bounds. Pure. */

/** A file in the folder of thumbnails. */
export interface ThumbnailFile {
  readonly name: string;
  readonly bytes: number;
  /** When it was last used, to the day, or written; milliseconds since 1970. */
  readonly used: number;
}

export interface Bounds {
  readonly files: number;
  readonly bytes: number;
}

/** A session of 10,000 frames fits in twice; a thumbnail has 17 kB, a noisy one in colour 45. */
export const BOUNDS: Bounds = { files: 20_000, bytes: 400_000_000 };

/** As much as is left of a folder that was too full, so that it is not looked through again at once. */
const LEFT = 0.9;
/** Milliseconds after which a file that nobody has finished belongs to a program that is gone. */
const UNFINISHED = 3_600_000;

const NAME = /^[0-9a-f]{40}\.jpg$/;
const UNFINISHED_NAME = /^[0-9a-f]{40}\.jpg\.[0-9a-f]{12}\.new$/;

/** Whether the program has made a file of this name: any other in the folder is left alone. */
export function isOurs(name: string): boolean {
  return NAME.test(name) || UNFINISHED_NAME.test(name);
}

/** The names of those to remove: unfinished ones, and the least recently used where there are too many. */
export function outOfBounds(files: readonly ThumbnailFile[], now: number, bounds: Bounds = BOUNDS): string[] {
  const left = files.filter(({ name, used }) => UNFINISHED_NAME.test(name) && now - used > UNFINISHED);
  const finished = files.filter(({ name }) => NAME.test(name));
  return [...left.map(({ name }) => name), ...leastUsed(finished, bounds)];
}

function leastUsed(files: readonly ThumbnailFile[], bounds: Bounds): string[] {
  let count = files.length;
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (count <= bounds.files && bytes <= bounds.bytes) return [];
  const names: string[] = [];
  for (const file of [...files].sort((a, b) => a.used - b.used)) {
    if (count <= LEFT * bounds.files && bytes <= LEFT * bounds.bytes) break;
    names.push(file.name);
    count--;
    bytes -= file.bytes;
  }
  return names;
}
