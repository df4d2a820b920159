/** The number by which a second file of one name is told from the first: `x_001.fits` beside `x.fits`. */
import { packedExtension } from '../../formats/image/names';
import { byteLength, LONGEST_NAME, truncate } from './sanitise';

/** The extension of a file that is no image. */
const EXTENSION = /\.[A-Za-z0-9]{1,8}$/;

/**
 * `withSuffix('x.fits.gz', 1)` is `x_001.fits.gz`. A name that would become too long loses the end of its
 * stem.
 */
export function withSuffix(name: string, n: number): string {
  const { stem, extension } = parted(name);
  const suffix = `_${String(n).padStart(3, '0')}`;
  return truncate(stem, LONGEST_NAME - byteLength(extension) - suffix.length) + suffix + extension;
}

/**
 * Undoes `withSuffix`: `x_001.fits` is `x.fits` and 1; `n` is 0 for a name that cannot have come from it,
 * `x_000.fits`, `x_0001.fits`, `x_203.2mm.fits`. Whether a number at the end is a suffix or belongs to the
 * name, as in `NGC_7000.fits`, only the name without it can tell: ask `isNameOf`.
 */
export function withoutSuffix(name: string): { readonly name: string; readonly n: number } {
  const { stem, extension } = parted(name);
  const digits = /_(\d{3,15})$/.exec(stem)?.[1] ?? '';
  const n = Number(digits);
  if (n === 0 || digits !== String(n).padStart(3, '0')) return { name, n: 0 };
  return { name: stem.slice(0, -digits.length - 1) + extension, n };
}

/** Whether a file has this name, with or without a suffix. */
export function isNameOf(actual: string, name: string): boolean {
  if (actual === name) return true;
  const { n } = withoutSuffix(actual);
  return n > 0 && actual === withSuffix(name, n);
}

function parted(name: string): { readonly stem: string; readonly extension: string } {
  const extension = packedExtension(name) || (EXTENSION.exec(name)?.[0] ?? '');
  return { stem: name.slice(0, name.length - extension.length), extension };
}
