/**
 * Brings a database file up to date with what its write-ahead log holds, in memory. AstroFiler writes in this
 * mode, and leaves the log beside its database while it runs or when it was killed. Format: SQLite, "Database
 * File Format" §4.
 */

import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';

const WAL_HEADER = 32;
const FRAME_HEADER = 24;
const MAGIC = 0x377f0682;
/** Byte offsets in the database header: read and write versions, 1 for a rollback journal, 2 for a log. */
const VERSIONS = [18, 19] as const;
/** The database header's size in pages. */
const PAGES = 28;

/**
 * The bytes of the database with every committed transaction of the log; a copy, marked as one without a log.
 * What a crash has left behind the last commit is not part of it, as SQLite has it. A log of other salts than
 * its header's is of an earlier time and ends there.
 * @param log Null or empty where there is none.
 * @throws ArchiveError `damaged` for a log of another database.
 */
export function withLog(database: Uint8Array, log: Uint8Array | null): Uint8Array {
  const pages = log === null ? null : committed(log);
  const result = pages === null ? Uint8Array.from(database) : applied(database, pages);
  for (const at of VERSIONS) if (result[at] === 2) result[at] = 1;
  return result;
}

interface Committed {
  readonly pageSize: number;
  /** Of the database after the last commit. */
  readonly pageCount: number;
  readonly pages: ReadonlyMap<number, Uint8Array>;
}

function applied(database: Uint8Array, { pageSize, pageCount, pages }: Committed): Uint8Array {
  // All pages stand in one of the two; a size beyond that is made up, and would only fill the memory.
  if (pageSize * pageCount > database.length + pages.size * pageSize || pageSizeOf(database) !== pageSize) {
    throw new ArchiveError('damaged', english('The write-ahead log beside it belongs to another database'));
  }
  const result = new Uint8Array(pageSize * pageCount);
  result.set(database.subarray(0, result.length));
  for (const [number, page] of pages) {
    if (number <= pageCount) result.set(page, (number - 1) * pageSize);
  }
  new DataView(result.buffer).setUint32(PAGES, pageCount);
  return result;
}

/** 0 for a database that has no page yet. */
function pageSizeOf(database: Uint8Array): number {
  const size = ((database[16] ?? 0) << 8) | (database[17] ?? 0);
  return size === 1 ? 65536 : size;
}

/** The newest committed version of each page; null where nothing was committed. */
function committed(log: Uint8Array): Committed | null {
  if (log.length < WAL_HEADER) return null;
  const view = new DataView(log.buffer, log.byteOffset, log.length);
  const magic = view.getUint32(0);
  if ((magic & ~1) >>> 0 !== MAGIC) return null;
  const littleEndian = (magic & 1) === 0;
  const pageSize = view.getUint32(8);
  if (pageSize < 512 || pageSize > 65536 || (pageSize & (pageSize - 1)) !== 0) return null;
  let sums = checksum(view, 0, FRAME_HEADER, littleEndian, [0, 0]);
  if (sums[0] !== view.getUint32(24) || sums[1] !== view.getUint32(28)) return null;

  const pages = new Map<number, Uint8Array>();
  const pending = new Map<number, Uint8Array>();
  let pageCount = 0;
  for (let at = WAL_HEADER; at + FRAME_HEADER + pageSize <= log.length; at += FRAME_HEADER + pageSize) {
    const sameSalts = [0, 4].every((n) => view.getUint32(at + 8 + n) === view.getUint32(16 + n));
    if (!sameSalts) break;
    sums = checksum(view, at, 8, littleEndian, sums);
    sums = checksum(view, at + FRAME_HEADER, pageSize, littleEndian, sums);
    if (sums[0] !== view.getUint32(at + 16) || sums[1] !== view.getUint32(at + 20)) break;
    const number = view.getUint32(at);
    if (number === 0) break;
    pending.set(number, log.subarray(at + FRAME_HEADER, at + FRAME_HEADER + pageSize));
    const size = view.getUint32(at + 4);
    if (size === 0) continue;
    for (const [page, bytes] of pending) pages.set(page, bytes);
    pending.clear();
    pageCount = size;
  }
  return pageCount === 0 ? null : { pageSize, pageCount, pages };
}

/** Two running sums over pairs of 32-bit words. */
function checksum(
  view: DataView,
  from: number,
  length: number,
  littleEndian: boolean,
  [before0, before1]: readonly [number, number],
): readonly [number, number] {
  let [s0, s1] = [before0, before1];
  for (let at = from; at < from + length; at += 8) {
    s0 = (s0 + view.getUint32(at, littleEndian) + s1) >>> 0;
    s1 = (s1 + view.getUint32(at + 4, littleEndian) + s0) >>> 0;
  }
  return [s0, s1];
}
