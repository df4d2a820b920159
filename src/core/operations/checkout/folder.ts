/**
 * The folder of a checkout: whether it may be used, its sub-folders, and tidying what an earlier run left.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';
import { isUnfinished } from '../../storage/files/replace';
import { ROOT_FOLDERS } from './checkoutLayout';
import { CHECKOUT_MARKER, type Marker, readMarker } from './marker';

/** Throws where the folder could not be made into a checkout; makes nothing. */
export function checkFolder(folder: string): Marker | null {
  refuseRelative(folder);
  try {
    if (!fs.existsSync(folder)) return null;
    return usable(folder);
  } catch (error) {
    throw fileError(error, folder);
  }
}

/**
 * Makes the folder where it is new. Returns the marker of an earlier checkout, null for a new or empty one.
 */
export function openFolder(folder: string): Marker | null {
  refuseRelative(folder);
  try {
    fs.mkdirSync(folder, { recursive: true });
    return usable(folder);
  } catch (error) {
    throw fileError(error, folder);
  }
}

function refuseRelative(folder: string): void {
  if (!path.isAbsolute(folder)) {
    throw new ArchiveError('request', english('The folder of a checkout is an absolute path'), {
      path: folder,
    });
  }
}

function usable(folder: string): Marker | null {
  const marker = readMarker(folder);
  if (marker !== null) {
    refuseLinks(folder, marker);
    return marker;
  }
  // A program that was killed may have left an unfinished marker.
  const names = fs.readdirSync(folder).filter((name) => !isUnfinished(CHECKOUT_MARKER, name));
  if (names.length === 0) return null;
  throw new ArchiveError('exists', english('The folder is not empty and no earlier checkout'), {
    path: folder,
    expected: english('a new or empty folder, or an earlier checkout'),
    got: names.slice(0, 3).join(', '),
    advice: english('Choose another folder.'),
  });
}

/**
 * Siril resolves a link to a folder and writes beside its target, and whatever is removed in it is removed
 * there: inside a checkout every folder has to be a real one.
 */
function refuseLinks(folder: string, { files }: Marker): void {
  const junctions = new Set(
    files
      .filter(({ made }) => made === 'junction')
      .filter(({ path: relative, source }) => pointsAt(path.join(folder, ...relative.split('/')), source))
      .map((file) => file.path),
  );
  for (const name of ROOT_FOLDERS) {
    if (junctions.has(name)) continue;
    refuseLink(path.join(folder, name));
    for (const entry of entries(path.join(folder, name))) {
      if (junctions.has(`${name}/${entry.name}`)) continue;
      if (name !== 'process' && entry.isSymbolicLink() && isFolder(path.join(folder, name, entry.name))) {
        refuseLink(path.join(folder, name, entry.name));
      }
    }
  }
}

function refuseLink(target: string): void {
  const stat = fs.lstatSync(target, { throwIfNoEntry: false });
  if (stat === undefined || stat.isDirectory()) return;
  throw new ArchiveError('exists', english('It is not a real folder'), {
    path: target,
    expected: 'a folder',
    got: stat.isSymbolicLink() ? 'a link' : 'a file',
    advice: english('Remove it, or choose another folder for the checkout.'),
  });
}

/** Windows tells the target of a junction with a separator at its end. */
function pointsAt(target: string, source: string): boolean {
  return isLink(target) && path.resolve(fs.readlinkSync(target)) === path.resolve(source);
}

function isLink(target: string): boolean {
  return fs.lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function isFolder(target: string): boolean {
  return fs.statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function entries(folder: string): fs.Dirent[] {
  return fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : [];
}

export function makeFolders(folder: string, relative: readonly string[]): void {
  for (const each of relative) {
    const target = path.join(folder, ...each.split('/'));
    try {
      fs.mkdirSync(target, { recursive: true });
    } catch (error) {
      throw fileError(error, target);
    }
  }
}

/** Removes the sub-folders of sets that are no longer there, as far as they are empty. */
export function removeEmptyCheckoutFolders(folder: string, keep: readonly string[]): void {
  const wanted = new Set(keep);
  for (const name of ROOT_FOLDERS) {
    // A junction is not gone into: what is empty behind it is the archive's.
    if (name === 'process' || isLink(path.join(folder, name))) continue;
    for (const entry of entries(path.join(folder, name))) {
      if (!entry.isDirectory() || wanted.has(`${name}/${entry.name}`)) continue;
      const target = path.join(folder, name, entry.name);
      if (fs.readdirSync(target).length === 0) fs.rmdirSync(target);
    }
  }
}

/** Removes the folders at the root of a checkout, as far as they are empty. */
export function removeEmptyRoots(folder: string): void {
  for (const name of ROOT_FOLDERS) {
    const target = path.join(folder, name);
    const stat = fs.lstatSync(target, { throwIfNoEntry: false });
    if (stat?.isDirectory() && fs.readdirSync(target).length === 0) fs.rmdirSync(target);
  }
}
