/** A header as a page shows it. */
import type { Fact } from '../core/text/headerWords';

/** A card in three columns; text of the file, to be shown as text. */
export interface ShownCard {
  readonly keyword: string;
  /** `'NGC 7000'`, `300`, `T`; the text of COMMENT and HISTORY. */
  readonly value: string;
  readonly comment: string;
}

/** A header-data unit. */
export interface ShownUnit {
  /** `Unit 0 · PRIMARY · primary`. */
  readonly title: string;
  /** `52.2 MB of data at byte 5760`. */
  readonly data: string;
  readonly cards: readonly ShownCard[];
}

export interface ShownHeader {
  /** Name of the file: `M31_0001.fits`. */
  readonly name: string;
  /** `Light · NGC 7000 · Ha · 300 s`. */
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly problems: readonly string[];
  readonly units: readonly ShownUnit[];
}
