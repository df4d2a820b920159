/**
 * The world coordinate system: from the old CDELT and CROTA cards to a CD matrix (FITS 4.0 §8.1, table 25).
 */
import type { CardEdit, ImageHeader } from './header';
import { historyEdit } from './historyCards';
import { findCard } from './size';

const MATRIX = /^(CD|PC)\d+_\d+[A-Z]?$/;

/**
 * The cards of the CD matrix that follows from CDELT1, CDELT2 and CROTA2, angles in degrees: CD1_1 =
 * CDELT1·cos θ, CD1_2 = -CDELT2·sin θ, CD2_1 = CDELT1·sin θ, CD2_2 = CDELT2·cos θ (Calabretta & Greisen 2002,
 * §6.1), and a HISTORY card that says so. Empty where the header has a CD or PC matrix already or lacks one
 * of the three. CROTA1 is that of the axis of longitude, which WCSLIB and astropy give no meaning: alone it
 * is no rotation.
 */
export function cdMatrixEdits(header: ImageHeader): readonly CardEdit[] {
  if (header.cards.some((card) => card.type !== 'commentary' && MATRIX.test(card.keyword))) return [];
  const cdelt1 = numberOf(header, 'CDELT1');
  const cdelt2 = numberOf(header, 'CDELT2');
  const degrees = numberOf(header, 'CROTA2');
  if (cdelt1 === null || cdelt2 === null || degrees === null || cdelt1 === 0 || cdelt2 === 0) return [];
  const [cos, sin] = direction(degrees);
  const element = (keyword: string, value: number): CardEdit => ({
    keyword,
    // A product of 0 and a negative number is -0, which no one expects to read.
    value: value + 0,
    comment: '[deg/pixel] from CDELT and CROTA',
    float: true,
  });
  return [
    element('CD1_1', cdelt1 * cos),
    element('CD1_2', -cdelt2 * sin),
    element('CD2_1', cdelt1 * sin),
    element('CD2_2', cdelt2 * cos),
    historyEdit('CD matrix from CDELT and CROTA2'),
  ];
}

/** Cosine and sine, exact at right angles, where the cosine of a double π/2 would be 6e-17. */
function direction(degrees: number): readonly [cos: number, sin: number] {
  const quarters = ((degrees / 90) % 4) + (degrees < 0 ? 4 : 0);
  if (Number.isInteger(quarters)) {
    return [[1, 0, -1, 0][quarters % 4] ?? 1, [0, 1, 0, -1][quarters % 4] ?? 0];
  }
  const radians = (degrees * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians)];
}

/** The value of a card as a number; some programs write numbers in quotes. */
function numberOf(header: ImageHeader, keyword: string): number | null {
  const value = findCard(header.cards, keyword)?.value;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
