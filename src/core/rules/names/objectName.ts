/** When two names mean the same object of the sky. */
import { catalogueKey } from './objects/catalogueKey';
import { designationOf, foldObject } from './objects/designation';
import { minorBodyKey } from './objects/minorBodies';

/** Longer names are sentences; nobody writes two names of one object in so many words. */
const MOST_WORDS = 10;
const LONGEST = 120;

/**
 * The key under which an object is grouped: `ngc224` for `M 31`, `m_31`, `Messier 31`, `NGC 0224`, `Andromeda
 * Galaxy` and `M31 (Andromeda Galaxy)`. Case, blanks, `_`, `-`, apostrophes and compatibility forms of
 * letters (Unicode NFKC) do not count; only between two digits a separator is kept, as `-`, so that panel 1
 * of M 3 (`M3 1`) is not M 31. Designations and names are those of the built-in tables, and only a name as a
 * whole is one of theirs: `M 31 Panel 1` is its own object. Comets and asteroids go by their designations
 * (`minorBodies.ts`). A name of nothing but separators keeps itself.
 */
export function objectKey(name: string): string {
  const folded = foldObject(name);
  // Of a name in an unusual form, too, so that its key is that of the key.
  const minor = minorBodyKey(name) ?? minorBodyKey(folded);
  if (minor !== null) return minor;
  return knownKey(folded) ?? (name.length > LONGEST ? null : twiceNamed(wordsOf(name))) ?? folded;
}

/** The key of a name that is in the tables as a whole, with or without an article. */
function knownKey(folded: string): string | null {
  const designation = designationOf(folded);
  const alias = catalogueKey(designation ?? folded);
  if (alias !== null || designation !== null) return alias ?? designation;
  return folded.startsWith('the') ? catalogueKey(folded.slice(3)) : null;
}

function wordsOf(name: string): string[] {
  return name.split(/[\s_()[\],;:=/–—]+|(?<=[\s_])-(?=[\s_])/).filter((word) => word !== '' && word !== '-');
}

/**
 * The key where the words are two names of one object, one after the other: `NGC 7000 - North America
 * Nebula`.
 */
function twiceNamed(words: readonly string[]): string | null {
  if (words.length < 2 || words.length > MOST_WORDS) return null;
  for (let cut = 1; cut < words.length; cut++) {
    const first = knownKey(foldObject(words.slice(0, cut).join(' ')));
    if (first === null) continue;
    const rest = words.slice(cut);
    if ((knownKey(foldObject(rest.join(' '))) ?? twiceNamed(rest)) === first) return first;
  }
  return null;
}
