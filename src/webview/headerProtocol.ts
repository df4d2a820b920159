/** The messages between the page of a header and the extension. */
import * as v from 'valibot';
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

/** From the extension to the page. */
export type ToHeaderPage =
  | { readonly kind: 'header'; readonly header: ShownHeader }
  /** There is no header to show (any more); `message` is for the user. */
  | { readonly kind: 'failed'; readonly message: string };

/**
 * From the page to the extension: `ready`, the page listens now, sent each time it is loaded;
 * `copy`, the user wants the whole header on the clipboard.
 */
export const fromHeaderPage = v.object({ kind: v.picklist(['ready', 'copy']) });
export type FromHeaderPage = v.InferOutput<typeof fromHeaderPage>;
