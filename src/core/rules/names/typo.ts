/**
 * Whether two spellings differ by a slip of the hand, and how to find such pairs without comparing every two.
 * Pure.
 */

/** Shorter words are different words when they differ: Ha and Hb, OIII and SIII, East and West. */
const SHORTEST = 5;
/** Words beyond these are sentences, which nobody types twice. */
const MOST_WORDS = 12;
const ROMAN = /^[ivxlc]+$/;

/**
 * The words of a name, letters and digits apart, without case, accents and separators: `['esprit', '100',
 * 'ed']` for `Esprit_100ED`. Empty for a name that is too long to be one.
 */
export function wordsOf(name: string): readonly string[] {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/\p{L}+|\p{N}+/gu) ?? [];
  return words.length > MOST_WORDS ? [] : words;
}

/**
 * Whether one word of letters differs by one letter that is wrong, missing, too many, or swapped with its
 * neighbour. Digits never differ: M 31 is not M 32. Nor does the end of a word, which tells models and panels
 * apart: DWARFII and DWARFIII, Panel A and Panel B.
 */
export function isTypo(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const differing = a.flatMap((word, index) => (word === b[index] ? [] : [[word, b[index] ?? ''] as const]));
  const [pair] = differing;
  return differing.length === 1 && pair !== undefined && isSlip(...pair);
}

function isSlip(one: string, other: string): boolean {
  const [a, b] = one.length <= other.length ? [one, other] : [other, one];
  if (!isWord(a) || !isWord(b) || b.length - a.length > 1) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  if (a.length < b.length) return same < a.length && a.slice(same) === b.slice(same + 1);
  if (same === a.length - 1) return false;
  if (a.slice(same + 1) === b.slice(same + 1)) return true;
  return a[same] === b[same + 1] && a[same + 1] === b[same] && a.slice(same + 2) === b.slice(same + 2);
}

function isWord(text: string): boolean {
  return text.length >= SHORTEST && /^\p{L}+$/u.test(text) && !ROMAN.test(text);
}

/**
 * Texts of which two names that are a slip apart share at least one: the name itself, and the name without
 * each of its letters. Their number grows with the length of the name, not with that of the archive.
 */
export function typoKeys(words: readonly string[]): string[] {
  const keys = [words.join(' ')];
  words.forEach((word, index) => {
    // The shorter one of a pair has SHORTEST letters, and so is never cut to fewer than that less one.
    if (word.length < SHORTEST || !isWord(word)) return;
    for (let at = 0; at < word.length; at++) {
      const cut = word.slice(0, at) + word.slice(at + 1);
      keys.push([...words.slice(0, index), cut, ...words.slice(index + 1)].join(' '));
    }
  });
  return [...new Set(keys)];
}
