/** What the statistics page and the extension say to one another. */
import type { Stats } from '../core/api/archive';

/** From the extension to the page. */
export type ToPage =
  /** Figures are being counted; what the page shows stays until they come. */
  | { readonly kind: 'counting' }
  | { readonly kind: 'stats'; readonly stats: Stats }
  /** Counting failed; `message` is for the user. */
  | { readonly kind: 'failed'; readonly message: string };

/** From the page to the extension. */
export type FromPage =
  /** The page listens now; sent again each time it is made anew after having been hidden. */
  | { readonly kind: 'ready' }
  /** The user wants the figures counted anew. */
  | { readonly kind: 'refresh' }
  /** The user wants to fill an empty archive. */
  | { readonly kind: 'register' }
  /** The user wants to know more about a failure. */
  | { readonly kind: 'log' };

const KINDS: Readonly<Record<FromPage['kind'], true>> = {
  ready: true,
  refresh: true,
  register: true,
  log: true,
};

/** Whether `value` is a message of the page: whatever runs in a page can post, so nothing is taken on trust. */
export function isFromPage(value: unknown): value is FromPage {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return typeof value.kind === 'string' && Object.hasOwn(KINDS, value.kind);
}
