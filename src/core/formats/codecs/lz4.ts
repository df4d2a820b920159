/**
 * Blocks of LZ4 (LZ4 block format description), without a frame: codecs `lz4` and `lz4hc` of XISF, which a
 * decoder cannot tell apart. Memory does not grow with the block: nothing is repeated from further back than 64 KiB.
 */
import { english } from '../../base/english';
import { CodecError } from './codecError';

/** The shortest match. */
const SHORTEST = 4;
/** From here on `copyWithin` is faster than a loop. */
const LONG = 48;
/** So far back a match begins at the most, and one byte more. */
const WINDOW = 64 * 1024;
/** A token whose lengths need no further bytes, with what follows it: in the block, and unpacked; copied by fours. */
const SHORT_PACKED = 1 + 16 + 2;
const SHORT_UNPACKED = 16 + 20;
/** What such a token unpacks to at the most: 14 bytes that stand for themselves, 18 that are repeated. */
const MOST_SHORT = 32;
/** Bytes that are handed over together, as a rule. */
const OUTPUT = 1024 * 1024;

/**
 * Unpacks a block to `size` bytes: `for (const part of unpackLz4([block], 2621440))`.
 * @param pieces The block, in any parts.
 * @returns Parts of what it holds, each of them only until the next one is asked for.
 * @throws CodecError where the block is damaged, cut off, or unpacks to more or less.
 */
export function* unpackLz4(pieces: Iterable<Uint8Array>, size: number): Generator<Uint8Array, void> {
  const source = pieces[Symbol.iterator]();
  let packed: Uint8Array = new Uint8Array(0);
  let view = viewOf(packed);
  /** Bytes of the block in front of this piece. */
  let before = 0;
  let at = 0;
  let end = 0;
  /** Unpacked bytes, behind those that were handed over and may be repeated. */
  const out = new Uint8Array(Math.min(size, WINDOW + OUTPUT));
  const outView = viewOf(out);
  const lastShort = out.length - SHORT_UNPACKED;
  let place = 0;
  let first = 0;
  /** Bytes that may still come. */
  let left = size;
  const reach: Reach = { at: 0, place: 0 };

  for (;;) {
    if (at === end) {
      const piece = nextPiece(source);
      if (piece === null) break;
      before += end;
      [packed, at, end] = [piece, 0, piece.length];
      view = viewOf(packed);
    }
    // Most of a noisy image is short.
    const lastAt = end - SHORT_PACKED;
    const lastPlace = Math.min(lastShort, place + left - MOST_SHORT);
    if (at <= lastAt && place <= lastPlace) {
      const start = place;
      reach.at = at;
      reach.place = place;
      copyShort(packed, view, lastAt, out, outView, lastPlace, reach);
      ({ at, place } = reach);
      left -= place - start;
    }
    if (at === end) continue;
    const token = packed[at++] ?? 0;
    let count = token >>> 4;
    let isMatch = false;
    let distance = 0;
    for (;;) {
      if (count === 15) {
        for (let more = 255; more === 255; count += more) {
          if (at === end) {
            const piece = nextPiece(source);
            if (piece === null) throw fail('truncated', english('it ends in a length'), before + end);
            before += end;
            [packed, at, end] = [piece, 0, piece.length];
            view = viewOf(packed);
          }
          more = packed[at++] ?? 0;
        }
      }
      if (isMatch) count += SHORTEST;
      if (count > left) throw fail('size', english('it unpacks to more than {0} bytes', size), before + at);
      left -= count;
      if (isMatch && (distance === 0 || distance > place)) {
        throw fail(
          'damaged',
          english('it repeats what is {0} bytes back, where nothing is', distance),
          before + at,
        );
      }
      while (count > 0) {
        if (place === out.length) {
          yield out.subarray(first, place);
          out.copyWithin(0, place - WINDOW, place);
          first = WINDOW;
          place = WINDOW;
        }
        if (!isMatch && at === end) {
          const piece = nextPiece(source);
          if (piece === null)
            throw fail(
              'truncated',
              english('it ends in {0} bytes that stand for themselves', count),
              before + end,
            );
          before += end;
          [packed, at, end] = [piece, 0, piece.length];
          view = viewOf(packed);
        }
        const room = out.length - place;
        const length = Math.min(count, isMatch ? room : Math.min(room, end - at));
        if (!isMatch) {
          if (length < LONG) for (let i = 0; i < length; i++) out[place + i] = packed[at + i] ?? 0;
          else out.set(packed.subarray(at, at + length), place);
          at += length;
        } else {
          const from = place - distance;
          if (length >= LONG && distance >= length) out.copyWithin(place, from, from + length);
          else if (length >= LONG && distance === 1) out.fill(out[from] ?? 0, place, place + length);
          else for (let i = 0; i < length; i++) out[place + i] = out[from + i] ?? 0;
        }
        place += length;
        count -= length;
      }
      if (isMatch) break;
      // The last sequence has no match.
      if (at === end) {
        const piece = nextPiece(source);
        if (piece === null) break;
        before += end;
        [packed, at, end] = [piece, 0, piece.length];
        view = viewOf(packed);
      }
      const low = packed[at++] ?? 0;
      if (at === end) {
        const piece = nextPiece(source);
        if (piece === null) throw fail('truncated', english('it ends in a distance'), before + end);
        before += end;
        [packed, at, end] = [piece, 0, piece.length];
        view = viewOf(packed);
      }
      distance = low | ((packed[at++] ?? 0) << 8);
      count = token & 15;
      isMatch = true;
    }
  }
  if (place > first) yield out.subarray(first, place);
  if (left > 0) {
    throw fail(
      'truncated',
      english('it unpacks to {0} bytes instead of {1}', size - left, size),
      before + end,
    );
  }
}

/** How far a block is unpacked: the next byte of the piece, and the place of the next byte that comes of it. */
interface Reach {
  at: number;
  place: number;
}

/**
 * Unpacks tokens without further lengths, until there is another one, one that may be damaged, or the last place is
 * passed. A function for itself: a generator runs slowly for long before it is compiled.
 */
function copyShort(
  packed: Uint8Array,
  view: DataView,
  lastAt: number,
  out: Uint8Array,
  outView: DataView,
  lastPlace: number,
  reach: Reach,
): void {
  let { at, place } = reach;
  while (at <= lastAt && place <= lastPlace) {
    const token = packed[at] ?? 0;
    const literals = token >>> 4;
    const match = (token & 15) + SHORTEST;
    if (literals === 15 || match === 15 + SHORTEST) break;
    const matchPlace = place + literals;
    const behind = at + 1 + literals;
    const distance = (packed[behind] ?? 0) | ((packed[behind + 1] ?? 0) << 8);
    if (distance === 0 || distance > matchPlace) break;
    // What is copied too much is overwritten by what comes next.
    outView.setUint32(place, view.getUint32(at + 1));
    if (literals > 4) {
      outView.setUint32(place + 4, view.getUint32(at + 5));
      if (literals > 8) {
        outView.setUint32(place + 8, view.getUint32(at + 9));
        outView.setUint32(place + 12, view.getUint32(at + 13));
      }
    }
    const from = matchPlace - distance;
    if (distance >= 4) {
      outView.setUint32(matchPlace, outView.getUint32(from));
      for (let i = 4; i < match; i += 4) outView.setUint32(matchPlace + i, outView.getUint32(from + i));
    } else for (let i = 0; i < match; i++) out[matchPlace + i] = out[from + i] ?? 0;
    at = behind + 2;
    place = matchPlace + match;
  }
  reach.at = at;
  reach.place = place;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** The next piece with bytes in it; null where there is none. */
function nextPiece(source: Iterator<Uint8Array>): Uint8Array | null {
  for (;;) {
    const next = source.next();
    if (next.done === true) return null;
    if (next.value.length > 0) return next.value;
  }
}

function fail(code: CodecError['code'], message: string, offset: number): CodecError {
  return new CodecError(code, 'lz4', message, offset);
}
