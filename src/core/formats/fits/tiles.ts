/** The header of an image that is kept tile-compressed in a binary table (FITS 4.0 §10.1). */
import type { Card } from './header';

/** Cards that describe the table, not the image in it. */
const TABLE =
  /^(XTENSION|BITPIX|NAXIS\d*|PCOUNT|GCOUNT|TFIELDS|THEAP|(TTYPE|TFORM|TUNIT|TSCAL|TZERO|TNULL|TDISP|TDIM|TCOMM|TDMIN|TDMAX|TLMIN|TLMAX)\d+|ZIMAGE|ZCMPTYPE|ZTILE\d+|ZNAME\d+|ZVAL\d+|ZMASKCMP|ZQUANTIZ|ZDITHER0|ZBLANK|ZSCALE|ZZERO|ZTHEAP|ZTILELEN|CHECKSUM|DATASUM)$/;

/** Cards of the image that had to give way to cards of the table, and the keywords they had. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['ZSIMPLE', 'SIMPLE'],
  ['ZTENSION', 'XTENSION'],
  ['ZBITPIX', 'BITPIX'],
  ['ZEXTEND', 'EXTEND'],
  ['ZBLOCKED', 'BLOCKED'],
  ['ZPCOUNT', 'PCOUNT'],
  ['ZGCOUNT', 'GCOUNT'],
  ['ZHECKSUM', 'CHECKSUM'],
  ['ZDATASUM', 'DATASUM'],
]);
const AXIS = /^ZNAXIS\d*$/;

/** The image's own cards among those of the table: `ZBITPIX` as `BITPIX`, without `TFORM1`, `ZCMPTYPE` … */
export function tableCards(cards: readonly Card[]): Card[] {
  const image: Card[] = [];
  for (const card of cards) {
    const name = AXIS.test(card.keyword) ? card.keyword.slice(1) : RENAMED.get(card.keyword);
    if (name !== undefined) image.push({ ...card, keyword: name });
    // fpack names the table after what it is; any other name was the image's.
    else if (card.keyword === 'EXTNAME' && card.value === 'COMPRESSED_IMAGE') continue;
    else if (!TABLE.test(card.keyword)) image.push(card);
  }
  return image;
}
