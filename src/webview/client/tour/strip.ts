/** Small pictures of the files around the one that is shown, read when they come into sight. */
import * as l10n from '@vscode/l10n';
import type { SeriesFile } from '../../tourProtocol';
import { element } from '../dom';
import { inSight, scrollTo, STEP } from './stripWindow';

/** Small pictures that are kept; each takes about 25 kB. */
const KEPT = 400;

export interface StripEvents {
  choose(at: number): void;
  /** Reads one; the answer comes to `receive`. */
  ask(path: string): void;
  /** Whether small pictures may be read now: larger ones go first. */
  mayAsk(): boolean;
}

export class Strip {
  readonly element = element('div', {
    class: 'strip',
    role: 'listbox',
    tabindex: 0,
    'aria-orientation': 'horizontal',
    'aria-label': l10n.t('Frames'),
  });
  readonly #inner = element('div', { class: 'inner' });
  readonly #events: StripEvents;
  readonly #pictures = new Map<string, HTMLImageElement | null>();
  #files: readonly SeriesFile[] = [];
  #at = -1;
  #asked: string | null = null;

  constructor(events: StripEvents) {
    this.#events = events;
    this.element.append(this.#inner);
    this.element.addEventListener('scroll', () => this.#draw());
    new ResizeObserver(() => this.#follow()).observe(this.element);
  }

  show(files: readonly SeriesFile[], at: number): void {
    const hasMoved = at !== this.#at || files.length !== this.#files.length;
    this.#files = files;
    this.#at = at;
    this.#inner.style.width = `${files.length * STEP}px`;
    if (hasMoved) this.#follow();
    else this.#draw();
  }

  /** `address` is that of a picture; null where there is none. */
  receive(path: string, address: string | null): void {
    if (this.#asked === path) this.#asked = null;
    this.#pictures.set(path, address === null ? null : element('img', { src: address, alt: '' }));
    const [oldest = ''] = this.#pictures.keys();
    if (this.#pictures.size > KEPT) this.#pictures.delete(oldest);
    this.#draw();
  }

  /** Reads what is in sight and not there yet. */
  read(): void {
    if (this.element.hidden || this.#asked !== null || !this.#events.mayAsk()) return;
    const [from, to] = this.#inSight();
    const missing = this.#files.slice(from, to).find(({ path }) => !this.#pictures.has(path));
    if (missing === undefined) return;
    this.#asked = missing.path;
    this.#events.ask(missing.path);
  }

  #inSight(): readonly [number, number] {
    return inSight(this.element.scrollLeft, this.element.clientWidth, this.#files.length);
  }

  #follow(): void {
    const { scrollLeft, clientWidth } = this.element;
    const left = scrollTo(this.#at, scrollLeft, clientWidth, this.#files.length);
    if (left !== null) this.element.scrollLeft = left;
    this.#draw();
  }

  #draw(): void {
    if (this.element.hidden) return;
    const [from, to] = this.#inSight();
    const items = this.#files.slice(from, to).map((file, i) => this.#item(file, from + i));
    this.#inner.replaceChildren(...items);
    const active = items[this.#at - from];
    if (active) this.element.setAttribute('aria-activedescendant', active.id);
    else this.element.removeAttribute('aria-activedescendant');
    this.read();
  }

  #item({ path, name, rejected }: SeriesFile, at: number): HTMLElement {
    const picture = this.#pictures.get(path);
    const made = element(
      'div',
      {
        class: rejected ? 'item rejected' : 'item',
        role: 'option',
        id: `frame-${at}`,
        'aria-selected': String(at === this.#at),
        'aria-posinset': at + 1,
        'aria-setsize': this.#files.length,
        'aria-label': rejected ? l10n.t('{0}, rejected', name) : name,
        title: name,
      },
      picture ?? element('span', { class: 'none' }),
      element('span', { class: 'caption' }, name),
    );
    made.style.left = `${at * STEP}px`;
    made.addEventListener('click', () => this.#events.choose(at));
    return made;
  }
}
