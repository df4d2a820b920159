/** The list of missing calibration frames. */
import * as l10n from '@vscode/l10n';
import type { MissingSet } from '../../core/base/matching';
import { translated } from '../../core/base/translation';
import { countText, linkKindText } from '../../core/text/words';
import { element } from './dom';

const MOST = 100;

export function missingList(missing: readonly MissingSet[]): HTMLElement {
  const section = element(
    'section',
    { 'aria-label': l10n.t('Missing calibrations') },
    element('h2', {}, l10n.t('Missing calibrations')),
  );
  if (missing.length === 0) {
    const none = l10n.t('None. Every light session has its calibration frames.');
    section.append(element('p', { class: 'dim' }, none));
    return section;
  }
  const items = missing
    .slice(0, MOST)
    .map(({ kind, text, sessions }) =>
      element(
        'li',
        {},
        element('span', { class: 'badge' }, linkKindText(kind)),
        element('span', { class: 'text' }, translated(text)),
        element('span', { class: 'dim' }, l10n.t('needed by {0}', countText(sessions.length, 'session'))),
      ),
    );
  section.append(element('ul', { class: 'missing' }, ...items));
  if (missing.length > MOST)
    section.append(element('p', { class: 'dim' }, l10n.t('and {0} more', missing.length - MOST)));
  return section;
}
