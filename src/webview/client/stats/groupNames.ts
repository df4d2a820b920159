/** What groups of lights are called. */
import * as l10n from '@vscode/l10n';
import type { Grouping } from '../../../core/rules/figures/sums';
import { objectText } from '../../../core/text/words';
import { filterName } from '../filters';

/** `M 31`; `No object`, `No telescope` … for lights whose header does not say. */
export function groupName(name: string | null, by: Grouping): string {
  switch (by) {
    case 'object':
      return objectText(name);
    case 'filter':
      return filterName(name);
    case 'rig':
      return name ?? l10n.t('No rig');
    case 'telescope':
      return name ?? l10n.t('No telescope');
    case 'camera':
      return name ?? l10n.t('No camera');
  }
}

/** The title of a chart of hours: `Hours per rig`. */
export function groupingTitle(by: Grouping): string {
  switch (by) {
    case 'object':
      return l10n.t('Hours per object and filter');
    case 'filter':
      return l10n.t('Hours per filter');
    case 'rig':
      return l10n.t('Hours per rig');
    case 'telescope':
      return l10n.t('Hours per telescope');
    case 'camera':
      return l10n.t('Hours per camera');
  }
}

/** A choice: `Rig`. */
export function groupingText(by: Grouping): string {
  switch (by) {
    case 'object':
      return l10n.t('Object');
    case 'filter':
      return l10n.t('Filter');
    case 'rig':
      return l10n.t('Rig');
    case 'telescope':
      return l10n.t('Telescope');
    case 'camera':
      return l10n.t('Camera');
  }
}
