/** The pixels of an XISF image as one row of bytes, of which any part can be read. */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { CodecError } from '../codecs/codecError';
import { unshuffle } from '../codecs/shuffle';
import { type PixelSource, pixelSource } from './pixelSource';
import type { XisfBlock, XisfPacking } from './xisfBlock';
import { unpackBlock } from './xisfUnpacking';

/** Fills `target` with what begins at byte `offset` of the pixels. `what` names it in messages. */
export type ReadPixelBytes = (target: Uint8Array, offset: number, what: () => string) => void;

export interface XisfBytes {
  open(): Promise<ReadPixelBytes>;
  close(): Promise<void>;
}

/**
 * The bytes of attached pixels that are not packed are read where they are; any other block is unpacked once, when
 * it is first asked for, into a temporary file where it is large.
 * @param name What messages call the image.
 */
export function xisfBytes(source: PixelSource, block: XisfBlock, size: number, name: string): XisfBytes {
  const { place, packing } = block;
  if (
    place.kind === 'attached' &&
    (place.position + place.size > source.size || (packing === null && place.size < size))
  ) {
    const error = () => cutOff(source, place, packing === null ? size : place.size, name);
    return { open: () => Promise.reject(error()), close: () => Promise.resolve() };
  }
  if (packing !== null) return new UnpackedBytes(source, block, packing, size, name);
  if (place.kind === 'attached') {
    const { position } = place;
    const read: ReadPixelBytes = (target, offset, what) => source.fill(target, position + offset, what);
    return { open: () => Promise.resolve(read), close: () => Promise.resolve() };
  }
  const bytes = Buffer.from(place.text, place.encoding);
  const open = (): Promise<ReadPixelBytes> => {
    if (bytes.length >= size) return Promise.resolve((target, offset) => copy(bytes, target, offset));
    const error = new ArchiveError('format', english('the pixels of {0} are cut off', name), {
      path: source.path,
      expected: english('{0} bytes', size),
      got: english('{0} bytes', bytes.length),
    });
    return Promise.reject(error);
  };
  return { open, close: () => Promise.resolve() };
}

const copy = (bytes: Uint8Array, target: Uint8Array, offset: number) =>
  target.set(bytes.subarray(offset, offset + target.length));

/** A packed block; unpacked it is as it was before it was packed, its bytes shuffled where they were. */
class UnpackedBytes implements XisfBytes {
  readonly #source: PixelSource;
  readonly #block: XisfBlock;
  readonly #packing: XisfPacking;
  readonly #size: number;
  readonly #name: string;
  #opening: Promise<PixelSource> | null = null;
  #isClosed = false;

  constructor(source: PixelSource, block: XisfBlock, packing: XisfPacking, size: number, name: string) {
    this.#source = source;
    this.#block = block;
    this.#packing = packing;
    this.#size = size;
    this.#name = name;
  }

  async open(): Promise<ReadPixelBytes> {
    this.#opening ??= this.#unpack();
    // What could not be read now perhaps can be later.
    this.#opening.catch(() => (this.#opening = null));
    const unpacked = await this.#opening;
    const { shuffled } = this.#packing;
    if (shuffled === null || shuffled === 1) {
      return (target, offset, what) => unpacked.fill(target, offset, what);
    }
    return (target, offset, what) => readShuffled(unpacked, this.#size, shuffled, target, offset, what);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    // Where unpacking has failed there is nothing to close.
    const unpacked = await this.#opening?.catch(() => null);
    unpacked?.close();
  }

  async #unpack(): Promise<PixelSource> {
    try {
      const bytes = await unpackBlock(this.#source, this.#block, this.#packing, this.#size, this.#name);
      const unpacked = pixelSource(bytes);
      if (this.#isClosed) unpacked.close();
      return unpacked;
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      const { place } = this.#block;
      const offset = place.kind === 'attached' ? { offset: place.position + error.offset } : {};
      const message = english(
        'the pixels of {0} ({1}) cannot be unpacked: {2}',
        this.#name,
        this.#packing.name,
        error.message,
      );
      throw new ArchiveError('format', message, {
        path: this.#source.path,
        ...offset,
        expected: english('{0} bytes', this.#size),
        got: error.code,
      });
    }
  }
}

/** Reads numbers of `width` bytes of which all first bytes are stored first, then all second ones … */
function readShuffled(
  source: PixelSource,
  size: number,
  width: number,
  target: Uint8Array,
  offset: number,
  what: () => string,
): void {
  const all = Math.floor(size / width);
  const from = Math.min(all, Math.floor(offset / width));
  const to = Math.min(all, Math.ceil((offset + target.length) / width));
  const count = to - from;
  const shuffled = new Uint8Array(count * width);
  for (let k = 0; k < width; k++) {
    source.fill(shuffled.subarray(k * count, (k + 1) * count), k * all + from, what);
  }
  if (offset === from * width && target.length === shuffled.length && target.byteOffset % width === 0) {
    unshuffle(shuffled, width, false, target);
    return;
  }
  const skip = offset - from * width;
  const numbers = unshuffle(shuffled, width).subarray(skip, skip + target.length);
  target.set(numbers);
  // Bytes behind the last whole number are where they were.
  if (numbers.length < target.length) {
    source.fill(target.subarray(numbers.length), Math.max(offset, all * width), what);
  }
}

function cutOff(
  source: PixelSource,
  place: { readonly position: number; readonly size: number },
  size: number,
  name: string,
): ArchiveError {
  const got = Math.min(place.size, Math.max(0, source.size - place.position));
  return new ArchiveError('format', english('the pixels of {0} are cut off', name), {
    path: source.path,
    offset: Math.min(source.size, place.position),
    expected: english('{0} bytes', size),
    got: english('{0} bytes', got),
    advice: english('Was the download or the copy cut short?'),
  });
}
