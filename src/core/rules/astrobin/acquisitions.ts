/**
 * Sessions of lights as rows of the table that AstroBin's form of acquisitions imports. Its limits are those
 * of https://welcome.astrobin.com/importing-acquisitions-from-csv. Pure.
 */
import type { Acquisition, AcquisitionsReport } from '../../api/astrobin';
import { decimalText } from '../../base/decimals';
import { english } from '../../base/english';
import type { LinkKind, Session } from '../../base/session';
import { compareFilters } from '../names/filterNames';

/** What else is known of the sessions. */
export interface AcquisitionSources {
  /** AstroBin's number of a filter; null where the user has not given it yet. */
  readonly numberOf: (filter: string) => number | null;
  /** Frames of a calibration session, of a master those that went in; null where that is not known. */
  readonly framesOf: (session: string) => number | null;
  /** Frames of a session of lights that count: without copies of raw frames that are there as well. */
  readonly lightsOf: (session: Session) => number;
}

/** Seconds. */
const [SHORTEST, LONGEST] = [0.0001, 999_999.9999];
/** °C. */
const [COLDEST, WARMEST] = [-274, 100];
const MOST_BINNED = 4;
/** What a colour camera without a filter is called, for users who give it a number. */
const COLOUR = 'OSC';

/** Makers of cameras that have an ISO speed instead of a gain, and write it into their headers as one. */
const ISO_CAMERA = /\b(?:canon|eos|nikon|sony|pentax|fujifilm|olympus|panasonic|lumix|dslr)\b/i;

/** What a row has beside its counts. */
type Setting = Omit<Acquisition, 'number' | LinkColumn>;
type LinkColumn = 'darks' | 'flats' | 'flatDarks' | 'bias';

const COLUMN_OF: Readonly<Record<LinkKind, LinkColumn>> = {
  bias: 'bias',
  dark: 'darks',
  flat: 'flats',
  flatDark: 'flatDarks',
};

interface Group {
  readonly setting: Setting;
  number: number;
  readonly calibrations: Readonly<Record<LinkKind, Set<string>>>;
}

/** One row for each night, filter, exposure and setting of the camera. */
export function acquisitionsOf(
  sessions: readonly Session[],
  sources: AcquisitionSources,
): AcquisitionsReport {
  const groups = new Map<string, Group>();
  const unnumbered = new Set<string>();
  const left: { session: string; why: string }[] = [];
  for (const session of sessions) {
    const number = sources.lightsOf(session);
    const why = whyNot(session, number);
    if (why !== null) {
      left.push({ session: session.id, why });
      continue;
    }
    const setting = settingOf(session, sources);
    if (setting.filterName !== null && setting.filter === null) unnumbered.add(setting.filterName);
    const key = JSON.stringify(setting);
    const group = groups.get(key) ?? newGroup(setting);
    groups.set(key, group);
    group.number += number;
    for (const kind of Object.keys(COLUMN_OF) as LinkKind[]) {
      const calibration = session.links[kind];
      if (calibration !== null) group.calibrations[kind].add(calibration);
    }
  }
  const rows = [...groups.values()].map((group) => rowOf(group, sources)).sort(byDate);
  return { rows, unnumbered: [...unnumbered].sort(compareFilters), left };
}

function newGroup(setting: Setting): Group {
  const none = () => new Set<string>();
  return { setting, number: 0, calibrations: { bias: none(), dark: none(), flat: none(), flatDark: none() } };
}

function whyNot({ type, exposure }: Session, number: number): string | null {
  if (type !== 'light') return english('it holds no lights');
  if (number <= 0) return english('its frames are there as raw frames, too');
  if (exposure === null) return english('its exposure time is unknown');
  return exposure < SHORTEST || exposure > LONGEST
    ? english('AstroBin takes {0} s to {1} s', SHORTEST, LONGEST)
    : null;
}

function settingOf(session: Session, { numberOf }: AcquisitionSources): Setting {
  const { filter, bayerPattern, binningX, binningY, ccdTemp, gain, imager, exposure, night } = session;
  const isIso = gain !== null && Number.isInteger(gain) && ISO_CAMERA.test(imager ?? '');
  const isBinned = binningX === binningY && binningX !== null && binningX >= 1 && binningX <= MOST_BINNED;
  const cooling = ccdTemp === null ? null : Math.round(ccdTemp) + 0;
  return {
    date: night,
    filter: filter === null ? (bayerPattern === null ? null : numberOf(COLOUR)) : numberOf(filter),
    filterName: filter,
    duration: Number(decimalText(exposure ?? 0, 4)),
    iso: isIso ? gain : null,
    binning: isBinned ? binningX : null,
    gain: isIso || gain === null ? null : Number(decimalText(gain, 2)),
    sensorCooling: cooling !== null && cooling >= COLDEST && cooling <= WARMEST ? cooling : null,
  };
}

/** Each calibration session counts once, however many sessions of the row it serves. */
function rowOf({ setting, number, calibrations }: Group, { framesOf }: AcquisitionSources): Acquisition {
  const count = (kind: LinkKind): number | null => {
    const counts = [...calibrations[kind]].flatMap((session) => framesOf(session) ?? []);
    return counts.length === 0 ? null : counts.reduce((sum, frames) => sum + frames, 0);
  };
  return {
    ...setting,
    number,
    darks: count('dark'),
    flats: count('flat'),
    flatDarks: count('flatDark'),
    bias: count('bias'),
  };
}

function byDate(a: Acquisition, b: Acquisition): number {
  const [one, other] = [a.date ?? '', b.date ?? ''];
  if (one !== other) return one < other ? -1 : 1;
  return compareFilters(a.filterName, b.filterName) || a.duration - b.duration;
}
