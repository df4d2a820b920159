/** The labels of sessions, frames and results in the views: what tells an item from its neighbours. Pure. */
import * as l10n from '@vscode/l10n';
import type { StackedResult } from '../api/archive';
import type { ArchivedFrame } from '../base/archivedFrame';
import type { Session } from '../base/session';
import { distinctLabels, type LabelPart } from './distinctLabels';
import {
  capitalised,
  countText,
  exposureText,
  filterText,
  hoursText,
  masterTypeText,
  nightText,
  numberText,
  objectText,
  temperatureText,
} from './words';

type Part = LabelPart<Session>;

/** What may stand after the name of a session, the most telling first; an id is the last resort. */
const DETAILS: readonly Part[] = [
  { text: ({ telescope }) => telescope ?? '', shown: 'several' },
  { text: ({ imager }) => imager ?? '', shown: 'several' },
  { text: ({ gain }) => (gain === null ? '' : l10n.t('gain {0}', numberText(gain, 3))), shown: 'several' },
  {
    text: ({ width, height }) => (width === null || height === null ? '' : `${width}×${height}`),
    shown: 'several',
  },
  {
    text: ({ binningX: x, binningY: y }) =>
      x === null || y === null ? '' : l10n.t('binning {0}', `${x}×${y}`),
    shown: 'several',
  },
  { text: ({ processing }) => processing ?? '', shown: 'several' },
  {
    text: ({ offset }) => (offset === null ? '' : l10n.t('offset {0}', numberText(offset, 3))),
    shown: 'needed',
  },
  { text: ({ readoutMode }) => readoutMode ?? '', shown: 'needed' },
  { text: ({ conversionGain }) => conversionGain ?? '', shown: 'needed' },
  { text: ({ ccdTemp }) => (ccdTemp === null ? '' : temperatureText(ccdTemp)), shown: 'needed' },
  {
    text: ({ rotator }) => (rotator === null ? '' : l10n.t('rotated by {0}°', numberText(rotator, 1))),
    shown: 'needed',
  },
  {
    text: ({ focalLength }) => (focalLength === null ? '' : `${numberText(focalLength, 0)} mm`),
    shown: 'needed',
  },
  { text: ({ rowOrder }) => rowOrder ?? '', shown: 'needed' },
  { text: ({ bayerPattern }) => bayerPattern ?? '', shown: 'needed' },
  { text: ({ exposure }) => (exposure === null ? '' : exposureText(exposure)), shown: 'needed' },
  { text: ({ start }) => clockText(start), shown: 'needed' },
  { text: ({ frameCount }) => countText(frameCount, 'frame'), shown: 'needed' },
  { text: ({ id }) => id, shown: 'needed' },
];

const NIGHT: Part = { text: ({ night }) => capitalised(nightText(night)), shown: 'always' };
const FILTER: Part = { text: filterText, shown: 'always' };
const EXPOSURE: Part = { text: ({ exposure }) => exposureText(exposure), shown: 'always' };

const OF_OBJECT: readonly Part[] = [NIGHT, FILTER, EXPOSURE, ...DETAILS];
const OF_NIGHT: readonly Part[] = [
  { text: ({ object }) => objectText(object), shown: 'always' },
  FILTER,
  EXPOSURE,
  ...DETAILS,
];
const OF_TYPE: readonly Part[] = [
  { text: ({ master, type }) => (master ? masterTypeText(type) : ''), shown: 'always' },
  { text: (session) => (session.type === 'flat' ? filterText(session) : ''), shown: 'always' },
  { text: ({ type, exposure }) => (type === 'bias' ? '' : exposureText(exposure)), shown: 'always' },
  {
    text: ({ type, ccdTemp }) => (type === 'dark' || type === 'flatDark' ? temperatureText(ccdTemp) : ''),
    shown: 'always',
  },
  { text: ({ night }) => nightText(night), shown: 'always' },
  ...DETAILS,
];

/**
 * What an item lists: the light sessions of an object or of a night, or calibrations of one type. Its own name
 * is left out.
 */
export type SessionList = 'object' | 'night' | 'type';

const PARTS: Readonly<Record<SessionList, readonly Part[]>> = {
  object: OF_OBJECT,
  night: OF_NIGHT,
  type: OF_TYPE,
};

/** `2024-09-13 · Ha · 300 s`, `NGC 7000 · Ha · 300 s · FSQ`, `300 s · −10 °C · 2024-09-13 · gain 100`. */
export function sessionLabels(sessions: readonly Session[], list: SessionList): string[] {
  return distinctLabels(sessions, PARTS[list]);
}

/** Times of frames of one session: `21:04:03 UTC`; the name where the time is unknown or not the only one. */
export function frameLabels(frames: readonly ArchivedFrame[]): string[] {
  return distinctLabels(frames, [
    { text: (frame) => timeText(frame) || nameOf(frame.path), shown: 'always' },
    { text: ({ path }) => nameOf(path), shown: 'needed' },
    { text: ({ path }) => path, shown: 'needed' },
  ]);
}

/** Names of frames that have little in common: `0001.fits`, with folders where names repeat. */
export function fileLabels(frames: readonly Pick<ArchivedFrame, 'path'>[]): string[] {
  return distinctLabels(frames, [
    { text: ({ path }) => nameOf(path), shown: 'always' },
    { text: ({ path }) => foldersOf(path), shown: 'needed' },
    { text: ({ path }) => path, shown: 'needed' },
  ]);
}

/** `Stack · Ha`, `Composition`; with more where two are called so. */
export function resultLabels(results: readonly StackedResult[]): string[] {
  return distinctLabels(results, [
    {
      text: ({ kind }) => (kind === 'composition' ? l10n.t('Composition') : l10n.t('Stack')),
      shown: 'always',
    },
    { text: ({ filter }) => filter ?? '', shown: 'always' },
    {
      text: ({ totalExposure }) => (totalExposure === null ? '' : hoursText(totalExposure)),
      shown: 'needed',
    },
    { text: ({ path }) => nameOf(path), shown: 'needed' },
    { text: ({ path }) => foldersOf(path), shown: 'needed' },
    { text: ({ path }) => path, shown: 'needed' },
  ]);
}

/** `21:04:03 UTC`; empty for a frame without a time. */
export function timeText({ dateObs }: Pick<ArchivedFrame, 'dateObs'>): string {
  const [, time] = /T(\d\d:\d\d:\d\d)/.exec(dateObs ?? '') ?? [];
  return time === undefined ? '' : `${time} UTC`;
}

/** `20:30 UTC` of `2024-09-13T20:30:00.000Z`. */
function clockText(start: string | null): string {
  const [, time] = /T(\d\d:\d\d)/.exec(start ?? '') ?? [];
  return time === undefined ? '' : `${time} UTC`;
}

/** Nights from the first to the last: `2024-09-13 – 2024-10-02`; one of them where they are the same. */
export function nightsText(first: string | null, last: string | null): string {
  if (first === null || last === null) return first ?? last ?? '';
  return first === last ? first : `${first} – ${last}`;
}

/** The parts of a path on any system, whose separators differ. */
const partsOf = (path: string): string[] => path.split(/[\\/]/);

function nameOf(path: string): string {
  return partsOf(path).at(-1) ?? path;
}

/** The end of a path, short enough beside a name: `NGC 7000/LIGHT`. */
export function foldersOf(path: string): string {
  return partsOf(path).slice(-3, -1).join('/');
}
