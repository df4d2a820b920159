/** The pixels of an image file, FITS and XISF behind one face: what is there, and how it is read. */

/** How a pixel is stored: `u16` is a 16-bit whole number without sign. */
export type SampleType = 'u8' | 'i16' | 'u16' | 'i32' | 'u32' | 'i64' | 'u64' | 'f32' | 'f64';

/** Pixels row by row, in the byte order of the machine. */
export type Samples =
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** A part of a plane, in pixels from 0 and in storage order: row 0 is the first in the file. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One image of a file. */
export interface PixelImage {
  /** The unit of a FITS file, or the place among the images of an XISF file, from 0. */
  readonly hdu: number;
  /** EXTNAME, `PRIMARY`, the id of an XISF image, or empty. */
  readonly name: string;
  /** NAXIS1: 6248. */
  readonly width: number;
  /** NAXIS2: 4176; 1 for an image with one axis. */
  readonly height: number;
  /** The product of all other axes: 3 for a colour image, 1 for a plain one. */
  readonly planes: number;
  readonly sample: SampleType;
  /** `RICE_1`, `GZIP_2`, the codec of an XISF block `lz4hc+sh`; null where pixels are stored as they are. */
  readonly compression: string | null;
  /** BAYERPAT, COLORTYP or the ColorFilterArray as written: `RGGB`. Null where there is none or are planes. */
  readonly bayer: string | null;
  /**
   * The physical value is zero + scale × sample. Whole numbers without sign (BZERO 32768, BZERO 2^31) have it
   * applied already, as quantised floats have their steps: scale 1, zero 0.
   */
  readonly scale: number;
  readonly zero: number;
  /** The sample that marks a missing pixel, as `read` returns it: BLANK. Null for floats, which have NaN. */
  readonly blank: number | bigint | null;
  /** How many rows cost no more to read than one: the height of a tile; 1 where pixels are stored plainly. */
  readonly rowsPerRead: number;
  /** The first value of a keyword in the header of the image, null where there is none: `keyword('EGAIN')`. */
  readonly keyword: (name: string) => string | number | boolean | null;
  /**
   * The pixels of a part of a plane, row by row. Reads what is asked for and the tiles that it lies in.
   * @param plane From 0.
   * @throws ArchiveError `format` where the pixels are damaged, cut off, or compressed in a way that is not
   * read; `file` where the file cannot be read; `request` for a part outside the image; `cancelled`.
   */
  read(plane: number, rect: Rect, signal?: AbortSignal): Promise<Samples>;
}

/** An image file that is open for reading; close it. */
export interface PixelFile {
  /** Absolute path. */
  readonly path: string;
  readonly format: 'fits' | 'xisf';
  /** Every image, in the order of the file; empty where there is none, or none that can be read. */
  readonly images: readonly PixelImage[];
  /** What is wrong with the file, as sentences. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}
