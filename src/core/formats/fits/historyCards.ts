/** HISTORY cards: what was done to a file, in words (FITS 4.0 §4.4.2.4). */
import type { Card, CardEdit } from './header';

const SIGNATURE = 'Astro Archive: ';

/**
 * The edit that notes a change of a header: `historyEdit('CD matrix from CDELT and CROTA2')` adds `HISTORY
 * Astro Archive: CD matrix from CDELT and CROTA2`. It has no date, so that the same file gets the same bytes
 * whenever it is edited, and an edit that is made again after a crash gives the file that it would have
 * given.
 * @param text ASCII; the card goes on over as many cards as it needs.
 */
export function historyEdit(text: string): CardEdit {
  return { keyword: 'HISTORY', value: `${SIGNATURE}${text}` };
}

/** Whether a header says that this program has changed it. */
export function isEdited(cards: readonly Card[]): boolean {
  return cards.some(
    ({ keyword, value }) =>
      keyword === 'HISTORY' && typeof value === 'string' && value.trimStart().startsWith(SIGNATURE),
  );
}
