/** The image that a file is about, and the header that describes it. */
import type { Card, FitsFile, Hdu, ImageHeader } from './header';
import { isTileCompressed } from './read';
import { findCard, imageShape } from './size';
import { tableCards } from './tiles';

/**
 * Cards of the primary that describe the primary alone and are never inherited (INHERIT convention, FITS
 * registry).
 */
const OWN =
  /^(SIMPLE|BITPIX|NAXIS\d*|EXTEND|GROUPS|GCOUNT|PCOUNT|XTENSION|EXTNAME|EXTVER|EXTLEVEL|INHERIT|CHECKSUM|DATASUM|BSCALE|BZERO|BLANK|DATAMIN|DATAMAX|BLOCKED|NEXTEND|LONGSTRN)$/;

/** The first unit with an image, in a table for a tile-compressed one; undefined where no unit has any. */
export function imageUnit(file: FitsFile): Hdu | undefined {
  return file.hdus.find(isImageUnit);
}

/** Every unit with an image, for files that hold several. */
export function imageUnits(file: FitsFile): Hdu[] {
  return file.hdus.filter(isImageUnit);
}

function isImageUnit(hdu: Hdu): boolean {
  return isTileCompressed(hdu) || hasImage(hdu);
}

/**
 * The header of the first image of a file: of the primary unit, or where that is empty of the first extension
 * that has one. A tile-compressed image shows its own axes and cards, not those of the table it is kept in
 * (FITS 4.0 §10.1). Null where the file has no image.
 *
 * An extension takes over cards of the primary with INHERIT = T. Where INHERIT is absent the convention
 * leaves it open; then it does so when the primary has no data of its own, whose cards can only be about the
 * images behind it.
 */
export function imageHeader(file: FitsFile): ImageHeader | null {
  const hdu = imageUnit(file);
  return hdu === undefined ? null : headerOfImage(file, hdu);
}

/** The header of one of several images of a file, as `imageHeader` gives that of the first. */
export function headerOfImage(file: FitsFile, hdu: Hdu): ImageHeader {
  const packed = isTileCompressed(hdu);
  const { bitpix, axes } = imageShape(hdu.cards, packed ? 'Z' : '');
  const own = packed ? tableCards(hdu.cards) : hdu.cards;
  return { hdu: hdu.index, cards: [...own, ...inherited(file, hdu)], axes, bitpix };
}

/** Whether an image may take over this keyword from the primary header: `OBJECT`, not `NAXIS1`. */
export function isInheritable(keyword: string): boolean {
  return !OWN.test(keyword);
}

function hasImage(hdu: Hdu): boolean {
  if (hdu.type !== 'primary' && hdu.type !== 'image') return false;
  const { axes } = imageShape(hdu.cards);
  return axes.length > 0 && axes.every((length) => length > 0);
}

/** What an image unit takes over from the primary unit. */
function inherited(file: FitsFile, hdu: Hdu): readonly Card[] {
  const primary = file.hdus[0];
  if (primary === undefined || primary.index === hdu.index) return [];
  const inherit = findCard(hdu.cards, 'INHERIT')?.value;
  if (inherit !== true && (inherit !== undefined || primary.dataSize > 0)) return [];
  const present = new Set(hdu.cards.map((card) => card.keyword));
  return primary.cards.filter(
    (card) => card.type !== 'commentary' && isInheritable(card.keyword) && !present.has(card.keyword),
  );
}
