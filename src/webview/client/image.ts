/** The page of an image: the picture, its pixels, and its header beside it. */
import './translation';
import * as l10n from '@vscode/l10n';
import { type Picture, usualStretch } from '../../core/rules/picture/picture';
import { transfersOf } from '../../core/rules/picture/stretch';
import type { Transfer } from '../../core/rules/picture/transfer';
import type { ImageChoice, ShownFile, ShownImage, ToImagePage } from '../imageProtocol';
import { element } from './dom';
import { FileNotes } from './fileNotes';
import { HeaderPanel } from './headerPanel';
import { listenToExtension } from './hearPictures';
import { page } from './imageState';
import { Compass } from './picture/compass';
import { Controls, type ShownStretch } from './picture/controls';
import { listenToCopy } from './picture/copyPixel';
import { copySeen } from './picture/copySeen';
import { Histogram } from './picture/histogram';
import { sizeFor } from './picture/pictureSize';
import { PixelReading } from './picture/pixelReading';
import { movedAlike, type Points, pointsOf, transferOf } from './picture/points';
import { ShownPicture } from './picture/shownPicture';
import { PictureView } from './picture/view';
import { SkyPanel } from './skyPanel';
import type { Loaded } from './tour/ahead';
import { Tour } from './tour/tour';

let images: readonly ShownImage[] = [];
let file: ShownFile | null = null;
/** The file that is shown, or about to be; empty until there is one. */
let current = '';
let loaded: Loaded<ShownPicture> | null = null;
/** The file that was shown before the extension has said what is in it. */
let early = '';
let shown: ShownPicture | null = null;
let isStretchFixed = false;
/** The picture is moved as another one was, which is nothing to tell others. */
let isFollowing = false;

const notes = new FileNotes(() => page.say({ kind: 'reload' }));
const reading = new PixelReading(({ x, y }) => {
  const { choice } = page.chosen;
  if (choice !== null) page.say({ kind: 'pixel', choice, x, y });
  return choice !== null;
});

const view = new PictureView(
  {
    hover: (pixel) => reading.point(pixel),
    placed: (place, scale) => {
      page.choose({ place });
      controls.showZoom(scale);
      if (!isFollowing) tour.placed();
    },
  },
  page.chosen.isSmooth,
);
const histogram = new Histogram((points) => stretchByHand(points));
const controls = new Controls(
  {
    choose: (choice) => choose(choice),
    stretch: (name) => {
      page.choose({ stretch: name, manual: null, fixed: null });
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
    copy: () => void copySeen(view).then((error) => page.say({ kind: 'copied', error })),
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

const tour: Tour = new Tour({
  get chosen() {
    return page.chosen;
  },
  choose: (change) => page.choose(change),
  say: (message) => page.say(message),
  get path() {
    return current;
  },
  get loaded() {
    return loaded;
  },
  get choice() {
    return page.chosen.choice;
  },
  get wanted() {
    return wanted();
  },
  get place() {
    return view.place;
  },
  make,
  turnTo(path) {
    page.choose({ fixed: isStretchFixed && shown ? curves(shown.picture) : null });
    current = path;
  },
  display(next) {
    early = next.file.path;
    present(next);
  },
  refine: () => page.chosen.choice && ask(page.chosen.choice),
  isComplete: (picture) => view.isComplete(picture),
  moveTo(place) {
    isFollowing = true;
    view.moveTo(place);
    isFollowing = false;
  },
  fixStretch(isFixed) {
    isStretchFixed = isFixed;
    if (isFixed || page.chosen.fixed === null) return;
    page.choose({ fixed: null });
    stretch();
  },
  passing: (isPassing) => aside.classList.toggle('passing', isPassing),
});

const stage = element('section', { class: 'stage' }, controls.element, tour.bar, notes.changed, tour.message);
stage.append(notes.failure, view.element, tour.strip);
stage.append(element('div', { class: 'foot' }, reading.element, histogram.element));
document.body.classList.add('image');
document.querySelector('main')?.append(stage, aside);

listenToExtension((data) => {
  if (data.kind === 'file') showFile(data);
  else if (data.kind === 'picture') showPicture(data);
  else if (data.kind === 'tile') receiveTile(data);
  else if (data.kind === 'pixel') reading.show(data.pixel);
  else if (data.kind === 'header') showHeader(data);
  else if (data.kind === 'changed') notes.showChange(data.message);
  else if (data.kind === 'failed') fail(data);
  else tour.receive(data);
});

function showHeader({ path, header: found }: Extract<ToImagePage, { kind: 'header' }>): void {
  if (path === current || current === '') header.show(found);
}

function showFile({ file: found, isTour }: Extract<ToImagePage, { kind: 'file' }>): void {
  // Another one was asked for meanwhile.
  if (current !== '' && found.path !== current) return;
  current = found.path;
  file = found;
  notes.read(found.path);
  tour.fileShown(found, isTour);
  if (early === found.path) {
    early = '';
    if (loaded?.shown && loaded.most < wanted()) ask(loaded.shown.choice);
    return;
  }
  name(found);
  const { choice } = page.chosen;
  const isThere =
    choice !== null &&
    images.some(({ index, planes }) => index === choice.image && (choice.plane ?? 0) < planes);
  const first = isThere ? choice : found.first;
  if (first === null) present({ file: found, most: 0, shown: null });
  else ask(first);
}

/** What there is in the file, before its picture is there. */
function name(of: ShownFile): void {
  ({ images } = of);
  controls.offer(images);
  view.element.setAttribute('aria-label', of.name);
}

/** Shows a file and its picture at once. */
function present(next: Loaded<ShownPicture>): void {
  if (loaded?.shown?.picture !== next.shown?.picture) loaded?.shown?.picture.rest();
  loaded = next;
  ({ file } = next);
  name(file);
  notes.pictured(file.path);
  loading.hidden = true;
  shown = next.shown?.picture ?? null;
  histogram.element.hidden = shown === null;
  if (next.shown === null || shown === null) {
    view.show(null, null);
    const none = l10n.t('There is no image in {0}, only a header.', file.name);
    notes.showNothing([none, ...file.problems].join(' '));
    return;
  }
  page.choose({ choice: next.shown.choice });
  controls.show(next.shown.choice);
  histogram.count(shown.picture);
  stretch();
  view.show(shown, page.chosen.place);
  showSky();
}

function clear(): void {
  loaded = null;
  shown = null;
  histogram.element.hidden = true;
  compass.show(null);
  view.show(null, null);
}

function choose(choice: ImageChoice): void {
  const same = page.chosen.choice?.image === choice.image;
  page.choose({ choice, manual: null, fixed: null, ...(same ? {} : { place: null }) });
  ask(choice);
}

function ask(choice: ImageChoice): void {
  loading.hidden = false;
  page.choose({ choice });
  controls.show(choice);
  page.say({ kind: 'show', choice, most: wanted() });
}

const wanted = () => sizeFor(view.size, window.devicePixelRatio);

function showPicture(message: Extract<ToImagePage, { kind: 'picture' }>): void {
  const { path, choice, most, picture } = message;
  if (path !== current || file?.path !== path || !isShown(choice)) return;
  present({ file, most, shown: { choice, picture: make(file, choice, most, picture) } });
  tour.pictureShown();
}

function showSky(): void {
  const image = images.find(({ index }) => index === page.chosen.choice?.image);
  if (image) sky.show(image);
  compass.show((page.chosen.hasCompass ? image?.sky : null) ?? null);
}

function make(of: ShownFile, choice: ImageChoice, most: number, picture: Picture): ShownPicture {
  const size = of.images.find(({ index }) => index === choice.image) ?? picture;
  const ask = (key: string) => page.say({ kind: 'tile', path: of.path, choice, most, key });
  return new ShownPicture(picture, size, ask);
}

function receiveTile({ path, choice, key, tile }: Extract<ToImagePage, { kind: 'tile' }>): void {
  if (path === current && isShown(choice)) {
    shown?.receive(key, tile);
    view.redraw();
  } else tour.find(path)?.receive(key, tile);
  tour.partCame();
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
  const { manual, fixed } = page.chosen;
  if (manual?.length === channels.length) return manual;
  if (fixed?.length === channels.length) return fixed;
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

function fail({ path, message }: Extract<ToImagePage, { kind: 'failed' }>): void {
  if (current !== '' && path !== current) return;
  loading.hidden = true;
  // What is seen must not be taken for what was asked for.
  const seen = loaded?.file.path === path ? (loaded.shown?.choice ?? null) : null;
  if (seen === null || !isShown(seen)) clear();
  notes.fail(message);
}

listenToCopy(reading, ({ x, y }) => {
  const { choice } = page.chosen;
  if (choice !== null) page.say({ kind: 'copyPixel', choice, x, y });
});

page.say({ kind: 'ready' });
