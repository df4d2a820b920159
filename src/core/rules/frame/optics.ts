/** Values of the optics, the sky and the site, with the units that their keywords really have. */
import type { Card } from '../../formats/fits/header';
import { FIELD_KEYWORDS } from '../cards/fieldKeywords';
import { boundedNumber, cardText, type HeaderFields } from '../cards/fields';
import { anglePartsOf, foldLongitude, numberOf, withoutNoise } from '../cards/numbers';

/** Focal length in millimetres; FLENGTH, and a comment that starts with `[m]`, mean metres. 0 is not set. */
export function focalLengthOf(fields: HeaderFields): number | null {
  return fields.read('focalLength', FIELD_KEYWORDS.focalLength, (card) => {
    const value = boundedNumber(card, 0, 1_000_000);
    if (value === null || value === undefined) return value;
    if (value === 0) return null;
    const metres = card.keyword === 'FLENGTH' || /^\[m\]/.test(card.comment.trim());
    return withoutNoise(metres ? value * 1000 : value);
  });
}

/** Pixel size in micrometres; 0 is not set. */
export function pixelSizeOf(fields: HeaderFields): number | null {
  return fields.read('pixelSize', FIELD_KEYWORDS.pixelSize, (card) => {
    const value = boundedNumber(card, 0, 10_000);
    return value === null || value === undefined ? value : value === 0 ? null : withoutNoise(value);
  });
}

/** Angles of the picture on the sky, which a meridian flip turns by 180° while the camera stays as it is. */
const SKY_ANGLES: ReadonlySet<string> = new Set(['POSANGLE', 'PA']);

/**
 * Position angle of the rotator, 0 up to 360; text (a rotator's name) is no angle and no problem. Of an angle
 * on the sky only what a meridian flip leaves counts, 0 up to 180, so that one set of flats serves both sides
 * of the pier.
 */
export function rotatorOf(fields: HeaderFields): number | null {
  return fields.read('rotator', FIELD_KEYWORDS.rotator, (card) => {
    const value = numberOf(card.value);
    if (value === null || Math.abs(value) > 720) return null;
    const full = SKY_ANGLES.has(card.keyword) ? 180 : 360;
    const turn = withoutNoise(((withoutNoise(value) % full) + full) % full);
    return turn === full ? 0 : turn;
  });
}

/** Right ascension in degrees. Sexagesimal text and comments that speak of hours mean hours. */
export function rightAscensionOf(fields: HeaderFields): number | null {
  return fields.read('ra', FIELD_KEYWORDS.ra, (card) => {
    const parts = anglePartsOf(card.value);
    if (parts === null) return blank(card);
    const hours = parts.sexagesimal || card.keyword === 'OBJCTRA' || /^\s*\[h\]|in hours/i.test(card.comment);
    const degrees = parts.sexagesimal ? withoutDigits(parts.angle * 15) : parts.angle * (hours ? 15 : 1);
    return degrees >= 0 && degrees <= 360 ? degrees % 360 : undefined;
  });
}

/** Declination in degrees, -90 to 90. */
export function declinationOf(fields: HeaderFields): number | null {
  return fields.read('dec', FIELD_KEYWORDS.dec, (card) => angleWithin(card, 90));
}

export function siteLatitudeOf(fields: HeaderFields): number | null {
  return fields.read('siteLatitude', FIELD_KEYWORDS.siteLatitude, (card) => angleWithin(card, 90));
}

/** East positive, -180 to 180, also from 0..360. */
export function siteLongitudeOf(fields: HeaderFields): number | null {
  return fields.read('siteLongitude', FIELD_KEYWORDS.siteLongitude, (card) => {
    const angle = angleWithin(card, 360);
    return typeof angle === 'number' ? (foldLongitude(angle) ?? undefined) : angle;
  });
}

function angleWithin(card: Card, most: number): number | null | undefined {
  const parts = anglePartsOf(card.value);
  if (parts === null) return blank(card);
  const angle = parts.sexagesimal ? withoutDigits(parts.angle) : parts.angle;
  return Math.abs(angle) <= most ? angle : undefined;
}

/** Minutes and seconds leave a tail of binary digits; a billionth of a degree is nothing. */
function withoutDigits(degrees: number): number {
  const short = Math.round(degrees * 1e10) / 1e10;
  return short === 0 ? 0 : short;
}

function blank(card: Card): null | undefined {
  return cardText(card) === null ? null : undefined;
}
