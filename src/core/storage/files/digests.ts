/** Digests of whole files and of pixels, for comparisons that must not be wrong. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { both } from '../../base/several';
import type { HeaderPatch } from '../../formats/fits/edit';
import { dataRanges } from '../../formats/fits/ranges';
import { readImageFile } from '../../formats/image/imageFile';
import { byteStream } from './byteStream';

/** SHA-256 of a file of so many bytes, 64 lower-case hexadecimal digits. */
export type Digest = (path: string, size: number) => Promise<string>;

/** SHA-256 over the data units of an image file laid end to end, zipped or not. */
export async function imageDigest(path: string): Promise<string> {
  return (await digestsOf(path, false)).image;
}

/**
 * Throws unless both files hold the same data units; what an edit has made is not trusted before that.
 * Returns the SHA-256 of the edited file.
 */
export async function samePixels(source: string, edited: string): Promise<string> {
  const [{ image: expected }, { image: got, file }] = await both(
    digestsOf(source, false),
    digestsOf(edited, true),
  );
  if (expected === got) return file;
  throw new ArchiveError(
    'file',
    english('An edit of the header would have changed the image and was cancelled'),
    {
      path: source,
      expected,
      got,
      advice: english('Turn off adding WCS in the settings, and report this file.'),
    },
  );
}

/** Files up to this many bytes are read at once. */
const SMALL = 1 << 20;

/**
 * SHA-256 of a file as it is, and as it will be when the patches have been made, from one read. The patches
 * must not overlap; what stands in their place is not compared. Rejects with what the system throws.
 */
export async function digestsWith(
  path: string,
  size: number,
  patches: readonly HeaderPatch[],
): Promise<{ readonly before: string; readonly after: string }> {
  const before = createHash('sha256');
  const after = new PatchedHash(patches);
  for await (const bytes of size <= SMALL ? [await readFile(path)] : byteStream(path)) {
    before.update(bytes);
    after.update(bytes);
  }
  return { before: before.digest('hex'), after: after.digest() };
}

/** Hashes bytes that go by with others in the place of some. */
class PatchedHash {
  readonly #hash = createHash('sha256');
  readonly #patches: readonly HeaderPatch[];
  /** The first patch whose place has not gone by yet. */
  #next = 0;
  #offset = 0;

  constructor(patches: readonly HeaderPatch[]) {
    this.#patches = [...patches].sort((a, b) => a.offset - b.offset);
  }

  update(bytes: Uint8Array): void {
    let at = 0;
    for (let patch = this.#patches[this.#next]; patch; patch = this.#patches[this.#next]) {
      const start = patch.offset - this.#offset;
      if (start >= bytes.length) break;
      if (start >= 0) {
        this.#hash.update(bytes.subarray(at, start));
        this.#hash.update(patch.after);
      }
      at = Math.min(start + patch.before.length, bytes.length);
      // The rest of what it takes the place of comes with the next bytes.
      if (start + patch.before.length > bytes.length) break;
      this.#next++;
    }
    this.#hash.update(bytes.subarray(at));
    this.#offset += bytes.length;
  }

  digest(): string {
    return this.#hash.digest('hex');
  }
}

/** One read for both: the data units, and the file with its headers (unzipped, where it is zipped). */
async function digestsOf(path: string, whole: boolean): Promise<{ image: string; file: string }> {
  const read = readImageFile(path);
  const ranges = dataRanges(read);
  const image = createHash('sha256');
  const file = createHash('sha256');
  let offset = 0;
  for await (const bytes of byteStream(path, read.format === 'fits.gz')) {
    if (whole) file.update(bytes);
    for (const range of ranges) {
      const start = Math.max(range.offset - offset, 0);
      const end = Math.min(range.offset + range.size - offset, bytes.length);
      if (start < end) image.update(bytes.subarray(start, end));
    }
    offset += bytes.length;
  }
  return { image: image.digest('hex'), file: file.digest('hex') };
}
