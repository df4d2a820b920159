/** What an operation has changed in the user's own knowledge, so that it can be taken back. Pure. */
import type { Goal } from '../../base/goal';
import type { NameRule } from '../../base/nameRule';
import type { KnownLink, KnownNote, UserKnowledge } from '../../storage/database/userKnowledge';

/** A thing that was one and became another; null where it was or is not there. */
export interface Changed<T> {
  readonly before: T | null;
  readonly after: T | null;
}

type Note = Pick<KnownNote, 'subject' | 'key' | 'text'>;

export interface KnownChange {
  readonly aliases: readonly Changed<NameRule>[];
  readonly links: readonly Changed<KnownLink>[];
  readonly notes: readonly Changed<Note>[];
  readonly goals: readonly Changed<Goal>[];
}

const aliasKey = ({ kind, spelling }: NameRule) => `${kind} ${spelling}`;
const linkKey = ({ session, kind }: KnownLink) => `${session} ${kind}`;
const goalKey = ({ object, filter }: Goal) => JSON.stringify([object, filter]);
const noteKey = ({ subject, key }: Note) => `${subject} ${key}`;

/**
 * Null where nothing differs. Rejected frames are no part of it, since they keep their rows, and neither are
 * AstroBin's numbers, which no operation changes beside something else.
 */
export function knownChange(before: UserKnowledge, after: UserKnowledge): KnownChange | null {
  const change: KnownChange = {
    aliases: differing(before.aliases, after.aliases, aliasKey),
    links: differing(before.links, after.links, linkKey),
    notes: differing(before.notes.map(plain), after.notes.map(plain), noteKey),
    goals: differing(before.goals, after.goals, goalKey),
  };
  return Object.values(change).every((list: readonly unknown[]) => list.length === 0) ? null : change;
}

/** What is known when a change is taken back: whatever the user has said since then stays. */
export function withoutChange(
  now: UserKnowledge,
  change: KnownChange,
): {
  readonly aliases: NameRule[];
  readonly links: KnownLink[];
  readonly notes: Note[];
  readonly goals: Goal[];
} {
  return {
    aliases: restored(now.aliases, change.aliases, aliasKey),
    links: restored(now.links, change.links, linkKey),
    notes: restored(now.notes.map(plain), change.notes, noteKey),
    goals: restored(now.goals, change.goals, goalKey),
  };
}

function plain({ subject, key, text }: Note): Note {
  return { subject, key, text };
}

function differing<T extends object>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (one: T) => string,
): Changed<T>[] {
  const [old, fresh] = [byKey(before, keyOf), byKey(after, keyOf)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key) => {
    const change = { before: old.get(key) ?? null, after: fresh.get(key) ?? null };
    return isSame(change.before, change.after) ? [] : [change];
  });
}

function restored<T extends object>(
  now: readonly T[],
  changes: readonly Changed<T>[],
  keyOf: (one: T) => string,
): T[] {
  const there = byKey(now, keyOf);
  for (const { before, after } of changes) {
    const one = before ?? after;
    if (one === null) continue;
    const key = keyOf(one);
    if (!isSame(there.get(key) ?? null, after)) continue;
    if (before === null) there.delete(key);
    else there.set(key, before);
  }
  return [...there.values()];
}

function byKey<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T> {
  return new Map(list.map((one) => [keyOf(one), one]));
}

function isSame(a: object | null, b: object | null): boolean {
  if (a === null || b === null) return a === b;
  const sorted = (one: object) => JSON.stringify(Object.entries(one).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}
