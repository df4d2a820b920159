/** The images of a FITS file as pixels. */
import { english } from '../../base/english';
import type { Card, FitsFile, Hdu } from '../fits/header';
import { headerOfImage, imageUnits } from '../fits/image';
import { isTileCompressed, readFits } from '../fits/read';
import { findCard, integerValue } from '../fits/size';
import { blankAs } from './blanks';
import type { PixelFile, PixelImage } from './pixelImage';
import type { PixelSource } from './pixelSource';
import { plainImage } from './plainImage';
import { pixelShape, type PixelShape } from './shape';
import { tiledImage } from './tiledImage';
import { tileGrid } from './tileGrid';
import { tileScheme } from './tileScheme';
import { tileTable, type TileTable } from './tileTable';

/**
 * The images of a FITS file that is open; closing the result closes it.
 * @throws ArchiveError `format` when it has no usable header.
 */
export function fitsPixels(source: PixelSource): PixelFile {
  const file = readFits(source);
  const images: PixelImage[] = [];
  const problems = [...file.problems, ...file.hdus.flatMap((hdu) => hdu.problems)].map(
    ({ message }) => message,
  );
  if (source.damage !== null)
    problems.push(english('Not all of the file could be unpacked: {0}', source.damage));
  for (const hdu of imageUnits(file)) {
    const image = readImageUnit(source, file, hdu);
    if (typeof image === 'string')
      problems.push(english('The image in HDU {0} is not read: {1}', hdu.index, image));
    else {
      images.push(image);
      if (image.keyword('BSCALE') === 0)
        problems.push(english('BSCALE of the image in HDU {0} is 0; it is read as 1', hdu.index));
    }
  }
  return {
    path: source.path,
    format: 'fits',
    images,
    problems,
    close: () => Promise.resolve(source.close()),
  };
}

/** An image, or why it is none. */
function readImageUnit(source: PixelSource, file: FitsFile, hdu: Hdu): PixelImage | string {
  const packed = isTileCompressed(hdu);
  const { axes, bitpix, cards } = headerOfImage(file, hdu);
  if (axes.length === 0 || axes.some((length) => length < 1)) return english('it has no pixels');
  const scheme = packed ? tileScheme(hdu.cards) : null;
  const shape = pixelShape({
    hdu: hdu.index,
    name: packed ? packedName(cards) : hdu.name,
    bitpix,
    axes,
    // What ZBLANK says of whole numbers stands with the table.
    cards: packed ? [...cards, ...hdu.cards.filter(({ keyword }) => keyword === 'ZBLANK')] : cards,
    compression: scheme === null ? null : scheme.name,
  });
  if (shape === null) return english('it has more pixels than any file can hold');
  if (scheme === null) return plainImage(source, shape, hdu.dataOffset);
  const grid = tileGrid(
    axes,
    axes.map((_, n) => integerValue(hdu.cards, `ZTILE${n + 1}`)),
  );
  if (grid === null) return english('its tiles have no size');
  const table = tileTable(source, hdu);
  if (table === null) return english('its table cannot hold tiles');
  return tiledImage(source, { shape: withBlank(shape, table), grid, scheme, table });
}

/** The first tile tells how missing pixels are marked where the header does not; other tiles follow it. */
function withBlank(shape: PixelShape, table: TileTable): PixelShape {
  if (shape.blank !== null || !table.isThere(0)) return shape;
  const stored = table.whole(0, 'ZBLANK');
  return stored === null ? shape : { ...shape, blank: blankAs(shape.sample, stored) };
}

/** The name that an image had before it was packed; fpack calls a primary one so. */
function packedName(cards: readonly Card[]): string {
  const name = findCard(cards, 'EXTNAME')?.value;
  return typeof name === 'string' && name !== '' ? name : 'COMPRESSED_IMAGE';
}
