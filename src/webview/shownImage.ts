/** Images and pixels in words, for their page. Pure. */
import * as l10n from '@vscode/l10n';
import { translated } from '../core/base/translation';
import type { ImageInfo, PixelAnswer, SkyField } from '../engine/client';
import type { ShownImage, ShownPixel, ShownSky } from './imageProtocol';

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
    sky: more.sky === null ? null : shownSky(more.sky, more.firstRow),
    noSky: more.noSky === null ? null : translated(more.noSky),
    title: [l10n.t('Unit {0}', hdu), name].filter((part) => part !== '').join(' · '),
  };
}

/** Pixels are counted upwards where the row stored first is at the bottom, and downwards on the screen. */
function shownSky(sky: SkyField, firstRow: ImageInfo['firstRow']): ShownSky {
  const { centre, scale, width, height, rotation, isMirrored } = sky;
  const onScreen = ([x, y]: readonly [number, number]) =>
    [x, firstRow === 'top' ? y : 0 - y] as readonly [number, number];
  const turn = l10n.t('{0}°', ((Math.round(rotation * 10) % 3600) / 10).toFixed(1));
  return {
    facts: [
      { label: l10n.t('Centre'), value: l10n.t('RA {0}, Dec {1}', hours(centre.ra), degrees(centre.dec)) },
      { label: l10n.t('Scale'), value: l10n.t('{0} ″/pixel', Number(scale.toPrecision(4))) },
      { label: l10n.t('Field'), value: l10n.t('{0} × {1}', ...fieldTexts(width, height)) },
      { label: l10n.t('Rotation'), value: isMirrored ? l10n.t('{0}, mirrored', turn) : turn },
    ],
    north: onScreen(sky.north),
    east: onScreen(sky.east),
  };
}

/** `2.15°`, below a degree `34.2′`; both sides alike. */
function fieldTexts(width: number, height: number): [string, string] {
  const isWide = Math.max(width, height) >= 1;
  const text = (side: number) =>
    isWide ? l10n.t('{0}°', side.toFixed(2)) : l10n.t('{0}′', (60 * side).toFixed(1));
  return [text(width), text(height)];
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
