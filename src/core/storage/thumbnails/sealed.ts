/**
 * A thumbnail as a file: a JPEG whose comment says how large it is, and what the rest of the file must be. A
 * file that was cut off, damaged, or written by somebody else is no thumbnail, and is made again. Pure.
 */
import { createHash } from 'node:crypto';
import { commentIn } from '../../formats/raster/comment';
import type { Raster } from '../../formats/raster/raster';

export type Size = Pick<Raster, 'width' | 'height'>;

/** Hexadecimal digits of a SHA-256 that are enough to notice damage. */
const DIGITS = 32;
const OPEN = '0'.repeat(DIGITS);
const MARK = 'Astro Archive thumbnail';
const PATTERN = new RegExp(`^${MARK} (\\d{1,5}) x (\\d{1,5}) ([0-9a-f]{${DIGITS}})$`);

/** The comment to encode an image with; `sealed` puts the digest into it. */
export function openComment({ width, height }: Size): string {
  return `${MARK} ${width} x ${height} ${OPEN}`;
}

/** The same file with the digest of its size, and of everything behind its comment, in its comment. */
export function sealed(jpeg: Buffer, size: Size): Buffer {
  const at = jpeg.indexOf(openComment(size), 0, 'latin1') + openComment(size).length;
  const made = Buffer.from(jpeg);
  made.write(digestOf(size, made.subarray(at)), at - DIGITS, 'latin1');
  return made;
}

/** The size of a thumbnail; null where the bytes are not a whole one. */
export function sizeOfSealed(bytes: Buffer): Size | null {
  const comment = commentIn(bytes) ?? '';
  const [, width, height, digest] = PATTERN.exec(comment) ?? [];
  if (digest === undefined) return null;
  const size = { width: Number(width), height: Number(height) };
  const at = bytes.indexOf(comment, 0, 'latin1') + comment.length;
  return digest === digestOf(size, bytes.subarray(at)) ? size : null;
}

function digestOf({ width, height }: Size, bytes: Buffer): string {
  return createHash('sha256').update(`${width} ${height} `).update(bytes).digest('hex').slice(0, DIGITS);
}
