/** The messages between the page of an image and the extension. */
import * as v from 'valibot';
import type { Picture } from '../core/rules/picture/picture';
import type { ShownHeader } from './headerProtocol';
import { type ImageChoice, imageChoice as choice, type ShownFile } from './imageFile';
import { fromTour, type ToTour } from './tourProtocol';

export type { ImageChoice, ShownFile, ShownImage, ShownSky } from './imageFile';

/** A pixel in words. */
export interface ShownPixel {
  /** `x 1,024, y 2,048`, from 1, as FITS counts. */
  readonly place: string;
  /** `1,136 ADU`, `no value`; for colours one after the other. */
  readonly value: string;
  /** `276 e⁻`, where EGAIN is known. */
  readonly electrons: string | null;
  /** `RA 20h 58m 47.2s, Dec +44° 19′ 54″`, where the image is solved. */
  readonly sky: string | null;
}

/** From the extension to the page. */
export type ToImagePage =
  | {
      readonly kind: 'file';
      readonly file: ShownFile;
      /** Whether other files can be shown in this page; else another page opens for them. */
      readonly isTour: boolean;
    }
  | {
      readonly kind: 'picture';
      readonly path: string;
      readonly choice: ImageChoice;
      /** As it was asked for. */
      readonly most: number;
      readonly picture: Picture;
    }
  | {
      readonly kind: 'tile';
      readonly path: string;
      readonly choice: ImageChoice;
      /** As it was asked for: `0/3/5`. */
      readonly key: string;
      /** Null where it could not be read. */
      readonly tile: {
        readonly width: number;
        readonly height: number;
        readonly channels: readonly Uint16Array[];
      } | null;
    }
  | { readonly kind: 'pixel'; readonly pixel: ShownPixel | null }
  | { readonly kind: 'header'; readonly path: string; readonly header: ShownHeader }
  /** The file is another one now, or gone; what is shown stays until the user loads it again. Null: it is back. */
  | { readonly kind: 'changed'; readonly message: string | null }
  /** There is nothing to show (any more); `message` is for the user. */
  | { readonly kind: 'failed'; readonly path: string; readonly message: string }
  | ToTour;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31));
/** A transfer function, in physical values. */
const transfer = v.object({
  curve: v.picklist(['linear', 'midtones', 'asinh']),
  black: v.pipe(v.number(), v.finite()),
  white: v.pipe(v.number(), v.finite()),
  bend: v.pipe(v.number(), v.finite()),
});
const path = v.pipe(v.string(), v.maxLength(32_768));

/** From the page to the extension. */
export const fromImagePage = v.variant('kind', [
  /** The page listens now; sent each time it is loaded. */
  v.object({ kind: v.literal('ready') }),
  /** The user wants the file read again. */
  v.object({ kind: v.literal('reload') }),
  /** Show this, with at most so many pixels in its longer side. */
  v.object({ kind: v.literal('show'), choice, most: whole }),
  v.object({
    kind: v.literal('tile'),
    path,
    choice,
    /** Of the picture that it is a part of. */
    most: whole,
    key: v.pipe(v.string(), v.regex(/^\d{1,2}\/\d{1,6}\/\d{1,6}$/)),
  }),
  /** The pixel under the pointer, as stored, from 0. */
  v.object({ kind: v.literal('pixel'), choice, x: whole, y: whole }),
  v.object({ kind: v.literal('copyPixel'), choice, x: whole, y: whole }),
  v.object({ kind: v.literal('copyHeader') }),
  /** Save the image with all of its pixels, as it is shown. */
  v.object({
    kind: v.literal('save'),
    choice,
    transfers: v.pipe(v.array(transfer), v.maxLength(3)),
    isInverted: v.boolean(),
  }),
  /** The picture that is seen is in the clipboard now; or it is not, for this reason. */
  v.object({ kind: v.literal('copied'), error: v.nullable(v.string()) }),
  fromTour,
]);
export type FromImagePage = v.InferOutput<typeof fromImagePage>;
