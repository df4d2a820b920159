/** Makes paths from settings absolute. */
import * as path from 'node:path';
import * as l10n from '@vscode/l10n';
import { ArchiveError } from './core/base/errors';

export interface SettingSurroundings {
  /** The user's home folder: `/home/ann`. */
  readonly home: string;
  /** The first folder of the workspace, null where none is open. */
  readonly workspaceFolder: string | null;
}

/**
 * `~/astro` → `/home/ann/astro`, `${workspaceFolder}/Checkout` and `Checkout` → inside the workspace's
 * folder. Throws an ArchiveError that names `setting` where a path needs a folder and none is open.
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
  throw new ArchiveError('request', l10n.t('The setting {0} needs an open folder', setting), {
    expected: l10n.t('an absolute path or an open folder'),
    got: text,
    advice: l10n.t('Open the folder of your archive, or enter the full path in the setting.'),
  });
}
