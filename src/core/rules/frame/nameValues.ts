/** Values in file names, for headers that have none: those of the Dwarf and our own standard names. */
import type { HeaderFields } from '../cards/fields';
import { numberOf } from '../cards/numbers';

/** What a file name says; null where it does not. */
export interface NameValues {
  /** Seconds. */
  readonly exposure: number | null;
  readonly gain: number | null;
  readonly binningX: number | null;
  readonly binningY: number | null;
  /** °C. */
  readonly ccdTemp: number | null;
  readonly stackCount: number | null;
}

const NOTHING: NameValues = {
  exposure: null,
  gain: null,
  binningX: null,
  binningY: null,
  ccdTemp: null,
  stackCount: null,
};
const LONGEST_NAME = 300;
/** The end of a standard name: `-60s-1x1-t-10.5_001.fits`, any value of which can be `Unknown`. */
const STANDARD =
  /-(?:([\d.]{1,12})s|Unknown)-([\d]{1,2}|Unknown)x([\d]{1,2}|Unknown)-t(-?[\d.]{1,6}|Unknown)(?:_\d{3,6})?\.[a-z]/i;

/**
 * Reads `dark_exp_60.000000_gain_60_bin_1_20C_stack_8.fits` in a Dwarf's folder of calibration frames, and
 * the end of a standard name anywhere, so that a frame keeps its values when the repository is registered
 * again.
 */
export function nameValuesOf(folders: readonly string[], fileName: string): NameValues {
  if (fileName.length > LONGEST_NAME) return NOTHING;
  if (folders.some((folder) => /^(?:CALI_FRAME|DWARF_DARK)$/i.test(folder))) return dwarfValues(fileName);
  const match = STANDARD.exec(fileName);
  if (match === null) return NOTHING;
  const value = (n: number) => numberOf(match[n]?.replace(/\.$/, '') ?? null);
  return { ...NOTHING, exposure: value(1), binningX: value(2), binningY: value(3), ccdTemp: value(4) };
}

function dwarfValues(fileName: string): NameValues {
  const find = (pattern: RegExp) => numberOf(pattern.exec(fileName)?.[1] ?? null);
  const binning = find(/bin_([1-8])(?!\d)/i);
  return {
    exposure: find(/exp_(\d{1,6}(?:\.\d{1,9})?)/i),
    gain: find(/gain_(\d{1,6})/i),
    binningX: binning,
    binningY: binning,
    ccdTemp: find(/_(-?\d{1,2})C(?:_|\.|$)/),
    stackCount: find(/stack_(\d{1,6})/i),
  };
}

/** Looks into a file name only when a header lacks something, and then once. */
export class NamedValues {
  #values: NameValues | null = null;

  readonly #fields: HeaderFields;
  readonly #folders: readonly string[];
  readonly #fileName: string;

  constructor(fields: HeaderFields, folders: readonly string[], fileName: string) {
    this.#fields = fields;
    this.#folders = folders;
    this.#fileName = fileName;
  }

  get(field: keyof NameValues): number | null {
    this.#values ??= nameValuesOf(this.#folders, this.#fileName);
    const found = this.#values[field];
    if (found !== null) this.#fields.sources[field] = 'file name';
    return found;
  }
}
