/** Takes back what an operation has changed of that which only the user knows. */
import { putAlias, removeAlias } from '../database/aliases';
import { manualLinksOf, readKnowledge } from '../database/knowledge';
import { putNote } from '../database/notes';
import { Sessions } from '../database/sessions';
import type { Sqlite } from '../database/sqlite';
import { withoutChange, type KnownChange } from './knownChange';

/** In the summary of an operation: what it has changed. */
export const KNOWN_CHANGE = 'known';

/** What an operation has noted that it changed; undefined for most. */
export function knownChangeOf(summary: Readonly<Record<string, unknown>>): KnownChange | undefined {
  const change = summary[KNOWN_CHANGE];
  return typeof change === 'object' && change !== null ? (change as KnownChange) : undefined;
}

/** Inside a transaction of the caller. */
export function takeKnownBack(sqlite: Sqlite, change: KnownChange): void {
  const { aliases, links, notes } = withoutChange(readKnowledge(sqlite), change);
  for (const { before, after } of change.aliases) {
    const alias = before ?? after;
    if (alias) removeAlias(sqlite, alias.kind, alias.spelling);
  }
  for (const alias of aliases) putAlias(sqlite, alias);
  if (change.links.length > 0) new Sessions(sqlite).replaceManualLinks(manualLinksOf(links));
  const texts = new Map(notes.map(({ subject, key, text }) => [`${subject} ${key}`, text]));
  for (const { before, after } of change.notes) {
    const note = before ?? after;
    if (!note) continue;
    putNote(sqlite, note.subject, note.key, texts.get(`${note.subject} ${note.key}`) ?? null);
  }
}
