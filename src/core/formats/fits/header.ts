/** A header as data: cards with typed values, header-data units with their place in the file. */
import type { Problem } from '../../base/frame';

/** The value of a card. Integers beyond 2^53 stay exact as bigint; a complex number is a pair. */
export type CardValue = string | number | bigint | boolean | readonly [number, number] | null;

export type CardType =
  | 'string'
  | 'integer'
  | 'float'
  | 'logical'
  | 'complex'
  /** A keyword with a value indicator and no value (FITS 4.0 §4.1.2.3). */
  | 'undefined'
  /** COMMENT, HISTORY, a blank keyword, or any card without a value indicator. */
  | 'commentary'
  /** A value that no rule of the standard can read; `value` then holds its text. */
  | 'invalid';

export interface Card {
  /** `EXPTIME`, or the long name of a HIERARCH card: `ESO DET CHIP`. Empty for a blank card. */
  readonly keyword: string;
  readonly value: CardValue;
  readonly type: CardType;
  /** Without the slash, trimmed at the right: `[s] Exposure duration`. */
  readonly comment: string;
}

export type HduType = 'primary' | 'image' | 'bintable' | 'table' | 'groups' | 'other';

/** One header-data unit (FITS 4.0 §3). */
export interface Hdu {
  readonly index: number;
  readonly type: HduType;
  /** EXTNAME, `PRIMARY` for the first, or empty. */
  readonly name: string;
  /** Bytes from the start of the (unzipped) file: 0. */
  readonly headerOffset: number;
  /** First byte of the data unit, a multiple of 2880: 5760. */
  readonly dataOffset: number;
  /** Bytes of data without padding: 120000. */
  readonly dataSize: number;
  readonly cards: readonly Card[];
  readonly problems: readonly Problem[];
}

export type FileFormat = 'fits' | 'fits.gz' | 'fits.fz' | 'xisf';

/** Every header of a file. */
export interface FitsFile {
  /** Absolute path. */
  readonly path: string;
  readonly format: FileFormat;
  /** Bytes on disk. */
  readonly size: number;
  readonly hdus: readonly Hdu[];
  /** Problems of the file as a whole: trailing bytes, truncated data. */
  readonly problems: readonly Problem[];
}

/** The header of the image that a file is about, whichever unit it stands in. */
export interface ImageHeader {
  /** Index of the unit it was read from. */
  readonly hdu: number;
  /** All cards that apply to the image: the unit's own first, then what it inherits from the primary. */
  readonly cards: readonly Card[];
  /** Axis lengths of the image, of the image inside for a tile-compressed one: [6248, 4176]. */
  readonly axes: readonly number[];
  /** Bits per pixel, negative for floating point: 16. */
  readonly bitpix: number;
}

/** One change of a header: set a keyword to a value, or take its card out. */
export interface CardEdit {
  /**
   * `OBJECT`; a name longer than 8 letters or with blanks becomes a HIERARCH card; HISTORY and COMMENT are
   * added.
   */
  readonly keyword: string;
  /** What to write; null for a card without a value. Text must be ASCII, as FITS allows no other. */
  readonly value: CardValue;
  /** The comment of the card; that of the card as it was, where not given. */
  readonly comment?: string;
  /** Write a whole number as `300.0`, not `300`. A card that held a float keeps doing so anyway. */
  readonly float?: boolean;
  /** Take the first card of this keyword out; of HISTORY and COMMENT, the last one that says `value`. */
  readonly remove?: boolean;
}
