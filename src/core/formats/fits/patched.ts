/** A file as it will be when its header has been edited: nothing is written. */
import type { HeaderPatch } from './edit';
import type { ByteSource } from './source';

interface Piece {
  /** Where it begins in the edited file, and where it ends. */
  readonly start: number;
  readonly end: number;
  read(offset: number, length: number): Uint8Array;
}

/** The source with other bytes in the place of some; patches must not overlap. */
export function patchedSource(source: ByteSource, patches: readonly HeaderPatch[]): ByteSource {
  const pieces: Piece[] = [];
  let [from, to] = [0, 0];
  const keep = (until: number) => {
    const shift = to - from;
    pieces.push({ start: to, end: to + until - from, read: (at, length) => source.read(at - shift, length) });
    to += until - from;
    from = until;
  };
  for (const { offset, before, after } of [...patches].sort((a, b) => a.offset - b.offset)) {
    keep(offset);
    const start = to;
    to += after.length;
    pieces.push({ start, end: to, read: (at, length) => after.subarray(at - start, at - start + length) });
    from = offset + before.length;
  }
  keep(Math.max(source.size, from));
  return { path: source.path, size: to, read: (offset, length) => readPieces(pieces, offset, length) };
}

function readPieces(pieces: readonly Piece[], offset: number, length: number): Uint8Array {
  const found: Uint8Array[] = [];
  for (const piece of pieces) {
    const [first, last] = [Math.max(offset, piece.start), Math.min(offset + length, piece.end)];
    if (first < last) found.push(piece.read(first, last - first));
  }
  const [only] = found;
  return found.length === 1 && only ? only : Buffer.concat(found);
}
