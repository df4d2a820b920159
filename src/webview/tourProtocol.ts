/** The messages between the page of an image and the extension that lead from one image to the next. */
import * as v from 'valibot';
import { SERIES_SCOPES, type SeriesScope } from '../core/api/series';
import type { Picture } from '../core/rules/picture/picture';
import { imageChoice, type ImageChoice, type ShownFile } from './imageFile';

/** A file that is looked at with others. */
export interface SeriesFile {
  /** Absolute. */
  readonly path: string;
  /** `M31_0001.fits`. */
  readonly name: string;
  /** Null for a file that is no frame of the archive. */
  readonly rejected: boolean | null;
}

export interface ShownSeries {
  /** What was found, which may be another than what was asked for: `folder` for a file outside of the archive. */
  readonly scope: SeriesScope;
  /** What there is to choose from: folders only, for a file that is no frame of the archive. */
  readonly scopes: readonly SeriesScope[];
  readonly files: readonly SeriesFile[];
  /** Whether frames can be rejected here: not in a workspace that is not trusted. */
  readonly canReject: boolean;
}

/** What commands do with the page that is in front. */
export const TOUR_STEPS = ['next', 'previous', 'play', 'reject', 'restore', 'compare', 'link'] as const;
export type TourStep = (typeof TOUR_STEPS)[number];

const path = v.pipe(v.string(), v.maxLength(32_768));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31));
const place = v.nullable(
  v.object({
    scale: v.pipe(v.number(), v.finite(), v.gtValue(0)),
    middle: v.object({ x: v.pipe(v.number(), v.finite()), y: v.pipe(v.number(), v.finite()) }),
  }),
);
/** Zoom and place of a picture; null where it is fitted into its view. */
export type SharedPlace = v.InferOutput<typeof place>;

/** From the page to the extension. */
export const fromTour = v.variant('kind', [
  /** Which files are looked at with this one? */
  v.object({ kind: v.literal('series'), scope: v.picklist(SERIES_SCOPES) }),
  /** Show another file. `look` is the state of the page, for the page that shows it. */
  v.object({ kind: v.literal('go'), path, look: v.looseObject({}) }),
  /** This file is in front for the moment: others follow at once. */
  v.object({ kind: v.literal('pass'), path }),
  /** A picture of a file that may be shown next. */
  v.object({ kind: v.literal('ahead'), path, choice: v.nullable(imageChoice), most: whole }),
  v.object({ kind: v.literal('thumbnail'), path }),
  v.object({ kind: v.literal('reject'), path, rejected: v.boolean() }),
  /** Takes back the last rejection, or restoration, that this page has asked for. */
  v.object({ kind: v.literal('undoReject') }),
  /** Pictures are moved and zoomed together from now on, or no longer. */
  v.object({ kind: v.literal('link'), isLinked: v.boolean() }),
  v.object({ kind: v.literal('placed'), place }),
  /** Show the same file beside this one, linked. */
  v.object({ kind: v.literal('compare'), look: v.looseObject({}) }),
]);
export type FromTour = v.InferOutput<typeof fromTour>;

const KINDS: ReadonlySet<string> = new Set(fromTour.options.map(({ entries }) => entries.kind.literal));

export function isTourMessage(message: { readonly kind: string }): message is FromTour {
  return KINDS.has(message.kind);
}

/** From the extension to the page. */
export type ToTour =
  | { readonly kind: 'series'; readonly series: ShownSeries }
  | {
      readonly kind: 'ahead';
      readonly most: number;
      readonly file: ShownFile;
      /** Null for a file without an image. */
      readonly shown: { readonly choice: ImageChoice; readonly picture: Picture } | null;
    }
  /** It cannot be shown; `message` is for the user. Null where it was given up for a file that is wanted at once. */
  | { readonly kind: 'notAhead'; readonly path: string; readonly message: string | null }
  /** `data:image/jpeg;base64,…`; null where there is none. */
  | { readonly kind: 'thumbnail'; readonly path: string; readonly address: string | null }
  /** What was asked for could not be done; `message` is for the user. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'linked'; readonly isLinked: boolean }
  | { readonly kind: 'placed'; readonly place: SharedPlace }
  | { readonly kind: 'visit'; readonly path: string }
  | { readonly kind: 'do'; readonly step: TourStep };
