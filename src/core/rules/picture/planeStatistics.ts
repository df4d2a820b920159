/** What is said of the pixels of a plane, and how they are measured. */
import type { Samples } from '../../formats/pixels/pixelImage';

/** Of physical values. Whole numbers are exact; beyond 2^53 they are bigints. */
export interface PlaneStatistics {
  /** How many pixels have a value. */
  readonly n: number;
  /** How many have none: NaN, infinities, BLANK. */
  readonly invalid: number;
  /** Null, as all others, where no pixel has a value. */
  readonly min: number | bigint | null;
  readonly max: number | bigint | null;
  readonly mean: number | null;
  /** The value at index floor((n - 1) / 2) of the sorted ones: of two in the middle the lower one. */
  readonly median: number | bigint | null;
  /** The same of the distances from the median, not scaled: 167 for a noise of 248. */
  readonly mad: number | bigint | null;
}

/** Takes some samples; called for all samples of the plane, in any portions, before the next pass begins. */
export type Pass = (samples: Samples) => void;

/** Passes to be made one after the other, and what comes of them. */
export type Measuring = Generator<Pass, PlaneStatistics, void>;

/** What there is to say of no pixels at all. */
export const NO_VALUES = { min: null, max: null, mean: null, median: null, mad: null };

/** The rank of the lower median of `n` values, from 0: 1 of 4, 2 of 5. */
export const medianRank = (n: number): number => Math.floor((n - 1) / 2);
