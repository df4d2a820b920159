/** Statistics of samples that a double holds exactly: 32-bit whole numbers, floats, and scaled ones. */
import type { Samples, SampleType } from '../../formats/pixels/pixelImage';
import { type Encoding, keepsWhole, physicalValues } from './physical';
import { type Measuring, medianRank, NO_VALUES, type Pass } from './planeStatistics';
import { HIGH, LOW, RankSearch } from './rankSearch';
import { exactMean, Total } from './total';

const SIGN = 0x80000000;
/** Values that are looked at together. */
const BLOCK = 4096;

/** @param sample Says whether sums are of whole numbers, and so exact. */
export function* rankedStatistics(sample: SampleType, encoding: Encoding): Measuring {
  const values = new Float64Array(BLOCK);
  const keys = new Uint32Array(values.buffer);
  let n = 0;
  let all = 0;
  let min = Infinity;
  let max = -Infinity;
  const isWhole = sample.endsWith('32') && sample !== 'f32' && isExactSum(encoding);
  let whole = 0n;
  const total = new Total();
  const middle = new RankSearch();
  yield eachBlock(encoding, values, (length) => {
    const kept = withoutMissing(values, length);
    for (let i = 0; i < kept; i++) {
      const value = values[i] ?? 0;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    all += length;
    n += kept;
    if (isWhole) whole += BigInt(sumOf(values, kept));
    else total.addAll(values, kept);
    intoKeys(keys, kept);
    middle.add(keys, kept);
  });
  if (n === 0) return { n, invalid: all, ...NO_VALUES };
  const rank = medianRank(n);
  let found = middle.endPass(rank);
  while (found === null) {
    yield eachBlock(encoding, values, (length) => {
      const kept = withoutMissing(values, length);
      intoKeys(keys, kept);
      middle.add(keys, kept);
    });
    found = middle.endPass(rank);
  }
  const median = valueOf(found);
  const distances = new RankSearch();
  let distance: bigint | null = null;
  while (distance === null) {
    yield eachBlock(encoding, values, (length) => {
      const kept = withoutMissing(values, length);
      for (let i = 0; i < kept; i++) values[i] = Math.abs((values[i] ?? 0) - median);
      intoKeys(keys, kept);
      distances.add(keys, kept);
    });
    distance = distances.endPass(rank);
  }
  const mean = isWhole ? exactMean(whole, n) : total.mean(n);
  return { n, invalid: all - n, min: min + 0, max: max + 0, mean, median, mad: valueOf(distance) };
}

/** Whether sums of a block of 32-bit whole numbers are exact in a double. */
const isExactSum = (encoding: Encoding): boolean =>
  keepsWhole(encoding) && Math.abs(encoding.zero) <= 2 ** 40;

function sumOf(values: Float64Array, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += values[i] ?? 0;
  return sum;
}

/** Calls `work` for every block of physical values, which then stand at the beginning of `values`. */
function eachBlock(encoding: Encoding, values: Float64Array, work: (length: number) => void): Pass {
  return (samples) => {
    for (let from = 0; from < samples.length; from += BLOCK) {
      const block: Samples = samples.subarray(from, from + BLOCK);
      physicalValues(block, encoding, values);
      work(block.length);
    }
  };
}

/** Moves the values together that are there; returns how many. */
function withoutMissing(values: Float64Array, length: number): number {
  let kept = 0;
  for (let i = 0; i < length; i++) {
    const value = values[i] ?? NaN;
    // NaN is not itself.
    if (value === value) values[kept++] = value;
  }
  return kept;
}

/** Turns doubles, in place, into keys of the same order: of negative ones all bits, of others the sign flips. */
function intoKeys(words: Uint32Array, length: number): void {
  for (let i = 0; i < length; i++) {
    const high = words[2 * i + HIGH] ?? 0;
    if (high & SIGN) {
      words[2 * i + HIGH] = ~high;
      words[2 * i + LOW] = ~(words[2 * i + LOW] ?? 0);
    } else {
      words[2 * i + HIGH] = high | SIGN;
    }
  }
}

/** The double that has this key; never a negative zero. */
function valueOf(key: bigint): number {
  const sign = 1n << 63n;
  const bits = key & sign ? key ^ sign : ~key;
  return (new Float64Array(BigUint64Array.of(BigInt.asUintN(64, bits)).buffer)[0] ?? 0) + 0;
}
