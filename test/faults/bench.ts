/** The folders of a scenario, put back into the same state for every run. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Archive, ArchiveSettings } from '../../src/core/api/archive';
import { openArchive } from '../../src/core/archive/open';
import { DEFAULT_TOLERANCES } from '../../src/core/base/matching';
import { silentLog } from '../../src/core/base/ports';
import { DEFAULT_PATTERNS } from '../../src/core/rules/place/patterns';
import { otherDrive } from './drives';
import { EARLIER, type Original, SETS } from './originals';
import type { Places, Scenario, Step } from './scenarios';
import { perform } from './steps';

export class Bench {
  readonly scenario: Scenario;
  readonly #near = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'astro-archive-faults-')));
  readonly #far: string;
  readonly #here = path.join(this.#near, 'here');
  readonly source = path.join(this.#here, 'source');
  /** Where the frames that the archive holds already came from. */
  readonly earlier = path.join(this.#here, 'earlier');
  readonly database = path.join(this.#here, 'database', 'astro-archive.sqlite');
  readonly #there: string;
  readonly repository: string;
  /** Outside of everything that counts: notes of the injection and of the driver. */
  readonly trace = path.join(this.#near, 'trace');
  readonly done = path.join(this.#near, 'done');
  /** Where the frames that the archive holds already lie in it. */
  readonly held = new Map<string, Original>();

  /** @throws Error where the scenario needs two drives and there is one. */
  constructor(scenario: Scenario) {
    this.scenario = scenario;
    const drive = scenario.twoDrives ? otherDrive() : null;
    if (scenario.twoDrives && drive === null) throw new Error('There is no second drive');
    this.#far =
      drive === null
        ? this.#near
        : fs.realpathSync(fs.mkdtempSync(path.join(drive, 'astro-archive-faults-')));
    this.#there = path.join(this.#far, 'there');
    this.repository = path.join(this.#there, 'repository');
  }

  #session = '';

  get places(): Places {
    return { source: this.source, checkout: path.join(this.#here, 'checkout'), session: this.#session };
  }

  get originals(): readonly Original[] {
    return SETS[this.scenario.set];
  }

  /** The folders whose calls count. */
  get folders(): readonly string[] {
    return [this.#here, this.#there];
  }

  get settings(): ArchiveSettings {
    return {
      repository: this.repository,
      database: this.database,
      timeZone: null,
      patterns: DEFAULT_PATTERNS,
      tolerances: DEFAULT_TOLERANCES,
      addWcs: this.scenario.addWcs ?? 'whenCopied',
      sirilPath: null,
    };
  }

  /** Makes the state in which every run begins, and keeps a copy of it. */
  async prepare(): Promise<void> {
    for (const folder of [this.source, this.earlier, this.repository])
      fs.mkdirSync(folder, { recursive: true });
    for (const { name, bytes } of this.originals) fs.writeFileSync(path.join(this.source, name), bytes);
    // Times with a fraction of a millisecond, as they come from a camera's card.
    for (const { name } of this.originals)
      fs.utimesSync(path.join(this.source, name), 1.7e9, 1726260000.1234567);
    if (!this.scenario.fresh) await this.#fill();
    if (this.scenario.before) await this.#begin(this.scenario.before);
    if (this.scenario.damaged) this.#damage();
    for (const [folder, copy] of this.#copies()) clone(folder, copy);
  }

  /** SHA-256 of the database that does not open; null in other scenarios. */
  damaged: string | null = null;

  #damage(): void {
    const bytes = fs.readFileSync(this.database);
    const cut = bytes.subarray(0, bytes.length - 8192);
    fs.writeFileSync(this.database, cut);
    this.damaged = createHash('sha256').update(cut).digest('hex');
  }

  async #fill(): Promise<void> {
    for (const { name, bytes } of EARLIER) fs.writeFileSync(path.join(this.earlier, name), bytes);
    const archive = await this.open();
    try {
      const places = { ...this.places, source: this.earlier };
      await perform(archive, places, { do: 'register', mode: 'copy' });
      await perform(archive, places, { do: 'regenerate' });
      this.#session = (await archive.sessions({ kind: 'light' })).items[0]?.id ?? '';
      for (const { path: file, sha256 } of (await archive.frames({})).items) {
        const original = EARLIER.find((one) => one.sha256 === sha256);
        if (original) this.held.set(file, original);
      }
    } finally {
      await archive.close();
    }
    if (this.held.size !== EARLIER.length) throw new Error('The archive was not filled as it should be');
  }

  async #begin(steps: readonly Step[]): Promise<void> {
    const archive = await this.open();
    try {
      for (const step of steps) {
        const [failed] = await perform(archive, this.places, step);
        if (failed) throw new Error(`${failed.path}: ${failed.error}`);
      }
    } finally {
      await archive.close();
    }
  }

  /** Puts everything back as it was after `prepare`, modification times to the nanosecond included. */
  reset(): void {
    for (const [folder, copy] of this.#copies()) clone(copy, folder);
    this.#comeHome();
    for (const file of [this.trace, this.done]) fs.rmSync(file, { force: true });
  }

  /** The copy is to be the archive itself, in the folder in which it was founded, and not one that came from elsewhere. */
  #comeHome(): void {
    const folder = path.join(this.repository, '.astro-archive');
    const file = path.join(folder, 'archive.json');
    if (!fs.existsSync(file)) return;
    const { ino, birthtimeNs } = fs.statSync(folder, { bigint: true });
    const identity = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
    fs.writeFileSync(file, JSON.stringify({ ...identity, inode: String(ino), born: String(birthtimeNs) }));
  }

  /** In this process, as after a new start. */
  open(access: 'read' | 'write' = 'write'): Promise<Archive> {
    return openArchive({ settings: this.settings, log: silentLog, access, hashThreads: 0 });
  }

  /** A copy of the repository and its database, in this process. */
  openCopy(): Promise<Archive> {
    const copy = path.join(this.#near, 'copied');
    fs.rmSync(copy, { recursive: true, force: true });
    fs.mkdirSync(copy);
    clone(this.repository, path.join(copy, 'repository'));
    clone(path.dirname(this.database), path.join(copy, 'database'));
    const settings = {
      ...this.settings,
      repository: path.join(copy, 'repository'),
      database: path.join(copy, 'database', path.basename(this.database)),
    };
    return openArchive({ settings, log: silentLog, hashThreads: 0 });
  }

  dispose(): void {
    for (const folder of new Set([this.#near, this.#far]))
      fs.rmSync(folder, { recursive: true, force: true });
  }

  #copies(): [folder: string, copy: string][] {
    return [
      [this.#here, path.join(this.#near, 'copy')],
      [this.#there, path.join(this.#far, 'copy of there')],
    ];
  }
}

/** Replaces a folder by another one; Node's own copying cuts times to less than the system keeps. */
function clone(from: string, to: string): void {
  fs.rmSync(to, { recursive: true, force: true });
  const { status, stderr } = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`cp: ${stderr}`);
}
