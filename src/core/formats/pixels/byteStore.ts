/** Bytes that are written once, one after the other, and then read anywhere. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { fileError } from '../../base/errors';
import { closeQuietly } from '../fits/source';
import type { RawBytes } from './pixelSource';

/** Bytes in memory as far as they fit, all of them in a temporary file without a name where they do not. */
export class ByteStore {
  #chunks: Buffer[] = [];
  #size = 0;
  #file: Spill | null = null;
  readonly #mostInMemory: number;
  readonly #most: number;

  /** @param most As many as it may hold at all. */
  constructor(mostInMemory: number, most: number) {
    this.#mostInMemory = mostInMemory;
    this.#most = most;
  }

  /** Takes a chunk, which is not written to afterwards. False where it may not hold all of it. */
  append(chunk: Buffer): boolean {
    const part = chunk.subarray(0, this.#most - this.#size);
    if (this.#file === null && this.#size + part.length > this.#mostInMemory) {
      this.#file = new Spill();
      for (const kept of this.#chunks) this.#file.append(kept);
      this.#chunks = [];
    }
    if (this.#file === null) this.#chunks.push(part);
    else this.#file.append(part);
    this.#size += part.length;
    return part.length === chunk.length;
  }

  /** All bytes, of which messages say that they are those of `file`; nothing is appended any more. */
  asBytes(file: string, damage: string | null): RawBytes {
    const spill = this.#file;
    const memory = spill === null ? Buffer.concat(this.#chunks, this.#size) : null;
    this.#chunks = [];
    return {
      path: file,
      size: this.#size,
      damage,
      readInto: (target, offset) => {
        if (memory === null) return spill?.readInto(target, offset) ?? 0;
        const part = memory.subarray(offset, offset + target.length);
        target.set(part);
        return part.length;
      },
      close: () => this.close(),
    };
  }

  close(): void {
    this.#file?.close();
  }
}

/** A temporary file that is gone when the program ends, however it ends. */
class Spill {
  readonly #folder: string;
  readonly #path: string;
  readonly #fd: number;
  #size = 0;

  constructor() {
    try {
      this.#folder = fs.mkdtempSync(path.join(os.tmpdir(), 'astro-archive-pixels-'));
    } catch (error) {
      throw fileError(error, os.tmpdir());
    }
    this.#path = path.join(this.#folder, 'unpacked');
    try {
      this.#fd = fs.openSync(this.#path, 'wx+', 0o600);
    } catch (error) {
      this.#remove();
      throw fileError(error, this.#path);
    }
    this.#remove();
  }

  append(chunk: Buffer): void {
    try {
      for (let done = 0; done < chunk.length;) {
        done += fs.writeSync(this.#fd, chunk, done, chunk.length - done, this.#size + done);
      }
    } catch (error) {
      throw fileError(error, this.#path);
    }
    this.#size += chunk.length;
  }

  readInto(target: Uint8Array, offset: number): number {
    let count = 0;
    try {
      while (count < target.length) {
        const more = fs.readSync(this.#fd, target, count, target.length - count, offset + count);
        if (more === 0) break;
        count += more;
      }
    } catch (error) {
      throw fileError(error, this.#path);
    }
    return count;
  }

  close(): void {
    closeQuietly(this.#fd);
    this.#remove();
  }

  /** Where a system does not let go of an open file, it goes when it is closed. */
  #remove(): void {
    try {
      fs.rmSync(this.#folder, { recursive: true, force: true });
    } catch {
      // Nothing but a file in the folder for temporary ones, which the system clears.
    }
  }
}
