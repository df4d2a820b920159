/**
 * The database file as this program knows it. Before a save takes its place it has to be the one that was
 * read or written last: the lock is the first line against two writers, this is the second.
 */
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { fileError } from '../../base/errors';

/** A state of the file. Numbers as text where they are larger than a double tells apart. */
export interface OnDisk {
  readonly drive: string;
  readonly inode: string;
  readonly size: number;
  /** Nanoseconds since 1970. */
  readonly time: string;
  /** The first 100 bytes, SQLite's header, with the generation in it. */
  readonly head: string;
  /** Of all bytes; null where they were not looked at. */
  readonly crc: number | null;
}

const HEAD = 100;
/**
 * SQLite's file change counter, and the version that its size in the header is valid for: Database File
 * Format §1.3.
 */
const COUNTER = 24;
const VALID_FOR = 92;

/** The generation of a file; 0 for none. Grows by one with each save. */
export function generationOf(state: Pick<OnDisk, 'head'> | null): number {
  const head = Buffer.from(state?.head ?? '', 'hex');
  return head.length < HEAD ? 0 : head.readUint32BE(COUNTER);
}

/** Writes a generation into the bytes of a file, where SQLite keeps its own count of changes. */
export function setGeneration(bytes: Uint8Array, generation: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  view.setUint32(COUNTER, generation >>> 0);
  view.setUint32(VALID_FOR, generation >>> 0);
}

/** As it lies there now, read as a whole only where `whole` says so; null where there is none. */
export async function lookOnDisk(path: string, whole = false): Promise<OnDisk | null> {
  try {
    const file = await open(path, 'r');
    try {
      const info = await file.stat({ bigint: true });
      const head = Buffer.alloc(HEAD);
      const { bytesRead } = await file.read(head, 0, HEAD, 0);
      return {
        drive: String(info.dev),
        inode: String(info.ino),
        size: Number(info.size),
        time: String(info.mtimeNs),
        head: head.toString('hex', 0, bytesRead),
        crc: whole ? crc32(await file.readFile()) : null,
      };
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fileError(error, path);
  }
}

/**
 * Whether the file at `path` is still the one of `known`. Some drives renumber their files with each mount;
 * then the bytes decide. No file at all is none that could be overwritten.
 */
export async function isStill(path: string, known: OnDisk | null): Promise<boolean> {
  const now = await lookOnDisk(path);
  if (now === null) return true;
  if (known === null) return false;
  if (now.size !== known.size || now.head !== known.head) return false;
  if (now.drive === known.drive && now.inode === known.inode && now.time === known.time) return true;
  return known.crc !== null && (await lookOnDisk(path, true))?.crc === known.crc;
}
