/** Reads every header of a FITS file, and of its data only where they begin and how long they are. */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { Problem } from '../../base/frame';
import { BLOCK, wholeBlocks } from './block';
import { parseCards } from './cards';
import { isGzip, MOST_UNPACKED, unpackedSource, type UnpackedSource } from './gunzip';
import type { Card, FileFormat, FitsFile, Hdu, HduType } from './header';
import { type HeaderUnit, MOST_HEADER_BYTES, readHeaderUnit } from './headerUnit';
import { dataSize, findCard } from './size';
import { type ByteSource, withSource } from './source';
import { latin1 } from './text';

/**
 * Multi-extension files of cameras have some dozens; without a bound 30 MB of empty units would make 10,000.
 */
const MOST_UNITS = 1024;

/**
 * Reads the headers of the file at `path`.
 * @throws ArchiveError `file` when it cannot be read, `format` when it has no usable header.
 */
export function readFitsFile(path: string): FitsFile {
  return withSource(path, readFits);
}

/**
 * Reads the headers of a source, through gzip where it is gzipped (offsets then count in the unpacked bytes,
 * see `plainSource`). What is doubtful is listed in `problems`, of the unit or of the file.
 * @throws ArchiveError `format` when there is no usable header at all.
 */
export function readFits(source: ByteSource): FitsFile {
  const unpacked = isGzip(source) ? unpackedSource(source) : null;
  const problems: Problem[] = [];
  const reach = unpacked === null ? Infinity : MOST_UNPACKED;
  const hdus = readUnits(unpacked ?? source, reach, problems);
  if (unpacked !== null) noteDamage(unpacked, problems);
  const format: FileFormat = unpacked ? 'fits.gz' : hdus.some(isTileCompressed) ? 'fits.fz' : 'fits';
  return { path: source.path, format, size: source.size, hdus, problems };
}

/** Whether a unit is a table that holds a tile-compressed image (FITS 4.0 §10.1). */
export function isTileCompressed(hdu: Hdu): boolean {
  return hdu.type === 'bintable' && findCard(hdu.cards, 'ZIMAGE')?.value === true;
}

function noteDamage(unpacked: UnpackedSource, problems: Problem[]): void {
  if (unpacked.damage === null) return;
  problems.push({ code: 'gzip', message: english('The gzip stream is damaged: {0}', unpacked.damage) });
}

/** `reach` is how far into the source one can read at all. */
function readUnits(source: ByteSource, reach: number, problems: Problem[]): Hdu[] {
  const hdus: Hdu[] = [];
  let offset = 0;
  while (hdus.length < MOST_UNITS) {
    if (hdus.length > 0 && !startsExtension(source, offset)) break;
    const hdu = readUnit(source, offset, hdus.length);
    hdus.push(hdu);
    // A size that cannot be would put the next unit anywhere.
    if (hdu.problems.some((problem) => problem.code === 'impossible-size')) return hdus;
    offset = hdu.dataOffset + wholeBlocks(hdu.dataSize);
    // Where the size agrees with the header a zipped file need not be unpacked to its end to be sure of it.
    if (offset === source.size) break;
    if (offset > reach) {
      problems.push({
        code: 'out-of-reach',
        message: english('What follows the first GiB was not unpacked'),
      });
      return hdus;
    }
    if (offset > source.size && source.read(offset, 1).length === 0) break;
  }
  problems.push(...endProblems(source, hdus, offset));
  return hdus;
}

/** What is wrong behind the last unit, or with its data. */
function endProblems(source: ByteSource, hdus: readonly Hdu[], end: number): Problem[] {
  const last = hdus.at(-1);
  if (last === undefined) return [];
  const dataEnd = last.dataOffset + last.dataSize;
  if (source.size > end) {
    const rest = source.size - end;
    return hdus.length === MOST_UNITS
      ? [
          {
            code: 'too-many-units',
            message: english('Only the first {0} header-data units were read', MOST_UNITS),
          },
        ]
      : [{ code: 'trailing-bytes', message: english('{0} bytes follow the last header-data unit', rest) }];
  }
  if (source.size < dataEnd) {
    const got = Math.max(0, source.size - last.dataOffset);
    const message = english('The data are cut off: {0} bytes announced, {1} there', last.dataSize, got);
    return [{ code: 'truncated', message }];
  }
  if (source.size < end)
    return [{ code: 'padding', message: english('The last block is shorter than 2880 bytes') }];
  return [];
}

function startsExtension(source: ByteSource, offset: number): boolean {
  return latin1(source.read(offset, 8)) === 'XTENSION';
}

function readUnit(source: ByteSource, offset: number, index: number): Hdu {
  const unit = readHeaderUnit(source, offset);
  const { cards, problems } = parseCards(unit.bytes);
  if (index === 0) checkBeginning(source, cards, problems);
  problems.push(...endingProblems(unit));
  const type = unitType(cards, index);
  const data = dataSize(cards, type);
  const name = findCard(cards, 'EXTNAME')?.value;
  return {
    index,
    type,
    name: typeof name === 'string' && name !== '' ? name : index === 0 ? 'PRIMARY' : '',
    headerOffset: offset,
    dataOffset: unit.dataOffset,
    dataSize: data.bytes,
    cards,
    problems: [...problems, ...data.problems],
  };
}

/** A file must begin with SIMPLE = T (§4.4.1.1); one in which only that card is spoilt can still be read. */
function checkBeginning(source: ByteSource, cards: Card[], problems: Problem[]): void {
  const first = cards[0];
  if (first?.keyword === 'SIMPLE' && first.type !== 'commentary') {
    if (first.value !== true) {
      const message = english('SIMPLE is not T: the file may depart from the standard');
      problems.push({ code: 'simple', message, keyword: 'SIMPLE' });
    }
    return;
  }
  const structured = findCard(cards, 'BITPIX') !== undefined && findCard(cards, 'NAXIS') !== undefined;
  if (structured) {
    problems.push({
      code: 'simple',
      message: english('The file does not begin with SIMPLE'),
      keyword: 'SIMPLE',
    });
    return;
  }
  const beginning = latin1(source.read(0, 30));
  const xisf = beginning.startsWith('XISF0100');
  throw new ArchiveError(
    'format',
    xisf ? english('this is an XISF file') : english('this is not a FITS file'),
    {
      path: source.path,
      offset: 0,
      expected: english('a header that begins with "SIMPLE  ="'),
      got: beginning === '' ? english('an empty file') : JSON.stringify(beginning),
      advice: xisf
        ? english('Convert it to FITS first.')
        : english('Was the download or the copy cut short?'),
    },
  );
}

function endingProblems(unit: HeaderUnit): Problem[] {
  switch (unit.ending) {
    case 'end':
      return [];
    case 'endOfFile':
      return [
        {
          code: 'no-end',
          message: english('The file ends inside the header: END is missing'),
          keyword: 'END',
        },
      ];
    case 'binary':
      return [
        { code: 'no-end', message: english('The header runs into the data: END is missing'), keyword: 'END' },
      ];
    case 'tooLong': {
      const message = english('The header has no END in its first {0} blocks', MOST_HEADER_BYTES / BLOCK);
      return [{ code: 'no-end', message, keyword: 'END' }];
    }
  }
}

function unitType(cards: readonly Card[], index: number): HduType {
  if (index === 0) {
    const groups = findCard(cards, 'GROUPS')?.value === true && findCard(cards, 'NAXIS1')?.value === 0;
    return groups ? 'groups' : 'primary';
  }
  const xtension = findCard(cards, 'XTENSION')?.value;
  switch (typeof xtension === 'string' ? xtension.trim() : '') {
    case 'IMAGE':
    case 'IUEIMAGE':
      return 'image';
    case 'BINTABLE':
    case 'A3DTABLE':
      return 'bintable';
    case 'TABLE':
      return 'table';
    default:
      return 'other';
  }
}
