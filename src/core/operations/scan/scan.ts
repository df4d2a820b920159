/** Reads one file once: header, frame, hash of the file, key of the image. Runs in the hashing threads. */
import { createHash, hash, type Hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';
import type { Frame } from '../../base/frame';
import type { CardEdit } from '../../formats/fits/edit';
import type { FitsFile } from '../../formats/fits/header';
import { isEdited } from '../../formats/fits/historyCards';
import { imageHeader } from '../../formats/fits/image';
import { type DataRange, dataRanges } from '../../formats/fits/ranges';
import { headSource } from '../../formats/fits/source';
import { cdMatrixEdits } from '../../formats/fits/wcs';
import { readImage } from '../../formats/image/imageFile';
import { frameOf } from '../../rules/frame/frameOf';
import { richnessOf } from '../../rules/frame/richness';
import { byteStream } from '../../storage/files/byteStream';
import { ImageKeySampler } from './imageKey';
import { isRecent, tailOf } from './settled';

const CHUNK = 1 << 20;
const buffer = Buffer.allocUnsafeSlow(CHUNK);

/** What one read of a file told. */
export interface Scan {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly mtime: number;
  readonly sha256: string;
  readonly imageKey: string;
  /** Null for files without an image: tables, bare headers. */
  readonly frame: Frame | null;
  /** The cards of the CD matrix that the header lacks; empty for most files. */
  readonly wcs: readonly CardEdit[];
  /**
   * How much its header says, to be compared with that of files of the same pixels (`richnessOf`); 0 without
   * an image.
   */
  readonly richness: number;
  /** Whether this program has changed the header, as a line of HISTORY says. */
  readonly edited: boolean;
  /** Whether the last page of its data is zeros, as a copy leaves it that was cut short or is not done. */
  readonly endsInZeros: boolean;
  /** Whether that may be because it is still being written: it changed a moment ago. */
  readonly unsettled: boolean;
}

/** A file that could not be read as a whole one, and changed a moment ago or while it was being read. */
export class UnsettledError extends ArchiveError {}

/** Throws an ArchiveError when the file cannot be read or is no image file. */
export async function scanFile(path: string, timeZone: string | null): Promise<Scan> {
  try {
    return await scan(path, timeZone);
  } catch (error) {
    throw fileError(error, path);
  }
}

async function scan(path: string, timeZone: string | null): Promise<Scan> {
  const fd = openSync(path, 'r');
  try {
    const before = fstatSync(fd);
    if (!before.isFile()) throw new ArchiveError('file', english('It is not a regular file'), { path });
    const head = buffer.subarray(0, readSync(fd, buffer, 0, CHUNK, 0));
    const file = readImage(headSource(path, head, fd, before.size));
    refuseIncomplete(file, before);
    const image = imageHeader(file);
    const explained = image && frameOf(image, { path, timeZone });
    const ranges = dataRanges(file);
    const sampler = new ImageKeySampler(ranges);
    const zipped = file.format === 'fits.gz';
    const sha256 = hashFile(fd, head, before.size, zipped ? null : sampler);
    if (zipped) await sampleZipped(path, sampler);
    const after = fstatSync(fd);
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw new UnsettledError('file', english('It changed while it was being read'), {
        path,
        advice: english('Register it again when the program that writes it is done.'),
      });
    }
    const endsInZeros = !zipped && isZero(fd, tailOf(ranges));
    return {
      path,
      size: before.size,
      mtime: before.mtimeMs,
      sha256,
      imageKey: sampler.key(),
      frame: explained && withoutSources(explained),
      wcs: image && explained?.type === 'light' && isEditable(file) ? cdMatrixEdits(image) : [],
      richness: image && explained ? richnessOf(image, explained) : 0,
      edited: image !== null && isEdited(image.cards),
      endsInZeros,
      unsettled: endsInZeros && isRecent(after, Date.now()),
    };
  } finally {
    closeSync(fd);
  }
}

function isZero(fd: number, range: DataRange | null): boolean {
  if (range === null) return false;
  const bytes = buffer.subarray(0, readSync(fd, buffer, 0, range.size, range.offset));
  return bytes.every((byte) => byte === 0);
}

/** Hashes the open file chunk by chunk; its first chunk has been read already. */
function hashFile(fd: number, head: Buffer, size: number, sampler: ImageKeySampler | null): string {
  sampler?.add(0, head);
  if (head.length >= size) return hash('sha256', head, 'hex');
  const digest: Hash = createHash('sha256').update(head);
  for (let offset = head.length; ;) {
    const read = readSync(fd, buffer, 0, CHUNK, offset);
    if (read === 0) return digest.digest('hex');
    const bytes = buffer.subarray(0, read);
    digest.update(bytes);
    sampler?.add(offset, bytes);
    offset += read;
  }
}

/** The samples of a zipped file are those of the file inside, so that both have the same key. */
async function sampleZipped(path: string, sampler: ImageKeySampler): Promise<void> {
  let offset = 0;
  for await (const bytes of byteStream(path, true)) {
    sampler.add(offset, bytes);
    offset += bytes.length;
  }
}

/** What a file says of itself that was cut off in a copy, or whose program died while it wrote. */
const INCOMPLETE = new Set(['no-end', 'truncated', 'gzip', 'impossible-size', 'no-data']);

/**
 * A file without its end can still be looked at, but it is no frame: the whole one would become a second
 * frame beside it, and no program could stack it.
 */
function refuseIncomplete(file: FitsFile, state: Stats): void {
  const problems = [...file.hdus.flatMap((hdu) => hdu.problems), ...file.problems];
  const found = problems.find(({ code }) => INCOMPLETE.has(code));
  if (!found) return;
  const recent = isRecent(state, Date.now());
  throw new (recent ? UnsettledError : ArchiveError)('format', found.message, {
    path: file.path,
    reason: 'truncated',
    advice: english('Was the download or the copy cut short? Fetch the file again.'),
  });
}

/**
 * A zipped file would have to be compressed again for an edit of its header, a signed one would lose its
 * signature.
 */
function isEditable(file: FitsFile): boolean {
  return file.format !== 'fits.gz' && !file.problems.some(({ code }) => code === 'signed');
}

function withoutSources(explained: ReturnType<typeof frameOf>): Frame {
  const { sources, electronsPerAdu, ...frame } = explained;
  return frame;
}
