/**
 * Names in a checkout: of folders, sequences and results, and of the files that come from the archive. They
 * are short and safe in every file system and in a Siril script.
 */
import { imageExtension, imageFormat } from '../../formats/image/names';

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
  return names.map((name) => claimName(name, '', taken));
}

/** The first of `stem + suffix`, `stem_2 + suffix` … that is not in `taken`, and adds it there. */
export function claimName(stem: string, suffix: string, taken: Set<string>): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? stem + suffix : `${stem}_${count}${suffix}`;
    const folded = name.normalize('NFC').toLowerCase();
    if (taken.has(folded)) continue;
    taken.add(folded);
    return name;
  }
}

/** `link`: Siril reads it as it is; `unpack`: it has to be unzipped first; `refuse`: Siril cannot read it. */
type Treatment = 'link' | 'unpack' | 'refuse';

/** Siril takes FITS by the extension alone: .fit .fits .fts in any case, tile-compressed too, but no .gz. */
export function treatment(path: string): Treatment {
  const format = imageFormat(path);
  if (format === null || format === 'xisf') return 'refuse';
  return format === 'fits.gz' ? 'unpack' : 'link';
}

/** The last part of a path of this system or of Windows: `0001.fits`. */
export function baseName(path: string): string {
  return path.replace(/^.*[/\\]/s, '');
}

/** The extension a file has once it is in the checkout: `.fits`, `.fits.fz`; `.fits` for `.fits.gz`. */
function extensionInCheckout(path: string): string {
  return imageExtension(path).replace(/\.gz$/i, '');
}

/**
 * The name of a file inside its set: the archive's own, without what other systems forbid and without a dot
 * in front, since Siril 1.0 takes the resource forks of a Mac for images. A second file of the same name is
 * `0001_2.fits`; `taken` collects the names of the folder.
 */
export function nameInSet(path: string, taken: Set<string>): string {
  const extension = extensionInCheckout(path);
  const name = baseName(path);
  const stem = name
    .slice(0, name.length - imageExtension(name).length)
    .replace(/[\p{C}<>:"|?*/\\]+/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return claimName(shortened(stem === '' ? 'frame' : stem), extension, taken);
}

/** At most 180 bytes of UTF-8, cut between characters, so that a number and the extension still fit. */
function shortened(stem: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of stem) {
    bytes += Buffer.byteLength(character);
    if (bytes > 180) break;
    kept += character;
  }
  return kept;
}
