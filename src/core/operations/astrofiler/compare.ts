/** What AstroFiler and the archive say of the same frame. Pure. */
import type { AstrofilerDifference, ComparedField } from '../../api/archive';
import type { Frame } from '../../base/frame';
import { dateTimeOf } from '../../rules/cards/dates';
import { numberOf } from '../../rules/cards/numbers';
import { typeOfText } from '../../rules/frame/frameType';
import { foldName } from '../../rules/names/fold';
import { objectKey } from '../../rules/names/objectName';
import { exposureText, frameTypeText, temperatureText } from '../../text/words';
import type { ForeignFrame } from './catalogue';

export interface Comparison {
  readonly differences: readonly Omit<AstrofilerDifference, 'path'>[];
  /** What only AstroFiler knows. */
  readonly gaps: readonly { readonly field: ComparedField; readonly value: string }[];
}

/** One field of both; null for "does not say". */
interface Side {
  readonly field: ComparedField;
  readonly here: string | null;
  readonly there: string | null;
  readonly equal: boolean;
}

/** °C, of two readings of the same sensor. */
const TEMPERATURE = 0.5;
/** Seconds between two ways to write the same start. */
const START = 2;
const DAY = 86_400_000;

/**
 * Compares what both give. AstroFiler's defaults for what a header does not say (`Unknown`, a binning of 1, 0
 * °C, the type as the object of a calibration frame) count as nothing. Names are compared as the archive
 * compares them, so that `M31` and `m 31` agree.
 * @param here As its header says.
 * @param named The same under the names that the user's rules give it; one of the two has to agree.
 */
export function compare(there: ForeignFrame, here: Frame, named: Frame = here): Comparison {
  const inHeader = sidesOf(there, here);
  const sides =
    named === here
      ? inHeader
      : sidesOf(there, named).map((side) => {
          const agrees = inHeader.some(({ field, equal }) => field === side.field && equal);
          return agrees ? { ...side, equal: true } : side;
        });
  return {
    differences: sides.flatMap(({ field, here: archive, there: astrofiler, equal }) =>
      archive === null || astrofiler === null || equal ? [] : [{ field, archive, astrofiler }],
    ),
    gaps: sides.flatMap(({ field, here: archive, there: value }) =>
      archive === null && value !== null ? [{ field, value }] : [],
    ),
  };
}

/**
 * Whether the two can be one frame by the start of their exposures, whole days apart where only dates are
 * known; true where one does not say.
 */
export function sameStart(there: ForeignFrame, here: Frame): boolean {
  const { equal, here: archive, there: astrofiler } = startOf(there, here);
  return equal || archive === null || astrofiler === null;
}

function sidesOf(there: ForeignFrame, here: Frame): Side[] {
  const calibration = here.type !== 'light' && here.type !== 'stack' && here.type !== 'unknown';
  return [
    typeSide(there, here),
    ...(calibration ? [] : [names('object', there.object, here.object, objectKey)]),
    names('telescope', given(there.telescope), here.telescope, folded),
    names('imager', given(there.imager), here.imager, folded),
    // A filter in front of a dark is not its own.
    ...(calibration && here.type !== 'flat'
      ? []
      : [names('filter', given(there.filter), here.filter, folded)]),
    numbers(
      'exposure',
      there.exposure,
      here.exposure,
      (a, b) => Math.abs(a - b) <= Math.max(0.01, b / 1000),
      { text: exposureText },
    ),
    numbers('binningX', there.binningX, here.binningX, same, { nothing: 1 }),
    numbers('binningY', there.binningY, here.binningY, same, { nothing: 1 }),
    numbers('ccdTemp', there.ccdTemp, here.ccdTemp, (a, b) => Math.abs(a - b) <= TEMPERATURE, {
      nothing: 0,
      text: temperatureText,
    }),
    numbers('gain', there.gain, here.gain, same),
    numbers('offset', there.offset, here.offset, same),
    startOf(there, here),
  ];
}

/** AstroFiler knows no stacks, and takes flat-darks for darks or flats. */
function typeSide({ type }: ForeignFrame, here: Frame): Side {
  const said = type === null ? null : (typeOfText(type)?.type ?? null);
  const known = here.type === 'unknown' ? null : here.type;
  const equal = said === known || (known === 'stack' && said === 'light') || known === 'flatDark';
  const words = (value: Frame['type'] | null) => (value === null ? null : frameTypeText(value));
  return { field: 'type', here: words(known), there: words(said), equal };
}

function names(
  field: ComparedField,
  there: string | null,
  here: string | null,
  fold: (name: string) => string,
): Side {
  const [a, b] = [there?.trim() ?? null, here];
  return { field, here: b, there: a, equal: a !== null && b !== null && fold(a) === fold(b) };
}

function numbers(
  field: ComparedField,
  there: string | null,
  here: number | null,
  equal: (there: number, here: number) => boolean,
  { nothing, text = String }: { nothing?: number; text?: (value: number) => string } = {},
): Side {
  const value = there === null ? null : numberOf(there);
  // What may be a default says something only beside a value to compare it with.
  const said = value === nothing && here === null ? null : value;
  return {
    field,
    here: here === null ? null : text(here),
    there: said === null ? null : text(said),
    // No temperature and 0 °C look alike in AstroFiler.
    equal: said !== null && here !== null && (equal(said, here) || (field === 'ccdTemp' && said === 0)),
  };
}

function startOf(there: ForeignFrame, here: Frame): Side {
  const read = there.date === null ? null : dateTimeOf(there.date.trim(), null);
  const ours = here.dateObs === null ? null : Date.parse(here.dateObs);
  const apart = read === null || ours === null ? 0 : Math.abs(read.ms - ours);
  return {
    field: 'dateObs',
    here: here.dateObs,
    there: read === null ? null : (there.date?.trim() ?? null),
    equal: apart <= (read?.timed === false ? DAY : START * 1000),
  };
}

function given(name: string | null): string | null {
  return name !== null && /^(unknown|none|null|n\/a)$/i.test(name.trim()) ? null : name;
}

function folded(name: string): string {
  return foldName(name) ?? '';
}

function same(a: number, b: number): boolean {
  return a === b;
}
