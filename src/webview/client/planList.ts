/**
 * The list of a plan. It reuses as many line elements as fit into the view, so that a million files are as
 * fast as ten. A tree grid for keyboards and screen readers.
 */
import * as l10n from '@vscode/l10n';
import { cutInside } from './cutInside';
import { element } from './dom';
import { NAME_END } from './longNames';
import type { Outline, OutlineLine } from './outline';
import { cellsOf, type RowPages } from './planRows';

/** Pixels. */
const LINE = 24;
/** Extra lines above and below the visible ones. */
const MARGIN = 10;
/** Browsers draw nothing beyond some 30 million pixels. */
const TALLEST = 24_000_000;

export class PlanList {
  readonly element: HTMLElement;
  readonly #space = element('div', { class: 'space', role: 'presentation' });
  readonly #outline: Outline;
  readonly #pages: RowPages;
  readonly #changed: () => void;
  readonly #lines = new Map<number, HTMLElement>();
  #active = 0;
  #waiting = 0;

  /** `changed` is called after headings open or close, and after scrolling. */
  constructor(outline: Outline, pages: RowPages, changed: () => void) {
    this.#outline = outline;
    this.#pages = pages;
    this.#changed = changed;
    this.element = element(
      'div',
      {
        class: 'list',
        role: 'treegrid',
        tabindex: 0,
        'aria-label': l10n.t('Files of the plan'),
        'aria-colcount': 3,
      },
      this.#space,
    );
    this.element.addEventListener('scroll', () => {
      this.draw();
      changed();
    });
    this.element.addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('click', (event) => this.#click(event));
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  /** Draws once in the next animation frame, however often it is called. */
  draw(): void {
    if (this.#waiting !== 0) return;
    this.#waiting = requestAnimationFrame(() => {
      this.#waiting = 0;
      this.#draw();
    });
  }

  /** Opens a heading and scrolls to it. */
  reveal(key: string): void {
    this.#outline.set(key, true);
    this.#goTo(this.#outline.lineOf(key), true);
    this.element.focus();
    this.#changed();
  }

  #draw(): void {
    const { length } = this.#outline;
    const tall = Math.min(length * LINE, TALLEST);
    this.#space.style.height = `${tall}px`;
    this.element.setAttribute('aria-rowcount', String(length));
    const top = this.element.scrollTop;
    const first = Math.max(0, Math.floor(this.#lineAt(top)) - MARGIN);
    const seen = Math.ceil(this.element.clientHeight / LINE) + 2 * MARGIN;
    const last = Math.min(length, first + seen);
    for (const [index, line] of this.#lines) {
      if (index >= first && index < last) continue;
      line.remove();
      this.#lines.delete(index);
    }
    for (let index = first; index < last; index++) this.#drawLine(index, top);
    this.element.setAttribute('aria-activedescendant', `line-${this.#active}`);
  }

  /** The line at a distance from the top; lists that are too tall for a browser are compressed. */
  #lineAt(top: number): number {
    const [real, drawn] = [this.#outline.length * LINE, this.#space.offsetHeight];
    const view = this.element.clientHeight;
    return real <= TALLEST || drawn <= view ? top / LINE : ((top / (drawn - view)) * (real - view)) / LINE;
  }

  #drawLine(index: number, top: number): void {
    const line = this.#outline.at(index);
    if (!line) return;
    let drawn = this.#lines.get(index);
    if (!drawn) {
      drawn = element('div', { id: `line-${index}`, role: 'row', 'aria-rowindex': index + 1 });
      this.#lines.set(index, drawn);
      this.#space.append(drawn);
    }
    drawn.style.transform = `translateY(${Math.round(top + (index - this.#lineAt(top)) * LINE)}px)`;
    const level = line.kind === 'heading' ? line.heading.level : line.heading.level + 1;
    drawn.className = `line ${line.kind} level-${level}${index === this.#active ? ' active' : ''}`;
    drawn.setAttribute('aria-level', String(level));
    const open = line.kind === 'heading' ? line.open : null;
    if (open === null) drawn.removeAttribute('aria-expanded');
    else drawn.setAttribute('aria-expanded', String(open));
    const { name, detail, size } = this.#cells(line);
    drawn.title = [name, detail].filter((text) => text !== '').join('\n');
    drawn.replaceChildren(
      element('span', { role: 'gridcell', class: 'name' }, cutInside(name, NAME_END)),
      element('span', { role: 'gridcell', class: 'detail' }, cutInside(detail, NAME_END / 2)),
      element('span', { role: 'gridcell', class: 'size' }, size),
    );
  }

  #cells(line: OutlineLine) {
    if (line.kind === 'heading') {
      const { title, detail, size } = line.heading;
      return { name: title, detail, size };
    }
    const row = this.#pages.row(line.heading, line.index);
    return row ? cellsOf(row) : { name: '…', detail: '', size: '' };
  }

  #key(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.element.clientHeight / LINE) - 1);
    const last = this.#outline.length - 1;
    const line = this.#outline.at(this.#active);
    const open = line?.kind === 'heading' ? line.open : null;
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => this.#goTo(this.#active + 1),
      ArrowUp: () => this.#goTo(this.#active - 1),
      PageDown: () => this.#goTo(this.#active + page),
      PageUp: () => this.#goTo(this.#active - page),
      Home: () => this.#goTo(0),
      End: () => this.#goTo(last),
      ArrowRight: () => (open === false ? this.#toggle() : open === true && this.#goTo(this.#active + 1)),
      ArrowLeft: () => (open === true ? this.#toggle() : this.#goTo(this.#outline.above(this.#active))),
      Enter: () => this.#toggle(),
      ' ': () => this.#toggle(),
    };
    const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  }

  #click({ target }: MouseEvent): void {
    const line = target instanceof Element ? target.closest('.line') : null;
    const index = Number(line?.id.slice('line-'.length) ?? -1);
    if (index < 0) return;
    this.#active = index;
    this.#toggle();
  }

  #toggle(): void {
    const line = this.#outline.at(this.#active);
    if (line?.kind === 'heading' && line.open !== null) {
      this.#outline.set(line.heading.key, !line.open);
      this.#changed();
    }
    this.draw();
  }

  #goTo(index: number, toTop = false): void {
    if (index < 0) return;
    this.#active = Math.min(index, this.#outline.length - 1);
    const [list, height] = [this.element, this.element.clientHeight];
    const squeezed = Math.min(1, TALLEST / (this.#outline.length * LINE));
    const top = this.#active * LINE * squeezed;
    this.#space.style.height = `${Math.min(this.#outline.length * LINE, TALLEST)}px`;
    if (toTop || top < list.scrollTop) list.scrollTop = top;
    else if (top + LINE > list.scrollTop + height) list.scrollTop = top + LINE - height;
    this.draw();
  }
}
