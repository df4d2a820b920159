/** The controls that lead from one file to the next. */
import * as l10n from '@vscode/l10n';
import type { SeriesScope } from '../../../core/api/series';
import type { ShownSeries } from '../../tourProtocol';
import { button, element } from '../dom';
import { group, toggle } from '../toolbar';
import { INTERVALS } from './intervals';

const SCOPES: Readonly<Record<SeriesScope, () => string>> = {
  session: () => l10n.t('Session'),
  filter: () => l10n.t('Same filter'),
  folder: () => l10n.t('Folder'),
};

export interface TourBarEvents {
  next(): void;
  previous(): void;
  play(): void;
  speed(interval: number): void;
  scope(scope: SeriesScope): void;
  fixStretch(isFixed: boolean): void;
  strip(isShown: boolean): void;
  link(isLinked: boolean): void;
  compare(): void;
  /** Rejects the frame that is shown, or restores it. */
  decide(rejected: boolean): void;
}

export interface TourBarLook {
  readonly interval: number;
  readonly isStretchFixed: boolean;
  readonly hasStrip: boolean;
}

export class TourBar {
  readonly element: HTMLElement;
  readonly #scope = element('select', { 'aria-label': l10n.t('Frames to go through') });
  readonly #speed = element('select', { 'aria-label': l10n.t('Speed') });
  readonly #place = element('span', { class: 'place', role: 'status', 'aria-label': l10n.t('Position') });
  readonly #rejected = element('span', { class: 'verdict', role: 'status' });
  readonly #play: HTMLButtonElement;
  readonly #decide: HTMLButtonElement;
  readonly #previous: HTMLButtonElement;
  readonly #next: HTMLButtonElement;
  readonly #fix: HTMLButtonElement;
  readonly #strip: HTMLButtonElement;
  readonly #link: HTMLButtonElement;
  #isRejected = false;

  constructor(events: TourBarEvents, look: TourBarLook) {
    const plain = (text: string, title: string, click: () => void, label = title) =>
      button(text, click, { class: 'secondary', title, 'aria-label': label });
    this.#previous = plain('‹', l10n.t('Previous (P, Page Up)'), () => events.previous(), l10n.t('Previous'));
    this.#next = plain('›', l10n.t('Next (N, Page Down)'), () => events.next(), l10n.t('Next'));
    this.#play = plain('', l10n.t('Play or stop (B)'), () => events.play(), l10n.t('Play'));
    this.#decide = button('', () => events.decide(!this.#isRejected), { class: 'secondary' });
    this.#fix = toggle(l10n.t('Same stretch'), look.isStretchFixed, (is) => events.fixStretch(is));
    this.#strip = toggle(l10n.t('Strip'), look.hasStrip, (is) => events.strip(is));
    this.#link = toggle(l10n.t('Link'), false, (is) => events.link(is));
    this.#link.title = l10n.t('Zoom and move all open pictures together (L)');
    this.#fix.title = l10n.t('Show every frame with the stretch of this one');
    this.#speed.append(
      ...INTERVALS.map((ms) => new Option(l10n.t('{0} s', (ms / 1000).toFixed(1)), String(ms))),
    );
    this.#speed.value = String(look.interval);
    this.#speed.title = l10n.t('Time from frame to frame ([ and ])');
    this.#speed.addEventListener('change', () => events.speed(Number(this.#speed.value)));
    this.#scope.addEventListener('change', () => events.scope(this.#scope.value as SeriesScope));
    const compare = plain(
      l10n.t('Compare'),
      l10n.t('Open this picture beside itself, linked'),
      () => events.compare(),
      l10n.t('Compare'),
    );
    this.element = element(
      'div',
      { class: 'controls tour', role: 'toolbar', 'aria-label': l10n.t('Frames') },
      group(this.#previous, this.#place, this.#next),
      this.#scope,
      group(this.#play, this.#speed),
      group(this.#decide, this.#rejected),
      group(this.#fix, this.#strip, this.#link, compare),
    );
    this.showPlaying(false);
    this.show(null, -1);
  }

  /** `at` is the place of the file that is shown, -1 where it is none of them. */
  show(series: ShownSeries | null, at: number): void {
    const files = series?.files ?? [];
    this.#place.textContent =
      at < 0 ? '' : l10n.t('{0} of {1}', (at + 1).toLocaleString('en'), files.length.toLocaleString('en'));
    this.#previous.disabled = at <= 0;
    this.#next.disabled = at < 0 || at >= files.length - 1;
    this.#play.disabled = files.length < 2;
    this.#speed.disabled = files.length < 2;
    const scopes = series?.scopes ?? [];
    this.#scope.replaceChildren(...scopes.map((scope) => new Option(SCOPES[scope](), scope)));
    this.#scope.hidden = scopes.length < 2;
    if (series) this.#scope.value = series.scope;
    const rejected = files[at]?.rejected ?? null;
    this.#isRejected = rejected === true;
    this.#decide.hidden = series?.canReject !== true || rejected === null;
    this.#decide.textContent = this.#isRejected ? l10n.t('Restore') : l10n.t('Reject');
    this.#decide.title = this.#isRejected
      ? l10n.t('Take this frame back into its session (U)')
      : l10n.t('Take this frame out of its session and go on (X); Ctrl+Z undoes it');
    this.#rejected.textContent = this.#isRejected ? l10n.t('Rejected') : '';
  }

  showPlaying(isPlaying: boolean): void {
    this.#play.textContent = isPlaying ? l10n.t('Stop') : l10n.t('Play');
    this.#play.setAttribute('aria-label', this.#play.textContent);
  }

  showSpeed(interval: number): void {
    this.#speed.value = String(interval);
  }

  press(which: 'fix' | 'strip' | 'link', isPressed: boolean): void {
    const made = { fix: this.#fix, strip: this.#strip, link: this.#link }[which];
    made.setAttribute('aria-pressed', String(isPressed));
  }
}
