/** Requests and answers for AstroBin's table of acquisitions. */
import type { FilterNumber } from '../base/goal';

export interface AcquisitionsRequest {
  /** Objects by any of their names, and sessions by id or its beginning. */
  readonly of: readonly string[];
}

/** A row of the table; null stays empty. The names of the columns are AstroBin's. */
export interface Acquisition {
  /** The night: `2024-09-13`. */
  readonly date: string | null;
  /** AstroBin's number of the filter. */
  readonly filter: number | null;
  /** As the archive calls the filter; null where there is none. No column of the table. */
  readonly filterName: string | null;
  readonly number: number;
  /** Seconds of one frame: 300. */
  readonly duration: number;
  /** Of digital single-lens cameras, which have no gain. */
  readonly iso: number | null;
  readonly binning: number | null;
  readonly gain: number | null;
  /** °C, whole: −10. */
  readonly sensorCooling: number | null;
  readonly darks: number | null;
  readonly flats: number | null;
  readonly flatDarks: number | null;
  readonly bias: number | null;
}

export interface AcquisitionsReport {
  /** By date and filter. */
  readonly rows: readonly Acquisition[];
  /** Filters that have no number yet; their rows have none either. */
  readonly unnumbered: readonly string[];
  /** Sessions that are in no row, and why. */
  readonly left: readonly { readonly session: string; readonly why: string }[];
}

/** Reads the numbers, or changes some: null forgets one. */
export interface FilterNumbersRequest {
  readonly set?: readonly { readonly filter: string; readonly number: number | null }[];
}

export type FilterNumbers = readonly FilterNumber[];
