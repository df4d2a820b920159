/** An archive as the first version of the program left it, put back into a temporary folder byte by byte. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/**
 * Paths of the fixture are as long wherever it is put, so that absolute ones can be replaced inside the database file and
 * everything else of it stays as it was written. Characters; no temporary folder is longer.
 */
const ROOT_LENGTH = 120;

export interface FixtureFile {
  /** Relative to the root, `/` between parts. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly mtime: number;
  /** Gzipped, base64. */
  readonly data: string;
  /** Its other name, where it is a file with two. */
  readonly link?: string;
  /** Only there where an operation was cut off. */
  readonly interrupted?: boolean;
}

/** What the first version said of its archive. */
export interface FixtureState {
  readonly frames: readonly {
    readonly path: string;
    readonly sha256: string;
    readonly object: string | null;
    readonly session: string | null;
    readonly rejected: boolean;
  }[];
  readonly sessions: readonly { readonly id: string; readonly links: object; readonly note: string | null }[];
  readonly aliases: readonly unknown[];
  /** Kinds of its operations, the newest first. */
  readonly history: readonly string[];
  /** What each file was before it was registered, by its path in the folders that files came from: SHA-256. */
  readonly originals: Readonly<Record<string, string>>;
}

export interface Fixture {
  readonly root: string;
  readonly files: readonly FixtureFile[];
  readonly state: FixtureState;
}

/** `/tmp/astro-archive-x1/root______…`, a new folder of its own and always as long. */
export function makeRoot(): { readonly folder: string; readonly root: string } {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'astro-archive-')));
  const root = path.join(folder, 'root').padEnd(ROOT_LENGTH, '_');
  if (root.length !== ROOT_LENGTH) throw new Error(`${folder} is too long for the fixture`);
  fs.mkdirSync(root);
  return { folder, root };
}

/** The files below `root` that are not in `known` yet. */
export function take(root: string, known: readonly FixtureFile[] = []): FixtureFile[] {
  const names = new Map<string, string>();
  const before = new Set(known.map((file) => file.path));
  return fs
    .readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .flatMap((file) => {
      const relative = path.relative(root, file).split(path.sep).join('/');
      const { mtimeMs, ino } = fs.statSync(file);
      const link = names.get(String(ino));
      names.set(String(ino), relative);
      if (before.has(relative)) return [];
      const data = gzipSync(fs.readFileSync(file), { level: 9 }).toString('base64');
      return [{ path: relative, mtime: mtimeMs, data, ...(link === undefined ? {} : { link }) }];
    });
}

/** Writes the archive below `root`, as it was after its last operation, or in the middle of one more. */
export function put({ root: was, files }: Fixture, root: string, how: 'closed' | 'interrupted'): void {
  for (const { path: name, mtime, data, link, interrupted } of files) {
    if (interrupted && how === 'closed') continue;
    const file = path.join(root, ...name.split('/'));
    fs.mkdirSync(path.dirname(file), { recursive: true });
    if (link !== undefined) fs.linkSync(path.join(root, ...link.split('/')), file);
    else fs.writeFileSync(file, replaced(gunzipSync(Buffer.from(data, 'base64')), was, root));
    fs.utimesSync(file, mtime / 1000, mtime / 1000);
  }
}

function replaced(bytes: Buffer, was: string, root: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll(was, root), 'latin1');
}
