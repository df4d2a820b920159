/** What merging two objects means for their names and their sessions. Pure. */
import type { MergedSession } from '../../../api/merge';
import type { NameRule } from '../../../base/nameRule';
import type { Session } from '../../../base/session';
import type { Setting } from '../../../base/shot';
import { namerOf } from '../../../rules/names/namer';
import { objectKey } from '../../../rules/names/objectName';
import { foldedKey } from '../../../rules/sessions/key';

export interface Spelling {
  /** As it stands in headers. */
  readonly name: string;
  readonly frameCount: number;
}

export interface MergedNames {
  /** The name that stays. */
  readonly into: string;
  /** The spellings whose frames are to change, most frames first. */
  readonly spellings: readonly Spelling[];
  /** All rules as they will be. */
  readonly aliases: readonly NameRule[];
}

/**
 * Which frames are those of `from`, and with which rules they are those of `into` from then on. Rules that
 * lead to `from` lead to `into` afterwards, one the other way round goes. `all` are the spellings of objects
 * that there are.
 */
export function mergedNames(
  from: string,
  into: string,
  all: readonly Spelling[],
  aliases: readonly NameRule[],
): MergedNames {
  const nameOf = namerOf(aliases);
  const shown = nameOf(from);
  const key = objectKey(shown);
  // A name that is an alias stands for another one, unless that is the object which is to go.
  const target = objectKey(nameOf(into)) === key ? into : nameOf(into);
  const spellings = all
    .filter(({ name }) => objectKey(nameOf(name)) === key && name !== target)
    .sort((a, b) => b.frameCount - a.frameCount || (a.name < b.name ? -1 : 1));
  const led = ledTo(target, key, aliases);
  // Where the shown name is an alias itself it belongs to a third object.
  const own = objectKey(nameOf(shown)) === key ? [shown] : [];
  const folded = own.reduce((rules, name) => withRule(name, target, 'folded', rules), led);
  const taken = new Set(spellings.map(({ name }) => name));
  const [nameBefore, nameAfter] = [namerOf(led), namerOf(folded)];
  const others = all.filter(({ name }) => !taken.has(name) && name !== target);
  // A folded rule goes before patterns, which may have given another spelling to somebody else.
  const known = others.every(({ name }) => nameAfter(name) === nameBefore(name)) ? folded : led;
  // The name that stays comes last, unless it is a third object's: a rule that is gone may have held a
  // pattern off.
  const stays = [key, objectKey(target)].includes(objectKey(nameOf(target)));
  const names = [...spellings.map(({ name }) => name), ...(stays ? [target] : [])];
  return {
    into: target,
    spellings,
    aliases: names.reduce((rules, name) => withRule(name, target, 'exact', rules), known),
  };
}

/**
 * The rules, with those that lead to the object of this key leading to `target`, as far as they still say
 * anything.
 */
function ledTo(target: string, key: string, aliases: readonly NameRule[]): readonly NameRule[] {
  return aliases.flatMap((alias) => {
    if (alias.kind !== 'object' || objectKey(alias.name) !== key) return [alias];
    const says = alias.matching === 'pattern' || objectKey(alias.spelling) !== objectKey(target);
    return says ? [{ ...alias, name: target }] : [];
  });
}

/** The rules with one more, where the name does not lead to the target already. */
function withRule(
  spelling: string,
  target: string,
  matching: 'exact' | 'folded',
  aliases: readonly NameRule[],
): readonly NameRule[] {
  if (objectKey(namerOf(aliases)(spelling)) === objectKey(target)) return aliases;
  const others = aliases.filter((alias) => alias.kind !== 'object' || alias.spelling !== spelling);
  return [...others, { kind: 'object', spelling, name: target, matching }];
}

/** What makes one list of rules of the other. */
export function ruleChanges(
  before: readonly NameRule[],
  after: readonly NameRule[],
): { readonly added: readonly NameRule[]; readonly removed: readonly NameRule[] } {
  const text = ({ kind, spelling, name, matching }: NameRule) =>
    JSON.stringify([kind, spelling, name, matching]);
  const [old, fresh] = [new Set(before.map(text)), new Set(after.map(text))];
  return {
    added: after.filter((alias) => !old.has(text(alias))),
    removed: before.filter((alias) => !fresh.has(text(alias))),
  };
}

/** The sessions of the object that goes, each with the one of the other object that it becomes one with. */
export function mergedSessions(
  going: readonly Session[],
  staying: readonly Session[],
  into: string,
): MergedSession[] {
  const there = new Map(staying.map((session) => [keyOf(session, into), session.id]));
  return going.map((session) => {
    const { id, night, filter, exposure, frameCount } = session;
    return { id, night, filter, exposure, frameCount, joins: there.get(keyOf(session, into)) ?? null };
  });
}

function keyOf(session: Session, object: string): string {
  const setting: Setting = { ...session, object, byproduct: false, channels: null, setTemp: null };
  return JSON.stringify(foldedKey(setting, session.exposure));
}
