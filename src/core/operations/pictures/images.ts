/** What can be asked of the images in a file, in the archive or not. */
import type { Cancel, Context } from '../../base/ports';
import type { SampleType } from '../../formats/pixels/pixelImage';
import type { Orientation } from '../../rules/picture/orientation';
import type { Picture } from '../../rules/picture/picture';
import type { Transfer } from '../../rules/picture/transfer';
import type { SkyField } from '../../rules/sky/field';
import type { Tile } from './tile';

/** An image of a file. */
export interface ImageInfo {
  /** Its place among the images of the file, from 0. */
  readonly index: number;
  /** The unit of a FITS file, or the place among the images of an XISF file. */
  readonly hdu: number;
  /** EXTNAME, `PRIMARY`, or empty. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly planes: number;
  readonly sample: SampleType;
  /** `RICE_1`; null where pixels are stored as they are. */
  readonly compression: string | null;
  /** `RGGB`, as written. */
  readonly bayer: string | null;
  /** Whether it can be shown in colour. */
  readonly hasColour: boolean;
  /** Where the row is shown that is stored first. */
  readonly firstRow: Orientation['firstRow'];
  /** What part of the sky it shows; null where it is not solved. */
  readonly sky: SkyField | null;
  /** Why that is not known, in a sentence of English. */
  readonly noSky: string | null;
}

export interface FileImages {
  readonly path: string;
  readonly images: readonly ImageInfo[];
  readonly problems: readonly string[];
}

/** An image of a file, and one of its planes or, with null, its colours. */
export interface ImageRequest {
  /** Absolute. */
  readonly path: string;
  readonly image: number;
  /** From 0. */
  readonly plane: number | null;
}

export interface PictureRequest extends ImageRequest {
  /** Pixels in the longer side of the picture, at the most. */
  readonly most: number;
}

/** `most` is that of the picture that the tile is a part of: both have the same codes. */
export interface TileRequest extends PictureRequest {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/** A pixel as stored, from 0. */
export interface PixelRequest extends ImageRequest {
  readonly x: number;
  readonly y: number;
}

export interface PixelAnswer {
  /** From 1, as FITS counts: the first pixel stored is (1, 1). */
  readonly x: number;
  readonly y: number;
  /** The physical values of its planes; null where there is none. */
  readonly values: readonly (number | null)[];
  /** EGAIN: electrons for one unit. */
  readonly electronsPerUnit: number | null;
  /** Degrees; null where the image is not solved. */
  readonly sky: { readonly ra: number; readonly dec: number } | null;
}

/** An image as it is shown, to be saved with all of its pixels. */
export interface SavePictureRequest extends ImageRequest {
  /** The PNG file; absolute. */
  readonly to: string;
  /** One for all channels, or one for each. */
  readonly transfers: readonly Transfer[];
  readonly isInverted: boolean;
}

export interface SavedPicture {
  readonly path: string;
  readonly width: number;
  readonly height: number;
}

/** The images of files. */
export interface Images {
  /** Looks at the file anew; the others ask about what was found then. */
  images(path: string): Promise<FileImages>;
  /** Without a `cancel` it cannot be cancelled, and so with tiles. */
  picture(request: PictureRequest, cancel?: Cancel): Promise<Picture>;
  tile(request: TileRequest, cancel?: Cancel): Promise<Tile>;
  pixel(request: PixelRequest): Promise<PixelAnswer>;
  /** The image files in the folder of a file, itself among them, in natural order; absolute paths. */
  siblings(path: string): Promise<readonly string[]>;
}

export interface PictureSaver {
  /** Takes as long as reading all pixels; never writes over anything but a PNG file. */
  savePicture(request: SavePictureRequest, context: Context): Promise<SavedPicture>;
}
