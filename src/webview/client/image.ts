/** The page of an image: the picture, its pixels, and its header beside it. */
import './translation';
import * as l10n from '@vscode/l10n';
import { type Picture, usualStretch } from '../../core/rules/picture/picture';
import { type StretchName, transfersOf } from '../../core/rules/picture/stretch';
import type { Transfer } from '../../core/rules/picture/transfer';
import type { FromImagePage, ImageChoice, ShownImage, ToImagePage } from '../imageProtocol';
import { button, element } from './dom';
import { HeaderPanel } from './headerPanel';
import { Compass } from './picture/compass';
import { Controls, type ShownStretch } from './picture/controls';
import { Histogram } from './picture/histogram';
import { movedAlike, type Points, pointsOf, transferOf } from './picture/points';
import { ShownPicture } from './picture/shownPicture';
import { PictureView, type Place } from './picture/view';
import type { Point } from './picture/viewport';
import { ScrolledPage } from './scrolledPage';
import { SkyPanel } from './skyPanel';

/** The state that is kept while the page is hidden. */
interface Chosen {
  readonly choice: ImageChoice | null;
  readonly place: Place | null;
  /** Null for the stretch that suits the picture. */
  readonly stretch: StretchName | null;
  /** The curve of each channel once a point of the histogram was moved, in physical values. */
  readonly manual: readonly Transfer[] | null;
  readonly isInverted: boolean;
  readonly isSmooth: boolean;
  readonly hasHeader: boolean;
  /** Whether arrows show north and east. */
  readonly hasCompass: boolean;
  readonly search: string;
}

/** Pixels in the longer side of a preview, however large the screen is. */
const MOST = 2048;
const LEAST = 800;

const page = new ScrolledPage<FromImagePage, Chosen>({
  choice: null,
  place: null,
  stretch: null,
  manual: null,
  isInverted: false,
  isSmooth: false,
  hasHeader: true,
  hasCompass: true,
  search: '',
});

let images: readonly ShownImage[] = [];
let shown: ShownPicture | null = null;
/** What `shown` is a picture of. */
let shownChoice: ImageChoice | null = null;
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
const histogram = new Histogram((points) => stretchByHand(points));
const controls = new Controls(
  {
    choose: (choice) => choose(choice),
    stretch: (name) => {
      page.choose({ stretch: name, manual: null });
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
    save: () => save(),
    copy: () => void copy(),
    toggleHeader: (hasHeader) => {
      page.choose({ hasHeader });
      aside.hidden = !hasHeader;
    },
  },
  page.chosen,
);
const compass = new Compass();
const sky = new SkyPanel(page.chosen.hasCompass, (hasCompass) => {
  page.choose({ hasCompass });
  showSky();
});
const header = new HeaderPanel(page.chosen.search, sky.element, {
  searched: (search) => page.choose({ search }),
  copy: () => page.say({ kind: 'copyHeader' }),
});
const aside = element('aside', { class: 'header', 'aria-label': l10n.t('Header'), tabindex: 0 });
aside.append(...header.head, ...header.body);
aside.hidden = !page.chosen.hasHeader;

const loading = element('p', { class: 'loading dim', role: 'status' }, l10n.t('Reading the picture…'));
loading.hidden = true;
histogram.element.hidden = true;
view.element.append(loading, compass.element);

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
    clear();
    const none = l10n.t('There is no image in {0}, only a header.', file.name);
    changed.replaceChildren(element('span', {}, [none, ...file.problems].join(' ')));
  } else ask(first);
}

function clear(): void {
  shown = null;
  shownChoice = null;
  histogram.element.hidden = true;
  compass.show(null);
  view.show(null, null);
}

function choose(choice: ImageChoice): void {
  const same = page.chosen.choice?.image === choice.image;
  page.choose({ choice, manual: null, ...(same ? {} : { place: null }) });
  ask(choice);
}

function ask(choice: ImageChoice): void {
  loading.hidden = false;
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
  loading.hidden = true;
  histogram.element.hidden = false;
  // It may have been said of the picture before, while this one was on its way.
  changed.replaceChildren();
  shownChoice = choice;
  shown = new ShownPicture(picture, image, (key) => page.say({ kind: 'tile', choice, key }));
  histogram.count(picture);
  stretch();
  view.show(shown, page.chosen.place);
  showSky();
}

function showSky(): void {
  const image = images.find(({ index }) => index === page.chosen.choice?.image);
  if (image) sky.show(image);
  compass.show((page.chosen.hasCompass ? image?.sky : null) ?? null);
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
  const transfers = curves(shown.picture);
  draw(transfers);
  if (transfers[0]) histogram.show(pointsOf(transfers[0], shown.picture.levels));
}

function curves({ channels, fullScale, colour }: Picture): readonly Transfer[] {
  const { manual } = page.chosen;
  if (manual?.length === channels.length) return manual;
  return transfersOf(page.chosen.stretch ?? usualStretch({ colour }), channels, fullScale);
}

/** A point was moved: those of all channels move alike. */
function stretchByHand(to: Points): void {
  if (!shown) return;
  const { levels } = shown.picture;
  const before = curves(shown.picture).map((transfer) => pointsOf(transfer, levels));
  const from = before[0] ?? to;
  const manual = before.map((points) => transferOf(movedAlike(points, from, to), levels));
  page.choose({ manual });
  draw(manual);
}

function draw(transfers: readonly Transfer[]): void {
  if (!shown) return;
  const { manual, isInverted } = page.chosen;
  const name: ShownStretch =
    transfers === manual ? 'manual' : (page.chosen.stretch ?? usualStretch(shown.picture));
  shown.stretch(transfers, isInverted);
  controls.showStretch(name, transfers.length > 1);
  view.redraw();
}

function save(): void {
  const { choice, isInverted } = page.chosen;
  if (shown && choice) page.say({ kind: 'save', choice, transfers: [...curves(shown.picture)], isInverted });
}

/** The clipboard takes a promise, so that it knows that the user asked for it. */
async function copy(): Promise<void> {
  try {
    const picture = view.seen().then((blob) => blob ?? Promise.reject(new Error('nothing is shown')));
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
    page.say({ kind: 'copied', error: null });
  } catch (error) {
    page.say({ kind: 'copied', error: error instanceof Error ? error.message : String(error) });
  }
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
  loading.hidden = true;
  // What is seen must not be taken for what was asked for.
  if (shownChoice === null || !isShown(shownChoice)) clear();
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
