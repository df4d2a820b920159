/** Names as the disk and the archive have them. */
import { join } from 'node:path';
import type { ArchiveSettings } from '../../api/archive';
import type { NameRule } from '../../base/nameRule';
import { frameNamer } from '../../rules/names/namer';
import type { Frames } from '../../storage/database/frames';
import { namesIn } from '../../storage/database/namedFrames';
import type { Sqlite } from '../../storage/database/sqlite';
import { foldFileName } from '../../storage/files/fileSystems';
import { NameBook } from '../../storage/files/nameBook';
import { TargetFolders } from '../../storage/files/targetFolders';
import type { Naming } from './newName';

/**
 * `aliases` are the rules as they will be. Remembers what it has handed out: make a new one for each plan.
 */
export function namingOf(
  { repository, patterns }: Pick<ArchiveSettings, 'repository' | 'patterns'>,
  frames: Frames,
  sqlite: Sqlite,
  aliases?: readonly NameRule[],
): Naming {
  const namedNow = namesIn(sqlite);
  const book = new NameBook();
  const folders = new TargetFolders();
  return {
    repository,
    patterns,
    namedNow,
    named: aliases ? frameNamer(aliases) : namedNow,
    folder: (parts) => folders.resolve(repository, parts),
    listed: (path) => folders.resolvePath(path),
    claim(folder, name) {
      // A frame whose file is missing keeps its path: the file may come back.
      for (;;) {
        const path = book.claim(folder, name);
        if (frames.stateAt(path) === undefined) return path;
      }
    },
    alike: (folder, name) =>
      book.onDisk(folder, name).filter((path) => foldFileName(path) === foldFileName(join(folder, name))),
  };
}
