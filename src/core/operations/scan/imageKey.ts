/** A key of the pixels that no edit of the header changes: the size of the data units and a CRC-32 over a few samples. */
import { crc32 } from 'node:zlib';
import { type DataRange, dataRanges } from '../../formats/fits/ranges';
import { withSource } from '../../formats/fits/source';
import { readImage } from '../../formats/image/imageFile';
import { byteStream } from '../../storage/files/byteStream';

const BLOCK = 4096;
const BLOCKS = 32;

/** Collects the samples while the file goes by, in one read. */
export class ImageKeySampler {
  readonly #size: number;
  readonly #wanted: readonly { readonly file: number; readonly sample: number; readonly size: number }[];
  readonly #samples: Buffer;

  /** `ranges` are the data units, in the order of the file. */
  constructor(ranges: readonly DataRange[]) {
    this.#size = ranges.reduce((sum, range) => sum + range.size, 0);
    const blocks = samplePlaces(this.#size);
    this.#samples = Buffer.alloc(blocks.reduce((sum, block) => sum + block.size, 0));
    this.#wanted = placeInFile(blocks, ranges);
  }

  /** Hands over the bytes of the file that begin at `offset`. */
  add(offset: number, bytes: Uint8Array): void {
    for (const want of this.#wanted) {
      const start = Math.max(offset, want.file);
      const end = Math.min(offset + bytes.length, want.file + want.size);
      if (start >= end) continue;
      this.#samples.set(bytes.subarray(start - offset, end - offset), want.sample + start - want.file);
    }
  }

  /** Where the samples lie in the file. */
  places(): readonly DataRange[] {
    return this.#wanted.map(({ file, size }) => ({ offset: file, size }));
  }

  /** `120000-9f3c01ab` */
  key(): string {
    return `${this.#size}-${crc32(this.#samples).toString(16).padStart(8, '0')}`;
  }
}

/** Where the samples lie in the data units laid end to end; everything when there is little. */
function samplePlaces(size: number): DataRange[] {
  if (size <= BLOCK * BLOCKS) return size === 0 ? [] : [{ offset: 0, size }];
  const step = (size - BLOCK) / (BLOCKS - 1);
  return Array.from({ length: BLOCKS }, (_, i) => ({ offset: Math.floor(i * step), size: BLOCK }));
}

/** Cuts the samples at the borders of the data units and says where each piece lies in the file. */
function placeInFile(blocks: readonly DataRange[], ranges: readonly DataRange[]) {
  const wanted: { file: number; sample: number; size: number }[] = [];
  let sample = 0;
  for (const block of blocks) {
    let before = 0;
    for (const range of ranges) {
      const start = Math.max(block.offset, before);
      const end = Math.min(block.offset + block.size, before + range.size);
      if (start < end) {
        wanted.push({
          file: range.offset + start - before,
          sample: sample + start - block.offset,
          size: end - start,
        });
      }
      before += range.size;
    }
    sample += block.size;
  }
  return wanted;
}

/**
 * `120000-9f3c01ab`, the same as registration finds while it reads the whole file. A gzipped file is unpacked
 * from its beginning to its end. Throws an ArchiveError when the file cannot be read or is no image file.
 */
export async function readImageKey(path: string): Promise<string> {
  const { sampler, zipped } = withSource(path, (source) => {
    const file = readImage(source);
    const made = new ImageKeySampler(dataRanges(file));
    if (file.format === 'fits.gz') return { sampler: made, zipped: true };
    for (const { offset, size } of made.places()) made.add(offset, source.read(offset, size));
    return { sampler: made, zipped: false };
  });
  if (zipped) {
    let offset = 0;
    for await (const bytes of byteStream(path, true)) {
      sampler.add(offset, bytes);
      offset += bytes.length;
    }
  }
  return sampler.key();
}
