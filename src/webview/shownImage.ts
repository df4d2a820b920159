/** Images and pixels in words, for their page. Pure. */
import * as l10n from '@vscode/l10n';
import type { ImageInfo, PixelAnswer } from '../engine/client';
import type { ShownImage, ShownPixel } from './imageProtocol';

/** `Unit 1 · SCI`, `6,248 × 4,176 pixels, 16 bits, RICE_1, RGGB`. */
export function shownImage({
  index,
  hdu,
  name,
  width,
  height,
  planes,
  sample,
  ...more
}: ImageInfo): ShownImage {
  const size = l10n.t('{0} × {1} pixels', width.toLocaleString('en'), height.toLocaleString('en'));
  const kind = sample.startsWith('f')
    ? l10n.t('{0} bits, floating point', sample.slice(1))
    : l10n.t('{0} bits', sample.slice(1));
  const detail = [size, kind, more.compression, more.bayer]
    .filter((part) => part !== null && part !== '')
    .join(', ');
  return {
    ...{ index, detail, width, height, planes, hasColour: more.hasColour },
    title: [l10n.t('Unit {0}', hdu), name].filter((part) => part !== '').join(' · '),
  };
}

/** `x 1,024, y 2,048`, `1,136`, `276 e⁻`, `RA 20h 58m 47.2s, Dec +44° 19′ 54″`. */
export function shownPixel({ x, y, values, electronsPerUnit, sky }: PixelAnswer): ShownPixel {
  const [only = null] = values;
  return {
    place: l10n.t('x {0}, y {1}', x.toLocaleString('en'), y.toLocaleString('en')),
    value: values.map((value) => (value === null ? l10n.t('no value') : numberText(value))).join(' · '),
    electrons:
      electronsPerUnit === null || only === null || values.length > 1
        ? null
        : l10n.t('{0} e⁻', numberText(only * electronsPerUnit)),
    sky: sky === null ? null : l10n.t('RA {0}, Dec {1}', hours(sky.ra), degrees(sky.dec)),
  };
}

/** Whole numbers as they are, others with six digits: `1136`, `0.0173341`. */
function numberText(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en') : String(Number(value.toPrecision(6)));
}

/** `20h 58m 47.21s` */
function hours(degreesOfArc: number): string {
  // Rounded first, so that there are never 24 hours.
  const seconds = Math.round(degreesOfArc * 24_000) / 100;
  const [h, m, s] = sexagesimal((((seconds / 3600) % 24) + 24) % 24, 2);
  return `${h}h ${m}m ${s}s`;
}

/** `+44° 19′ 54.3″` */
function degrees(value: number): string {
  const [d, m, s] = sexagesimal(Math.abs(value), 1);
  return `${value < 0 ? '−' : '+'}${d}° ${m}′ ${s}″`;
}

/** Whole units, minutes and seconds; rounded first, so that there are never 60 seconds. */
function sexagesimal(value: number, digits: number): [string, string, string] {
  const unit = 10 ** digits;
  const total = Math.round(value * 3600 * unit);
  const [rest, seconds] = [Math.floor(total / (60 * unit)), (total % (60 * unit)) / unit];
  const width = digits + 3;
  return [
    String(Math.floor(rest / 60)).padStart(2, '0'),
    String(rest % 60).padStart(2, '0'),
    seconds.toFixed(digits).padStart(width, '0'),
  ];
}
