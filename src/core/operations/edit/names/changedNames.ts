/** What rules do to the names that headers have. Pure. */
import type { CardChange, NameChange } from '../../../api/archive';
import type { Frame } from '../../../base/frame';
import { NAME_KINDS, type NameKind, type NameRule } from '../../../base/nameRule';
import { carries, type FrameNamer, namerOf } from '../../../rules/names/namer';
import type { CountedName } from '../../../storage/database/headerNames';

/** Names of frames of one type that go by another one. */
export interface ChangedName extends CountedName {
  readonly kind: NameKind;
  readonly to: string;
}

/** Where a name is written in a header: what programs read first. */
const KEYWORDS: Readonly<Record<NameKind, string>> = {
  object: 'OBJECT',
  telescope: 'TELESCOP',
  imager: 'INSTRUME',
  filter: 'FILTER',
  observer: 'OBSERVER',
  site: 'SITENAME',
};

/**
 * The names of one kind that the rules change; only those that one of the `added` rules gives, where there
 * are such.
 */
export function changedNames(
  kind: NameKind,
  counted: readonly CountedName[],
  rules: readonly NameRule[],
  added: readonly NameRule[],
): ChangedName[] {
  const after = giverOf(kind, rules);
  const given = giverOf(kind, added);
  return counted.flatMap((one) => {
    const to = after(one);
    if (to === null || to === one.name) return [];
    return added.length > 0 && given(one) !== to ? [] : [{ ...one, kind, to }];
  });
}

/** What the rules call a name, null where they say nothing. */
function giverOf(kind: NameKind, rules: readonly NameRule[]): (one: CountedName) => string | null {
  const own = rules.filter((rule) => rule.kind === kind);
  const nameOf = namerOf(own, kind);
  const missing = own.find(({ spelling }) => spelling === '')?.name ?? null;
  return ({ name, type }) => (name !== null ? nameOf(name) : carries(kind, type) ? missing : null);
}

/** Over all types of frames, those that concern the most frames first. */
export function summedChanges(changed: readonly ChangedName[]): NameChange[] {
  const sums = new Map<string, NameChange>();
  for (const { kind, name, to, frameCount } of changed) {
    const key = JSON.stringify([kind, name]);
    sums.set(key, { kind, from: name, to, frameCount: (sums.get(key)?.frameCount ?? 0) + frameCount });
  }
  return [...sums.values()].sort(
    (a, b) => b.frameCount - a.frameCount || ((a.from ?? '') < (b.from ?? '') ? -1 : 1),
  );
}

/** The cards that say in a header what the frame goes by, and what HISTORY tells of it without a date. */
export interface NameCards {
  readonly cards: readonly CardChange[];
  /** `TELESCOP was 'eq 6', FILTER was missing` */
  readonly history: string;
}

/**
 * Tells the cards of each frame whose names are among those that change. The same names give the same object,
 * so that a hundred thousand frames of one telescope cost nothing.
 */
export function cardsFor(changed: readonly ChangedName[], named: FrameNamer): (frame: Frame) => NameCards {
  const keyOf = (kind: NameKind, name: string | null, type: string) => JSON.stringify([kind, name, type]);
  const wanted = new Set(changed.map(({ kind, name, type }) => keyOf(kind, name, type)));
  const kinds = NAME_KINDS.filter((kind) => changed.some((one) => one.kind === kind));
  const made = new Map<string, NameCards>();
  return (frame) => {
    const after = named(frame);
    const changes = kinds.flatMap((kind) => {
      const [from, to] = [frame[kind], after[kind]];
      const counts = to !== null && to !== from && wanted.has(keyOf(kind, from, frame.type));
      return counts ? [{ keyword: KEYWORDS[kind], from, to }] : [];
    });
    const key = JSON.stringify(changes);
    let cards = made.get(key);
    if (!cards) {
      cards = {
        cards: changes.map(({ keyword, to }) => ({ do: 'set', keyword, value: to })),
        history: changes
          .map(({ keyword, from }) => `${keyword} was ${from === null ? 'missing' : `'${from}'`}`)
          .join(', '),
      };
      made.set(key, cards);
    }
    return cards;
  };
}
