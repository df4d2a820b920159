/** What the marker of a checkout holds, and the look at each entry: the file could have been written by anybody. */
import { ROOT_FOLDERS } from './layout';
import type { LinkWay } from './strategy';

export interface MarkedFile {
  /** Relative to the checkout, `/` between parts: `lights/0001.fits`; a folder where `made` is `junction`. */
  readonly path: string;
  /** Absolute path in the archive. */
  readonly source: string;
  readonly made: LinkWay | 'unpacked';
}

export interface MarkedScript {
  /** `siril.ssf` */
  readonly name: string;
  /** Of the script as it was written, to see whether the user has changed it. */
  readonly sha256: string;
}

/** An image that the script writes into the checkout's root. */
export interface MarkedResult {
  /** Without extension: `NGC_7000_L`. */
  readonly name: string;
  readonly kind: 'stack' | 'aligned' | 'composition';
  readonly object: string | null;
  readonly filter: string | null;
  /** Ids of the light sessions that go in. */
  readonly sessions: readonly string[];
  /** Names of the stacks that a composition is made of. */
  readonly of: readonly string[];
}

export interface Marker {
  readonly files: readonly MarkedFile[];
  readonly scripts: readonly MarkedScript[];
  readonly results: readonly MarkedResult[];
  /** Names of the sequences in `process`: `light_L`, `all_NGC_7000_L`. */
  readonly sequences: readonly string[];
  /** Masters that the script stacks, relative to the checkout: `masters/dark_stacked`. */
  readonly masters: readonly string[];
  /** When the script was written, ISO 8601, UTC; null before it was. */
  readonly made: string | null;
  /** How often the folder was checked out into: 1 for a new one. */
  readonly times: number;
}

export const EMPTY_MARKER: Marker = {
  ...{ files: [], scripts: [], results: [], sequences: [], masters: [], made: null, times: 0 },
};

/** The entries that make sense; what points out of the checkout, or is of another shape, is left out. */
export function markerOf(value: Readonly<Record<string, unknown>>): Marker {
  const list = <T>(key: string, accept: (entry: unknown) => entry is T): T[] => {
    const entries: unknown = value[key];
    return Array.isArray(entries) ? entries.filter(accept) : [];
  };
  const { made, times } = value;
  return {
    files: list('files', isMarkedFile),
    scripts: list('scripts', isMarkedScript),
    results: list('results', isMarkedResult),
    sequences: list('sequences', isName),
    masters: list('masters', isMaster),
    made: typeof made === 'string' && !Number.isNaN(Date.parse(made)) ? made : null,
    times: typeof times === 'number' && Number.isSafeInteger(times) && times >= 0 ? times : 1,
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 1000;
}

/** The names that this program gives: `NGC_7000_L`. */
function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{1,200}$/.test(value);
}

function isMaster(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('masters/') && isName(value.slice('masters/'.length));
}

function isMarkedFile(value: unknown): value is MarkedFile {
  if (!isRecord(value) || typeof value['path'] !== 'string' || typeof value['source'] !== 'string') {
    return false;
  }
  const made = String(value['made']);
  if (made === 'junction') return isInside(value['path'], [1, 2]);
  return ['symlink', 'hardlink', 'copy', 'unpacked'].includes(made) && isInside(value['path'], [2, 3]);
}

/** `lights/0001.fits` or `lights/L/0001.fits`: below one of the checkout's folders, never up and out. */
function isInside(relative: string, depths: readonly number[]): boolean {
  const parts = relative.split('/');
  return (
    depths.includes(parts.length) &&
    (ROOT_FOLDERS as readonly string[]).includes(parts[0] ?? '') &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part))
  );
}

function isMarkedScript(value: unknown): value is MarkedScript {
  return (
    isRecord(value) &&
    typeof value['name'] === 'string' &&
    /^[A-Za-z0-9_-]+\.ssf$/.test(value['name']) &&
    typeof value['sha256'] === 'string'
  );
}

function isMarkedResult(value: unknown): value is MarkedResult {
  return (
    isRecord(value) &&
    isName(value['name']) &&
    ['stack', 'aligned', 'composition'].includes(String(value['kind'])) &&
    (value['object'] === null || isText(value['object'])) &&
    (value['filter'] === null || isText(value['filter'])) &&
    Array.isArray(value['sessions']) &&
    value['sessions'].every(isText) &&
    Array.isArray(value['of']) &&
    value['of'].every(isName)
  );
}
