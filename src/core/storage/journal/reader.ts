/**
 * Reads a journal of any length in bounded memory: one pass notes where its steps and their ends stand, then
 * steps are read by number, forwards to recover them or backwards to take them back. A journal of 300,000
 * files has 500 MB, more than a string can hold.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { type JournalLine, type ReadHead, readLine, type StepEnd, type WrittenStep } from './lines';
import { VERSION } from './lineSchema';
import { MOST_PATCH_BYTES } from './packing';
import { eachLine, Window } from './windows';

/** A step, and what is said of it. Its patches are not unpacked yet. */
export interface ReadStep {
  readonly number: number;
  readonly step: WrittenStep;
  /** Undefined for a step that was announced, and perhaps begun. */
  readonly end: StepEnd | undefined;
  /** An earlier recovery has brought it to its end, and the database knows of it. */
  readonly isSettled: boolean;
}

/**
 * Bytes of the longest line: patches that deflate to nothing less, in base64. What is longer was not written
 * by this program, and is not read into memory.
 */
const LONGEST_LINE = MOST_PATCH_BYTES * 1.5;

/** Steps that are handed out at a time, and bytes of their lines. */
const BATCH = 256;
const BATCH_BYTES = 8 << 20;
/** Of a line of ends, about. */
const ENDS_BYTES = 1 << 16;

/** Where a line stands: bytes from the beginning of the file, and its length without the line end. */
interface Span {
  readonly at: number;
  readonly length: number;
}

export class JournalReader {
  readonly #file: FileHandle;
  readonly #window: Window;
  readonly #repository: string;
  #head: ReadHead | null = null;
  #ended = false;
  #damaged: number | null = null;
  #wholeBytes = 0;
  readonly #at: number[] = [];
  readonly #length: number[] = [];
  /** By step: its line of ends; 0 where there is none, since the first line is the head. */
  readonly #endAt: number[] = [];
  readonly #endLength: number[] = [];
  readonly #settled = new Set<number>();
  /** The line of ends that was read last: steps that stand together ended together. */
  #lastEnds: { readonly at: number; readonly ends: ReadonlyMap<number, StepEnd> } | null = null;

  private constructor(file: FileHandle, repository: string) {
    this.#file = file;
    this.#window = new Window(file);
    this.#repository = repository;
  }

  /**
   * Close it when done.
   * @throws what the system throws; an ArchiveError `format` for a journal of a newer version of the program.
   */
  static async open(path: string, repository: string): Promise<JournalReader> {
    const reader = new JournalReader(await open(path, 'r'), repository);
    try {
      await reader.#index(path);
      return reader;
    } catch (error) {
      await reader.close();
      throw error;
    }
  }

  /** Null for a journal that was cut off in its first line. */
  get head(): ReadHead | null {
    return this.#head;
  }

  /** How many steps there are. */
  get steps(): number {
    return this.#at.length;
  }

  /** Whether the operation says that it is over. */
  get ended(): boolean {
    return this.#ended;
  }

  /**
   * Number of the first line that is not one, counting from 1; null for a whole journal. What stands from
   * there on is not read. A torn last line is none, since what it announced was not begun.
   */
  get damaged(): number | null {
    return this.#damaged;
  }

  /** Bytes of the lines that were read; what follows is damaged or torn. */
  get wholeBytes(): number {
    return this.#wholeBytes;
  }

  /** All steps in the order in which they were announced, some hundred at a time. */
  async *forwards(): AsyncGenerator<readonly ReadStep[]> {
    for (let first = 0; first < this.steps;) {
      let bytes = 0;
      let next = first;
      while (next < this.steps && next - first < BATCH && bytes < BATCH_BYTES)
        bytes += this.#spanOf(next++).length;
      yield await this.#read(first, next);
      first = next;
    }
  }

  /** The same from the last one to the first. */
  async *backwards(): AsyncGenerator<readonly ReadStep[]> {
    for (let next = this.steps; next > 0;) {
      let bytes = 0;
      let first = next;
      while (first > 0 && next - first < BATCH && bytes < BATCH_BYTES) bytes += this.#spanOf(--first).length;
      yield (await this.#read(first, next)).reverse();
      next = first;
    }
  }

  /** Never rejects: what was read has been read. */
  async close(): Promise<void> {
    await this.#file.close().catch(() => undefined);
  }

  async #index(path: string): Promise<void> {
    let number = 0;
    for await (const { at, bytes } of eachLine(this.#file, LONGEST_LINE)) {
      number++;
      try {
        if (bytes === null) throw new ArchiveError('format', english('The line is too long'));
        this.#take(readLine(bytes.toString(), this.#repository, this.#head?.version ?? null), {
          at,
          length: bytes.length,
        });
        this.#wholeBytes = at + bytes.length + 1;
      } catch (error) {
        if (number === 1 && bytes !== null) refuseNewer(bytes, path);
        if (!(error instanceof ArchiveError)) throw error;
        this.#damaged = number;
        return;
      }
    }
  }

  #take(line: JournalLine, { at, length }: Span): void {
    switch (line.kind) {
      case 'head':
        this.#head = line.head;
        return;
      case 'step':
        // Steps are numbered as they stand.
        if (line.number !== this.steps) throw new ArchiveError('format', english('A step is missing'));
        this.#at.push(at);
        this.#length.push(length);
        this.#endAt.push(0);
        this.#endLength.push(0);
        return;
      case 'ends':
        this.#refuseUnknown(line.ends.map(([number]) => number));
        for (const [number] of line.ends) {
          this.#endAt[number] = at;
          this.#endLength[number] = length;
        }
        return;
      case 'settled':
        this.#refuseUnknown(line.numbers);
        for (const number of line.numbers) this.#settled.add(number);
        return;
      case 'end':
        this.#ended = true;
    }
  }

  #refuseUnknown(numbers: readonly number[]): void {
    if (numbers.every((number) => number < this.steps)) return;
    throw new ArchiveError('format', english('It names a step that was not announced'));
  }

  async #read(first: number, next: number): Promise<ReadStep[]> {
    const steps: ReadStep[] = [];
    await this.#lookAhead(first, next);
    for (let number = first; number < next; number++) {
      const line = await this.#lineAt(this.#spanOf(number));
      if (line.kind !== 'step') throw changed();
      const end = await this.#endOf(number);
      steps.push({ number, step: line.step, end, isSettled: this.#settled.has(number) });
    }
    return steps;
  }

  /** One read for the lines of a batch, and for those behind it that say how the last ones ended. */
  async #lookAhead(first: number, next: number): Promise<void> {
    const { at } = this.#spanOf(first);
    const last = this.#spanOf(next - 1);
    await this.#window.read(at, Math.min(last.at + last.length - at + ENDS_BYTES, 2 * BATCH_BYTES));
  }

  async #endOf(number: number): Promise<StepEnd | undefined> {
    const at = this.#endAt[number] ?? 0;
    if (at === 0) return undefined;
    if (this.#lastEnds?.at !== at) {
      const line = await this.#lineAt({ at, length: this.#endLength[number] ?? 0 });
      if (line.kind !== 'ends') throw changed();
      this.#lastEnds = { at, ends: new Map(line.ends) };
    }
    return this.#lastEnds.ends.get(number);
  }

  #spanOf(number: number): Span {
    return { at: this.#at[number] ?? 0, length: this.#length[number] ?? 0 };
  }

  async #lineAt({ at, length }: Span): Promise<JournalLine> {
    const bytes = await this.#window.read(at, length);
    return readLine(bytes.toString(), this.#repository, this.#head?.version ?? null);
  }
}

/** What was read a moment ago is another thing now. */
function changed(): ArchiveError {
  return new ArchiveError('format', english('The journal was changed while it was read'));
}

/** What a newer version has written is neither read in part nor closed. */
function refuseNewer(line: Buffer, path: string): void {
  const version = Number(/^\{"journal":(\d{1,9})[,}]/.exec(line.toString('latin1', 0, 40))?.[1] ?? 0);
  if (version <= VERSION) return;
  throw new ArchiveError('format', english('It was written by a newer version of the program'), {
    path,
    expected: english('version {0} at most', VERSION),
    got: `version ${version}`,
    advice: english('Open the archive with that version.'),
  });
}
