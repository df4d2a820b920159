/** The messages between a contact sheet and the extension. */
import * as v from 'valibot';

/** A frame on the sheet. */
export interface SheetFrame {
  readonly id: number;
  /** `M31_0001.fits`. */
  readonly name: string;
  /** `20:30:00 UTC`; empty where the header does not say. */
  readonly time: string;
  /** What is wrong with its file, in a word: `missing`; empty where nothing is. */
  readonly problem: string;
  readonly rejected: boolean;
}

/** From the extension to the page. */
export type ToSheet =
  | {
      readonly kind: 'session';
      readonly id: string;
      /** `NGC 7000 · Ha · 300 s`. */
      readonly title: string;
      /** `2024-09-13 · 60 frames`. */
      readonly detail: string;
    }
  /** Frames from this place on; whatever stood behind it goes. */
  | { readonly kind: 'frames'; readonly from: number; readonly frames: readonly SheetFrame[] }
  /** `data:image/jpeg;base64,…`; null where the frame cannot be shown. */
  | { readonly kind: 'thumbnail'; readonly id: number; readonly address: string | null }
  /** Their files have changed: the pictures are to be asked for again. */
  | { readonly kind: 'changed'; readonly ids: readonly number[] }
  /** The user has rejected a frame, or taken that back. */
  | { readonly kind: 'rejected'; readonly id: number; readonly rejected: boolean }
  /** `message` is for the user; what the page shows stays. */
  | { readonly kind: 'failed'; readonly message: string };

const id = v.pipe(v.number(), v.safeInteger());
const ids = v.pipe(v.array(id), v.maxLength(1000));

/** From the page to the extension. */
export const fromSheet = v.variant('kind', [
  /** The page listens now; sent each time it is loaded. */
  v.object({ kind: v.literal('ready') }),
  /**
   * Frames in view that have no picture yet, in the order in which they are wanted; nobody waits for others any more.
   * `seen` are all frames in view.
   */
  v.object({ kind: v.literal('look'), ids, seen: ids }),
  v.object({ kind: v.literal('open'), id }),
  v.object({ kind: v.literal('reject'), id, rejected: v.boolean() }),
  v.object({ kind: v.literal('log') }),
]);
export type FromSheet = v.InferOutput<typeof fromSheet>;
