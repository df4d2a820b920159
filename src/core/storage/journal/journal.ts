/**
 * The journal of an operation: what it is about to do to files, on the disk before it is done, and how it
 * ended. A file of lines that are only ever appended, beside the database; the open one is called `….open`,
 * and what a crash leaves open is finished or rolled back by the next start. Closed ones serve to take an
 * operation back.
 */
import {
  constants,
  copyFile,
  type FileHandle,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ArchiveSettings } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError, fileError, messageOf } from '../../base/errors';
import type { Log } from '../../base/ports';
import { syncFolder } from '../../base/syncFolder';
import type { FileStep } from '../files/fileStep';
import type { Identity } from '../identity/identity';
import { END_LINE, endsLine, headLine, type JournalHead, settledLine, type StepEnd, stepLine } from './lines';

const OPEN = '.open';
const KEPT = 50;
/** Bytes of all closed journals. */
const KEPT_BYTES = 256 << 20;

/** Where the journals of a database are: `/astro/.astro-archive/astro-archive.sqlite.journals`. */
export function journalFolder(database: string): string {
  return `${database}.journals`;
}

/** Whose journals they are, and what their paths are relative to. */
export interface JournalHome {
  readonly settings: Pick<ArchiveSettings, 'repository' | 'database'>;
  readonly identity: Identity;
}

export class Journal {
  readonly #folder: string;
  readonly #repository: string;
  readonly #identity: Identity;
  readonly #head: JournalHead;
  #file: FileHandle | undefined;
  #name: string | null = null;
  #steps = 0;
  #unfinished = false;

  /** Nothing is written before the first step is announced. */
  constructor({ settings, identity }: JournalHome, head: JournalHead) {
    this.#folder = journalFolder(settings.database);
    this.#repository = settings.repository;
    this.#identity = identity;
    this.#head = head;
  }

  /**
   * The name of the closed journal, `20241104T203000123Z-register.jsonl`; null when nothing was announced.
   */
  get name(): string | null {
    return this.#name;
  }

  /**
   * Writes down what will be done; on the disk when it resolves, wherever a file is to be touched. Returns
   * the number of the first of the steps. Throws an ArchiveError, and then none of them may be begun.
   */
  async announce(steps: readonly FileStep[]): Promise<number> {
    const first = this.#steps;
    try {
      const lines = steps.map((step, i) => stepLine(first + i, step, this.#repository)).join('');
      const file = (this.#file ??= await this.#create());
      await file.appendFile(lines);
      if (steps.some(touchesFiles)) await file.datasync();
    } catch (error) {
      const detail = {
        path: join(this.#folder, this.#name ?? ''),
        advice: english(
          'Nothing was done to the files that it is about. Make room there, or check the permissions.',
        ),
      };
      const message = english('The journal could not be written: {0}', messageOf(error));
      throw new ArchiveError('file', message, detail, { cause: error });
    }
    this.#steps += steps.length;
    return first;
  }

  /** Says how steps ended. It need not reach the disk: where it does not, the files themselves are asked. */
  async done(ends: readonly (readonly [number, StepEnd])[]): Promise<void> {
    if (this.#file && ends.length > 0) await this.#file.appendFile(endsLine(ends));
  }

  /** Says that the database does not know of everything that was done: the next start is to see to it. */
  leaveOpen(): void {
    this.#unfinished = true;
  }

  /**
   * Call when the database has been saved: from now on nothing has to be recovered. Throws an ArchiveError
   * where the journal stays open; old journals that cannot be removed are only told in the log.
   */
  async end(log: Log): Promise<void> {
    if (this.#unfinished) await this.abandon();
    if (!this.#file || this.#name === null) return;
    const name = this.#name;
    try {
      await this.#file.appendFile(END_LINE);
      await this.#file.datasync();
      await this.#close();
      await rename(join(this.#folder, name + OPEN), join(this.#folder, name));
    } catch (error) {
      throw fileError(error, join(this.#folder, name + OPEN));
    }
    await removeOldest(this.#folder, name).catch((error: unknown) =>
      log.warn(`Old journals in ${this.#folder} could not be removed: ${messageOf(error)}`),
    );
  }

  /**
   * Leaves the journal open for the next start, as after a database that could not be saved. Never rejects.
   */
  async abandon(): Promise<void> {
    // Nothing more is to be written; what a drive that fails has taken is found out by the next start.
    await this.#close().catch(() => undefined);
  }

  async #close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  async #create(): Promise<FileHandle> {
    await mkdir(this.#folder, { recursive: true });
    const stamp = this.#head.started.replace(/[-:.]/g, '');
    for (let n = 1; ; n++) {
      const name = `${stamp}${n === 1 ? '' : `-${n}`}-${this.#head.operation}.jsonl`;
      if (await exists(join(this.#folder, name))) continue;
      try {
        const file = await open(join(this.#folder, name + OPEN), 'ax');
        this.#name = name;
        await file.appendFile(headLine(this.#head, this.#identity));
        await syncFolder(this.#folder);
        await syncFolder(dirname(this.#folder));
        return file;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }
}

/** Open journals, oldest first, as paths; none where there is no folder. */
export async function openJournals(database: string): Promise<string[]> {
  return (await namesIn(journalFolder(database)))
    .filter((name) => name.endsWith(OPEN))
    .map((name) => join(journalFolder(database), name));
}

/**
 * Where the journal of an operation is, by the name that it has or will have when it is closed: one of an
 * operation that was interrupted stays open while it waits for files.
 */
export async function journalPath(database: string, name: string): Promise<string> {
  const path = join(journalFolder(database), name);
  try {
    return (await exists(path)) || !(await exists(path + OPEN)) ? path : path + OPEN;
  } catch (error) {
    throw fileError(error, path);
  }
}

/** Whether a path is that of an open journal. */
export function isOpenJournal(path: string): boolean {
  return path.endsWith(OPEN);
}

/** Steps that one line says to be settled. */
const SETTLED_IN_A_LINE = 10_000;

/**
 * Notes in an open journal which steps were recovered, so that the next start looks at the others alone. What
 * follows its first `wholeBytes` bytes could not be read: it is kept aside, since nothing behind it would be
 * read either.
 */
export async function noteSettled(
  path: string,
  wholeBytes: number,
  settled: readonly number[],
): Promise<void> {
  if (settled.length === 0) return;
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    if (size > wholeBytes) {
      await copyFile(path, `${path}.damaged-${size}`, constants.COPYFILE_EXCL).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      });
      await file.truncate(wholeBytes);
    }
    let at = wholeBytes;
    for (let first = 0; first < settled.length; first += SETTLED_IN_A_LINE) {
      const line = Buffer.from(settledLine(settled.slice(first, first + SETTLED_IN_A_LINE)));
      await file.write(line, 0, line.length, at);
      at += line.length;
    }
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Gives a recovered journal the name of a closed one, and says which. */
export async function closeJournal(path: string): Promise<string> {
  const file = await open(path, 'a');
  try {
    await file.appendFile(END_LINE);
    await file.datasync();
  } finally {
    await file.close();
  }
  const closed = path.slice(0, -OPEN.length);
  await rename(path, closed);
  return closed;
}

/** Listing a file and leaving it where it is needs no protection. */
function touchesFiles(step: FileStep): boolean {
  return step.do !== 'stay' || step.patches.length > 0;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /\.jsonl(\.open)?$/.test(name)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fileError(error, folder);
  }
}

/**
 * A file that cannot be looked at counts neither as there nor as not there: it throws what the system says.
 */
async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Keeps the last operations, so that they can be looked at and taken back; the newest in any case. */
async function removeOldest(folder: string, newest: string): Promise<void> {
  const closed = (await namesIn(folder)).filter((name) => name !== newest && !name.endsWith(OPEN)).reverse();
  let bytes = (await stat(join(folder, newest))).size;
  for (const [index, name] of closed.entries()) {
    bytes += (await stat(join(folder, name))).size;
    if (index + 1 >= KEPT || bytes > KEPT_BYTES) await rm(join(folder, name), { force: true });
  }
}
