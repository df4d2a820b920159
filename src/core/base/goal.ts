/** What the user wants to have of an object, and what AstroBin calls the filters. */

/** How long an object is to be exposed behind one filter. */
export interface Goal {
  /** As the user calls it: `NGC 7000`. */
  readonly object: string;
  /** `Ha`; `OSC` for a colour camera without a filter, `none` for a mono camera without one. */
  readonly filter: string;
  /** As the user said it: `10h`, `60x300s`. */
  readonly wanted: string;
}

/** The number of a filter in AstroBin's equipment database. */
export interface FilterNumber {
  /** As the archive calls the filter: `Ha`. */
  readonly filter: string;
  /** 4657. */
  readonly number: number;
}
