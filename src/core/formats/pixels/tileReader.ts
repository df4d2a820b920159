/** Reads the bytes of one tile, and finds out how they are packed (FITS 4.0 §10.1.3). */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { CodecError } from '../codecs/codecError';
import { blankAs, type TileBlank } from './blanks';
import type { Samples } from './pixelImage';
import type { PixelSource } from './pixelSource';
import { imageName } from './rect';
import type { PixelShape } from './shape';
import { type TilePacking, unpackTile } from './tileDecoder';
import type { TileGrid, TilePart } from './tileGrid';
import { ditherMethod, SCHEMES, type TileScheme } from './tileScheme';
import type { TileBytes, TileTable } from './tileTable';

/** Bytes that a tile may have beyond those of its pixels as the widest of numbers. */
const OVERHEAD = 64 * 1024;
const WIDEST_PIXEL = 8;

/** What the header of a tile-compressed image says. */
export interface TiledHeader {
  readonly shape: PixelShape;
  readonly grid: TileGrid;
  readonly scheme: TileScheme;
  readonly table: TileTable;
}

/** Where a tile is, and as what. */
export interface FoundTile extends TilePacking {
  readonly bytes: TileBytes;
}

export class TileReader {
  readonly #source: PixelSource;
  readonly #header: TiledHeader;
  /** Packed bytes of the tile in hand; reading one after the other needs memory for one. */
  #packed = Buffer.alloc(0);

  constructor(source: PixelSource, header: TiledHeader) {
    this.#source = source;
    this.#header = header;
  }

  /**
   * Unpacks a tile into memory for as many pixels as it has.
   * @throws ArchiveError `format` where it is damaged or cut off, or packed in a way that is not read.
   */
  unpack(part: TilePart, into: Samples): void {
    const tile = this.find(part.index);
    this.decode(this.packed(part, tile), into, part, tile);
  }

  /**
   * Unpacks bytes of a tile that were read.
   * @param packing As they are packed now, where that is not how they are stored.
   * @throws ArchiveError as `unpack` does.
   */
  decode(
    packed: Uint8Array,
    into: Samples,
    part: TilePart,
    tile: FoundTile,
    packing: TilePacking = tile,
  ): void {
    try {
      unpackTile(packed, into, part, packing);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      throw this.#codecError(error, part, tile);
    }
  }

  /** An error about this image: what is wrong, what was expected and got. */
  error(message: string, expected: string, got: string, offset?: number): ArchiveError {
    const { shape, scheme } = this.#header;
    const what = english('{0}, {1}: {2}', imageName(shape), scheme.name, message);
    const place = offset === undefined ? {} : { offset };
    return new ArchiveError('format', what, { path: this.#source.path, ...place, expected, got });
  }

  /**
   * Where a tile is: COMPRESSED_DATA; where that is empty the tile as gzip, or as it is (§10.1.3).
   * @throws ArchiveError `format` where it is nowhere, or packed in a way that is not read.
   */
  find(index: number): FoundTile {
    const { table, scheme: parameters } = this.#header;
    const blank = this.#blank(index);
    const packed = table.bytes(index, 'COMPRESSED_DATA');
    if (packed !== null) {
      const quantisation = this.#quantisation(index);
      return { bytes: packed, scheme: this.#scheme(), parameters, quantisation, blank };
    }
    const zipped = table.bytes(index, 'GZIP_COMPRESSED_DATA');
    if (zipped !== null) return { bytes: zipped, scheme: 'GZIP_1', parameters, quantisation: null, blank };
    const plain = table.bytes(index, 'UNCOMPRESSED_DATA');
    if (plain !== null) return { bytes: plain, scheme: 'NOCOMPRESS', parameters, quantisation: null, blank };
    throw this.error(
      english('tile {0} is missing', index + 1),
      english('bytes in one of three columns'),
      english('none'),
    );
  }

  #scheme(): TilePacking['scheme'] {
    const { scheme, name } = this.#header.scheme;
    if (scheme !== null) return scheme;
    throw this.error(
      english('this compression is not read'),
      SCHEMES.join(', '),
      name === '' ? english('no ZCMPTYPE') : name,
    );
  }

  /** Null where missing pixels of whole numbers are marked as they are in the image. */
  #blank(index: number): TileBlank | null {
    const { shape, table } = this.#header;
    const stored = shape.blank === null ? null : table.whole(index, 'ZBLANK');
    const own = stored === null ? null : blankAs(shape.sample, stored);
    return own === null || shape.blank === null || own === shape.blank ? null : { own, image: shape.blank };
  }

  /** Null for whole numbers, and for floats that were not made whole numbers of. */
  #quantisation(index: number): TilePacking['quantisation'] {
    const { shape, table, scheme } = this.#header;
    if (shape.sample !== 'f32' && shape.sample !== 'f64') return null;
    const scale = table.number(index, 'ZSCALE') ?? scheme.scale;
    if (scale === null) return null;
    const method = ditherMethod(scheme);
    if (method === null) {
      throw this.error(
        english('this way of rounding floats is not read'),
        'NO_DITHER, SUBTRACTIVE_DITHER_1, SUBTRACTIVE_DITHER_2',
        scheme.quantised,
      );
    }
    return {
      scale,
      zero: table.number(index, 'ZZERO') ?? scheme.zero ?? 0,
      blank: table.number(index, 'ZBLANK') ?? scheme.blank,
      method,
      tile: index,
      seed: scheme.seed,
    };
  }

  /**
   * The packed bytes of a tile, until the next ones are read.
   * @throws ArchiveError `format` where it is cut off, or as large as no tile is.
   */
  packed(part: TilePart, { bytes: { offset, length } }: FoundTile): Uint8Array {
    const most = part.pixels * WIDEST_PIXEL + OVERHEAD;
    const isThere = Number.isSafeInteger(offset) && offset >= 0 && offset + length <= this.#source.size;
    if (length < 0 || length > most || !isThere) {
      const got = english('{0} bytes from byte {1} of a file of {2}', length, offset, this.#source.size);
      const message = english('tile {0} is cut off or damaged', part.index + 1);
      throw this.error(
        message,
        english('at most {0} bytes within the file', most),
        this.#source.damage ?? got,
      );
    }
    if (this.#packed.length < length) this.#packed = Buffer.allocUnsafeSlow(Math.ceil(length * 1.25));
    const packed = this.#packed.subarray(0, length);
    this.#source.fill(packed, offset, () =>
      english('tile {0} of {1}', part.index + 1, imageName(this.#header.shape)),
    );
    return packed;
  }

  #codecError(error: CodecError, part: TilePart, tile: FoundTile): ArchiveError {
    const expected = english('{0} × {1} pixels as {2}', part.width, part.height, tile.scheme);
    const message = english('tile {0} cannot be unpacked: {1}', part.index + 1, error.message);
    return this.error(message, expected, error.code, tile.bytes.offset + error.offset);
  }
}
