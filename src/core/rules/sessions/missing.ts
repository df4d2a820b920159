/** The shopping list: calibration frames that light sessions wait for. */
import { english } from '../../base/english';
import type { MissingSet, Tolerances } from '../../base/matching';
import { LINK_KINDS, type LinkKind, type Links, type Session } from '../../base/session';
import { foldName } from '../names/fold';
import { EXPOSURE, REQUIREMENTS, valuesOf } from './criteria';
import { type ManualLinks, NO_MANUAL_LINKS, wantsCalibration } from './linkSessions';
import { type Need, needOf } from './need';
import { type Value, verdictOf } from './requirement';
import { mayServe, standsIn } from './role';

/**
 * What no session of the archive provides, merged over the light sessions with the same need.
 *
 * A light session needs darks and flats. Its bias is not asked for: darks hold the bias already, and stand-in
 * bias frames do not make up for missing darks. Its flats need bias frames or their own flat-darks, one of
 * the two; when they have neither, bias frames are listed, being the easier to take. Master flats need none.
 * What the user has linked by hand counts as there, and what the user has set to "none" is not asked for.
 *
 * `links` are those of `linkSessions` for the same sessions.
 */
export function missingSets(
  sessions: readonly Session[],
  links: ReadonlyMap<string, Links>,
  tolerances: Tolerances,
  manual: ManualLinks = NO_MANUAL_LINKS,
): MissingSet[] {
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const needs = new Map<
    string,
    { kind: LinkKind; need: Need; wanted: Session; waiting: Map<string, number>; telescopes: Set<string> }
  >();
  const add = (kind: LinkKind, wanted: Session, light: Session) => {
    const need = needOf(kind, wanted);
    const entry = needs.get(need.key) ?? { kind, need, wanted, waiting: new Map(), telescopes: new Set() };
    needs.set(need.key, entry);
    entry.waiting.set(light.id, light.frameCount);
    if (wanted.telescope !== null) entry.telescopes.add(wanted.telescope);
  };
  for (const light of sessions) {
    const own = links.get(light.id);
    if (light.type !== 'light' || !wantsCalibration(light) || !own) continue;
    const unwanted = (session: Session, kind: LinkKind) => manual.get(session.id)?.[kind] === null;
    if (own.dark === null && !unwanted(light, 'dark')) add('dark', light, light);
    if (own.flat === null && !unwanted(light, 'flat')) add('flat', light, light);
    const flat = byId.get(own.flat ?? '');
    if (flat?.type !== 'flat' || flat.master || own.flatDark !== null) continue;
    const { bias, flatDark } = links.get(flat.id) ?? { bias: null, flatDark: null };
    if (bias === null && flatDark === null && !unwanted(flat, 'bias')) add('bias', flat, light);
  }
  const kinds = new Set([...needs.values()].map(({ kind }) => kind));
  // Flats that have neither are as well served by flat-darks.
  if (kinds.has('bias')) kinds.add('flatDark');
  const shelves = shelvesOf(sessions, kinds);
  const entries = [...needs.values()].sort(
    (a, b) => LINK_KINDS.indexOf(a.kind) - LINK_KINDS.indexOf(b.kind) || compareTexts(a.need.key, b.need.key),
  );
  const texts = new Map<string, number>();
  for (const { need } of entries) texts.set(need.text, (texts.get(need.text) ?? 0) + 1);
  return entries.map(({ kind, need, wanted, waiting, telescopes }) => {
    const shared = (texts.get(need.text) ?? 0) > 1;
    const what = shared && need.detail !== '' ? `${need.text}, ${need.detail}` : need.text;
    const of = (each: LinkKind) => nearMisses(each, wanted, shelves.get(each) ?? [], tolerances);
    const flatDarks = kind === 'bias' ? of('flatDark') : [];
    const have = [
      ...of(kind),
      ...flatDarks.map(({ frameCount, text }) => ({ frameCount, text: english('flat-darks {0}', text) })),
    ];
    const near = have.map(({ frameCount, text }) => `${frameCount} ${text}`).join(', ');
    return {
      kind,
      what,
      text: near === '' ? `${what}: ${english('none')}` : english('{0}: none; have {1}', what, near),
      sessions: [...waiting.keys()].sort(compareTexts),
      lights: [...waiting.values()].reduce((sum, frameCount) => sum + frameCount, 0),
      telescope: kind === 'flat' ? wanted.telescope : onlyOne(telescopes),
      imager: wanted.imager,
      have,
    };
  });
}

/** Null where one set serves the camera behind several telescopes. */
function onlyOne(telescopes: ReadonlySet<string>): string | null {
  const [first, second] = [...telescopes].sort(compareTexts);
  return first !== undefined && (second === undefined || foldName(first) === foldName(second)) ? first : null;
}

/** Sessions of one kind with the same values, and how many frames they hold together. */
interface Shelf {
  readonly values: readonly Value[];
  readonly session: Session;
  frameCount: number;
}

function shelvesOf(sessions: readonly Session[], kinds: ReadonlySet<LinkKind>): Map<LinkKind, Shelf[]> {
  const shelves = new Map<LinkKind, Map<string, Shelf>>();
  for (const session of sessions) {
    for (const kind of kinds) {
      if (!mayServe(kind, session)) continue;
      const ofKind = shelves.get(kind) ?? new Map<string, Shelf>();
      shelves.set(kind, ofKind);
      const values = valuesOf(kind, session);
      const key = JSON.stringify([session.type, values]);
      const shelf = ofKind.get(key);
      if (shelf) shelf.frameCount += session.frameCount;
      else ofKind.set(key, { values, session, frameCount: session.frameCount });
    }
  }
  return new Map([...shelves].map(([kind, ofKind]) => [kind, [...ofKind.values()]]));
}

/** At most this many near misses in a line. */
const NEAR_MISSES = 2;

/**
 * What fails in one criterion alone, the nearest first: `20 at −15 °C, 10 of 120 s`. Numbers count as near by
 * their relative distance, everything else as far.
 */
function nearMisses(
  kind: LinkKind,
  wanted: Session,
  shelves: readonly Shelf[],
  tolerances: Tolerances,
): MissingSet['have'] {
  const ours = valuesOf(kind, wanted);
  const found = new Map<string, { text: string; distance: number; frameCount: number }>();
  for (const shelf of shelves) {
    const failed = REQUIREMENTS[kind].flatMap((rule, index) => {
      const verdict = verdictOf(rule, ours[index] ?? null, shelf.values[index] ?? null, tolerances);
      return verdict === 'failed' ? [index] : [];
    });
    const nameless = kind === 'flat' && wanted.filter !== null && shelf.session.filter === null;
    if (failed.length === 0 && nameless) {
      // They would fit, but lights of other filters would share them.
      found.set(english('without a filter'), {
        text: english('without a filter'),
        distance: 0,
        frameCount: (found.get('without a filter')?.frameCount ?? 0) + shelf.frameCount,
      });
      continue;
    }
    const index = failed[0];
    const rule = index === undefined || failed.length > 1 ? undefined : REQUIREMENTS[kind][index];
    if (!rule || index === undefined) continue;
    // A dark of another exposure is no flat-dark at all.
    if (rule === EXPOSURE && standsIn(kind, shelf.session)) continue;
    const text = `${PREPOSITION[rule.name] ?? 'with'} ${rule.label?.(shelf.session) ?? rule.words(shelf.session)}`;
    const distance = relativeDistance(ours[index] ?? null, shelf.values[index] ?? null);
    const same = found.get(text);
    if (same) same.frameCount += shelf.frameCount;
    else found.set(text, { text, distance, frameCount: shelf.frameCount });
  }
  const nearest = [...found.values()].sort((a, b) => a.distance - b.distance || compareTexts(a.text, b.text));
  return nearest.slice(0, NEAR_MISSES).map(({ text, frameCount }) => ({ frameCount, text }));
}

const PREPOSITION: Readonly<Record<string, string>> = { temperature: 'at', exposure: 'of' };

function relativeDistance(wanted: Value, offered: Value): number {
  if (typeof wanted !== 'number' || typeof offered !== 'number') return 1;
  return Math.abs(wanted - offered) / Math.max(Math.abs(wanted), Math.abs(offered), 1);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
