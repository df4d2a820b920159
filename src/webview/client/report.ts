/** The page of a report: what was done, lists whose paths open their files, and what can be done next. */
import './translation';
import * as l10n from '@vscode/l10n';
import type { FromReport, ShownReport, ToReport } from '../reportProtocol';
import { button, element } from './dom';
import { type ReportPage, sectionElement, textNodes } from './reportSections';
import { ScrolledPage } from './scrolledPage';

const page = new ScrolledPage<FromReport, object>({});
const main = document.querySelector('main');
const sections = element('div', { class: 'sections' });
const rest = element('p', {});
/** The sections that are drawn. */
let drawn: ReportPage[] = [];
let total = 0;

window.addEventListener('message', ({ data }: MessageEvent<ToReport>) => {
  switch (data.kind) {
    case 'report':
      show(data.report);
      break;
    case 'lines':
      drawn[data.section]?.add(data.lines);
      break;
    case 'sections':
      add(data.sections);
      break;
  }
});

const open = (path: string) => page.say({ kind: 'open', path });

function show(report: ShownReport): void {
  const scroll = page.place();
  drawn = [];
  total = report.total;
  sections.replaceChildren();
  main?.replaceChildren(
    element('header', {}, element('h1', {}, report.title), ...buttons(report)),
    ...report.intro.map((text) => element('p', {}, ...textNodes(text, open))),
    sections,
    rest,
  );
  add(report.sections);
  window.scrollTo({ top: scroll });
}

/** What can be done next; the first is the usual one. */
function buttons({ actions = [] }: ShownReport): readonly HTMLElement[] {
  return [
    ...actions.map(({ title }, action) =>
      button(title, () => page.say({ kind: 'act', action }), action === 0 ? {} : { class: 'secondary' }),
    ),
    button(l10n.t('Copy as Markdown'), () => page.say({ kind: 'copy' }), { class: 'secondary' }),
  ];
}

function add(more: ShownReport['sections']): void {
  for (const section of more) {
    const index = drawn.length;
    const made = sectionElement(section, open, (from) => page.say({ kind: 'lines', section: index, from }));
    drawn.push(made);
    sections.append(made.element);
  }
  const left = total - drawn.length;
  rest.replaceChildren(
    ...(left <= 0
      ? []
      : [
          button(
            l10n.t('Show more ({0} left)', left),
            () => page.say({ kind: 'sections', from: drawn.length }),
            { class: 'secondary' },
          ),
        ]),
  );
}

page.say({ kind: 'ready' });
