/** What matters first in a header, in words. Plain text: whoever shows it escapes it. */
import type { HeaderReport } from '../api/archive';
import type { ExplainedField, ExplainedFrame } from '../base/frame';
import { bytesText, countText, exposureText, frameTypeText, numberText, temperatureText } from './words';

export interface Fact {
  /** `Temperature`. */
  readonly label: string;
  /** `−9.9 °C (set −10 °C)`. */
  readonly value: string;
  /** Where it came from: `CCD-TEMP, SET-TEMP`; empty where that says nothing. */
  readonly source: string;
}

export interface HeaderSummary {
  /** `Light · NGC 7000 · Ha · 300 s`. */
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly problems: readonly string[];
}

/** What matters first in a header, in the order in which people ask for it; what it does not say is left out. */
export function headerSummary({ file, frame, problems }: HeaderReport): HeaderSummary {
  const size = `${bytesText(file.size)} (${file.format})`;
  const messages = problems.map((problem) => problem.message);
  if (frame === null) {
    const units = countText(file.hdus.length, 'header-data unit');
    const facts = [{ label: 'File', value: `${units}, ${size}`, source: '' }];
    return { title: 'No image', facts, problems: messages };
  }
  const facts = [...frameFacts(frame), { label: 'File', value: size, source: '' }];
  return { title: title(frame), facts, problems: messages };
}

type Row = readonly [label: string, value: string | null, ...from: readonly ExplainedField[]];

/** What a header says of a frame, in words and with the keywords that said so. */
export function frameFacts(frame: ExplainedFrame): Fact[] {
  const rows: readonly Row[] = [
    ['Type', typeText(frame), 'type', 'master'],
    ['Processing', processing(frame), 'processing'],
    ['Object', frame.object, 'object'],
    ['Exposure', said(frame.exposure, exposureText), 'exposure'],
    ['Filter', frame.filter, 'filter'],
    ['Temperature', temperature(frame), 'ccdTemp', 'setTemp'],
    ['Gain', gain(frame), 'gain', 'offset', 'electronsPerAdu'],
    ['Readout mode', frame.readoutMode, 'readoutMode'],
    ['Binning', said(frame.binningX, (x) => `${x}×${frame.binningY ?? x}`), 'binningX', 'binningY'],
    ['Camera', camera(frame), 'imager', 'pixelSize', 'bayerPattern'],
    ['Telescope', telescope(frame), 'telescope', 'focalLength'],
    ['Rotator', said(frame.rotator, (angle) => `${numberText(angle, 2)}°`), 'rotator'],
    ['Night', frame.night, 'night'],
    ['Start', said(frame.dateObs, startText), 'dateObs'],
    ['Position', position(frame), 'ra', 'dec'],
    ['Site', site(frame), 'site', 'siteLatitude', 'siteLongitude'],
    ['Observer', frame.observer, 'observer'],
    ['Image', image(frame), 'width', 'height', 'channels'],
    ['Frames in it', said(frame.stackCount, String), 'stackCount'],
    ['Program', frame.program, 'program'],
  ];
  return rows.flatMap(([label, value, ...from]) => {
    if (value === null || value === '') return [];
    const sources = from.map((field) => frame.sources[field]).filter((source) => source !== undefined);
    return [{ label, value, source: [...new Set(sources)].join(', ') }];
  });
}

function title(frame: ExplainedFrame): string {
  const type = typeText(frame);
  const parts = [type.charAt(0).toUpperCase() + type.slice(1)];
  if (frame.object !== null && (frame.type === 'light' || frame.type === 'stack')) parts.push(frame.object);
  if (frame.filter !== null) parts.push(frame.filter);
  if (frame.exposure !== null && frame.type !== 'bias') parts.push(exposureText(frame.exposure));
  return parts.join(' · ');
}

function typeText({ type, master }: ExplainedFrame): string {
  return `${master ? 'master ' : ''}${frameTypeText(type)}`;
}

function processing({ processing: state, byproduct }: ExplainedFrame): string | null {
  return said(state, (text) => (byproduct ? text : `${text} as it was delivered`));
}

/** The temperature asked for stands in brackets where the one measured is known, too. */
function temperature({ ccdTemp, setTemp, sources }: ExplainedFrame): string | null {
  if (ccdTemp === null) return setTemp === null ? null : `set ${temperatureText(setTemp)}`;
  if (setTemp === null) return temperatureText(ccdTemp);
  if (sources.ccdTemp === 'SET-TEMP') return `set ${temperatureText(setTemp)}`;
  return `${temperatureText(ccdTemp)} (set ${temperatureText(setTemp)})`;
}

function gain({ gain: value, offset, electronsPerAdu, sources }: ExplainedFrame): string | null {
  const iso = sources.gain === 'ISOSPEED' || sources.gain === 'ISO' ? 'ISO ' : '';
  return list([
    said(value, (number) => `${iso}${numberText(number, 2)}`),
    said(offset, (number) => `offset ${numberText(number, 2)}`),
    // Three digits: cameras write 0.242862924933434.
    said(electronsPerAdu, (number) => `${numberText(Number(number.toPrecision(3)), 6)} e−/ADU`),
  ]);
}

function camera({ imager, pixelSize, bayerPattern }: ExplainedFrame): string | null {
  return list([imager, said(pixelSize, (size) => `${numberText(size, 2)} µm pixels`), bayerPattern]);
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
  return `${width} × ${height} pixels${channels !== null && channels > 1 ? `, ${channels} planes` : ''}`;
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
