/** What lies on the disk, told by bytes alone: nothing of the program under test is asked. */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Bench } from './bench';
import { EARLIER, type Original } from './originals';

/** What the bytes of a file are. */
export type Is =
  | 'original'
  /** The original with its header edited, whole, as a run without faults leaves it. */
  | 'edited'
  /** Its pixels under a header that is neither. */
  | 'between'
  | 'empty'
  /** Anything else: half a file, a stranger. */
  | 'partial';

export interface Seen {
  readonly path: string;
  readonly size: number;
  readonly mtime: number;
  /** Device and inode: two names of one file have the same. */
  readonly file: string;
  readonly is: Is;
  readonly original: Original | null;
}

export interface Survey {
  /** Files under the name of an image, by where they lie. */
  readonly inSource: readonly Seen[];
  readonly inEarlier: readonly Seen[];
  readonly inRepository: readonly Seen[];
  /** Paths of files whose names say that they are passing. */
  readonly passing: readonly string[];
}

/** `undated` by name of the original: what edits make of it in a run without faults. */
export type Edited = ReadonlyMap<string, string>;

const IMAGE = /^[^.].*\.(?:fits|fit|fts|fits\.gz|fits\.fz|xisf)$/i;
/** Parts of copies, rewritten headers, new generations of the database, notes of whoever has it open, open journals. */
const PASSING = /\.(?:part|edit|tmp|new|lock|open)$/;

export function survey(bench: Bench, edited: Edited): Survey {
  const all = [...filesBelow(bench.source), ...filesBelow(bench.earlier), ...filesBelow(bench.repository)];
  const images = all.filter((file) => IMAGE.test(path.basename(file)));
  const below = (folder: string) =>
    images.filter((file) => file.startsWith(folder + path.sep)).map((file) => see(file, bench, edited));
  return {
    inSource: below(bench.source),
    inEarlier: below(bench.earlier),
    inRepository: below(bench.repository),
    passing: [...all, ...filesBelow(path.dirname(bench.database))].filter((file) => PASSING.test(file)),
  };
}

function filesBelow(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function see(file: string, bench: Bench, edited: Edited): Seen {
  const { size, mtimeMs, dev, ino } = fs.statSync(file);
  const bytes = fs.readFileSync(file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const plain = undated(bytes);
  const known = [...bench.originals, ...EARLIER];
  const found = (is: Is, original: Original | undefined) => ({
    path: file,
    size,
    mtime: mtimeMs,
    file: `${dev}:${ino}`,
    is,
    original: original ?? null,
  });
  const whole = known.find((one) => one.sha256 === sha256);
  if (whole) return found('original', whole);
  const changed = known.find(({ name }) => edited.get(name) === plain);
  if (changed) return found('edited', changed);
  const sameEnd = known.find((one) => hasPixels(bytes, one));
  if (sameEnd) return found('between', sameEnd);
  return found(size === 0 ? 'empty' : 'partial', undefined);
}

/** SHA-256 of a file without the day in the line of HISTORY that a merge writes: midnight can come between two runs. */
export function undated(bytes: Buffer): string {
  const text = bytes.toString('latin1').replace(/(OBJECT was '[^\n]{1,40}', )\d{4}-\d\d-\d\d/g, '$1day');
  return createHash('sha256').update(text, 'latin1').digest('hex');
}

function hasPixels(bytes: Buffer, { bytes: original, pixels }: Original): boolean {
  return pixels > 0 && bytes.length >= pixels && bytes.subarray(-pixels).equals(original.subarray(-pixels));
}
