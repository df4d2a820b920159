/** Paths as people write them in settings, made absolute. */
import * as path from 'node:path';
import { ArchiveError } from './core/base/errors';

export interface SettingSurroundings {
  /** The user's home folder: `/home/ann`. */
  readonly home: string;
  /** The first folder of the workspace, null where none is open. */
  readonly workspaceFolder: string | null;
}

/**
 * `~/astro` → `/home/ann/astro`, `${workspaceFolder}/Checkout` and `Checkout` → inside the workspace's folder.
 * Throws an ArchiveError that names `setting` where a path needs a folder and none is open.
 */
export function expandPath(written: string, setting: string, around: SettingSurroundings): string {
  const text = written.trim();
  const atHome = text === '~' || /^~[\\/]/.test(text) ? path.join(around.home, text.slice(1)) : text;
  const expanded = atHome.replaceAll('${workspaceFolder}', () => folderFor(setting, text, around));
  if (path.isAbsolute(expanded)) return path.normalize(expanded);
  return path.resolve(folderFor(setting, text, around), expanded);
}

function folderFor(setting: string, text: string, { workspaceFolder }: SettingSurroundings): string {
  if (workspaceFolder !== null) return workspaceFolder;
  throw new ArchiveError('request', `The setting ${setting} needs an open folder`, {
    expected: 'an absolute path or an open folder',
    got: text,
    advice: 'Open the folder of your archive, or write the whole path in the setting.',
  });
}
