/** Changes of cards as edits of a header, and what differs afterwards. Pure. */
import type { CardChange, CardDifference } from '../../api/fileEdits';
import { isCommentaryKeyword } from '../../formats/fits/formatCard';
import type { Card, CardEdit } from '../../formats/fits/header';
import { cardText } from '../../text/card';

/** The edits that make the changes in a header with these cards. */
export function editsOf(changes: readonly CardChange[], cards: readonly Card[]): CardEdit[] {
  return changes.flatMap((change): CardEdit[] => {
    const { keyword } = change;
    if (change.do === 'remove') return [{ keyword, value: null, remove: true }];
    const { value, comment } = change;
    const there = cards.some((card) => card.keyword === keyword && card.type !== 'commentary');
    if (change.do === 'add' && there && !isCommentaryKeyword(keyword)) return [];
    return [{ keyword, value, ...(comment === undefined ? {} : { comment }) }];
  });
}

/**
 * What the edited keywords say before and after, in the order of the edits, each keyword once; lines of
 * HISTORY and COMMENT one by one, as far as they are new or gone.
 */
export function differencesOf(
  keywords: readonly string[],
  before: readonly Card[],
  after: readonly Card[],
): CardDifference[] {
  return [...new Set(keywords)].flatMap((keyword) => {
    if (isCommentaryKeyword(keyword)) return linesOf(keyword, before, after);
    const [old, fresh] = [textOf(keyword, before), textOf(keyword, after)];
    return old === fresh ? [] : [{ keyword, before: old, after: fresh }];
  });
}

function textOf(keyword: string, cards: readonly Card[]): string | null {
  const card = cards.find((one) => one.keyword === keyword && one.type !== 'commentary');
  return card ? cardText(card) : null;
}

function linesOf(keyword: string, before: readonly Card[], after: readonly Card[]): CardDifference[] {
  const [old, fresh] = [countsOf(keyword, before), countsOf(keyword, after)];
  const more = (counts: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>) =>
    [...counts].flatMap(([line, count]) =>
      Array<string>(Math.max(0, count - (others.get(line) ?? 0))).fill(line),
    );
  return [
    ...more(old, fresh).map((line) => ({ keyword, before: line, after: null })),
    ...more(fresh, old).map((line) => ({ keyword, before: null, after: line })),
  ];
}

/** How often each line stands in a header; programs write hundreds of them. */
function countsOf(keyword: string, cards: readonly Card[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const card of cards) {
    if (card.keyword !== keyword) continue;
    const line = cardText(card);
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return counts;
}
