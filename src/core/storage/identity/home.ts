/**
 * Opens the database of a repository: which one it is, whether the archive is where it was, and what it keeps
 * of settings. Nothing is written before the archive is founded: with the first change, or at once where
 * there is one already.
 */
import { mkdir } from 'node:fs/promises';
import type { ArchiveSettings } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError, fileError, messageOf } from '../../base/errors';
import type { Log } from '../../base/ports';
import type { Database } from '../database/database';
import { FramePlaces } from '../database/framePlaces';
import { isAway } from '../files/refuseAbsent';
import { removeUnfinishedOf } from '../files/replace';
import { isFolder } from '../files/whatIsThere';
import type { Lock } from '../lock/lock';
import { notebookFile, notebookIn } from '../notebook/notebookFile';
import { archiveFolder, type ArchivePlace, placeOf, realFolder } from './archivePlace';
import { type KeptSettings, settingsToKeep, settingsWith } from './archiveSettings';
import { chooseDatabase, type DatabaseChoice } from './choose';
import { lockRepository, readOnlyText } from './guard';
import { type Identity, identityFrom, type Standing } from './identity';
import {
  databaseFromStored,
  databaseToStored,
  identityFile,
  type IdentityFile,
  readIdentity,
  writeIdentity,
} from './identityFile';
import { type IdentityRow, readIdentityRow, writeIdentityRow } from './identityRow';
import { otherDatabase } from './joined';
import { sightOf } from './sight';

export interface HomeOptions {
  readonly settings: ArchiveSettings;
  readonly access: 'read' | 'write';
  readonly log: Log;
}

export class ArchiveHome {
  readonly database: Database;
  /** With what the archive keeps of them, and the database that was opened. */
  readonly settings: ArchiveSettings;
  readonly identity: Identity;
  readonly standing: Standing;
  readonly #asked: ArchiveSettings;
  readonly #repository: string;
  readonly #log: Log;
  #lock: Lock | null;
  #file: IdentityFile | null;
  #founded = false;
  #absent = false;
  #other: string | null = null;
  /**
   * Why the repository takes no identity: it is on a drive that cannot be written, as a disc or a snapshot.
   */
  #readOnly: string | null;

  private constructor(made: Made) {
    this.database = made.database;
    this.settings = made.settings;
    this.identity = made.identity;
    this.standing = made.standing;
    this.#asked = made.asked;
    this.#repository = made.repository;
    this.#log = made.log;
    this.#lock = made.lock;
    this.#file = made.file;
    this.#readOnly = made.readOnly;
  }

  /**
   * Throws `in-use` while another program writes the archive or its database, `damaged` where the database is
   * not whole, `database` for one of another archive, another program, or a newer version.
   */
  static async open(options: HomeOptions): Promise<ArchiveHome> {
    const { settings: asked, access, log } = options;
    const repository = await realFolder(asked.repository);
    const place = await placeOf(repository);
    const { lock, readOnly } =
      access === 'write' && place !== null
        ? await lockRepository(repository, log)
        : { lock: null, readOnly: null };
    try {
      const file = await identityOf(repository, log);
      const sight = (there: string, id: string) => sightOf(repository, there, id, lock?.claim ?? null);
      const choice = await chooseDatabase({ asked, repository, place, file, sight, access, log });
      return await ArchiveHome.#finish({ choice, file, repository, lock, readOnly, ...options, asked });
    } catch (error) {
      await lock?.release();
      throw error;
    }
  }

  static async #finish(parts: Opening): Promise<ArchiveHome> {
    const { choice, file, repository, access, log, asked } = parts;
    const { database, standing, last } = choice;
    try {
      const identity = identityFrom(standing, last);
      const kept = file?.settings ?? {};
      const given = new Set(asked.origin?.given ?? []);
      const effective = asked.origin ? settingsWith(asked, kept, given) : asked;
      const settings = { ...effective, database: database.path };
      const home = new ArchiveHome({ ...parts, database, settings, identity, standing });
      if (standing === 'copy')
        log.warn(`${repository} is a copy of ${last?.repository ?? ''}, and becomes a separate archive`);
      if (standing === 'moved')
        log.info(`The archive was moved from ${last?.repository ?? ''} to ${repository}`);
      if (access === 'write' && (database.isSaved || file !== null)) await home.found();
      if (asked.origin?.replaces !== undefined) return home;
      const own = file && standing !== 'copy' ? [databaseFromStored(repository, file.database)] : [];
      home.#other = await otherDatabase(database, repository, [asked.database, ...own], identity.id);
      if (home.#other !== null) log.warn(secondText(home.#other, database.path));
      return home;
    } catch (error) {
      await database.close().catch(() => undefined);
      throw error;
    }
  }

  /** Another database of this repository that was not joined. */
  get other(): string | null {
    return this.#other;
  }

  /**
   * Where what only the user knows is kept: in the repository, so that it goes where the archive goes. Beside
   * the database where that is not the archive's own or the repository cannot be written; null while its
   * drive is away.
   */
  get notebook(): string | null {
    if (this.#absent) return null;
    const beside = notebookFile(this.database.path);
    if (this.#readOnly !== null || !this.#isOwnDatabase()) return beside;
    return notebookIn(archiveFolder(this.#repository));
  }

  /**
   * Makes the repository an archive: lock, identity, and the note in the database. Call before anything is
   * changed; does nothing the second time. Throws `in-use` where another program has been quicker.
   */
  async found(): Promise<void> {
    if (this.#founded) return;
    this.#absent = await this.#isAbsent();
    if (this.#absent) return;
    if (this.#readOnly === null) await this.#foundRepository();
    const place = this.#readOnly === null ? await placeOf(this.#repository) : null;
    const row: IdentityRow = {
      ...this.identity,
      repository: this.#repository,
      inode: place?.inode ?? null,
      born: place?.born ?? null,
    };
    const before = readIdentityRow(this.database.sqlite);
    if (JSON.stringify(before) !== JSON.stringify(row)) {
      this.database.write((sqlite) => writeIdentityRow(sqlite, row));
    }
    this.#founded = true;
  }

  /** Nothing is made in the folder in which a drive is mounted that is away. */
  async #isAbsent(): Promise<boolean> {
    if (this.#file !== null || (await placeOf(this.#repository)) !== null) return false;
    return isAway(this.#repository, new FramePlaces(this.database.sqlite, this.#repository).repository());
  }

  async #foundRepository(): Promise<void> {
    try {
      await mkdir(archiveFolder(this.#repository), { recursive: true });
    } catch (error) {
      // A repository that is there may be a disc or a snapshot; one that cannot be made is no archive.
      if (!(await isFolder(this.#repository))) throw fileError(error, this.#repository);
      this.#readOnly = (error as NodeJS.ErrnoException).code ?? String(error);
      this.#log.warn(readOnlyText(this.#repository, this.#readOnly));
      return;
    }
    const place = await placeOf(this.#repository);
    if (place === null) return;
    if (this.#lock === null) {
      const { lock, readOnly } = await lockRepository(this.#repository, this.#log);
      [this.#lock, this.#readOnly] = [lock, readOnly];
      if (lock === null) return;
      const now = await readIdentity(this.#repository);
      if (this.#file === null && now.kind === 'read' && now.file.id !== this.identity.id)
        throw foundedMeanwhile(this.#repository);
    }
    await removeUnfinishedOf(identityFile(this.#repository)).catch((error: unknown) =>
      this.#log.warn(
        `What was left beside ${identityFile(this.#repository)} could not be removed: ${messageOf(error)}`,
      ),
    );
    const file = this.#fileFor(place);
    if (JSON.stringify(file) === JSON.stringify(this.#file)) return;
    await writeIdentity(this.#repository, file);
    this.#file = file;
  }

  #fileFor(place: ArchivePlace): IdentityFile {
    const { id, home } = this.identity;
    const { origin } = this.#asked;
    const kept: KeptSettings = this.#file?.settings ?? {};
    return {
      id,
      home,
      repository: this.#repository,
      inode: place.inode,
      born: place.born,
      database: this.#isOwnDatabase()
        ? databaseToStored(this.#repository, this.#lastingPath())
        : (this.#file?.database ?? ''),
      settings: origin?.keeps ? settingsToKeep(this.#asked, kept, new Set(origin.given)) : kept,
    };
  }

  /** One that was named for this time alone does not become the archive's. */
  #isOwnDatabase(): boolean {
    if (this.#file === null || this.standing === 'copy' || this.#asked.origin?.database === 'usual')
      return true;
    const own = databaseFromStored(this.#repository, this.#file.database);
    return own === this.#lastingPath();
  }

  /** Where the database will be when it is filled. */
  #lastingPath(): string {
    return this.#asked.origin?.replaces ?? this.database.path;
  }

  /** Closes the database, then gives the repository up. */
  async close(): Promise<void> {
    try {
      await this.database.close();
    } finally {
      await this.#lock?.release();
    }
  }
}

interface Opening extends HomeOptions {
  readonly asked: ArchiveSettings;
  readonly choice: DatabaseChoice;
  readonly file: IdentityFile | null;
  readonly repository: string;
  readonly lock: Lock | null;
  readonly readOnly: string | null;
}

interface Made extends Omit<Opening, 'choice' | 'settings'> {
  readonly database: Database;
  readonly settings: ArchiveSettings;
  readonly identity: Identity;
  readonly standing: Standing;
}

/** Null where there is none, or where it cannot be understood; throws for one of a newer version. */
async function identityOf(repository: string, log: Log): Promise<IdentityFile | null> {
  const reading = await readIdentity(repository);
  const path = identityFile(repository);
  switch (reading.kind) {
    case 'absent':
      return null;
    case 'damaged':
      log.warn(`${path} cannot be understood (${reading.why}); it is made again from the database`);
      return null;
    case 'newer':
      throw new ArchiveError(
        'database',
        english('The archive was opened by a newer version of Astro Archive'),
        { path, advice: 'Update Astro Archive.' },
      );
    case 'read':
      if (reading.wrong.length > 0)
        log.warn(`${path}: ${reading.wrong.join(', ')} cannot be used; the defaults apply`);
      return reading.file;
  }
}

function secondText(other: string, own: string): string {
  return english('This archive has a second database, {0}; join it to have what it knows in {1}', other, own);
}

function foundedMeanwhile(repository: string): ArchiveError {
  return new ArchiveError('in-use', english('Another program has just created an archive here'), {
    path: repository,
    advice: english('Try again.'),
  });
}
