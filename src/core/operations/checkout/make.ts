/** Makes one file of a checkout. Nothing is ever overwritten. */
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { link, lstat, readdir, rm, rmdir, stat, symlink, utimes } from 'node:fs/promises';
import * as path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import { english } from '../../base/english';
import { ArchiveError, CancelledError, fileError } from '../../base/errors';
import type { Cancel } from '../../base/ports';
import { takeName } from '../../storage/files/copy';
import type { WantedFile } from './linking';
import type { MarkedFile } from './marker';
import { placeState } from './placeState';
import { partName } from './scratch';

/**
 * Puts a wanted file into its place. Returns the entry for the marker, or null where the place is taken
 * by something that was not made here. Throws where the source cannot be read or the system refuses the way.
 */
export async function makeEntry(file: WantedFile, to: string, cancel: Cancel): Promise<MarkedFile | null> {
  const target = path.join(to, ...file.path.split('/'));
  const made = file.treatment === 'unpack' ? 'unpacked' : file.way;
  if (file.way === 'junction') await removeIfEmpty(target);
  const state = await placeState(target, file.source, made);
  // Also without a note: a crash may have come between the link and the marker.
  if (state === 'foreign') return null;
  if (state === 'free') await makeFile(file, target, path.join(to, 'process'), cancel);
  return { path: file.path, source: file.source, made };
}

/** `scratch` is a folder of the same volume for files that grow. */
async function makeFile(file: WantedFile, target: string, scratch: string, cancel: Cancel): Promise<void> {
  const { source, way } = file;
  if (file.treatment === 'unpack') return fill(source, target, scratch, cancel, zlib.createGunzip());
  if (way === 'copy') return fill(source, target, scratch, cancel);
  try {
    if (way === 'hardlink') await link(source, target);
    else await symlink(source, target, way === 'junction' ? 'junction' : 'file');
  } catch (error) {
    throw new ArchiveError(
      'file',
      english('It cannot be linked into the checkout'),
      {
        path: source,
        got: `${way}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`,
        advice: english('Check the file out as a copy, or choose a folder on a drive that has links.'),
      },
      { cause: error },
    );
  }
}

/** An empty folder of an earlier checkout makes room for a junction. */
async function removeIfEmpty(target: string): Promise<void> {
  const isFolder = await lstat(target).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder && (await readdir(target)).length === 0) await rmdir(target);
}

/**
 * Writes beside first, under a name that nobody can guess, so that a half-written file is never taken for a
 * frame.
 */
async function fill(
  source: string,
  target: string,
  scratch: string,
  cancel: Cancel,
  unpack?: zlib.Gunzip,
): Promise<void> {
  const temporary = path.join(scratch, partName(path.basename(target), randomBytes(6).toString('hex')));
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (cancel.isCancellationRequested) done(new CancelledError());
      else done(null, chunk);
    },
  });
  try {
    const before = await stat(source);
    const input = fs.createReadStream(source, { highWaterMark: 1 << 20 });
    const output = fs.createWriteStream(temporary, { flags: 'wx' });
    if (unpack === undefined) await pipeline(input, watch, output);
    else await pipeline(input, unpack, watch, output);
    const { atime, mtime, mtimeMs, size } = await stat(source);
    if (mtimeMs !== before.mtimeMs || size !== before.size) {
      throw new ArchiveError('file', english('It changed while it was copied'), {
        path: source,
        advice: english('Wait until nothing writes to it, then check out again.'),
      });
    }
    await utimes(temporary, atime, mtime);
    await takeName(temporary, target);
  } catch (error) {
    throw fileError(error, source);
  } finally {
    await rm(temporary, { force: true });
  }
}
