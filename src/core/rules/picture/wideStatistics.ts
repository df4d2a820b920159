/** Statistics of whole numbers of 64 bits, exact beyond 2^53: as pairs of words, without a bigint a pixel. */
import type { SampleType } from '../../formats/pixels/pixelImage';
import { type Encoding, exact, isWide, keepsWhole } from './physical';
import { type Measuring, medianRank, NO_VALUES, type Pass } from './planeStatistics';
import { rankedStatistics } from './rankedStatistics';
import { HIGH, LOW, RankSearch } from './rankSearch';
import { exactMean } from './total';

const WORD = 2 ** 32;
/** So many words of 32 bits have an exact sum. */
const BLOCK = 1 << 20;

export function* wideStatistics(sample: SampleType, encoding: Encoding): Measuring {
  if (!keepsWhole(encoding)) return yield* rankedStatistics(sample, encoding);
  const sign = sample === 'i64' ? 0x80000000 : 0;
  const offset = BigInt(encoding.zero) - (sample === 'i64' ? 1n << 63n : 0n);
  const physical = (key: bigint) => exact(key + offset);
  const keys = new Uint32Array(2 * BLOCK);
  let all = 0;
  let n = 0;
  let sum = 0n;
  const least = new Extreme(false);
  const most = new Extreme(true);
  const middle = new RankSearch();
  yield eachBlock(encoding, sign, keys, (kept, length) => {
    let high = 0;
    let low = 0;
    for (let i = 0; i < kept; i++) {
      high += keys[2 * i + HIGH] ?? 0;
      low += keys[2 * i + LOW] ?? 0;
    }
    all += length;
    n += kept;
    sum += BigInt(high) * BigInt(WORD) + BigInt(low);
    least.add(keys, kept);
    most.add(keys, kept);
    middle.add(keys, kept);
  });
  if (n === 0) return { n, invalid: all, ...NO_VALUES };
  const rank = medianRank(n);
  let median = middle.endPass(rank);
  while (median === null) {
    yield eachBlock(encoding, sign, keys, (kept) => middle.add(keys, kept));
    median = middle.endPass(rank);
  }
  const centre = median;
  const distances = new RankSearch();
  let mad: bigint | null = null;
  while (mad === null) {
    yield eachBlock(encoding, sign, keys, (kept) => {
      intoDistances(keys, kept, centre);
      distances.add(keys, kept);
    });
    mad = distances.endPass(rank);
  }
  return {
    n,
    invalid: all - n,
    min: physical(least.key),
    max: physical(most.key),
    mean: exactMean(sum + BigInt(n) * offset, n),
    median: physical(centre),
    mad: exact(mad),
  };
}

/**
 * Calls `work` for every block of keys, which then stand at the beginning of `keys`: the samples that are not
 * BLANK, with the sign flipped so that they are in order without one.
 */
function eachBlock(
  { blank }: Encoding,
  sign: number,
  keys: Uint32Array,
  work: (kept: number, length: number) => void,
): Pass {
  const missing = blank === null ? null : BigInt.asUintN(64, BigInt(blank));
  const missingHigh = missing === null ? 0 : Number(missing >> 32n);
  const missingLow = missing === null ? 0 : Number(missing & 0xffffffffn);
  return (samples) => {
    if (!isWide(samples)) return;
    const words = new Uint32Array(samples.buffer, samples.byteOffset, 2 * samples.length);
    for (let from = 0; from < samples.length; from += BLOCK) {
      const end = Math.min(from + BLOCK, samples.length);
      let kept = 0;
      for (let i = from; i < end; i++) {
        const high = words[2 * i + HIGH] ?? 0;
        const low = words[2 * i + LOW] ?? 0;
        if (missing !== null && low === missingLow && high === missingHigh) continue;
        keys[2 * kept + HIGH] = high ^ sign;
        keys[2 * kept + LOW] = low;
        kept++;
      }
      work(kept, end - from);
    }
  };
}

/** Turns keys, in place, into their distances from one of them; a difference borrows from the high word. */
function intoDistances(keys: Uint32Array, length: number, centre: bigint): void {
  const centreHigh = Number(centre >> 32n);
  const centreLow = Number(centre & 0xffffffffn);
  for (let i = 0; i < length; i++) {
    let high = (keys[2 * i + HIGH] ?? 0) - centreHigh;
    let low = (keys[2 * i + LOW] ?? 0) - centreLow;
    if (high < 0 || (high === 0 && low < 0)) {
      high = -high;
      low = -low;
    }
    // Stored words wrap around by themselves.
    keys[2 * i + HIGH] = low < 0 ? high - 1 : high;
    keys[2 * i + LOW] = low;
  }
}

/** The smallest or the largest of many keys. */
class Extreme {
  #high: number | null = null;
  #low = 0;

  readonly #isLargest: boolean;

  constructor(isLargest: boolean) {
    this.#isLargest = isLargest;
  }

  add(keys: Uint32Array, length: number): void {
    for (let i = 0; i < length; i++) {
      const high = keys[2 * i + HIGH] ?? 0;
      const low = keys[2 * i + LOW] ?? 0;
      const ahead = this.#high === null ? 0 : high - this.#high || low - this.#low;
      if (this.#high === null || (this.#isLargest ? ahead > 0 : ahead < 0)) {
        this.#high = high;
        this.#low = low;
      }
    }
  }

  get key(): bigint {
    return (BigInt(this.#high ?? 0) << 32n) | BigInt(this.#low);
  }
}
