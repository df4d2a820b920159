/** The most important facts of a header, in words. Plain text: the caller escapes it. */
import * as l10n from '@vscode/l10n';
import type { HeaderReport } from '../api/archive';
import type { ExplainedField, ExplainedFrame } from '../base/frame';
import { translated } from '../base/translation';
import {
  bytesText,
  capitalised,
  countText,
  exposureText,
  frameTypeText,
  masterTypeText,
  numberText,
  temperatureText,
} from './words';

export interface Fact {
  readonly key: FactKey;
  /** `Temperature`. */
  readonly label: string;
  /** `−9.9 °C (set −10 °C)`. */
  readonly value: string;
  /** The keywords that it comes from: `CCD-TEMP, SET-TEMP`; empty where none is known. */
  readonly source: string;
}

export interface HeaderSummary {
  /** `Light · NGC 7000 · Ha · 300 s`. */
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly problems: readonly string[];
}

/** The most important facts first; facts that the header does not have are left out. */
export function headerSummary({ file, frame, problems }: HeaderReport): HeaderSummary {
  const size = `${bytesText(file.size)} (${file.format})`;
  const messages = problems.map((problem) => translated(problem.message));
  if (frame === null) {
    const units = countText(file.hdus.length, 'header-data unit');
    const facts = [{ key: 'file', label: label('file'), value: `${units}, ${size}`, source: '' } as const];
    return { title: l10n.t('No image'), facts, problems: messages };
  }
  const facts = [
    ...frameFacts(frame),
    { key: 'file', label: label('file'), value: size, source: '' } as const,
  ];
  return { title: title(frame), facts, problems: messages };
}

const LABELS = {
  type: () => l10n.t('Type'),
  processing: () => l10n.t('Processing'),
  object: () => l10n.t('Object'),
  exposure: () => l10n.t('Exposure'),
  filter: () => l10n.t('Filter'),
  temperature: () => l10n.t('Temperature'),
  gain: () => l10n.t('Gain'),
  readoutMode: () => l10n.t('Readout mode'),
  binning: () => l10n.t('Binning'),
  camera: () => l10n.t('Camera'),
  telescope: () => l10n.t('Telescope'),
  rotator: () => l10n.t('Rotator'),
  night: () => l10n.t('Night'),
  start: () => l10n.t('Start'),
  position: () => l10n.t('Position'),
  site: () => l10n.t('Site'),
  observer: () => l10n.t('Observer'),
  image: () => l10n.t('Image'),
  stackCount: () => l10n.t('Stacked frames'),
  program: () => l10n.t('Program'),
  file: () => l10n.t('File'),
} as const;

export type FactKey = keyof typeof LABELS;

function label(key: FactKey): string {
  return LABELS[key]();
}

type Row = readonly [key: FactKey, value: string | null, ...from: readonly ExplainedField[]];

/** The facts about a frame in words, each with its source keywords. */
export function frameFacts(frame: ExplainedFrame): Fact[] {
  const rows: readonly Row[] = [
    ['type', typeText(frame), 'type', 'master'],
    ['processing', processing(frame), 'processing'],
    ['object', frame.object, 'object'],
    ['exposure', said(frame.exposure, exposureText), 'exposure'],
    ['filter', frame.filter, 'filter'],
    ['temperature', temperature(frame), 'ccdTemp', 'setTemp'],
    ['gain', gain(frame), 'gain', 'offset', 'electronsPerAdu'],
    ['readoutMode', frame.readoutMode, 'readoutMode'],
    ['binning', said(frame.binningX, (x) => `${x}×${frame.binningY ?? x}`), 'binningX', 'binningY'],
    ['camera', camera(frame), 'imager', 'pixelSize', 'bayerPattern'],
    ['telescope', telescope(frame), 'telescope', 'focalLength'],
    ['rotator', said(frame.rotator, (angle) => `${numberText(angle, 2)}°`), 'rotator'],
    ['night', frame.night, 'night'],
    ['start', said(frame.dateObs, startText), 'dateObs'],
    ['position', position(frame), 'ra', 'dec'],
    ['site', site(frame), 'site', 'siteLatitude', 'siteLongitude'],
    ['observer', frame.observer, 'observer'],
    ['image', image(frame), 'width', 'height', 'channels'],
    ['stackCount', said(frame.stackCount, String), 'stackCount'],
    ['program', frame.program, 'program'],
  ];
  return rows.flatMap(([key, value, ...from]) => {
    if (value === null || value === '') return [];
    const sources = from.map((field) => frame.sources[field]).filter((source) => source !== undefined);
    return [{ key, label: label(key), value, source: [...new Set(sources)].join(', ') }];
  });
}

function title(frame: ExplainedFrame): string {
  const parts = [capitalised(typeText(frame))];
  if (frame.object !== null && (frame.type === 'light' || frame.type === 'stack')) parts.push(frame.object);
  if (frame.filter !== null) parts.push(frame.filter);
  if (frame.exposure !== null && frame.type !== 'bias') parts.push(exposureText(frame.exposure));
  return parts.join(' · ');
}

function typeText({ type, master }: ExplainedFrame): string {
  return master ? masterTypeText(type) : frameTypeText(type);
}

function processing({ processing: state, byproduct }: ExplainedFrame): string | null {
  return said(state, (text) => (byproduct ? text : l10n.t('{0} as delivered', text)));
}

/** The set temperature, in brackets if the measured one is known as well. */
function temperature({ ccdTemp, setTemp, sources }: ExplainedFrame): string | null {
  if (setTemp === null) return ccdTemp === null ? null : temperatureText(ccdTemp);
  const set = l10n.t('set {0}', temperatureText(setTemp));
  return ccdTemp === null || sources.ccdTemp === 'SET-TEMP' ? set : `${temperatureText(ccdTemp)} (${set})`;
}

function gain({ gain: value, offset, electronsPerAdu, sources }: ExplainedFrame): string | null {
  const iso = sources.gain === 'ISOSPEED' || sources.gain === 'ISO' ? 'ISO ' : '';
  return list([
    said(value, (number) => `${iso}${numberText(number, 2)}`),
    said(offset, (number) => l10n.t('offset {0}', numberText(number, 2))),
    // Three digits: cameras write 0.242862924933434.
    said(electronsPerAdu, (number) => `${numberText(Number(number.toPrecision(3)), 6)} e−/ADU`),
  ]);
}

function camera({ imager, pixelSize, bayerPattern }: ExplainedFrame): string | null {
  return list([
    imager,
    said(pixelSize, (size) => l10n.t('{0} µm pixels', numberText(size, 2))),
    bayerPattern,
  ]);
}

function telescope({ telescope: name, focalLength }: ExplainedFrame): string | null {
  return list([name, said(focalLength, (length) => `${numberText(length, 1)} mm`)]);
}

function position({ ra, dec }: ExplainedFrame): string | null {
  return ra === null || dec === null ? null : `${rightAscensionText(ra)}, ${declinationText(dec)}`;
}

function site({ site: name, siteLatitude, siteLongitude }: ExplainedFrame): string | null {
  const known = siteLatitude !== null && siteLongitude !== null;
  return list([name, known ? siteText(siteLatitude, siteLongitude) : null]);
}

function startText(date: string): string {
  return date.replace('T', ' ').replace(/(?:\.000)?Z$/, ' UTC');
}

function image({ width, height, channels }: ExplainedFrame): string | null {
  if (width === null || height === null) return null;
  return channels !== null && channels > 1
    ? l10n.t('{0} × {1} pixels, {2} planes', width, height, channels)
    : l10n.t('{0} × {1} pixels', width, height);
}

function said<T>(value: T | null, words: (value: T) => string): string | null {
  return value === null ? null : words(value);
}

function list(parts: readonly (string | null)[]): string | null {
  const present = parts.filter((part) => part !== null && part !== '');
  return present.length === 0 ? null : present.join(', ');
}

/** Right ascension of `degrees` in hours, minutes and seconds: 314.75 is `20h 59m 00.0s`. */
export function rightAscensionText(degrees: number): string {
  // Tenths of a second, rounded once, so that 59.96 s becomes a minute and never 60.0 s.
  const tenths = Math.round((((degrees % 360) + 360) % 360) * 2400) % 864_000;
  const hours = Math.floor(tenths / 36_000);
  const minutes = Math.floor((tenths % 36_000) / 600);
  return `${pad(hours)}h ${pad(minutes)}m ${((tenths % 600) / 10).toFixed(1).padStart(4, '0')}s`;
}

/** Declination of `degrees` in degrees, minutes and seconds of arc: -5.391 is `−05° 23′ 28″`. */
export function declinationText(degrees: number): string {
  const seconds = Math.round(Math.abs(degrees) * 3600);
  const sign = degrees < 0 && seconds > 0 ? '−' : '+';
  return `${sign}${pad(Math.floor(seconds / 3600))}° ${pad(Math.floor((seconds % 3600) / 60))}′ ${pad(seconds % 60)}″`;
}

/** A site north and east positive: 48.1371 and 11.5754 are `48° 08′ 14″ N, 11° 34′ 31″ E`. */
export function siteText(latitude: number, longitude: number): string {
  const angle = (degrees: number, positive: string, negative: string) => {
    const text = declinationText(degrees);
    return `${text.slice(1)} ${text.startsWith('−') ? negative : positive}`;
  };
  return `${angle(latitude, 'N', 'S')}, ${angle(longitude, 'E', 'W')}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
