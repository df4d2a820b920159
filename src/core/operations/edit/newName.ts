/** Which name an amended file gets. Touches nothing. */
import { basename, dirname, join } from 'node:path';
import type { NamePatterns } from '../../api/settings';
import { english } from '../../base/english';
import type { Frame } from '../../base/frame';
import { below } from '../../base/inside';
import type { OwnReason } from '../../base/reasons';
import { imageExtension } from '../../formats/image/names';
import type { FrameNamer } from '../../rules/names/namer';
import { pathRoom, type PathRoom } from '../../rules/place/pathRoom';
import { hasStandardPlace, standardPlaces } from '../../rules/place/standardPlace';
import { isNameOf, withoutSuffix, withSuffix } from '../../rules/place/suffix';
import { foldFileName } from '../../storage/files/fileSystems';

/** What has to be known of the archive and of the disk. */
export interface Naming {
  /** The folder of the archive, absolute. */
  readonly repository: string;
  readonly patterns: NamePatterns;
  /** The user's name rules, as they are and as they will be. */
  readonly namedNow: FrameNamer;
  readonly named: FrameNamer;
  /** The folder below the repository as the disk spells it. */
  folder(parts: readonly string[]): string;
  /** The path of a file as the disk spells it. */
  listed(path: string): string;
  /** A path in the folder that nothing has and nothing will have: `x.fits`, else `x_001.fits` … */
  claim(folder: string, name: string): string;
  /** The names on the disk that differ from this one in case or in Unicode form only, itself included. */
  alike(folder: string, name: string): readonly string[];
}

export interface NamedFile {
  readonly path: string;
  /** As the archive knows it. */
  readonly frame: Frame;
  /** Whether it was copied or moved to where it is, and so got its name from the archive. */
  readonly filed: boolean;
}

/** `kept` says why a name stays that is not the standard one; null where it is. */
export interface NewName {
  readonly to: string;
  readonly kept: string | null;
  readonly reason?: OwnReason;
}

/**
 * The standard path of a file whose header will say `after`. Only names inside the repository that the
 * archive has given are changed: whoever registers files in place keeps them in an order of their own.
 */
export function newName({ path, frame, filed }: NamedFile, after: Frame, naming: Naming): NewName {
  const keep = (kept: string, reason: OwnReason): NewName => ({ to: path, kept, reason });
  const right: NewName = { to: path, kept: null };
  if (!isInside(path, naming.repository))
    return keep(english('It lies outside the folder of the archive'), 'outside');
  if (!hasStandardPlace(after)) return keep(english('Its frame type is unknown'), 'type-unknown');
  if (!filed && !isAtStandardPlace(path, frame, naming))
    return keep(english('Its name was not given by the archive'), 'foreign-name');
  const { patterns } = naming;
  const places = standardPlaces(naming.named(after), imageExtension(path), patterns, roomOf(naming));
  const [ownFolder, ownName] = [dirname(naming.listed(path)), basename(path)];
  const [place, ...older] = places;
  // A name that was right by the rules of its time stays until something changes of what it says.
  if (older.some(({ folder, name }) => ownFolder === naming.folder(folder) && isNameOf(ownName, name))) {
    return right;
  }
  const folder = naming.folder(place.folder);
  if (ownFolder === folder) {
    if (isNameOf(ownName, place.name)) return right;
    const { n } = withoutSuffix(ownName);
    // The file's own name, spelled otherwise, is free for it alone.
    const name = [place.name, withSuffix(place.name, n)].find(
      (each) => foldFileName(each) === foldFileName(ownName),
    );
    if (name !== undefined && naming.alike(folder, name).length <= 1) {
      return { to: join(folder, name), kept: null };
    }
  }
  return { to: naming.claim(folder, place.name), kept: null };
}

/** With the name rules as they are, or as they were before there were any. */
function isAtStandardPlace(path: string, frame: Frame, naming: Naming): boolean {
  if (!hasStandardPlace(frame)) return false;
  const { repository, patterns, namedNow } = naming;
  return [frame, namedNow(frame)]
    .flatMap((one) => standardPlaces(one, imageExtension(path), patterns, roomOf(naming)))
    .some(
      ({ folder, name }) =>
        foldFileName(dirname(path)) === foldFileName(join(repository, ...folder)) &&
        isNameOf(basename(path), name),
    );
}

function roomOf({ repository, patterns }: Naming): PathRoom {
  return pathRoom(repository, patterns.longPaths === true, process.platform);
}

function isInside(path: string, folder: string): boolean {
  return (below(folder, path) ?? '') !== '';
}
