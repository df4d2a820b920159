/** When two names mean the same object of the sky. */
import { catalogueNameOf } from './messier';

const MESSIER = /^(?:messier|m)0*([1-9][0-9]{0,2})$/;
const CATALOGUE = /^(ngc|ic)0*([1-9][0-9]{0,3})([a-z]?)$/;

/**
 * The key under which an object is grouped: `ngc224` for `M 31`, `m_31`, `Messier 31` and `NGC 0224`.
 * Case, blanks, `_`, `-` and compatibility forms of letters (Unicode NFKC) do not count; only between two digits a separator is
 * kept, as `-`, so that panel 1 of M 3 (`M3 1`) is not M 31. Messier numbers become NGC or IC numbers.
 * A name of nothing but separators keeps itself.
 */
export function objectKey(name: string): string {
  const lower = name.normalize('NFKC').toLowerCase().trim();
  const folded = lower.replace(/[\s_-]+/g, '-').replace(/(?<![0-9])-|-(?![0-9])/g, '');
  if (folded === '') return lower;
  const messier = MESSIER.exec(folded);
  if (messier) {
    const number = Number(messier[1]);
    return catalogueNameOf(number) ?? `m${number}`;
  }
  const catalogue = CATALOGUE.exec(folded);
  return catalogue ? `${catalogue[1]}${catalogue[2]}${catalogue[3]}` : folded;
}
