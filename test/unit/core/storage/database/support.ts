/** An empty database in memory, and frames for its tables. */
import * as path from 'node:path';
import type { Frame } from '../../../../../src/core/base/frame';
import { Frames } from '../../../../../src/core/storage/database/frames';
import type { NewFrame } from '../../../../../src/core/storage/database/insertFrame';
import { migrate } from '../../../../../src/core/storage/database/schema';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { sampleFrame } from '../../rules/frame/support';

export const REPOSITORY = path.resolve('/astro');

/** `inside('Light', 'a.fits')` is `/astro/Light/a.fits`, as the system writes it. */
export const inside = (...parts: readonly string[]): string => path.join(REPOSITORY, ...parts);

let opened: Sqlite[] = [];

/** Each database of sql.js keeps its memory until it is closed: `afterEach(closeDatabases)`. */
export function closeDatabases(): void {
  for (const sqlite of opened) sqlite.close();
  opened = [];
}

export async function emptyDatabase(): Promise<{ readonly sqlite: Sqlite; readonly frames: Frames }> {
  const sqlite = await Sqlite.open(null);
  opened.push(sqlite);
  migrate(sqlite, '/db');
  return { sqlite, frames: new Frames(sqlite, REPOSITORY) };
}

/** A SHA-256 that begins with these hexadecimal digits: `hashOf('ab')`. */
export const hashOf = (digits: string): string => digits.padEnd(64, '0');

/** A file of the archive about to be stored; its header is that of `sampleFrame(says)`. */
export const newFrame = (
  where: string,
  says: Partial<Frame> = {},
  file: Partial<Omit<NewFrame, 'frame'>> = {},
): NewFrame => ({
  path: where,
  size: 5760,
  mtime: 1_726_259_400_123,
  sha256: hashOf('ab'),
  imageKey: '2880-00000000',
  editedSha256: null,
  source: null,
  replaces: null,
  ...file,
  frame: sampleFrame(says),
});

/** Stores a file as `newFrame` makes it, below the repository; returns its id: `putFrame(frames, 'a.fits')`. */
export function putFrame(frames: Frames, name: string, ...more: OfFrame): number {
  frames.insert(newFrame(inside(name), ...more));
  return frames.newest();
}
type OfFrame = Parameters<typeof newFrame> extends [string, ...infer Rest] ? Rest : never;

/** `a` for `/astro/Light/a.fits`. */
export const namesOf = (found: readonly { readonly path: string }[]): string[] =>
  found.map((each) => path.basename(each.path, '.fits'));
