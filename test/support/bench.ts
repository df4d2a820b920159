/** An archive in a temporary folder, and a folder of sources to register into it. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive, ArchiveSettings, RegisterMode, RegisterReport } from '../../src/core/api/archive';
import { openArchive } from '../../src/core/archive/open';
import type { ArchivedFrame } from '../../src/core/base/archivedFrame';
import { DEFAULT_TOLERANCES } from '../../src/core/base/matching';
import { type Context, type Log, noContext, silentLog } from '../../src/core/base/ports';
import type { Session } from '../../src/core/base/session';
import { DEFAULT_PATTERNS } from '../../src/core/rules/place/patterns';
import { Frames } from '../../src/core/storage/database/frames';
import type { NewFrame } from '../../src/core/storage/database/insertFrame';
import { type FitsSpec, temporaryFolder, writeFits } from './makeFits';
import { light } from './night';

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
