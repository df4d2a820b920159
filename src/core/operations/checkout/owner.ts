/** What a checkout asks of the archive before anything in it is taken away. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { Database } from '../../storage/database/database';
import type { Frames } from '../../storage/database/frames';
import { hasCheckedOutInto } from '../../storage/database/operations';
import type { Identity } from '../../storage/identity/identity';
import type { Marker } from './marker';

export interface Owner {
  /** Null where the archive has none. */
  readonly identity: Identity | null;
  /** Whether the archive knows a frame at this path, absolute. */
  isFrame(file: string): boolean;
  /** Whether the archive knows a frame that lies in this very folder, absolute. */
  holdsFrames(folder: string): boolean;
  /** Whether a master of the archive, `size` bytes long, is this very file, perhaps by way of a link. */
  isMaster(file: string, size: number): boolean;
  /**
   * Whether the history tells that this archive, where it is now, was checked out into this folder, absolute.
   */
  hasCheckedOut(folder: string): boolean;
}

export interface OwnerParts {
  readonly database: Database;
  readonly frames: Frames;
  readonly identity: Identity | null;
}

export function ownerOf({ database, frames, identity }: OwnerParts): Owner {
  return {
    identity,
    isFrame: (file) => frames.stateAt(file) !== undefined,
    holdsFrames: (folder) => frames.areIn(folder),
    isMaster: (file, size) => frames.mastersOfSize(size).some((master) => isOneFile(master.path, file)),
    // The history of an archive that was copied tells of what the other one has made.
    hasCheckedOut: (folder) =>
      identity !== null && hasCheckedOutInto(database.sqlite, path.resolve(folder), identity.home),
  };
}

/**
 * What of a marker can be believed: it is a file that anybody can write, and counts only where it names a
 * frame of this archive, or where this archive remembers the checkout. Throws an ArchiveError (`request`) for
 * any other. One that names nothing to be taken away, of a checkout that was cleaned or hardly begun, passes,
 * but for its scripts.
 */
export function believe(folder: string, marker: Marker, owner: Owner): Marker {
  const { archive, files, sequences, masters } = marker;
  const { identity } = owner;
  if (archive !== null && identity !== null && archive !== identity.id) {
    throw foreign(folder, english('This checkout belongs to another archive'));
  }
  const isKnown = files.some(({ made, source }) =>
    made === 'junction' ? owner.holdsFrames(source) : owner.isFrame(source),
  );
  if (isKnown || owner.hasCheckedOut(folder)) return marker;
  if ([files, sequences, masters].every((list) => list.length === 0)) return { ...marker, scripts: [] };
  throw foreign(folder, english('Nothing in this checkout is of this archive'));
}

function foreign(folder: string, message: string): ArchiveError {
  return new ArchiveError('request', message, {
    path: folder,
    expected: english('a checkout of this archive'),
    advice: english(
      'It was left as it is. Open the archive that it was made from, or choose another folder.',
    ),
  });
}

function isOneFile(a: string, b: string): boolean {
  try {
    return fs.realpathSync(a) === fs.realpathSync(b);
  } catch {
    // One of them is not there.
    return false;
  }
}
