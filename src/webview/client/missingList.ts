/** The shopping list: calibration frames that light sessions still wait for. */
import type { MissingSet } from '../../core/base/matching';
import { countText, linkKindText } from '../../core/text/words';
import { element } from './dom';

const MOST = 100;

export function missingList(missing: readonly MissingSet[]): HTMLElement {
  const section = element(
    'section',
    { 'aria-label': 'Missing calibrations' },
    element('h2', {}, 'Missing calibrations'),
  );
  if (missing.length === 0) {
    section.append(element('p', { class: 'dim' }, 'None. Every light session has its calibration frames.'));
    return section;
  }
  const items = missing
    .slice(0, MOST)
    .map(({ kind, text, sessions }) =>
      element(
        'li',
        {},
        element('span', { class: 'badge' }, linkKindText(kind)),
        element('span', { class: 'text' }, text),
        element(
          'span',
          { class: 'dim' },
          `${countText(sessions.length, 'session')} ${sessions.length === 1 ? 'waits' : 'wait'}`,
        ),
      ),
    );
  section.append(element('ul', { class: 'missing' }, ...items));
  if (missing.length > MOST)
    section.append(element('p', { class: 'dim' }, `and ${missing.length - MOST} more`));
  return section;
}
