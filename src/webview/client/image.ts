/** The page of an image: the picture, its pixels, and its header beside it. */
import './translation';
import * as l10n from '@vscode/l10n';
import { CODES, coding, type Levels, valuesOfCodes } from '../../core/rules/picture/levels';
import { usualStretch } from '../../core/rules/picture/picture';
import { type StretchName, transfersOf } from '../../core/rules/picture/stretch';
import type { Transfer } from '../../core/rules/picture/transfer';
import type { FromImagePage, ImageChoice, ShownImage, ToImagePage } from '../imageProtocol';
import { button, element } from './dom';
import { HeaderPanel } from './headerPanel';
import { Controls, type ShownStretch } from './picture/controls';
import { Histogram, type Points } from './picture/histogram';
import { ShownPicture } from './picture/shownPicture';
import { PictureView, type Place } from './picture/view';
import type { Point } from './picture/viewport';
import { ScrolledPage } from './scrolledPage';

/** The state that is kept while the page is hidden. */
interface Chosen {
  readonly choice: ImageChoice | null;
  readonly place: Place | null;
  /** Null for the stretch that suits the picture. */
  readonly stretch: StretchName | null;
  readonly isInverted: boolean;
  readonly isSmooth: boolean;
  readonly hasHeader: boolean;
  readonly search: string;
}

/** Pixels in the longer side of a preview, however large the screen is. */
const MOST = 2048;
const LEAST = 800;

const page = new ScrolledPage<FromImagePage, Chosen>({
  choice: null,
  place: null,
  stretch: null,
  isInverted: false,
  isSmooth: false,
  hasHeader: true,
  search: '',
});

let images: readonly ShownImage[] = [];
let shown: ShownPicture | null = null;
let manual: Points | null = null;
let pointed: Point | null = null;
let isAsking = false;
let askedFor: Point | null = null;

const failure = element('div', { class: 'failure', role: 'alert' });
const changed = element('div', { class: 'changed', role: 'status' });
const reading = element('div', { class: 'reading', role: 'status' });

const view = new PictureView(
  {
    hover: (pixel) => point(pixel),
    placed: (place, scale) => {
      page.choose({ place });
      controls.showZoom(scale);
    },
  },
  page.chosen.isSmooth,
);
const histogram = new Histogram(
  (points) => {
    manual = points;
    stretch();
  },
  (place) => (shown ? valueText(shown.picture.levels, place) : ''),
);
const controls = new Controls(
  {
    choose: (choice) => choose(choice),
    stretch: (name) => {
      manual = null;
      page.choose({ stretch: name });
      stretch();
    },
    invert: (isInverted) => {
      page.choose({ isInverted });
      stretch();
    },
    smooth: (isSmooth) => {
      page.choose({ isSmooth });
      view.smooth(isSmooth);
    },
    fit: () => view.fit(),
    actualSize: () => view.zoomTo(1),
    zoom: (steps) => view.zoomBy(steps),
    toggleHeader: (hasHeader) => {
      page.choose({ hasHeader });
      aside.hidden = !hasHeader;
    },
  },
  page.chosen,
);
const header = new HeaderPanel(page.chosen.search, {
  searched: (search) => page.choose({ search }),
  copy: () => page.say({ kind: 'copyHeader' }),
});
const aside = element('aside', { class: 'header', 'aria-label': l10n.t('Header'), tabindex: 0 });
aside.append(...header.head, ...header.body);
aside.hidden = !page.chosen.hasHeader;

const stage = element('section', { class: 'stage' }, controls.element, changed, failure, view.element);
stage.append(element('div', { class: 'foot' }, reading, histogram.element));
document.body.classList.add('image');
document.querySelector('main')?.append(stage, aside);

window.addEventListener('message', ({ data }: MessageEvent<ToImagePage>) => {
  if (data.kind === 'file') showFile(data);
  else if (data.kind === 'picture') showPicture(data);
  else if (data.kind === 'tile') receiveTile(data);
  else if (data.kind === 'pixel') showPixel(data.pixel);
  else if (data.kind === 'header') header.show(data.header);
  else if (data.kind === 'changed') showChanged(data.message);
  else fail(data.message);
});

function showFile(file: Extract<ToImagePage, { kind: 'file' }>): void {
  ({ images } = file);
  failure.replaceChildren();
  changed.replaceChildren();
  controls.offer(images);
  view.element.setAttribute('aria-label', file.name);
  const { choice } = page.chosen;
  const isThere =
    choice !== null &&
    images.some(({ index, planes }) => index === choice.image && (choice.plane ?? 0) < planes);
  const first = isThere ? choice : file.first;
  if (first === null) {
    view.show(null, null);
    changed.replaceChildren(l10n.t('There is no image in {0}, only a header.', file.name));
  } else ask(first);
}

function choose(choice: ImageChoice): void {
  const same = page.chosen.choice?.image === choice.image;
  page.choose({ choice, ...(same ? {} : { place: null }) });
  manual = null;
  ask(choice);
}

function ask(choice: ImageChoice): void {
  page.choose({ choice });
  controls.show(choice);
  const { width, height } = view.size;
  const wanted = Math.round(Math.max(width, height) * window.devicePixelRatio);
  page.say({ kind: 'show', choice, most: Math.min(Math.max(wanted, LEAST), MOST) });
}

function showPicture({ choice, picture }: Extract<ToImagePage, { kind: 'picture' }>): void {
  const image = images.find(({ index }) => index === choice.image);
  if (!image || !isShown(choice)) return;
  failure.replaceChildren();
  shown = new ShownPicture(picture, image, (key) => page.say({ kind: 'tile', choice, key }));
  histogram.draw(picture);
  stretch();
  view.show(shown, page.chosen.place);
}

function receiveTile({ choice, key, tile }: Extract<ToImagePage, { kind: 'tile' }>): void {
  if (!isShown(choice)) return;
  shown?.receive(key, tile);
  view.redraw();
}

function isShown(choice: ImageChoice): boolean {
  const now = page.chosen.choice;
  return now?.image === choice.image && now.plane === choice.plane;
}

/** Draws with the chosen stretch, and shows its points in the histogram. */
function stretch(): void {
  if (!shown) return;
  const { picture } = shown;
  const name: ShownStretch = manual === null ? (page.chosen.stretch ?? usualStretch(picture)) : 'manual';
  const transfers =
    manual === null
      ? transfersOf(name as StretchName, picture.channels, picture.fullScale)
      : picture.channels.map(() => transferOf(manual as Points, picture.levels));
  shown.stretch(transfers, page.chosen.isInverted);
  controls.showStretch(name, picture.channels.length > 1);
  if (manual === null && transfers[0]) histogram.show(pointsOf(transfers[0], picture.levels));
  view.redraw();
}

/** Where a transfer function has its points, in places of the histogram: 0 to 1 of all codes. */
function pointsOf({ curve, black, white, bend }: Transfer, levels: Levels): Points {
  const place = (value: number) => coding(levels)(value) / (CODES - 1);
  const half =
    curve === 'midtones' ? bend : curve === 'linear' ? 0.5 : Math.sinh(Math.asinh(bend) / 2) / bend;
  return { black: place(black), middle: place(black + half * (white - black)), white: place(white) };
}

function transferOf({ black, middle, white }: Points, levels: Levels): Transfer {
  const values = valuesOfCodes(levels);
  const at = (place: number) => values[Math.round(place * (CODES - 1))] ?? 0;
  const [low, half, high] = [at(black), at(middle), at(white)];
  const bend = high > low ? (half - low) / (high - low) : 0.5;
  return { curve: 'midtones', black: low, white: high, bend: Math.min(Math.max(bend, 1e-6), 1 - 1e-6) };
}

function valueText(levels: Levels, place: number): string {
  const value = valuesOfCodes(levels)[Math.round(place * (CODES - 1))] ?? 0;
  return Math.abs(value) < 10 ? value.toPrecision(4) : value.toFixed(1);
}

/** One question at a time: the pointer moves faster than answers come. */
function point(pixel: Point | null): void {
  const isSame = pointed?.x === pixel?.x && pointed?.y === pixel?.y;
  pointed = pixel;
  if (pixel === null) reading.replaceChildren();
  else if (!isSame) askPixel();
}

function askPixel(): void {
  const { choice } = page.chosen;
  if (isAsking || pointed === null || choice === null) return;
  isAsking = true;
  page.say({ kind: 'pixel', choice, x: pointed.x, y: pointed.y });
  askedFor = pointed;
}

function showPixel(pixel: Extract<ToImagePage, { kind: 'pixel' }>['pixel']): void {
  isAsking = false;
  const isNewer = askedFor?.x !== pointed?.x || askedFor?.y !== pointed?.y;
  if (pointed === null || pixel === null) reading.replaceChildren();
  else {
    const parts = [pixel.place, pixel.value, pixel.electrons, pixel.sky].filter((part) => part !== null);
    reading.replaceChildren(...parts.map((part) => element('span', {}, part)));
  }
  if (isNewer) askPixel();
}

function showChanged(message: string): void {
  changed.replaceChildren(
    element('span', {}, message),
    button(l10n.t('Load again'), () => page.say({ kind: 'reload' })),
  );
}

function fail(message: string): void {
  failure.replaceChildren(
    element('p', {}, message),
    button(l10n.t('Load again'), () => page.say({ kind: 'reload' })),
  );
}

document.addEventListener('keydown', (event) => {
  const { choice } = page.chosen;
  if (!(event.ctrlKey || event.metaKey) || event.key !== 'c' || pointed === null || choice === null) return;
  if (document.getSelection()?.isCollapsed === false) return;
  page.say({ kind: 'copyPixel', choice, x: pointed.x, y: pointed.y });
});

page.say({ kind: 'ready' });
