/** Reads the scenarios: frames in short form, and what is expected of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchivedFrame } from '../../../../../src/core/base/archivedFrame';
import type { FrameType } from '../../../../../src/core/base/frame';
import type { Tolerances } from '../../../../../src/core/base/matching';
import type { LinkKind, Session } from '../../../../../src/core/base/session';
import { SILENT_FRAME } from '../../../../support/frame';

/** One or several frames of a scenario; every field of Frame can be given. */
export interface FrameSpec extends Partial<ArchivedFrame> {
  readonly type: FrameType;
  /** Name of the session that the frame is expected in; absent: in none. */
  readonly in?: string;
  /** Start of the first, UTC: `2024-09-13 22:00`. The night is twelve hours back unless it is given. */
  readonly at?: string;
  /** How many, 1 when absent. */
  readonly n?: number;
  /** Seconds from one start to the next, 60 when absent. */
  readonly every?: number;
  /** Added to ccdTemp from one frame to the next. */
  readonly drift?: number;
}

export interface ExpectedCandidate {
  readonly candidate: string;
  readonly verdict: string;
  readonly failed?: readonly string[];
  readonly unknown?: readonly string[];
  readonly differs?: readonly string[];
  /** Criterion to note. */
  readonly notes?: Readonly<Record<string, string>>;
}

type ByKind<T> = Readonly<Partial<Record<LinkKind, T>>>;

export interface Scenario {
  readonly file: string;
  /** What must be so, as a sentence. */
  readonly rule: string;
  /** Fields that all frames share. */
  readonly all?: Partial<ArchivedFrame>;
  readonly tolerances?: Partial<Tolerances>;
  readonly frames: readonly FrameSpec[];
  /** Session name to some of its fields. */
  readonly sessions?: Readonly<Record<string, Partial<Session>>>;
  readonly manual?: Readonly<Record<string, ByKind<string | null>>>;
  /** Session name to the names it is linked to; kinds that are absent are not looked at. */
  readonly links?: Readonly<Record<string, ByKind<string | null>>>;
  /** Session name to its candidates, all of them and in order. */
  readonly explained?: Readonly<Record<string, ByKind<readonly ExpectedCandidate[]>>>;
  /** The whole shopping list. */
  readonly missing?: readonly string[];
}

const FOLDER = join(__dirname, 'scenarios');

export function readScenarios(): Scenario[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((file) => ({ ...(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Scenario), file }));
}

const BLANK: Omit<ArchivedFrame, 'id' | 'path' | 'sha256' | 'type'> = {
  ...SILENT_FRAME,
  telescope: 'Esprit 100ED',
  imager: 'ZWO ASI2600MM Pro',
  binningX: 1,
  binningY: 1,
  gain: 100,
  offset: 50,
  width: 6248,
  height: 4176,
  channels: 1,
  pixelSize: 3.76,
  size: 52_000_000,
  mtime: 0,
  imageKey: '',
  editedSha256: null,
  session: null,
  rejected: false,
  missing: false,
};

/** Writes the short forms out, and says which frame is expected in which session. */
export function expand(scenario: Pick<Scenario, 'all' | 'frames'>): {
  frames: ArchivedFrame[];
  expected: Map<number, string | undefined>;
} {
  const frames: ArchivedFrame[] = [];
  const expected = new Map<number, string | undefined>();
  for (const { in: name, at, n = 1, every = 60, drift = 0, ...given } of scenario.frames) {
    for (let index = 0; index < n; index++) {
      const id = frames.length + 1;
      const start =
        at === undefined ? null : Date.parse(`${at.replace(' ', 'T')}:00Z`) + index * every * 1000;
      const frame = { ...BLANK, ...dates(start), ...scenario.all, ...given };
      const ccdTemp = frame.ccdTemp === null ? null : frame.ccdTemp + index * drift;
      const sha256 = frame.master ? `${id}`.padStart(64, 'a') : `${id}`.padStart(64, '0');
      frames.push({ sha256, path: `/astro/${id}.fits`, ...frame, id, ccdTemp });
      expected.set(id, name);
    }
  }
  return { frames, expected };
}

function dates(start: number | null): Partial<ArchivedFrame> {
  if (start === null) return {};
  return {
    dateObs: new Date(start).toISOString(),
    night: new Date(start - 12 * 3_600_000).toISOString().slice(0, 10),
  };
}
