/** PixInsight drops the counts of frames from its masters' keywords and keeps them in HISTORY. */
import { commentaryOf, type HeaderFields } from './fields';

/** A master of WBPP has a few hundred lines of history; more are not searched. */
const MOST_LINES = 2000;
const COUNT = /numberOfImages[:=]\s{0,4}(\d{1,6})/;

/** How many frames an integration by PixInsight used, or null where its history does not say. */
export function integratedFrames(fields: HeaderFields): number | null {
  let lines = 0;
  for (const card of fields.header.cards) {
    if (card.type !== 'commentary' || card.keyword !== 'HISTORY') continue;
    if (++lines > MOST_LINES) return null;
    const text = commentaryOf(card);
    if (!text.includes('numberOfImages')) continue;
    const count = Number(COUNT.exec(text)?.[1] ?? 0);
    if (count < 1) return null;
    fields.sources.stackCount = 'HISTORY';
    return count;
  }
  return null;
}
