/** Paths as the disk spells them, for drives where `Light/M31` and `light/m31` are one name. */
import { lstatSync, readdirSync } from 'node:fs';
import { join, parse, sep } from 'node:path';
import { foldFileName } from './fileSystems';
import { FolderNames } from './folderNames';

/**
 * Every part as its folder lists it: `/mnt/usb/Astro` for `/mnt/usb/astro`; as it is where it leads nowhere.
 */
export function listedPath(path: string, names = new FolderNames()): string {
  const { root } = parse(path);
  return names.resolve(spelledRoot(root), path.slice(root.length).split(sep).filter(Boolean));
}

/** Windows shows drives in capitals, VS Code in small letters: `spelledRoot('c:\')` is `C:\`. */
export function spelledRoot(root: string): string {
  return /^[a-z]:/.test(root) ? root.charAt(0).toUpperCase() + root.slice(1) : root;
}

/**
 * As `listedPath`, but what lies in the repository begins as the repository is written, so that its frames
 * are found.
 */
export function spelledIn(repository: string, path: string): string {
  const names = new FolderNames();
  const [listed, root] = [listedPath(path, names), listedPath(repository, names)];
  if (listed === root) return repository;
  const below = root.endsWith(sep) ? root : root + sep;
  return listed.startsWith(below) ? join(repository, listed.slice(below.length)) : listed;
}

/**
 * Whether two paths are spellings of one name. Inodes do not tell: drivers without their own numbers, as of
 * exFAT in user space and of some network shares, make one up for each spelling. Throws what the system
 * throws where a folder cannot be listed: that two names are two files must never be a guess.
 */
export function areOneSpelling(a: string, b: string): boolean {
  if (a === b) return true;
  if (foldFileName(a) !== foldFileName(b)) return false;
  const names = new FolderNames({
    list: (folder) => readdirSync(folder),
    has: (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined,
  });
  return listedPath(a, names) === listedPath(b, names);
}
