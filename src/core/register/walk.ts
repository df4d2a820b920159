/** Finds the image files below the folders that are to be registered. */
import { lstatSync, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Settings, walkStream, type Entry } from '@nodelib/fs.walk';
import { isCheckout } from '../checkout/marker';
import { fileError } from '../errors';
import { isImageName } from '../imageFiles';
import type { Cancel } from '../ports';
import { isDistributedName } from '../xisf/names';

export type Found =
  | { readonly kind: 'file'; readonly path: string; readonly size: number; readonly mtime: number }
  | { readonly kind: 'skipped'; readonly path: string; readonly why: string }
  | { readonly kind: 'failed'; readonly path: string; readonly error: string };

/**
 * Every FITS and XISF file below `sources` (folders or files, absolute), each once. Links are not followed: what they
 * point to is registered where it really lies. A folder that cannot be read is reported and passed over.
 */
export async function* findFits(sources: readonly string[], cancel: Cancel): AsyncGenerator<Found> {
  const seen = new Set<string>();
  for (const source of sources) {
    for await (const found of findBelow(source)) {
      if (cancel.isCancellationRequested) return;
      if (seen.has(found.path)) continue;
      seen.add(found.path);
      yield found;
    }
  }
}

async function* findBelow(source: string): AsyncGenerator<Found> {
  let folder: boolean;
  try {
    folder = (await stat(source)).isDirectory();
  } catch (error) {
    yield { kind: 'failed', path: source, error: fileError(error, source).describe() };
    return;
  }
  if (!folder) yield inspect(source);
  else if (isCheckout(source)) {
    yield { kind: 'skipped', path: source, why: 'It is a checkout, made from the archive' };
  } else yield* findInFolder(source);
}

async function* findInFolder(folder: string): AsyncGenerator<Found> {
  const notes: Found[] = [];
  const entries = walkStream(
    folder,
    new Settings({
      stats: true,
      deepFilter: (entry) => enter(entry, notes),
      entryFilter: (entry) => !entry.dirent.isDirectory() && isWanted(entry.name),
      errorFilter: (error) => {
        const path = error.path ?? folder;
        notes.push({ kind: 'failed', path, error: fileError(error, path).describe() });
        return true;
      },
    }),
  );
  for await (const entry of entries as AsyncIterable<Entry>) {
    yield* notes.splice(0);
    yield inspect(entry.path, entry.stats);
  }
  yield* notes;
}

/** Names of images in forms that this version does not read; passing them over in silence would mislead. */
const PACKED = /\.(?:fits|fit|fts)\.(?:xz|bz2|zip|zst)$/i;

function isWanted(name: string): boolean {
  return isImageName(name) !== null || isDistributedName(name) || PACKED.test(name);
}

function whyUnread(path: string): string | null {
  if (isImageName(path) !== null) return null;
  if (isDistributedName(path)) return 'It is part of a distributed XISF unit; save it as a .xisf file';
  if (PACKED.test(path)) return 'It is packed in a way that is not read; unpack it, or use gzip or fpack';
  return 'Its name is not that of an image file';
}

/** Whether to look into a folder: not into hidden ones, and not into checkouts. */
function enter(entry: Entry, notes: Found[]): boolean {
  if (entry.name.startsWith('.')) return false;
  if (!isCheckout(entry.path)) return true;
  notes.push({ kind: 'skipped', path: entry.path, why: 'It is a checkout, made from the archive' });
  return false;
}

function inspect(path: string, known?: Stats): Found {
  const skipped = (why: string): Found => ({ kind: 'skipped', path, why });
  const unread = whyUnread(path);
  if (unread !== null) return skipped(unread);
  if (basename(path).startsWith('.')) return skipped('It is hidden');
  try {
    const info = known ?? lstatSync(path);
    if (info.isSymbolicLink()) return skipped('It is a link; register the folder that it points to');
    if (!info.isFile()) return skipped('It is not a regular file');
    return { kind: 'file', path, size: info.size, mtime: info.mtimeMs };
  } catch (error) {
    return { kind: 'failed', path, error: fileError(error, path).describe() };
  }
}
