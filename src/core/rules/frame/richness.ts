/**
 * How much a header says of its frame: of files with the same pixels, the original is the one that says most.
 * Pure.
 */
import type { ExplainedField, ExplainedFrame } from '../../base/frame';
import type { ImageHeader } from '../../formats/fits/header';
import { numberOf } from '../cards/numbers';

/** What grouping, calibration and names ask for, beyond when, what and with which camera. */
const ASKED = [
  'object',
  'telescope',
  'filter',
  'exposure',
  'binningX',
  'ccdTemp',
  'setTemp',
  'gain',
  'offset',
  'readoutMode',
  'bayerPattern',
  'rotator',
  'focalLength',
  'pixelSize',
  'ra',
  'siteLatitude',
  'siteLongitude',
  'observer',
  'site',
  'electronsPerAdu',
  'program',
] as const satisfies readonly ExplainedField[];

/** Cards beyond these count no more. */
const MOST_CARDS = 1023;

/** What every FITS file has, or what says nothing of the exposure. */
const FORMAL =
  /^(?:SIMPLE|XTENSION|BITPIX|NAXIS\d*|EXTEND|PCOUNT|GCOUNT|BSCALE|BZERO|CHECKSUM|DATASUM|DATE|END|)$/;
/** The place of the image on the sky (FITS 4.0 §8), which plate solvers add to a copy of a file. */
const PLATE =
  /^(?:WCSAXES|CTYPE\d|CUNIT\d|CRVAL\d|CRPIX\d|CDELT\d|CROTA\d|CD\d_\d|PC\d_\d|PV\d_\d+|[AB]P?_\d_\d|[AB]P?_ORDER|LONPOLE|LATPOLE|EQUINOX|RADESYS|PLTSOLVD)$/;

/**
 * The greater, the more the header says. What weighs most comes first, and what comes later decides only
 * where all before it is equal: the start of the exposure (to the time of day, the date alone, not at all),
 * the type of the frame, the camera, samples as the sensor gave them (integers, unscaled, FITS 4.0 §4.4.2.5),
 * how many of the values are there that sessions and calibration go by, and how many other cards there are.
 * Values taken from file name or folder are none of the header's, and the cards of a plate solution, of
 * COMMENT and of HISTORY count for nothing: they are added to copies. A light with date, camera and seven
 * more values has 1,064,969, one that was saved again with type and object alone 226,306.
 */
export function richnessOf(header: ImageHeader, frame: ExplainedFrame): number {
  const said = (field: ExplainedField) => isSaid(frame, field);
  const fields = ASKED.filter(said).length;
  const ranks: readonly (readonly [rank: number, ranks: number])[] = [
    [startRank(frame), 3],
    [Number(frame.type !== 'unknown' && said('type')), 2],
    [Number(said('imager')), 2],
    [sampleRank(header), 4],
    [fields, ASKED.length + 1],
    [Math.min(ownCards(header), MOST_CARDS), MOST_CARDS + 1],
  ];
  return ranks.reduce((sum, [rank, count]) => sum * count + rank, 0);
}

function isSaid(frame: ExplainedFrame, field: ExplainedField): boolean {
  const source = frame.sources[field];
  return frame[field] !== null && source !== undefined && source !== 'file name' && source !== 'folder';
}

function startRank(frame: ExplainedFrame): number {
  if (frame.dateObs === null || !isSaid(frame, 'dateObs')) return 0;
  return frame.problems.some(({ code }) => code === 'time-missing') ? 1 : 2;
}

/** Unsigned integers of 16 bits are stored with a BZERO; a copy that has lost it reads as other numbers. */
function sampleRank({ bitpix, cards }: ImageHeader): number {
  if (bitpix < 0) return 0;
  const value = (keyword: string) => {
    const card = cards.find((each) => each.keyword === keyword);
    return card === undefined ? null : numberOf(card.value);
  };
  if ((value('BSCALE') ?? 1) !== 1) return 1;
  return (value('BZERO') ?? 0) === 0 ? 2 : 3;
}

function ownCards({ cards }: ImageHeader): number {
  const keywords = new Set<string>();
  for (const { keyword, type, value } of cards) {
    if (type === 'commentary' || value === null || value === '') continue;
    if (!FORMAL.test(keyword) && !PLATE.test(keyword)) keywords.add(keyword);
  }
  return keywords.size;
}
