/** The page of a plan: totals, the list of files, and two buttons. */
import './translation';
import * as l10n from '@vscode/l10n';
import type { RegisterMode } from '../../core/api/archive';
import { bytesText, countText, isTooLarge, spaceText } from '../../core/text/words';
import type { FromPlanPage, PlanSummary, ToPlanPage } from '../planProtocol';
import { button, element } from './dom';
import { Outline } from './outline';
import { planHeadings } from './planHeadings';
import { PlanList } from './planList';
import { RowPages } from './planRows';

/** The state that is kept while the page is hidden. */
interface State {
  readonly open: readonly string[];
  readonly scroll: number;
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromPlanPage): void;
  getState(): State | undefined;
  setState(state: State): void;
};

const MODES: Readonly<Record<RegisterMode, readonly [title: string, what: string]>> = {
  copy: [l10n.t('Copy into the archive'), l10n.t('The originals stay where they are.')],
  move: [l10n.t('Move into the archive'), l10n.t('The files are removed from their current folders.')],
  'in-place': [l10n.t('Register in place'), l10n.t('The files stay where they are and are only listed.')],
};

/** Up to this many groups are open at first. */
const FEW = 3;

const vscode = acquireVsCodeApi();
const pages = new RowPages((asked) => vscode.postMessage({ kind: 'rows', asked }));
const failure = element('div', { class: 'failure', role: 'alert' });
let list: PlanList | undefined;

window.addEventListener('message', ({ data }: MessageEvent<ToPlanPage>) => {
  switch (data.kind) {
    case 'plan':
      show(data.summary);
      break;
    case 'rows':
      pages.take(data.asked, data.rows);
      list?.draw();
      break;
    case 'failed':
      failure.replaceChildren(element('p', {}, data.message));
      break;
  }
});

function show(summary: PlanSummary): void {
  const headings = planHeadings(summary);
  const state = vscode.getState();
  const outline = new Outline(headings, state?.open ?? firstOpen(summary));
  const shown = new PlanList(outline, pages, () =>
    vscode.setState({ open: outline.open, scroll: shown.element.scrollTop }),
  );
  list = shown;
  document
    .querySelector('main')
    ?.replaceChildren(
      element('header', {}, element('h1', {}, MODES[summary.mode][0]), ...buttons(summary)),
      element('p', { class: 'sum' }, sumText(summary)),
      ...notes(summary),
      failure,
      element(
        'nav',
        { 'aria-label': l10n.t('Parts of the plan') },
        ...headings.map(({ key, title, detail }) =>
          button(`${title}: ${detail}`, () => shown.reveal(key), { class: 'secondary' }),
        ),
      ),
      shown.element,
    );
  shown.draw();
  requestAnimationFrame(() => (shown.element.scrollTop = state?.scroll ?? 0));
  document.querySelector<HTMLElement>('button.accept')?.focus();
}

function firstOpen({ plan, counts }: PlanSummary): readonly string[] {
  const groups = plan.groups.length <= FEW ? plan.groups.map((_, index) => `registered ${index}`) : [];
  return ['registered', ...groups, ...(counts.failed > 0 ? ['failed'] : [])];
}

function buttons({ counts }: PlanSummary): readonly HTMLButtonElement[] {
  const files = countText(counts.registered, 'file');
  return [
    button(l10n.t('Register {0}', files), () => vscode.postMessage({ kind: 'accept' }), { class: 'accept' }),
    button(l10n.t('Cancel'), () => vscode.postMessage({ kind: 'turnDown' }), { class: 'secondary' }),
  ];
}

function sumText({ mode, counts, bytes, plan }: PlanSummary): string {
  const room = spaceText(plan.space);
  return [
    l10n.t(
      '{0}, {1}, in {2}.',
      countText(counts.registered, 'file'),
      bytesText(bytes),
      countText(plan.groups.length, 'group'),
    ),
    MODES[mode][1],
    ...(room === '' || isTooLarge(plan.space) ? [] : [`${room}.`]),
    ...(plan.edited === 0 ? [] : [l10n.t('A CD matrix is added to {0}.', countText(plan.edited, 'header'))]),
  ].join(' ');
}

function notes({ plan }: PlanSummary): readonly HTMLElement[] {
  if (!isTooLarge(plan.space)) return [];
  const text = l10n.t('{0}. Free some space, or register fewer folders.', spaceText(plan.space));
  return [element('p', { class: 'warning', role: 'alert' }, text)];
}

vscode.postMessage({ kind: 'ready' });
