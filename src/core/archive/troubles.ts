/** What is wrong with the sessions of the open archive, kept until its data or the date change. */
import type { ArchiveSettings, CalibrationSummary, CameraSummary, Troubles } from '../api/archive';
import type { FrameType } from '../base/frame';
import { type BadFiles, LINK_KINDS, type LinkKind, type Session } from '../base/session';
import { foldName } from '../rules/names/fold';
import { mismatchesOf } from '../rules/sessions/linksByHand';
import type { ManualLinks } from '../rules/sessions/linkSessions';
import { badFilesOf } from '../storage/database/badFiles';
import type { Database } from '../storage/database/database';
import {
  type CalibrationCount,
  countCalibrations,
  lackingSessions,
  placesOf,
  type SessionPlace,
} from '../storage/database/sessionPlaces';
import type { Sessions } from '../storage/database/sessions';
import type { Masters } from './masters';

/** What is known of all sessions together. */
interface Found {
  readonly manual: ManualLinks;
  /** By id, as all that follows. */
  readonly mismatches: ReadonlyMap<string, NonNullable<Session['mismatches']>>;
  readonly badFiles: ReadonlyMap<string, BadFiles>;
  /** Sessions that are wrong in themselves. */
  readonly warned: ReadonlySet<string>;
  readonly places: ReadonlyMap<string, SessionPlace>;
}

const NONE: Troubles = { sessions: 0, damaged: 0, missing: 0 };
const TYPES: readonly FrameType[] = ['bias', 'dark', 'flat', 'flatDark'];
const NAMES = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export class SessionTroubles {
  readonly #database: Pick<Database, 'sqlite' | 'version'>;
  readonly #sessions: Sessions;
  readonly #settings: Pick<ArchiveSettings, 'tolerances'>;
  readonly #masters: Masters;
  #kept: { readonly key: string; readonly found: Found } | undefined;

  constructor(
    database: Pick<Database, 'sqlite' | 'version'>,
    sessions: Sessions,
    settings: Pick<ArchiveSettings, 'tolerances'>,
    masters: Masters,
  ) {
    this.#database = database;
    this.#sessions = sessions;
    this.#settings = settings;
    this.#masters = masters;
  }

  /** The sessions with what is wrong with each. */
  describe(sessions: readonly Session[]): readonly Session[] {
    const { manual, mismatches, badFiles } = this.#found();
    if (manual.size === 0 && badFiles.size === 0) return sessions;
    return sessions.map((session) => {
      const mismatch = mismatches.get(session.id);
      const bad = badFiles.get(session.id);
      const unwanted = LINK_KINDS.filter((kind) => manual.get(session.id)?.[kind] === null);
      return {
        ...session,
        ...(mismatch === undefined ? {} : { mismatches: mismatch }),
        ...(bad === undefined ? {} : { badFiles: bad }),
        ...(unwanted.length === 0 ? {} : { unwanted }),
      };
    });
  }

  /** By key of the object, null for lights without one; objects without troubles are absent. */
  ofObjects(): ReadonlyMap<string | null, Troubles> {
    return this.#summed(({ type, objectKey }) => (type === 'light' ? objectKey : undefined));
  }

  /** Cameras with their calibration frames, by name, those without a name last. */
  cameras(): readonly CameraSummary[] {
    const troubles = this.#summed(({ type, imager }) => keyOf(type, imager));
    const byCamera = new Map<string | null, CalibrationCount[]>();
    for (const count of countCalibrations(this.#database.sqlite)) {
      const key = foldName(count.imager);
      byCamera.set(key, [...(byCamera.get(key) ?? []), count]);
    }
    return [...byCamera.values()]
      .map((counts) => ({
        camera: spellingOf(counts),
        types: TYPES.flatMap((type) => {
          const own = counts.filter((count) => count.type === type);
          return own[0] ? [summed(own, type, troubles.get(keyOf(type, own[0].imager)))] : [];
        }),
      }))
      .sort((a, b) => byName(a.camera, b.camera));
  }

  /** The troubles of all sessions with one key; sessions whose key is undefined do not count. */
  #summed<K>(keyOf: (place: SessionPlace) => K | undefined): Map<K, Troubles> {
    const { warned, badFiles, places } = this.#found();
    const sums = new Map<K, Troubles>();
    for (const [id, place] of places) {
      const key = keyOf(place);
      if (key === undefined) continue;
      const { sessions, damaged, missing } = sums.get(key) ?? NONE;
      const bad = badFiles.get(id) ?? NONE;
      sums.set(key, {
        sessions: sessions + Number(warned.has(id)),
        damaged: damaged + bad.damaged,
        missing: missing + bad.missing,
      });
    }
    return sums;
  }

  #found(): Found {
    const key = `${this.#database.version} ${this.#masters.today()}`;
    if (this.#kept?.key !== key) this.#kept = { key, found: this.#find() };
    return this.#kept.found;
  }

  #find(): Found {
    const { sqlite } = this.#database;
    const manual = this.#sessions.manualLinks();
    const mismatches = this.#mismatches(manual);
    const badFiles = badFilesOf(sqlite);
    const warned = new Set([...lackingSessions(sqlite), ...mismatches.keys(), ...this.#masters.stale()]);
    const places = placesOf(sqlite, new Set([...warned, ...badFiles.keys()]));
    return { manual, mismatches, badFiles, warned, places };
  }

  #mismatches(manual: ManualLinks): Map<string, NonNullable<Session['mismatches']>> {
    const found = new Map<string, NonNullable<Session['mismatches']>>();
    const find = (id: string) => this.#sessions.byId(id);
    for (const session of this.#sessions.withIds([...manual.keys()])) {
      const wishes: Readonly<Partial<Record<LinkKind, string | null>>> = manual.get(session.id) ?? {};
      const mismatches = mismatchesOf(session, wishes, find, this.#settings.tolerances);
      if (mismatches) found.set(session.id, mismatches);
    }
    return found;
  }
}

/** `dark asi2600mmpro`, one for all spellings of a camera. */
function keyOf(type: FrameType, imager: string | null): string {
  return `${type} ${foldName(imager) ?? ''}`;
}

/** As most frames spell the camera. */
function spellingOf(counts: readonly CalibrationCount[]): string | null {
  const frames = new Map<string | null, number>();
  for (const { imager, frameCount } of counts) frames.set(imager, (frames.get(imager) ?? 0) + frameCount);
  const [most] = [...frames].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}

function summed(
  counts: readonly CalibrationCount[],
  type: FrameType,
  troubles: Troubles | undefined,
): CalibrationSummary {
  const nights = counts
    .flatMap(({ firstNight, lastNight }) => [firstNight, lastNight])
    .filter((night) => night !== null)
    .sort();
  return {
    type,
    sessions: counts.reduce((sum, { sessions }) => sum + sessions, 0),
    frameCount: counts.reduce((sum, { frameCount }) => sum + frameCount, 0),
    firstNight: nights[0] ?? null,
    lastNight: nights.at(-1) ?? null,
    ...(troubles === undefined ? {} : { troubles }),
  };
}

function byName(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return NAMES.compare(a, b);
}
