/** What the statistics page and the extension say to one another. */
import * as v from 'valibot';
import type { Stats, StatsRow, YearSky } from '../core/api/archive';

/** What the page shows. */
export interface Figures {
  readonly stats: Stats;
  /** What figures of a choice are sums of. */
  readonly rows: readonly StatsRow[];
}

/** From the extension to the page. */
export type ToPage =
  /** Figures are being counted; what the page shows stays until they come. */
  | { readonly kind: 'counting' }
  | { readonly kind: 'stats'; readonly figures: Figures }
  /** Moon and darkness of the year that the page has asked for. */
  | { readonly kind: 'sky'; readonly year: string; readonly sky: YearSky }
  /** Counting failed; `message` is for the user. */
  | { readonly kind: 'failed'; readonly message: string };

/** More than any archive has. */
const MOST_SESSIONS = 1_000_000;

/**
 * From the page to the extension: `ready`, the page listens now, sent each time it is loaded after
 * having been hidden; `refresh`, the user wants the figures counted again; `register`, to fill an empty
 * archive; `log`, to know more about a failure; `open`, the user wants to see these sessions; `sky`, Moon and darkness of a year; `save`, a chart as
 * a file of this name, CSV as it is and PNG in base64.
 */
export const fromPage = v.variant('kind', [
  v.object({ kind: v.picklist(['ready', 'refresh', 'register', 'log']) }),
  v.object({
    kind: v.literal('open'),
    title: v.string(),
    sessions: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(MOST_SESSIONS)),
  }),
  v.object({ kind: v.literal('sky'), year: v.pipe(v.string(), v.regex(/^\d{4}$/)) }),
  v.object({
    kind: v.literal('save'),
    file: v.pipe(v.string(), v.regex(/^[a-z-]{1,40}\.(?:csv|png)$/)),
    content: v.string(),
  }),
]);
export type FromPage = v.InferOutput<typeof fromPage>;
