/** An archive in a temporary folder, and frames to register in it. */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type {
  Archive,
  ArchiveSettings,
  RegisterMode,
  RegisterReport,
} from '../../../../../src/core/api/archive';
import { Frames, type NewFrame } from '../../../../../src/core/storage/database/frames';
import { DEFAULT_PATTERNS } from '../../../../../src/core/rules/place/patterns';
import { DEFAULT_TOLERANCES } from '../../../../../src/core/base/matching';
import type { ArchivedFrame } from '../../../../../src/core/base/archivedFrame';
import type { Session } from '../../../../../src/core/base/session';
import { openArchive } from '../../../../../src/core/archive/open';
import { noContext, silentLog, type Context, type Log } from '../../../../../src/core/base/ports';
import {
  makeFits,
  temporaryFolder,
  writeFits,
  type FitsSpec,
  type TestValue,
} from '../../../../support/makeFits';

export type Cards = Record<string, TestValue>;

/** A 300 s light of NGC 7000 in L, 16 × 12 pixels that differ from one seed to the next. */
export function light(seed = 0, cards: Cards = {}): FitsSpec {
  const minute = String(seed % 60).padStart(2, '0');
  const hour = String(20 + (Math.floor(seed / 60) % 4)).padStart(2, '0');
  return {
    width: 16,
    height: 12,
    pixels: (x, y) => 100 + x + 16 * y + seed,
    cards: {
      IMAGETYP: 'LIGHT',
      OBJECT: 'NGC 7000',
      TELESCOP: 'Esprit',
      INSTRUME: 'ASI2600',
      FILTER: 'L',
      EXPTIME: 300,
      XBINNING: 1,
      YBINNING: 1,
      'CCD-TEMP': -10,
      GAIN: 100,
      OFFSET: 50,
      'DATE-OBS': `2024-09-13T${hour}:${minute}:00.000`,
      ...cards,
    },
  };
}

/** Cards of a light that has CDELT and CROTA but no CD matrix. */
export const ROTATED: Cards = { CDELT1: -0.001, CDELT2: 0.001, CROTA2: 30 };

export function sha256(file: string | Buffer): string {
  return createHash('sha256')
    .update(typeof file === 'string' ? fs.readFileSync(file) : file)
    .digest('hex');
}

/** Every file below a folder, relative and sorted; the database's own files left out. */
export function filesIn(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => !name.startsWith('.astro-archive'))
    .sort();
}

/** A whole night of 9 files: lights, darks, flats, a bias, and a master dark. */
export function writeNight(folder: string): void {
  for (let i = 0; i < 3; i++) writeFits(folder, `light_${i}.fits`, light(i));
  const calibration = (type: string, seed: number, cards: Cards = {}) =>
    light(seed, { IMAGETYP: type, OBJECT: '', ...cards });
  for (let i = 0; i < 2; i++) writeFits(folder, `dark_${i}.fits`, calibration('DARK', 60 + i));
  for (let i = 0; i < 2; i++)
    writeFits(folder, `flat_${i}.fits`, calibration('FLAT', 70 + i, { EXPTIME: 2 }));
  writeFits(folder, 'bias.fits', calibration('BIAS', 80, { EXPTIME: 0.001 }));
  writeFits(folder, 'master.fits', calibration('MASTER DARK', 90));
}

export class Bench {
  readonly #folder: ReturnType<typeof temporaryFolder>;
  readonly #archives: Archive[] = [];
  readonly folder: string;
  readonly source: string;
  readonly repository: string;
  readonly database: string;

  /** Where the archive keeps what only the user knows. */
  get notebook(): string {
    return path.join(this.repository, '.astro-archive', 'astro-archive.json');
  }

  /** Everything lies in its own folder below this one. */
  constructor(below?: string) {
    this.#folder = temporaryFolder(below);
    this.folder = this.#folder.path;
    this.source = path.join(this.folder, 'source');
    this.repository = path.join(this.folder, 'repository');
    this.database = path.join(this.folder, 'database', 'astro-archive.sqlite');
    fs.mkdirSync(this.source);
  }

  settings(changes: Partial<ArchiveSettings> = {}): ArchiveSettings {
    return {
      repository: this.repository,
      database: this.database,
      timeZone: 'UTC',
      patterns: DEFAULT_PATTERNS,
      tolerances: DEFAULT_TOLERANCES,
      addWcs: 'whenCopied',
      sirilPath: null,
      ...changes,
    };
  }

  async open(changes: Partial<ArchiveSettings> = {}, log: Log = silentLog): Promise<Archive> {
    const archive = await openArchive({ settings: this.settings(changes), log, hashThreads: 0, patience: 0 });
    this.#archives.push(archive);
    return archive;
  }

  /** Writes a file below the source folder. */
  put(name: string, content: FitsSpec | Buffer = light()): string {
    return writeFits(this.source, name, content);
  }

  async dispose(): Promise<void> {
    for (const archive of this.#archives) await archive.close().catch(() => undefined);
    this.#folder.dispose();
  }
}

export function register(
  archive: Archive,
  mode: RegisterMode,
  sources: string | readonly string[],
  context: Context = noContext,
): Promise<RegisterReport> {
  return archive.register({ sources: [sources].flat(), mode, dryRun: false }, context);
}

export async function allFrames(archive: Archive): Promise<readonly ArchivedFrame[]> {
  return (await archive.frames({})).items;
}

export async function allSessions(archive: Archive): Promise<readonly Session[]> {
  return (await archive.sessions({})).items;
}

/** How many files of each kind a report speaks of: `[registered, duplicates, failed, skipped]`. */
export function counts(report: RegisterReport): number[] {
  return [report.registered, report.duplicates, report.failed, report.skipped].map((list) => list.length);
}

/** Makes the archive refuse some rows; call what it returns to make it take them again. */
export function refuseFrames(refuse: (added: NewFrame) => boolean): () => void {
  const own = Object.getOwnPropertyDescriptor(Frames.prototype, 'insert') ?? {};
  const insert = own.value as (this: Frames, added: NewFrame) => void;
  Frames.prototype.insert = function (added) {
    if (refuse(added)) throw new Error('refused');
    insert.call(this, added);
  };
  return () => void Object.defineProperty(Frames.prototype, 'insert', own);
}

export { makeFits };
