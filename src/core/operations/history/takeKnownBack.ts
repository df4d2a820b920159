/** Takes back what an operation has changed in the user's own knowledge. */
import * as v from 'valibot';
import { NAME_KINDS } from '../../base/nameRule';
import { LINK_KINDS } from '../../base/session';
import { putGoal, removeGoal } from '../../storage/database/goals';
import { putRule, removeRule } from '../../storage/database/nameRules';
import { putNote } from '../../storage/database/notes';
import { Sessions } from '../../storage/database/sessions';
import type { Sqlite } from '../../storage/database/sqlite';
import { manualLinksOf, readKnowledge } from '../../storage/database/userKnowledge';
import { type KnownChange, withoutChange } from './knownChange';

/** In the summary of an operation: what it has changed. */
export const KNOWN_CHANGE = 'known';

const changesOf = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.array(v.object({ before: v.nullable(schema), after: v.nullable(schema) }));
const CHANGE = v.object({
  aliases: changesOf(
    v.object({
      kind: v.picklist(NAME_KINDS),
      spelling: v.string(),
      name: v.string(),
      matching: v.picklist(['exact', 'folded', 'pattern']),
    }),
  ),
  links: changesOf(
    v.object({ session: v.string(), kind: v.picklist(LINK_KINDS), target: v.nullable(v.string()) }),
  ),
  notes: changesOf(
    v.object({ subject: v.picklist(['session', 'object', 'frame']), key: v.string(), text: v.string() }),
  ),
  // Operations of earlier versions knew no goals.
  goals: v.optional(changesOf(v.object({ object: v.string(), filter: v.string(), wanted: v.string() })), []),
});

/** What an operation has noted that it changed; undefined for most, and where that cannot be read. */
export function knownChangeOf(summary: Readonly<Record<string, unknown>>): KnownChange | undefined {
  const result = v.safeParse(CHANGE, summary[KNOWN_CHANGE]);
  return result.success ? result.output : undefined;
}

/** Inside a transaction of the caller. */
export function takeKnownBack(sqlite: Sqlite, change: KnownChange): void {
  const { aliases, links, notes, goals } = withoutChange(readKnowledge(sqlite), change);
  for (const { before, after } of change.aliases) {
    const alias = before ?? after;
    if (alias) removeRule(sqlite, alias.kind, alias.spelling);
  }
  for (const alias of aliases) putRule(sqlite, alias);
  if (change.links.length > 0) new Sessions(sqlite).replaceManualLinks(manualLinksOf(links));
  for (const { before, after } of change.goals) {
    const goal = before ?? after;
    if (goal) removeGoal(sqlite, goal);
  }
  for (const goal of goals) putGoal(sqlite, goal);
  const texts = new Map(notes.map(({ subject, key, text }) => [`${subject} ${key}`, text]));
  for (const { before, after } of change.notes) {
    const note = before ?? after;
    if (!note) continue;
    putNote(sqlite, note.subject, note.key, texts.get(`${note.subject} ${note.key}`) ?? null);
  }
}
