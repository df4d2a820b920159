/** A whole header as text: what matters first, then every card of every unit. */
import type { HeaderReport } from '../core/archive';
import type { Frame } from '../core/model';
import { bytesText, exposureText, frameTypeText, numberText, temperatureText } from '../core/words';

type Card = HeaderReport['file']['hdus'][number]['cards'][number];

export function headerText({ file, frame, problems }: HeaderReport): string {
  const lines = [file.path, `${file.format}, ${bytesText(file.size)}`, ''];
  if (frame !== null) lines.push(...table(importantValues(frame)), '');
  if (problems.length > 0) lines.push('Problems', ...problems.map(({ message }) => `  ${message}`), '');
  for (const hdu of file.hdus) {
    const name = hdu.name === '' ? '' : ` ${hdu.name}`;
    lines.push(`HDU ${hdu.index}${name} (${hdu.type}, ${bytesText(hdu.dataSize)} of data)`);
    lines.push(...hdu.cards.map(cardText), '');
  }
  return lines.join('\n');
}

/** Label, value and the keyword that it came from; values the header does not give are left out. */
function importantValues(
  frame: NonNullable<HeaderReport['frame']>,
): (readonly [label: string, value: string, source: string])[] {
  const rows: (readonly [label: string, field: keyof Frame, value: string | null])[] = [
    ['Type', 'type', `${frame.master ? 'master ' : ''}${frameTypeText(frame.type)}`],
    ['Object', 'object', frame.object],
    ['Night', 'night', frame.night],
    ['Start (UTC)', 'dateObs', frame.dateObs],
    ['Exposure', 'exposure', shown(frame.exposure, exposureText)],
    ['Filter', 'filter', frame.filter],
    ['Temperature', 'ccdTemp', shown(frame.ccdTemp, temperatureText)],
    ['Set temperature', 'setTemp', shown(frame.setTemp, temperatureText)],
    ['Gain', 'gain', shown(frame.gain, String)],
    ['Offset', 'offset', shown(frame.offset, String)],
    ['Binning', 'binningX', shown(frame.binningX, (x) => `${x}×${frame.binningY ?? x}`)],
    ['Readout mode', 'readoutMode', frame.readoutMode],
    ['Telescope', 'telescope', frame.telescope],
    ['Camera', 'imager', frame.imager],
    ['Colour pattern', 'bayerPattern', frame.bayerPattern],
    ['Size', 'width', shown(frame.width, (width) => `${width} × ${frame.height ?? 1} pixels`)],
    ['Focal length', 'focalLength', shown(frame.focalLength, (mm) => `${numberText(mm, 1)} mm`)],
    ['Pixel size', 'pixelSize', shown(frame.pixelSize, (um) => `${numberText(um, 2)} µm`)],
    ['Rotator', 'rotator', shown(frame.rotator, (degrees) => `${numberText(degrees, 1)}°`)],
    ['Right ascension', 'ra', shown(frame.ra, (degrees) => `${numberText(degrees, 4)}°`)],
    ['Declination', 'dec', shown(frame.dec, (degrees) => `${numberText(degrees, 4)}°`)],
    ['Stacked frames', 'stackCount', shown(frame.stackCount, String)],
    ['Program', 'program', frame.program],
  ];
  return rows.flatMap(([label, field, value]) =>
    value === null ? [] : [[label, value, frame.sources[field] ?? ''] as const],
  );
}

function shown<T>(value: T | null, text: (value: T) => string): string | null {
  return value === null ? null : text(value);
}

function table(rows: readonly (readonly [string, string, string])[]): string[] {
  const first = Math.max(0, ...rows.map(([label]) => label.length)) + 2;
  const second = Math.max(0, ...rows.map(([, value]) => value.length)) + 2;
  return rows.map(([label, value, source]) =>
    `${label.padEnd(first)}${value.padEnd(second)}${source}`.trimEnd(),
  );
}

/** `EXPTIME = 300 / [s] Exposure duration`, much as it stands in the file. */
function cardText({ keyword, value, type, comment }: Card): string {
  const name = keyword.padEnd(8);
  if (type === 'commentary') return `${name} ${valueText(value)}${comment}`.trimEnd();
  const text = type === 'string' ? `'${String(value).replaceAll("'", "''")}'` : valueText(value);
  return `${name}= ${text.padStart(20)}${comment === '' ? '' : ` / ${comment}`}`.trimEnd();
}

function valueText(value: Card['value']): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (typeof value === 'object') return `(${value[0]}, ${value[1]})`;
  return String(value);
}
