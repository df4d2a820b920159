/** An archive that VS Code and the command line both open, as their settings say. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive, ArchiveSettings, SettingsOrigin } from '../../../../../src/core/api/archive';
import { openArchive } from '../../../../../src/core/archive/open';
import { DEFAULT_TOLERANCES } from '../../../../../src/core/base/matching';
import type { Log } from '../../../../../src/core/base/ports';
import { DEFAULT_PATTERNS } from '../../../../../src/core/rules/place/patterns';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';

export const USUAL: SettingsOrigin = { database: 'usual', given: [], keeps: false };

/** Three lights in `in`, the repository in `a`, the storage of VS Code in `storage`. */
export class TwoPrograms {
  readonly #folder = temporaryFolder();
  readonly #archives: Archive[] = [];
  /** What was said in the log. */
  readonly said: string[] = [];

  constructor() {
    for (let i = 0; i < 3; i++) writeFits(this.at('in'), `${i}.fits`, light(i));
  }

  at = (...parts: string[]) => path.join(this.#folder.path, ...parts);

  settings(changes: Partial<ArchiveSettings> = {}): ArchiveSettings {
    const repository = changes.repository ?? this.at('a');
    return {
      repository,
      database: path.join(repository, '.astro-archive', 'astro-archive.sqlite'),
      timeZone: 'UTC',
      patterns: DEFAULT_PATTERNS,
      tolerances: DEFAULT_TOLERANCES,
      addWcs: 'never',
      sirilPath: null,
      origin: USUAL,
      ...changes,
    };
  }

  /** As the command line opens it. */
  open = async (changes: Partial<ArchiveSettings> = {}, access: 'read' | 'write' = 'write') => {
    const say = (text: string) => void this.said.push(text);
    const log: Log = { debug() {}, info: say, warn: say, error: say };
    const archive = await openArchive({ settings: this.settings(changes), log, access, hashThreads: 0 });
    this.#archives.push(archive);
    return archive;
  };

  /** As VS Code opens it, with the database in its storage. */
  desk = (changes: Partial<ArchiveSettings> = {}) =>
    this.open({ database: this.at('storage', 'astro-archive.sqlite'), ...changes });

  close = async (archive: Archive) => {
    this.#archives.splice(this.#archives.indexOf(archive), 1);
    await archive.close();
  };

  identity = (repository = 'a') =>
    JSON.parse(fs.readFileSync(this.at(repository, '.astro-archive', 'archive.json'), 'utf8')) as Record<
      string,
      unknown
    >;

  copy = (from: string, to: string) =>
    fs.cpSync(this.at(from), this.at(to), { recursive: true, preserveTimestamps: true });

  async dispose(): Promise<void> {
    for (const archive of this.#archives.splice(0)) await archive.close().catch(() => undefined);
    this.#folder.dispose();
  }
}

export const count = async (archive: Archive) => (await archive.status()).frameCount;
