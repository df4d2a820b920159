/** In which order the modes of a registration are offered, and what is said of each. Pure. */
import * as l10n from '@vscode/l10n';
import type { RegisterMode } from '../core/api/archive';
import { isInside } from '../core/base/inside';

export interface OfferedMode {
  readonly mode: RegisterMode;
  readonly label: string;
  readonly description: string;
}

/**
 * The usual mode comes first, so that Enter chooses it. Folders that lie in the repository, or hold it, are
 * listed in place first: the others would copy or move files of the archive's folder into that same folder.
 */
export function offeredModes(
  usual: RegisterMode,
  sources: readonly string[],
  repository: string,
): readonly OfferedMode[] {
  const own = sources.some((source) => isInside(repository, source) || isInside(source, repository));
  const first = own ? 'in-place' : usual;
  return modes(own).sort((a, b) => Number(b.mode === first) - Number(a.mode === first));
}

function modes(own: boolean): OfferedMode[] {
  return [
    {
      mode: 'copy',
      label: l10n.t('Copy'),
      description: own
        ? l10n.t('Makes second copies in the archive folder, where these files already are')
        : l10n.t('The originals stay where they are'),
    },
    {
      mode: 'move',
      label: l10n.t('Move'),
      description: own
        ? l10n.t('The files are moved within the archive folder, and renamed')
        : l10n.t('The files are moved into the repository'),
    },
    {
      mode: 'in-place',
      label: l10n.t('In place'),
      description: l10n.t('The files stay where they are and are only listed'),
    },
  ];
}
