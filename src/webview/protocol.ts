/** What the statistics page and the extension say to one another. */
import * as v from 'valibot';
import type { Stats } from '../core/api/archive';

/** From the extension to the page. */
export type ToPage =
  /** Figures are being counted; what the page shows stays until they come. */
  | { readonly kind: 'counting' }
  | { readonly kind: 'stats'; readonly stats: Stats }
  /** Counting failed; `message` is for the user. */
  | { readonly kind: 'failed'; readonly message: string };

/**
 * From the page to the extension: `ready`, the page listens now, sent each time it is loaded after
 * having been hidden; `refresh`, the user wants the figures counted again; `register`, to fill an empty
 * archive; `log`, to know more about a failure.
 */
export const fromPage = v.object({ kind: v.picklist(['ready', 'refresh', 'register', 'log']) });
export type FromPage = v.InferOutput<typeof fromPage>;
