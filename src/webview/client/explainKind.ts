/**
 * One kind of calibration on the page about a session: the linked session, the alternatives, and the rejected
 * ones.
 */
import * as l10n from '@vscode/l10n';
import type { Criterion } from '../../core/base/matching';
import { translated } from '../../core/base/translation';
import { criterionText } from '../../core/text/criteria';
import { sessionText } from '../../core/text/masters';
import { capitalised, countText, frameTypesText, linkKindText } from '../../core/text/words';
import type { ShownCandidate, ShownKind } from '../explainProtocol';
import { button, element } from './dom';
import { remarks } from './remarks';

export interface KindActions {
  readonly editable: boolean;
  isOpen(key: string, usually: boolean): boolean;
  toggle(key: string, open: boolean): void;
  /** Null for none, `automatic` for the archive's own choice. */
  link(target: string | null): void;
  /** Opens the explanation of that session. */
  open(session: string): void;
  more(): void;
}

export function kindSection(shown: ShownKind, actions: KindActions): HTMLElement {
  const { kind, total, candidates, manual } = shown;
  const chosen = candidates.find(({ verdict }) => verdict === 'chosen');
  const name = capitalised(linkKindText(kind));
  const section = element(
    'section',
    { 'aria-label': name },
    element('h2', {}, name),
    element(
      'p',
      { class: manual?.state === 'failed' ? 'outcome warned' : 'outcome' },
      outcome(shown, chosen),
    ),
  );
  if (actions.editable) {
    const buttons: HTMLElement[] = [];
    if (manual) {
      buttons.push(
        button(l10n.t('Reset to automatic'), () => actions.link('automatic'), {
          'data-key': `${kind} automatic`,
        }),
      );
    }
    if (chosen && manual?.state !== 'none') {
      buttons.push(
        button(l10n.t('Use no {0}', linkKindText(kind)), () => actions.link(null), {
          class: 'secondary',
          'data-key': `${kind} none`,
        }),
      );
    }
    if (buttons.length > 0) section.append(element('p', { class: 'buttons' }, ...buttons));
  }
  section.append(...candidates.map((candidate) => candidateDetails(kind, candidate, actions)));
  if (total > candidates.length) {
    const rest = l10n.t('Show more of {0}', countText(total, 'candidate'));
    section.append(
      element(
        'p',
        {},
        button(rest, () => actions.more(), { class: 'secondary', 'data-key': `${kind} more` }),
      ),
    );
  }
  return section;
}

function outcome({ kind, total, manual }: ShownKind, chosen: ShownCandidate | undefined): string {
  const hand = manual ? ` (${translated(manual.text)})` : '';
  const mark = manual?.state === 'failed' ? '⚠ ' : '';
  if (chosen) return `${mark}${l10n.t('Linked to {0}.', sessionText(chosen.session) + hand)}`;
  if (manual?.state === 'none') return l10n.t('None, set by hand.');
  const many = frameTypesText(kind) + hand;
  return total === 0 ? l10n.t('The archive has no {0}.', many) : l10n.t('No matching {0}.', many);
}

const VERDICTS = {
  chosen: l10n.t('linked'),
  possible: l10n.t('matches'),
  refused: l10n.t('does not match'),
} as const;

function candidateDetails(
  kind: ShownKind['kind'],
  candidate: ShownCandidate,
  actions: KindActions,
): HTMLElement {
  const { session, verdict, criteria } = candidate;
  const key = `${kind} ${session.id}`;
  const details = element(
    'details',
    { class: `candidate ${verdict}` },
    element(
      'summary',
      { 'data-key': key },
      element('span', { class: `badge ${verdict}` }, VERDICTS[verdict]),
      element('span', { class: 'text' }, sessionText(session)),
      element('span', { class: 'dim' }, remarks(criteria)),
    ),
    criteriaTable(criteria),
    element(
      'p',
      { class: 'buttons' },
      ...(verdict !== 'chosen' && actions.editable
        ? [linkButton(verdict, () => actions.link(session.id), `${key} link`)]
        : []),
      button(l10n.t('Explain this session'), () => actions.open(session.id), {
        class: 'secondary',
        'data-key': `${key} open`,
      }),
    ),
  );
  details.open = actions.isOpen(key, verdict === 'chosen');
  details.addEventListener('toggle', () => actions.toggle(key, details.open));
  return details;
}

/** The user may link a session that fails a criterion, but the button is less prominent. */
function linkButton(verdict: ShownCandidate['verdict'], link: () => void, key: string): HTMLButtonElement {
  return verdict === 'refused'
    ? button(l10n.t('Link despite mismatch'), link, { class: 'secondary', 'data-key': key })
    : button(l10n.t('Link'), link, { 'data-key': key });
}

const MARKS = {
  matched: `✓ ${l10n.t('matches')}`,
  failed: `✗ ${l10n.t('does not match')}`,
  unknown: `? ${l10n.t('unknown')}`,
  differs: `⚠ ${l10n.t('differs')}`,
} as const;

function criteriaTable(criteria: readonly Criterion[]): HTMLElement {
  const heads = [
    l10n.t('Criterion'),
    l10n.t('Session'),
    l10n.t('Candidate'),
    l10n.t('Result'),
    l10n.t('Note'),
  ];
  const rows = criteria.map(({ name, light, candidate, verdict, note }) =>
    element(
      'tr',
      { class: verdict },
      element('th', { scope: 'row' }, criterionText(name)),
      element('td', {}, translated(light)),
      element('td', {}, translated(candidate)),
      element('td', { class: 'verdict' }, MARKS[verdict]),
      element('td', { class: 'note' }, translated(note)),
    ),
  );
  return element(
    'div',
    { class: 'scroll' },
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
      element('tbody', {}, ...rows),
    ),
  );
}
