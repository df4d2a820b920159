/** The image files that lie beside one. */
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileError } from '../../base/errors';
import { naturalOrder } from '../../base/naturalOrder';
import { isImageName } from '../../formats/image/names';

/** A folder with more of them is looked through in parts. */
const MOST = 10_000;

/**
 * Absolute paths in natural order, the file itself among them. Hidden files are passed over: macOS keeps
 * `._M31.fits` beside `M31.fits`, which is no image.
 * @throws ArchiveError where the folder cannot be read
 */
export async function siblingsOf(path: string): Promise<readonly string[]> {
  const folder = dirname(path);
  const own = basename(path);
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && isImageName(entry.name))
      .map(({ name }) => name);
    return partOf(names.includes(own) ? names : [...names, own], own).map((name) => join(folder, name));
  } catch (error) {
    throw fileError(error, folder);
  }
}

/** In natural order, and no more than can be looked through. */
function partOf(names: readonly string[], own: string): readonly string[] {
  const sorted = [...names].sort(naturalOrder);
  const from = Math.min(Math.max(sorted.indexOf(own) - MOST / 2, 0), Math.max(sorted.length - MOST, 0));
  return sorted.slice(from, from + MOST);
}
