/** Goes from one file to the next: by keys, buttons, the strip, or by itself. */
import * as l10n from '@vscode/l10n';
import type { SeriesScope } from '../../../core/api/series';
import type { ShownFile } from '../../imageFile';
import type { SeriesFile, ShownSeries, ToTour, TourStep } from '../../tourProtocol';
import { element } from '../dom';
import type { ShownPicture } from '../picture/shownPicture';
import { Ahead, type Loaded } from './ahead';
import { comingNext, mostFor } from './aheadPlan';
import { intervalBeside } from './intervals';
import { listenToKeys } from './keys';
import { Player } from './player';
import type { Stage } from './stage';
import { Strip } from './strip';
import { TourBar } from './tourBar';

export class Tour {
  /** Above the picture. */
  readonly bar: HTMLElement;
  /** What could not be done, and why. */
  readonly message = element('div', { class: 'changed', role: 'alert' });
  /** Below the picture. */
  readonly strip: HTMLElement;
  readonly #stage: Stage;
  readonly #bar: TourBar;
  readonly #strip: Strip;
  readonly #ahead: Ahead<ShownPicture>;
  readonly #player: Player;
  #series: ShownSeries | null = null;
  #isTour = false;
  #isLinked = false;
  #isTelling = false;

  constructor(stage: Stage) {
    this.#stage = stage;
    const { chosen } = stage;
    this.#ahead = new Ahead((path) => {
      const { choice } = stage;
      stage.say({ kind: 'ahead', path, choice, most: this.#most });
    });
    this.#player = new Player(chosen.interval, {
      isReady: () => this.#isNextReady(),
      step: () => this.#playOn(),
      changed: (isPlaying) => this.#played(isPlaying),
    });
    this.#strip = new Strip({
      choose: (at) => this.#go(at),
      ask: (path) => stage.say({ kind: 'thumbnail', path }),
      mayAsk: () => stage.loaded !== null && this.#ahead.isIdle,
    });
    this.#bar = new TourBar(
      {
        next: () => this.do('next'),
        previous: () => this.do('previous'),
        play: () => this.do('play'),
        speed: (interval) => this.#speed(interval),
        scope: (scope) => this.#ask(scope),
        fixStretch: (isFixed) => this.#fix(isFixed),
        strip: (hasStrip) => this.#showStrip(hasStrip),
        link: (isLinked) => this.#link(isLinked),
        compare: () => this.do('compare'),
        decide: (rejected) => this.#decide(rejected),
      },
      { ...chosen, isStretchFixed: chosen.isStretchFixed === true },
    );
    this.bar = this.#bar.element;
    this.strip = this.#strip.element;
    this.strip.hidden = true;
    listenToKeys({
      do: (step) => this.do(step),
      first: () => this.#go(0),
      last: () => this.#go(this.#files.length - 1),
      undo: () => stage.say({ kind: 'undoReject' }),
      faster: (steps) => this.#speed(intervalBeside(stage.chosen.interval, -steps)),
    });
    // Nobody would see it.
    document.addEventListener('visibilitychange', () => document.hidden && this.#player.stop());
  }

  /** A file has come to be shown. */
  fileShown({ path }: ShownFile, isTour: boolean): void {
    this.#isTour = isTour;
    this.#stage.choose({ path });
    this.#ahead.forgive();
    if (this.#at < 0) this.#ask(this.#stage.chosen.scope);
    else this.#show();
  }

  /** Its picture has come. */
  pictureShown(): void {
    this.#readAhead();
    this.#strip.read();
    if (!this.#stage.chosen.plays || this.#at < 0) return;
    this.#stage.choose({ plays: false });
    this.#player.start();
  }

  /** A part of a picture has come. */
  partCame(): void {
    this.#player.arrived();
  }

  /** The user has zoomed or moved the picture. */
  placed(): void {
    if (!this.#isLinked || this.#isTelling) return;
    this.#isTelling = true;
    requestAnimationFrame(() => {
      this.#isTelling = false;
      this.#stage.say({ kind: 'placed', place: this.#stage.place });
    });
  }

  find(path: string): ShownPicture | undefined {
    return this.#ahead.get(path)?.shown?.picture;
  }

  receive(message: ToTour): void {
    switch (message.kind) {
      case 'series':
        return this.#receiveSeries(message.series);
      case 'ahead':
        return this.#receiveAhead(message);
      case 'notAhead':
        this.#ahead.fail(message.path, message.message);
        return this.#player.arrived();
      case 'thumbnail':
        return this.#strip.receive(message.path, message.address);
      case 'refused':
        return this.#tell(message.message);
      case 'linked':
        this.#isLinked = message.isLinked;
        return this.#bar.press('link', message.isLinked);
      case 'placed':
        return this.#stage.moveTo(message.place);
      case 'visit':
        return this.#go(this.#files.findIndex(({ path }) => path === message.path));
      case 'do':
        return this.do(message.step);
    }
  }

  do(step: TourStep): void {
    switch (step) {
      case 'next':
        return this.#step(1);
      case 'previous':
        return this.#step(-1);
      case 'play':
        return this.#play();
      case 'reject':
        if (this.#decide(true)) this.#step(1);
        return;
      case 'restore':
        this.#decide(false);
        return;
      case 'compare':
        return this.#stage.say({ kind: 'compare', look: { ...this.#stage.chosen, plays: false } });
      case 'link':
        return this.#link(!this.#isLinked);
    }
  }

  get #files(): readonly SeriesFile[] {
    return this.#series?.files ?? [];
  }

  get #at(): number {
    return this.#files.findIndex(({ path }) => path === this.#stage.path);
  }

  /** Pixels in the longer side of a picture that is read ahead. */
  get #most(): number {
    const { loaded, wanted } = this.#stage;
    const picture = loaded?.shown?.picture.picture;
    if (!this.#player.isPlaying || !picture) return wanted;
    return mostFor(this.#files.length, { ...picture, channels: picture.channels.length }, wanted);
  }

  #ask(scope: SeriesScope): void {
    this.#stage.choose({ scope });
    this.#stage.say({ kind: 'series', scope });
  }

  #receiveSeries(series: ShownSeries): void {
    const isOther = this.#series?.scope !== series.scope;
    this.#series = series;
    if (isOther) this.#fixAsSuits();
    this.#show();
    if (this.#stage.loaded !== null) this.pictureShown();
  }

  #fixAsSuits(): void {
    const { isStretchFixed } = this.#stage.chosen;
    const isFixed = isStretchFixed ?? this.#series?.scope !== 'folder';
    this.#bar.press('fix', isFixed);
    this.#stage.fixStretch(isFixed);
  }

  #receiveAhead({ file, most, shown }: Extract<ToTour, { kind: 'ahead' }>): void {
    const loaded: Loaded<ShownPicture> = {
      file,
      most,
      shown: shown && {
        choice: shown.choice,
        picture: this.#stage.make(file, shown.choice, most, shown.picture),
      },
    };
    this.#ahead.receive(loaded);
    if (file.path === this.#stage.path && this.#stage.loaded?.file.path !== file.path)
      this.#stage.display(loaded);
    this.#player.arrived();
    this.#strip.read();
  }

  #show(): void {
    const at = this.#at;
    this.#bar.show(this.#series, at);
    this.strip.hidden = !this.#stage.chosen.hasStrip || this.#files.length < 2;
    this.#strip.show(this.#files, at);
  }

  #step(by: 1 | -1): void {
    this.#player.stop();
    if (this.#at >= 0) this.#go(this.#at + by);
  }

  #go(at: number): void {
    const file = this.#files[at];
    const stage = this.#stage;
    if (file === undefined || file.path === stage.path) return;
    this.#tell(null);
    const before = stage.loaded;
    stage.turnTo(file.path);
    const look = { ...stage.chosen, path: file.path };
    if (!this.#isTour) return stage.say({ kind: 'go', path: file.path, look });
    stage.choose({ path: file.path });
    stage.say(
      this.#player.isPlaying ? { kind: 'pass', path: file.path } : { kind: 'go', path: file.path, look },
    );
    const loaded = this.#ahead.get(file.path);
    if (before) this.#ahead.put(before.file.path, before);
    if (loaded) stage.display(loaded);
    this.#show();
    if (loaded) this.#readAhead();
  }

  #readAhead(): void {
    if (this.#at < 0) return;
    const coming = comingNext(this.#at, this.#files.length, this.#player.isPlaying);
    const paths = coming.flatMap((place) => this.#files[place]?.path ?? []);
    // An editor of one file shows no other; the page that takes its place reads them itself.
    this.#ahead.want(this.#isTour ? paths : [], this.#most, this.#stage.choice);
  }

  #play(): void {
    if (this.#player.isPlaying) return this.#player.stop();
    if (this.#files.length < 2) return;
    if (this.#isTour) return this.#player.start();
    const { path, chosen } = this.#stage;
    this.#stage.say({ kind: 'go', path, look: { ...chosen, path, plays: true } });
  }

  #played(isPlaying: boolean): void {
    this.#bar.showPlaying(isPlaying);
    this.#stage.passing(isPlaying);
    if (isPlaying) {
      this.#tell(null);
      this.#ahead.forgive();
      this.#bar.press('fix', true);
      this.#stage.fixStretch(true);
    } else {
      const { path, chosen } = this.#stage;
      this.#stage.say({ kind: 'go', path, look: { ...chosen } });
      if ((this.#stage.loaded?.most ?? 0) < this.#stage.wanted) this.#stage.refine();
      this.#fixAsSuits();
    }
    this.#readAhead();
  }

  get #next(): SeriesFile | undefined {
    return this.#files[(this.#at + 1) % this.#files.length];
  }

  #isNextReady(): boolean {
    const path = this.#next?.path ?? '';
    if (this.#ahead.failure(path) !== undefined) return true;
    const loaded = this.#ahead.get(path);
    return loaded !== undefined && (loaded.shown === null || this.#stage.isComplete(loaded.shown.picture));
  }

  #playOn(): void {
    const next = this.#next;
    if (next === undefined) return this.#player.stop();
    const loaded = this.#ahead.get(next.path);
    if (loaded?.shown) return this.#go(this.#files.indexOf(next));
    this.#player.stop();
    const why = this.#ahead.failure(next.path) ?? l10n.t('It has no image.');
    this.#tell(l10n.t('Stopped at {0}: {1}', next.name, why));
  }

  /** Null takes it away. */
  #tell(message: string | null): void {
    this.message.replaceChildren(...(message === null ? [] : [message]));
  }

  #speed(interval: number | undefined): void {
    if (interval === undefined) return;
    this.#stage.choose({ interval });
    this.#player.interval = interval;
    this.#bar.showSpeed(interval);
  }

  #fix(isStretchFixed: boolean): void {
    this.#stage.choose({ isStretchFixed });
    this.#stage.fixStretch(isStretchFixed);
  }

  #showStrip(hasStrip: boolean): void {
    this.#stage.choose({ hasStrip });
    this.#show();
  }

  #link(isLinked: boolean): void {
    this.#isLinked = isLinked;
    this.#bar.press('link', isLinked);
    this.#stage.say({ kind: 'link', isLinked });
    this.placed();
  }

  /** Shown at once; the archive says it again when it is done. False where there is nothing to decide. */
  #decide(rejected: boolean): boolean {
    const series = this.#series;
    const file = this.#files[this.#at];
    if (!series?.canReject || file === undefined || file.rejected === null) return false;
    if (file.rejected !== rejected) {
      this.#stage.say({ kind: 'reject', path: file.path, rejected });
      const files = series.files.map((each) => (each === file ? { ...file, rejected } : each));
      this.#series = { ...series, files };
      this.#show();
    }
    return true;
  }
}
