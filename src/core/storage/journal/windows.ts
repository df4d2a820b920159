/** Lines of a file by their place, read a mebibyte at a time. */
import type { FileHandle } from 'node:fs/promises';

const CHUNK = 1 << 20;
const LINE_END = 0x0a;

/** A line without its line end; `bytes` are null where it is longer than the limit. */
export interface LineBytes {
  /** Bytes from the beginning of the file. */
  readonly at: number;
  readonly bytes: Buffer | null;
}

/**
 * Every line that is complete; what follows the last line end is none. A line that is longer than `longest`
 * bytes ends them. Lines are to be used before the next one is asked for. Throws what the system throws.
 */
export async function* eachLine(file: FileHandle, longest: number): AsyncGenerator<LineBytes> {
  const chunk = Buffer.allocUnsafe(CHUNK);
  /** The beginning of a line that goes on in the next chunk. */
  let pieces: Buffer[] = [];
  let length = 0;
  let position = 0;
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK, position);
    if (bytesRead === 0) return;
    let from = 0;
    for (let to = chunk.indexOf(LINE_END); to >= 0 && to < bytesRead; to = chunk.indexOf(LINE_END, from)) {
      const rest = chunk.subarray(from, to);
      const bytes = pieces.length === 0 ? rest : Buffer.concat([...pieces, rest]);
      const at = position + from - length;
      [pieces, length] = [[], 0];
      yield { at, bytes: bytes.length > longest ? null : bytes };
      if (bytes.length > longest) return;
      from = to + 1;
    }
    // The chunk is used again.
    pieces.push(Buffer.from(chunk.subarray(from, bytesRead)));
    length += bytesRead - from;
    position += bytesRead;
    if (length > longest) {
      yield { at: position - length, bytes: null };
      return;
    }
  }
}

/** Serves ranges that lie near one another from one read. */
export class Window {
  readonly #file: FileHandle;
  #at = 0;
  #bytes = Buffer.alloc(0);

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** So many bytes, fewer at the end of the file; good until the next call. Throws what the system throws. */
  async read(at: number, length: number): Promise<Buffer> {
    if (at < this.#at || at + length > this.#at + this.#bytes.length) await this.#load(at, length);
    return this.#bytes.subarray(at - this.#at, at - this.#at + length);
  }

  async #load(at: number, length: number): Promise<void> {
    const buffer = Buffer.allocUnsafe(Math.max(CHUNK, length));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await this.#file.read(buffer, filled, buffer.length - filled, at + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    [this.#at, this.#bytes] = [at, buffer.subarray(0, filled)];
  }
}
