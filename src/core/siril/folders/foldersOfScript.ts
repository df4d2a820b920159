/** The contents of folders as a script sees them: images and sequences by name. */
import * as path from 'node:path';
import { isSirilFits, isSirilImage, stem } from './imageNames';

/**
 * Names in each folder; null for one that is not there. A folder that was not read is missing from the map.
 */
export type FoldersOfScript = ReadonlyMap<string, ReadonlySet<string> | null>;

const NUMBERED = /^(.*?)_?(\d{2,})$/;

/** The names of images in a folder, without extension and each once: `dark_stacked`. */
export function imagesIn(names: ReadonlySet<string>): readonly string[] {
  return unique([...names].filter((name) => isSirilImage(name) && !name.startsWith('.')).map(stem));
}

/**
 * The names of sequences in a folder: those of `.seq` and `.ser` files, and of at least two numbered FITS
 * files.
 */
export function sequencesIn(names: ReadonlySet<string>): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) {
    if (name.startsWith('.')) continue;
    const own = /^(.+?)_?\.seq$/i.exec(name)?.[1] ?? /^(.+)\.ser$/i.exec(name)?.[1];
    const base = own ?? (isSirilFits(name) ? NUMBERED.exec(stem(name))?.[1] : undefined);
    if (base) counts.set(base, (counts.get(base) ?? 0) + (own === undefined ? 1 : 2));
  }
  return [...counts].filter(([, count]) => count > 1).map(([name]) => name);
}

/**
 * Files of a folder that are an image called `name`, with or without an extension: `result` finds
 * `result.fit`.
 */
export function filesOfImage(names: ReadonlySet<string>, name: string): readonly string[] {
  if (names.has(name)) return [name];
  const found: string[] = [];
  for (const each of names) {
    if (each.length > name.length && each.startsWith(name) && isSirilImage(each) && stem(each) === name) {
      found.push(each);
    }
  }
  return found.sort();
}

/** Files of a folder that belong to a sequence called `name`, `light` or `light_`, in order. */
export function filesOfSequence(names: ReadonlySet<string>, name: string): readonly string[] {
  const base = name.replace(/\.(?:seq|ser)$/i, '').replace(/_$/, '');
  const found: string[] = [];
  for (const each of names) {
    if (!each.startsWith(base)) continue;
    const rest = each.slice(base.length);
    if (/^_?\.seq$|^\.ser$/i.test(rest) || (isSirilFits(rest) && /^(?:_?\d+)?$/.test(stem(rest)))) {
      found.push(each);
    }
  }
  return found.sort();
}

/**
 * Whether `convert` finds anything in a folder: a file that is not hidden, and no folder, text or packed
 * file.
 */
export function hasConvertible(names: ReadonlySet<string>): boolean {
  for (const name of names) {
    if (
      !name.startsWith('.') &&
      path.extname(name) !== '' &&
      !/\.(?:gz|zip|txt|json|ssf|seq|md|csv|log)$/i.test(name)
    ) {
      return true;
    }
  }
  return false;
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
