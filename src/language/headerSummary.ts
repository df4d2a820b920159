/** What matters first in a header, in words. Plain text: whoever shows it escapes it. */
import type { HeaderReport } from '../core/archive';
import type { ExplainedFrame } from '../core/model';
import {
  bytesText,
  countText,
  exposureText,
  frameTypeText,
  numberText,
  temperatureText,
} from '../core/words';
import { declinationText, rightAscensionText } from './coordinates';

export interface Fact {
  /** `Sensor`. */
  readonly label: string;
  /** `−9.9 °C (set −10 °C)`. */
  readonly value: string;
}

export interface HeaderSummary {
  /** `Light · NGC 7000 · Ha · 300 s`. */
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly problems: readonly string[];
}

/** Facts in the order in which people ask for them; what the header does not say is left out. */
export function headerSummary({ file, frame, problems }: HeaderReport): HeaderSummary {
  const size = `${bytesText(file.size)} (${file.format})`;
  const messages = problems.map((problem) => problem.message);
  if (frame === null) {
    const units = countText(file.hdus.length, 'header-data unit');
    return { title: 'No image', facts: [{ label: 'File', value: `${units}, ${size}` }], problems: messages };
  }
  const facts: readonly (readonly [label: string, value: string | null])[] = [
    ['Exposure', frame.exposure === null ? null : exposureText(frame.exposure)],
    ['Filter', frame.filter],
    ['Sensor', sensor(frame)],
    ['Gain', gain(frame)],
    ['Readout mode', frame.readoutMode],
    ['Binning', frame.binningX === null ? null : `${frame.binningX}×${frame.binningY ?? frame.binningX}`],
    ['Camera', camera(frame)],
    ['Telescope', telescope(frame)],
    ['Rotator', said(frame.rotator, (angle) => `${numberText(angle, 2)}°`)],
    ['Night', frame.night],
    ['Start', said(frame.dateObs, (date) => date.replace('T', ' ').replace(/(?:\.000)?Z$/, ' UTC'))],
    ['Position', position(frame)],
    ['Image', image(frame)],
    ['Frames in it', said(frame.stackCount, String)],
    ['Program', frame.program],
    ['File', size],
  ];
  return {
    title: title(frame),
    facts: facts.flatMap(([label, value]) => (value === null || value === '' ? [] : [{ label, value }])),
    problems: messages,
  };
}

function title(frame: ExplainedFrame): string {
  const type = frameTypeText(frame.type);
  const name = frame.master ? `master ${type}` : type;
  const parts = [name.charAt(0).toUpperCase() + name.slice(1)];
  if (frame.object !== null && (frame.type === 'light' || frame.type === 'stack')) parts.push(frame.object);
  if (frame.filter !== null) parts.push(frame.filter);
  if (frame.exposure !== null && frame.type !== 'bias') parts.push(exposureText(frame.exposure));
  return parts.join(' · ');
}

function sensor({ ccdTemp, setTemp }: ExplainedFrame): string | null {
  if (ccdTemp === null) return setTemp === null ? null : `set ${temperatureText(setTemp)}`;
  return setTemp === null
    ? temperatureText(ccdTemp)
    : `${temperatureText(ccdTemp)} (set ${temperatureText(setTemp)})`;
}

function gain(frame: ExplainedFrame): string | null {
  return list([
    said(frame.gain, (value) => numberText(value, 2)),
    said(frame.offset, (value) => `offset ${numberText(value, 2)}`),
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
