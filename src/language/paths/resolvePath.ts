/** From a path as it stands in a text to the absolute paths that it can mean. */
import { posix, win32 } from 'node:path';

/** What a path is relative to. */
export interface PathSurroundings {
  /** Folders to try for a relative path, in order: that of the document, then those of the workspace. */
  readonly folders: readonly string[];
  /** The user's home folder, for `~/astro/x.fits`. */
  readonly home: string;
  readonly windows: boolean;
}

/**
 * Absolute paths to try, in order. Empty for a path on another machine (`\\server\share` on Windows): a text
 * that somebody else wrote must not make this machine log in somewhere because a mouse passed over it.
 */
export function resolvePath(path: string, { folders, home, windows }: PathSurroundings): readonly string[] {
  const system = windows ? win32 : posix;
  const local = path.startsWith('file://') ? decodeFileUri(path, windows) : path;
  if (local === null) return [];
  if (windows && /^[\\/]{2}/.test(local)) return [];
  if (/^~[\\/]/.test(local)) return [system.join(home, local.slice(2))];
  if (system.isAbsolute(local)) return [system.normalize(local)];
  return [...new Set(folders.map((folder) => system.join(folder, local)))];
}

/** The path in `file:///astro/NGC%207000.fits`, null where it is malformed or names a host. */
function decodeFileUri(uri: string, windows: boolean): string | null {
  const match = /^file:\/\/(?:localhost)?(\/.*)$/.exec(uri);
  if (!match?.[1]) return null;
  try {
    const path = decodeURIComponent(match[1]);
    return windows ? path.replace(/^\/(?=[a-z]:)/i, '') : path;
  } catch {
    return null;
  }
}
