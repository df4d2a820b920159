/**
 * The frames of a sheet in rows, as many as its width holds. Only those in view are in the page; the list knows how
 * many there are, and a screen reader reads the one that the keys have led to.
 */
import * as l10n from '@vscode/l10n';
import type { SheetFrame } from '../../sheetProtocol';
import { element } from '../dom';
import { type Cell, cellId, makeCell } from './cell';
import { inView, type Layout, layoutOf, placeOf, scrollFor, stepTo } from './layout';
import { Pictures } from './pictures';

export interface GridEvents {
  /** These frames are in view and have no picture, those that are seen first; `seen` are all in view. */
  look(ids: readonly number[], seen: readonly number[]): void;
  open(frame: SheetFrame): void;
  reject(frame: SheetFrame, rejected: boolean): void;
  /** The keys have led to another frame. */
  moved(frame: SheetFrame): void;
}

/** Rows outside of the view that are in the page, so that short ways show no empty places. */
const MORE = 1;

export class SheetGrid {
  readonly element = element('div', {
    ...{ class: 'grid', role: 'listbox', tabindex: '0' },
    ...{ 'aria-label': l10n.t('Frames'), 'aria-orientation': 'horizontal' },
  });
  readonly #space = element('div', { class: 'space', role: 'presentation' });
  readonly #pictures = new Pictures();
  readonly #cells = new Map<number, Cell>();
  readonly #events: GridEvents;
  #frames: SheetFrame[] = [];
  #layout: Layout = layoutOf(0, 0);
  #current = 0;
  #wanted = '';

  constructor(events: GridEvents) {
    this.#events = events;
    this.element.append(this.#space);
    this.element.addEventListener('scroll', () => this.#draw());
    this.element.addEventListener('keydown', (event) => this.#press(event));
    this.element.addEventListener('click', (event) => this.#moveTo(indexOf(event)));
    this.element.addEventListener('dblclick', (event) => {
      const frame = this.#frames[indexOf(event) ?? -1];
      if (frame) events.open(frame);
    });
    new ResizeObserver(() => this.#arrange()).observe(this.element);
  }

  get frames(): readonly SheetFrame[] {
    return this.#frames;
  }

  /** Frames from a place on; those behind it go. The current one stays current where it is still there. */
  put(from: number, frames: readonly SheetFrame[], current: number | undefined): void {
    const wanted = current ?? this.#frames[this.#current]?.id;
    this.#frames = [...this.#frames.slice(0, from), ...frames];
    const found = this.#frames.findIndex(({ id }) => id === wanted);
    this.#current = found >= 0 ? found : Math.min(this.#current, Math.max(0, this.#frames.length - 1));
    this.#clear();
    this.#arrange();
  }

  show(id: number, address: string | null): void {
    this.#pictures.take(id, address);
    this.#refresh(id);
  }

  /** The files of these frames have changed. */
  outdate(ids: readonly number[]): void {
    this.#pictures.outdate(ids);
    // Also where the same ones were asked for before.
    this.#wanted = '';
    this.#draw();
  }

  setRejected(id: number, rejected: boolean): void {
    const index = this.#frames.findIndex((frame) => frame.id === id);
    const frame = this.#frames[index];
    if (!frame) return;
    this.#frames[index] = { ...frame, rejected };
    this.#refresh(id);
  }

  scrollTo(top: number): void {
    this.element.scrollTop = top;
  }

  #refresh(id: number): void {
    const frame = this.#frames.find((each) => each.id === id);
    if (frame) this.#cells.get(id)?.show(frame, this.#pictures.of(id));
  }

  #arrange(): void {
    const { clientWidth } = this.element;
    // A hidden page has no width.
    if (clientWidth === 0) return;
    const before = this.#layout;
    this.#layout = layoutOf(this.#frames.length, clientWidth);
    this.#space.style.height = `${this.#layout.height}px`;
    if (before.columns !== this.#layout.columns && before.count > 0) this.#bringIntoView();
    this.#clear();
    this.#draw();
  }

  #clear(): void {
    for (const cell of this.#cells.values()) cell.element.remove();
    this.#cells.clear();
  }

  #draw(): void {
    const { scrollTop, clientHeight } = this.element;
    const { from, to } = inView(this.#layout, scrollTop, clientHeight, MORE);
    const drawn = this.#frames.slice(from, to);
    const there = new Set(drawn.map(({ id }) => id));
    for (const [id, cell] of this.#cells) {
      if (there.has(id)) continue;
      cell.element.remove();
      this.#cells.delete(id);
    }
    drawn.forEach((frame, i) => this.#place(frame, from + i));
    this.#mark();
    this.#want(drawn);
  }

  #place(frame: SheetFrame, index: number): void {
    if (this.#cells.has(frame.id)) return;
    const cell = makeCell(frame, index, this.#frames.length);
    const { x, y } = placeOf(index, this.#layout);
    cell.element.style.transform = `translate(${x}px, ${y}px)`;
    cell.show(frame, this.#pictures.of(frame.id));
    this.#cells.set(frame.id, cell);
    this.#space.append(cell.element);
  }

  /** Frames that are seen come before those just outside of the view. */
  #want(drawn: readonly SheetFrame[]): void {
    const { scrollTop, clientHeight } = this.element;
    const { from, to } = inView(this.#layout, scrollTop, clientHeight);
    const seen = this.#frames.slice(from, to);
    const ids = [...new Set([...seen, ...drawn].map(({ id }) => id))];
    const lacking = this.#pictures.lacking(ids);
    const wanted = `${lacking.join(' ')}, ${ids.join(' ')}`;
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#events.look(lacking, ids);
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const frame = this.#frames[this.#current];
    const key = event.key.toLowerCase();
    const next = stepTo(event.key, this.#current, this.#layout, this.element.clientHeight);
    if (next !== undefined) this.#moveTo(next);
    else if (frame && event.key === 'Enter') this.#events.open(frame);
    else if (frame && key === 'x' && !event.shiftKey) this.#rejectAndGoOn(frame);
    else if (frame && (key === 'u' || key === 'x')) this.#events.reject(frame, false);
    else return;
    event.preventDefault();
  }

  #rejectAndGoOn(frame: SheetFrame): void {
    if (!frame.rejected) this.#events.reject(frame, true);
    this.#moveTo(Math.min(this.#current + 1, this.#frames.length - 1));
  }

  #moveTo(index: number | undefined): void {
    const frame = this.#frames[index ?? -1];
    if (index === undefined || !frame) return;
    this.#current = index;
    this.#bringIntoView();
    this.#draw();
    this.#events.moved(frame);
  }

  #bringIntoView(): void {
    const { scrollTop, clientHeight } = this.element;
    const top = scrollFor(this.#current, this.#layout, scrollTop, clientHeight);
    if (top !== scrollTop) this.element.scrollTop = top;
  }

  #mark(): void {
    const current = this.#frames[this.#current];
    for (const [id, { element: cell }] of this.#cells) {
      cell.setAttribute('aria-selected', String(id === current?.id));
    }
    // One that is out of view is not in the page.
    if (current && this.#cells.has(current.id)) {
      this.element.setAttribute('aria-activedescendant', cellId(current));
    } else this.element.removeAttribute('aria-activedescendant');
  }
}

function indexOf({ target }: MouseEvent): number | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('.cell') : null;
  return cell === null ? undefined : Number(cell.dataset['index']);
}
