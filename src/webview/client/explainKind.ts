/** One kind of calibration on the page about a session: what is linked, the runners-up, and what was refused. */
import type { Criterion } from '../../core/base/matching';
import { countText, frameTypesText, linkKindText, sessionTitle } from '../../core/text/words';
import type { ShownCandidate, ShownKind } from '../explainProtocol';
import { button, element } from './dom';
import { remarks } from './remarks';

export interface KindActions {
  readonly editable: boolean;
  isOpen(key: string, usually: boolean): boolean;
  toggle(key: string, open: boolean): void;
  /** Null for none, `automatic` for the archive's own choice. */
  link(target: string | null): void;
  /** Explains that session. */
  open(session: string): void;
  more(): void;
}

export function kindSection(shown: ShownKind, actions: KindActions): HTMLElement {
  const { kind, total, candidates, manual } = shown;
  const chosen = candidates.find(({ verdict }) => verdict === 'chosen');
  const name = capital(linkKindText(kind));
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
        button('Back to automatic', () => actions.link('automatic'), { 'data-key': `${kind} automatic` }),
      );
    }
    if (chosen && manual?.state !== 'none') {
      buttons.push(
        button(`Use no ${linkKindText(kind)}`, () => actions.link(null), {
          class: 'secondary',
          'data-key': `${kind} none`,
        }),
      );
    }
    if (buttons.length > 0) section.append(element('p', { class: 'buttons' }, ...buttons));
  }
  section.append(...candidates.map((candidate) => candidateDetails(kind, candidate, actions)));
  if (total > candidates.length) {
    const rest = `Show more of ${countText(total, 'candidate')}`;
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
  const hand = manual ? ` (${manual.text})` : '';
  const mark = manual?.state === 'failed' ? '⚠ ' : '';
  if (chosen) return `${mark}Linked to ${describe(chosen)}${hand}.`;
  if (manual?.state === 'none') return 'None, by hand.';
  const many = frameTypesText(kind);
  return total === 0 ? `There are no ${many} in the archive${hand}.` : `None of the ${many} fits${hand}.`;
}

function describe({ session }: ShownCandidate): string {
  const { night, frames } = session;
  return `${sessionTitle(session)}, ${night ?? 'no date'}, ${countText(frames, 'frame')}`;
}

const VERDICTS = { chosen: 'linked', possible: 'would fit', refused: 'does not fit' } as const;

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
      element('span', { class: 'text' }, describe(candidate)),
      element('span', { class: 'dim' }, remarks(criteria)),
    ),
    criteriaTable(criteria),
    element(
      'p',
      { class: 'buttons' },
      ...(verdict !== 'chosen' && actions.editable
        ? [linkButton(verdict, () => actions.link(session.id), `${key} link`)]
        : []),
      button('Explain this session', () => actions.open(session.id), {
        class: 'secondary',
        'data-key': `${key} open`,
      }),
    ),
  );
  details.open = actions.isOpen(key, verdict === 'chosen');
  details.addEventListener('toggle', () => actions.toggle(key, details.open));
  return details;
}

/** What fails a criterion can be linked, since the user decides, but nobody is led to it. */
function linkButton(verdict: ShownCandidate['verdict'], link: () => void, key: string): HTMLButtonElement {
  return verdict === 'refused'
    ? button('Link although it does not fit', link, { class: 'secondary', 'data-key': key })
    : button('Link this', link, { 'data-key': key });
}

const MARKS = {
  matched: '✓ matched',
  failed: '✗ failed',
  unknown: '? not known',
  differs: '⚠ differs',
} as const;

function criteriaTable(criteria: readonly Criterion[]): HTMLElement {
  const heads = ['Criterion', 'Session', 'Candidate', 'Verdict', 'Note'];
  const rows = criteria.map(({ name, light, candidate, verdict, note }) =>
    element(
      'tr',
      { class: verdict },
      element('th', { scope: 'row' }, name),
      element('td', {}, light),
      element('td', {}, candidate),
      element('td', { class: 'verdict' }, MARKS[verdict]),
      element('td', { class: 'note' }, note),
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

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
