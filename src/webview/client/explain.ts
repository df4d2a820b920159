/** The page about one session: why each of its calibrations was chosen, and the alternatives. */
import './translation';
import * as l10n from '@vscode/l10n';
import type { LinkKind } from '../../core/base/session';
import {
  calibratedAdvice,
  capitalised,
  countText,
  exposureText,
  hoursText,
  nightText,
  sessionTitle,
} from '../../core/text/words';
import type { Counts, FromExplain, Shown, ToExplain } from '../explainProtocol';
import { FEW } from '../pageSizes';
import { button, element } from './dom';
import { kindSection } from './explainKind';
import { ScrolledPage } from './scrolledPage';

/** The state that is kept while the page is hidden. */
interface Chosen {
  readonly session: string;
  readonly counts: Counts;
  /** Candidates that the user has opened or closed, by kind and id. */
  readonly open: Readonly<Record<string, boolean>>;
}

const page = new ScrolledPage<FromExplain, Chosen>({ session: '', counts: {}, open: {} });

const title = element('h1', {}, l10n.t('Calibration of a session'));
const facts = element('p', { class: 'facts dim' });
const failure = element('div', { class: 'failure', role: 'alert' });
const body = element('div', { class: 'content' });
document.querySelector('main')?.append(element('header', {}, title), facts, failure, body);

window.addEventListener('message', ({ data }: MessageEvent<ToExplain>) => {
  if (data.kind === 'failed') fail(data.message);
  else show(data.shown);
});

function show(shown: Shown): void {
  const { session } = shown;
  if (session.id !== page.chosen.session) page.beginAnew({ session: session.id, counts: {}, open: {} });
  const focused = (document.activeElement as HTMLElement | null)?.dataset['key'];
  const scroll = page.place();
  failure.replaceChildren();
  title.textContent = sessionTitle(session);
  facts.textContent = factsOf(shown);
  body.replaceChildren(
    ...missing(shown),
    ...master(shown),
    ...(shown.kinds.length === 0
      ? [element('p', {}, noneNeeded(shown))]
      : shown.kinds.map((kind) =>
          kindSection(kind, {
            editable: shown.editable,
            isOpen: (key, usually) => page.chosen.open[key] ?? usually,
            toggle: (key, open) => page.choose({ open: { ...page.chosen.open, [key]: open } }),
            link: (target) => page.say({ kind: 'link', link: kind.kind, target }),
            open: (id) => page.say({ kind: 'open', session: id }),
            more: () => more(kind.kind, kind.candidates.length),
          }),
        )),
  );
  window.scrollTo({ top: scroll });
  if (focused !== undefined) {
    body.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
}

function noneNeeded({ session }: Shown): string {
  return session.processing === null
    ? l10n.t('This session needs no calibration frames.')
    : calibratedAdvice();
}

function factsOf({ session, master }: Shown): string {
  const { night, telescope, imager, frameCount, totalExposure, gain, type } = session;
  return [
    capitalised(nightText(night)),
    telescope,
    imager,
    type === 'light' ? null : exposureText(session.exposure),
    gain === null ? null : l10n.t('gain {0}', gain),
    master && master.text !== '' ? l10n.t('master {0}', master.text) : null,
    `${countText(frameCount, 'frame')}, ${hoursText(totalExposure)}`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function missing({ missing: list }: Shown): HTMLElement[] {
  return list.length === 0 ? [] : [listSection(l10n.t('Missing'), list)];
}

function master({ master: shown }: Shown): HTMLElement[] {
  if (!shown) return [];
  return [
    ...(shown.advice === '' ? [] : [element('p', { class: 'outcome' }, shown.advice)]),
    ...(shown.sets.length === 0 ? [] : [listSection(l10n.t('Replaces'), shown.sets)]),
  ];
}

function listSection(title: string, list: readonly string[]): HTMLElement {
  const items = list.map((text) => element('li', {}, text));
  return element(
    'section',
    { 'aria-label': title },
    element('h2', {}, title),
    element('ul', { class: 'plain' }, ...items),
  );
}

function more(kind: LinkKind, shown: number): void {
  page.choose({ counts: { ...page.chosen.counts, [kind]: shown + 5 * FEW } });
  page.say({ kind: 'more', counts: page.chosen.counts });
}

function fail(message: string): void {
  failure.replaceChildren(
    element('p', {}, message),
    button(l10n.t('Try again'), () => page.say({ kind: 'ready', counts: page.chosen.counts })),
    button(l10n.t('Show log'), () => page.say({ kind: 'log' }), { class: 'secondary' }),
  );
  failure.scrollIntoView({ block: 'nearest' });
}

page.say({ kind: 'ready', counts: page.chosen.counts });
