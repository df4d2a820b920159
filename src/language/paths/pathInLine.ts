/**
 * Paths of FITS and XISF files in a line of text. What a path is can be told for certain only by looking at
 * the disk, because a name may hold blanks, `#` and brackets; so this gives candidates, the longest first,
 * and the caller takes the first one that exists.
 */
import { IMAGE_EXTENSION, isImageName } from '../../core/formats/image/names';

/** A stretch of a line that may be the path of an image. */
export interface PathCandidate {
  /** Index of its first character in the line: 5. */
  readonly start: number;
  /** Index after its last character. */
  readonly end: number;
  /** The path as a file system would take it: `../lights/NGC 7000 #1.fits`. */
  readonly path: string;
}

/** Characters on either side of the cursor that are looked at; a path is not longer than PATH_MAX (4096). */
const REACH = 4096;
const MOST_CANDIDATES = 24;

/** The end of a FITS or XISF name, but not of `x.fits_old`, `x.fits.bak` or `x.fits-1`. */
const NAME_END = new RegExp(`${IMAGE_EXTENSION}(?![\\w]|[.-]\\w)`, 'gi');
const QUOTES = ['"', "'", '`'] as const;
/** What may stand between a blank and the beginning of an unquoted path: `-dark=../darks/a.fit`. */
const OPENERS = '=([{<>,;|:';

/**
 * Candidates that enclose the character at `character`, in the order in which they should be tried: quoted
 * ones, then those without blanks, then those from the beginning of the line (a list of files, one a line).
 */
export function pathsAt(line: string, character: number): readonly PathCandidate[] {
  const from = Math.max(0, character - REACH);
  const text = line.slice(from, character + REACH);
  const cursor = character - from;
  const found = [...quoted(text, cursor), ...bare(text, cursor)];
  const seen = new Set<string>();
  return found
    .filter(({ path }) => !path.includes('\0') && !seen.has(path) && seen.add(path))
    .slice(0, MOST_CANDIDATES)
    .map(({ start, end, path }) => ({ start: start + from, end: end + from, path }));
}

function quoted(text: string, cursor: number): readonly PathCandidate[] {
  const found: PathCandidate[] = [];
  for (const quote of QUOTES) {
    const start = text.lastIndexOf(quote, cursor - 1) + 1;
    const end = text.indexOf(quote, cursor);
    if (start === 0 || end < 0) continue;
    const path = text.slice(start, end);
    if (!isImageName(path)) continue;
    found.push({ start, end, path });
    // A Windows path in JSON, Python or C has its backslashes doubled.
    if (path.includes('\\\\')) found.push({ start, end, path: path.replaceAll('\\\\', '\\') });
  }
  return found.sort((a, b) => b.end - b.start - (a.end - a.start));
}

function bare(text: string, cursor: number): readonly PathCandidate[] {
  const ends = nameEnds(text, cursor);
  const isEdge = (c: string | undefined) => c === undefined || /["'`]/.test(c) || c.trim() === '';
  let word = cursor;
  while (word > 0 && !isEdge(text[word - 1])) word--;
  const starts = [word];
  for (let i = word; i < cursor; i++) if (OPENERS.includes(text[i] ?? '')) starts.push(i + 1);
  const firstInk = text.length - text.trimStart().length;
  const found: PathCandidate[] = [];
  for (const start of [...starts, firstInk]) {
    for (const end of ends) {
      const path = text.slice(start, end);
      const blanks = start === firstInk ? false : /\s/.test(path);
      if (start <= cursor && !blanks && hasStem(path)) found.push({ start, end, path });
    }
  }
  return found;
}

/** Where such names end after the cursor, the farthest first, a few at most. */
function nameEnds(text: string, cursor: number): readonly number[] {
  const ends: number[] = [];
  for (const match of text.matchAll(NAME_END)) {
    const end = match.index + match[0].length;
    if (end > cursor) ends.push(end);
    if (ends.length === 4) break;
  }
  return ends.reverse();
}

/** `.fits` alone is an extension that somebody writes about, not a file. */
function hasStem(path: string): boolean {
  return !/(?:^|[\\/])\.[a-z.]+$/i.test(path);
}
