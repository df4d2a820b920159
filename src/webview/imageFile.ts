/** A file and its images, as the messages of their page name them. */
import * as v from 'valibot';

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

const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31));
export const imageChoice = v.object({ image: whole, plane: v.nullable(whole) });
/** What is looked at: an image of the file, and one of its planes or, with null, its colours. */
export type ImageChoice = Readonly<v.InferOutput<typeof imageChoice>>;

/** A file and its images. */
export interface ShownFile {
  /** Absolute. */
  readonly path: string;
  /** `M31_0001.fits`. */
  readonly name: string;
  readonly images: readonly ShownImage[];
  /** Which image is shown first; null where there is none. */
  readonly first: ImageChoice | null;
  /** What is wrong with the file, in sentences. */
  readonly problems: readonly string[];
}
