/** The messages between the page of an image and the extension. */
import * as v from 'valibot';
import type { Picture } from '../core/rules/picture/picture';
import type { ShownHeader } from './headerProtocol';

/** What part of the sky an image shows, in words. */
export interface ShownSky {
  /** Centre, scale, field and rotation: `{ label: 'Scale', value: '1.24 ″/pixel' }`. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** The directions of north and east on the screen, of length 1: `[0, -1]` is up. */
  readonly north: readonly [x: number, y: number];
  readonly east: readonly [x: number, y: number];
}

/** An image of the file, for the list to choose from. */
export interface ShownImage {
  /** Its place among the images of the file, from 0. */
  readonly index: number;
  /** `Unit 1 · SCI`. */
  readonly title: string;
  /** `6,248 × 4,176 pixels, 16 bits, RICE_1, RGGB`. */
  readonly detail: string;
  readonly width: number;
  readonly height: number;
  /** Planes to choose from; 1 where there is nothing to choose. */
  readonly planes: number;
  /** Whether it can be shown in colour: a Bayer matrix, or three planes. */
  readonly hasColour: boolean;
  /** Null where the image is not solved. */
  readonly sky: ShownSky | null;
  /** Why not, in a sentence. */
  readonly noSky: string | null;
}

/** What is looked at: an image of the file, and one of its planes or, with null, its colours. */
export interface ImageChoice {
  readonly image: number;
  readonly plane: number | null;
}

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
      /** `M31_0001.fits`. */
      readonly name: string;
      readonly images: readonly ShownImage[];
      /** Which image is shown first; null where there is none. */
      readonly first: ImageChoice | null;
      /** What is wrong with the file, in sentences. */
      readonly problems: readonly string[];
    }
  | { readonly kind: 'picture'; readonly choice: ImageChoice; readonly picture: Picture }
  | {
      readonly kind: 'tile';
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
  | { readonly kind: 'header'; readonly header: ShownHeader }
  /** The file is another one now, or gone; what is shown stays until the user loads it again. */
  | { readonly kind: 'changed'; readonly message: string }
  /** There is nothing to show (any more); `message` is for the user. */
  | { readonly kind: 'failed'; readonly message: string };

const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31));
const choice = v.object({ image: whole, plane: v.nullable(whole) });
/** A transfer function, in physical values. */
const transfer = v.object({
  curve: v.picklist(['linear', 'midtones', 'asinh']),
  black: v.pipe(v.number(), v.finite()),
  white: v.pipe(v.number(), v.finite()),
  bend: v.pipe(v.number(), v.finite()),
});

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
    choice,
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
]);
export type FromImagePage = v.InferOutput<typeof fromImagePage>;
