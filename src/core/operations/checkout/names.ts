/** Names for folders, sequences and results: short, safe in every file system and in a Siril script. */

const MAXIMUM = 40;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
/** Filter names are often written with a Greek letter: `Hα`. */
const GREEK: Readonly<Record<string, string>> = { α: 'a', β: 'b', γ: 'g', δ: 'd', λ: 'l', μ: 'u' };

/**
 * A name of ASCII letters, digits, `-` and `_` only, 40 at most, empty where nothing is left. ASCII, since
 * Siril on Windows opens files by the system's code page: `NGC 7000` is `NGC_7000`, `Hα 3.5nm` `Ha_3_5nm`.
 */
export function safeName(text: string): string {
  const name = text
    .slice(0, 4 * MAXIMUM)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[α-ωμ]/gu, (letter) => GREEK[letter] ?? '')
    .replaceAll('ß', 'ss')
    .replace(/[^A-Za-z0-9-]+/g, '_')
    .slice(0, MAXIMUM)
    .replace(/^[-_]+|[-_]+$/g, '');
  return RESERVED.test(name) ? `${name}_x` : name;
}

/**
 * Names that tell things apart with as few words as possible. Each row has the same columns of words, the
 * most telling first; the first `always` columns are always used, a further one only where it separates rows
 * that would share a name: `[['L', '2024-09-13'], ['L', '2024-09-14'], ['Ha', '2024-09-13']]` gives
 * `L_2024-09-13`, `L_2024-09-14`, `Ha_2024-09-13`. Unique without regard to case; what no column separates
 * is numbered. `fallback` names a row that has no words.
 */
export function distinctNames(
  rows: readonly (readonly string[])[],
  always: number,
  fallback: string,
): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const label = (chosen: readonly number[]) => rows.map((row) => joined(chosen.map((i) => row[i] ?? '')));
  let chosen = Array.from({ length: Math.min(always, columns) }, (_, index) => index);
  let labels = label(chosen);
  for (let column = chosen.length; column < columns; column++) {
    const next = label([...chosen, column]);
    if (new Set(next).size <= new Set(labels).size) continue;
    chosen = [...chosen, column];
    labels = next;
  }
  const names = labels.map((_, row) =>
    chosen
      .map((index) => safeName(rows[row]?.[index] ?? ''))
      .filter((word) => word !== '')
      .join('_')
      .slice(0, 2 * MAXIMUM),
  );
  return numbered(names.map((name) => (name === '' ? fallback : name)));
}

function joined(words: readonly string[]): string {
  return words.map((word) => safeName(word).toLowerCase()).join('\0');
}

/** Appends `_2`, `_3` … to names that are taken, compared without regard to case. */
export function numbered(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => claim(name, '', taken));
}

/** The first of `stem + suffix`, `stem_2 + suffix` … that is not in `taken`, and adds it there. */
export function claim(stem: string, suffix: string, taken: Set<string>): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? stem + suffix : `${stem}_${count}${suffix}`;
    const folded = name.normalize('NFC').toLowerCase();
    if (taken.has(folded)) continue;
    taken.add(folded);
    return name;
  }
}
