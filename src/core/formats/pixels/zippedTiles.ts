/**
 * Unpacks gzipped tiles many at a time, in other threads. Gzip files one behind the other are a gzip file (RFC
 * 1952 §2.2), so that many tiles take one call. Tiles that are unusual in any way are left to be unpacked alone.
 */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Samples } from './pixelImage';
import type { TilePart } from './tileGrid';
import type { FoundTile, TileReader } from './tileReader';

/** Packed bytes of a batch, as a rule. */
const BATCH_BYTES = 256 * 1024;
/** The shortest gzip file; its last four bytes are the size of what it holds. */
const SHORTEST = 18;
/** Room behind the output, so that one piece of memory takes all of it and the end is seen in the same call. */
const SPARE = 64;

const unzip = promisify<Buffer, { maxOutputLength: number; chunkSize: number }, Buffer>(gunzip);

interface ZippedTile {
  readonly part: TilePart;
  readonly tile: FoundTile;
  readonly into: Samples;
  readonly packed: Buffer;
  /** Bytes that it unpacks to, as it says itself. */
  readonly size: number;
}

interface Batch {
  readonly tiles: ZippedTile[];
  readonly done: Promise<void>;
  bytes: number;
}

export class ZippedTiles {
  readonly #reader: TileReader;
  #batch: Batch | null = null;

  constructor(reader: TileReader) {
    this.#reader = reader;
  }

  /**
   * Unpacks a tile together with others that are added before anybody waits. Tiles of a batch have the same
   * promise; it rejects as `TileReader.unpack` throws.
   */
  add(part: TilePart, tile: FoundTile, into: Samples): Promise<void> {
    const packed = Buffer.from(this.#reader.packed(part, tile));
    const size = packed.length < SHORTEST ? 0 : packed.readUInt32LE(packed.length - 4);
    this.#batch ??= this.#begin();
    const batch = this.#batch;
    batch.tiles.push({ part, tile, into, packed, size });
    batch.bytes += packed.length;
    if (batch.bytes >= BATCH_BYTES) this.#batch = null;
    return batch.done;
  }

  #begin(): Batch {
    const tiles: ZippedTile[] = [];
    const done = Promise.resolve().then(() => {
      if (this.#batch?.tiles === tiles) this.#batch = null;
      return this.#unpack(tiles);
    });
    // Whoever awaits it hears of an error; a reading that was cancelled does not.
    done.catch(() => undefined);
    return { tiles, done, bytes: 0 };
  }

  async #unpack(tiles: readonly ZippedTile[]): Promise<void> {
    const all = await unzipped(tiles);
    let from = 0;
    for (const { part, tile, into, size } of tiles) {
      if (all === null) this.#reader.unpack(part, into);
      else {
        const scheme = tile.scheme === 'GZIP_2' ? 'SHUFFLED' : 'NOCOMPRESS';
        this.#reader.decode(all.subarray(from, from + size), into, part, tile, { ...tile, scheme });
        from += size;
      }
    }
  }
}

/** What all tiles hold; null where one does not hold exactly what it says, or numbers of no known width. */
async function unzipped(tiles: readonly ZippedTile[]): Promise<Buffer | null> {
  if (!tiles.every(isUsual)) return null;
  const size = tiles.reduce((sum, tile) => sum + tile.size, 0);
  try {
    const packed = Buffer.concat(tiles.map((tile) => tile.packed));
    const bytes = await unzip(packed, { maxOutputLength: size, chunkSize: size + SPARE });
    return bytes.length === size ? bytes : null;
  } catch {
    // One by one they show which of them is damaged.
    return null;
  }
}

/** Numbers as wide as the pixels, or as those that floats were made of, and marked as all of the image. */
function isUsual({ part, tile, into, size }: ZippedTile): boolean {
  if (tile.blank !== null) return false;
  return size > 0 && size === part.pixels * (tile.quantisation === null ? into.BYTES_PER_ELEMENT : 4);
}
