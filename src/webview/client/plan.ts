/** The page of a plan: what would happen, in sums and file by file, and two buttons. */
import type { RegisterMode } from '../../core/api/archive';
import { bytesText, countText, isTooLarge, spaceText } from '../../core/text/words';
import type { FromPlanPage, PlanSummary, ToPlanPage } from '../planProtocol';
import { button, element } from './dom';
import { Outline } from './outline';
import { planHeadings } from './planHeadings';
import { PlanList } from './planList';
import { RowPages } from './planRows';

/** What outlives the page while it is hidden. */
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
  copy: ['Copy into the archive', 'The originals stay where they are.'],
  move: ['Move into the archive', 'The files leave the folders where they are now.'],
  'in-place': ['Register in place', 'The files stay where they are and are only listed.'],
};

/** Few groups are opened at once, so that there is something to see. */
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
        { 'aria-label': 'Parts of the plan' },
        ...headings.map(({ key, title, detail }) =>
          button(`${title.replace(/,.*/, '')}: ${detail}`, () => shown.reveal(key), { class: 'secondary' }),
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
    button(`Register ${files}`, () => vscode.postMessage({ kind: 'accept' }), { class: 'accept' }),
    button('Cancel', () => vscode.postMessage({ kind: 'turnDown' }), { class: 'secondary' }),
  ];
}

function sumText({ mode, counts, bytes, plan }: PlanSummary): string {
  const room = spaceText(plan.space);
  const files = `${countText(counts.registered, 'file')}, ${bytesText(bytes)}, in ${countText(plan.groups.length, 'group')}.`;
  const edits =
    plan.edited === 0 ? '' : ` A CD matrix is added to the headers of ${countText(plan.edited, 'file')}.`;
  return `${files} ${MODES[mode][1]}${room === '' || isTooLarge(plan.space) ? '' : ` ${room}.`}${edits}`;
}

function notes({ plan }: PlanSummary): readonly HTMLElement[] {
  if (!isTooLarge(plan.space)) return [];
  const text = `${spaceText(plan.space)}. Free some space first, or register fewer folders.`;
  return [element('p', { class: 'warning', role: 'alert' }, text)];
}

vscode.postMessage({ kind: 'ready' });
