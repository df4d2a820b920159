/**
 * A gzipped file as bytes that can be read anywhere. It is unpacked once, as a stream, from beginning to end:
 * up to 64 MiB stay in memory, more goes to a temporary file without a name, so that memory does not grow
 * with the file. What follows the first GiB is not unpacked.
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { finished } from 'node:stream/promises';
import { constants, createGunzip } from 'node:zlib';
import { english } from '../../base/english';
import { CancelledError, fileError, isSystemError, messageOf } from '../../base/errors';
import { MOST_UNPACKED } from '../fits/gunzip';
import { closeQuietly } from '../fits/source';
import { pixelSource, type PixelSource, type RawBytes } from './pixelSource';

/** A frame of 32 million pixels of 16 bits. */
const MOST_IN_MEMORY = 64 * 1024 * 1024;
const STEP = 256 * 1024;

/**
 * The unpacked bytes of the gzipped file at `file`. A damaged stream gives the bytes before the damage.
 * @throws ArchiveError `file` where the file cannot be read or the temporary one not written, `cancelled`.
 */
export async function openUnpacked(
  file: string,
  signal?: AbortSignal,
  mostInMemory = MOST_IN_MEMORY,
): Promise<PixelSource> {
  const store = new Store(mostInMemory);
  try {
    const damage = await unpack(file, store, signal);
    return pixelSource(store.asBytes(file, damage));
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Puts the unpacked bytes into the store; returns what is wrong with the stream, null where nothing is. */
async function unpack(file: string, store: Store, signal?: AbortSignal): Promise<string | null> {
  const input = fs.createReadStream(file, { highWaterMark: STEP });
  const gunzip = createGunzip({ chunkSize: STEP, finishFlush: constants.Z_SYNC_FLUSH });
  let failure: unknown = null;
  const stop = (error: unknown) => {
    failure ??= error;
    input.destroy();
    gunzip.destroy();
  };
  const cancel = () => stop(new CancelledError());
  signal?.addEventListener('abort', cancel, { once: true });
  input.on('error', (error) => stop(fileError(error, file)));
  // At once and not in turn: what waits in a stream is lost where its end is damaged.
  gunzip.on('data', (chunk: Buffer) => {
    try {
      if (!store.append(chunk)) stop(english('it unpacks to more than 1 GiB'));
    } catch (error) {
      stop(error);
    }
  });
  if (signal?.aborted === true) cancel();
  input.pipe(gunzip);
  try {
    await finished(gunzip);
  } catch (error) {
    if (failure === null && !isZlibError(error)) throw fileError(error, file);
    failure ??= english('the gzip stream is damaged: {0}', messageOf(error));
  } finally {
    signal?.removeEventListener('abort', cancel);
    input.destroy();
    gunzip.destroy();
  }
  if (failure === null || typeof failure === 'string') return failure;
  throw failure as Error;
}

function isZlibError(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith('Z_') || !isSystemError(error);
}

/** Bytes in memory as far as they fit, all of them in a file where they do not. */
class Store {
  #chunks: Buffer[] = [];
  #size = 0;
  #file: Spill | null = null;
  readonly #mostInMemory: number;

  constructor(mostInMemory: number) {
    this.#mostInMemory = mostInMemory;
  }

  /** False where there are too many; then it holds as many as it may. */
  append(chunk: Buffer): boolean {
    const part = chunk.subarray(0, MOST_UNPACKED - this.#size);
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
