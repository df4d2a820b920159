/** One contact sheet: its frames, the pictures that are in view, and what the user does with a frame. */
import * as vscode from 'vscode';
import type { Archive, ArchiveChange } from '../core/api/archive';
import type { PicturedFrame } from '../core/base/archivedFrame';
import { coalesce } from '../core/base/coalesce';
import { messageOf } from '../core/base/errors';
import type { Log } from '../core/base/ports';
import { countText, nightText, sessionTitle } from '../core/text/words';
import type { EngineClient } from '../engine/client';
import { fillWebview } from './fillWebview';
import { hear, tell } from './hear';
import { IMAGE_EDITOR } from './image';
import { SeenPictures } from './seenPictures';
import { framePages, rejectedBeside, sheetFrame, withRejected } from './sheetFrames';
import { fromSheet, type FromSheet, type ToSheet } from './sheetProtocol';
import { WantedPictures } from './wantedPictures';

const TITLE = vscode.l10n.t('Contact sheet');
/** Milliseconds between two readings of the frames while the archive keeps changing. */
const PAUSE = 1000;

/** What the page needs of the engine's client. */
export interface SheetSource
  extends Pick<Archive, 'frames' | 'session' | 'series' | 'reject'>, Pick<EngineClient, 'thumbnail'> {
  onDidChange(listener: (change: ArchiveChange) => void): { dispose(): void };
}

export class SheetPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #archive: SheetSource;
  readonly #log: Log;
  readonly #changes = coalesce(() => this.#send('whole'), PAUSE);
  readonly #pictures: WantedPictures<number>;
  readonly #seen = new SeenPictures<number>((ids) => this.#post({ kind: 'changed', ids }));
  #session: string;
  #frames = new Map<number, PicturedFrame>();
  /** Frames that were rejected on this sheet. */
  readonly #rejected = new Map<number, PicturedFrame>();
  #disposed = false;

  static create(viewType: string): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(viewType, TITLE, vscode.ViewColumn.Active);
  }

  constructor(
    panel: vscode.WebviewPanel,
    extension: vscode.Uri,
    session: string,
    archive: SheetSource,
    log: Log,
  ) {
    this.#panel = panel;
    this.#session = session;
    this.#archive = archive;
    this.#log = log;
    this.#pictures = new WantedPictures<number>({
      make: async (id, cancel) => {
        const frame = this.#frames.get(id);
        if (frame === undefined) throw new Error(`no frame ${id}`);
        await this.#seen.remember(id, frame.path);
        return (await archive.thumbnail(frame.path, frame, cancel)).address;
      },
      made: (id, address) => this.#post({ kind: 'thumbnail', id, address }),
    });
    panel.onDidDispose(() => {
      this.#disposed = true;
      this.#changes.dispose();
      this.#seen.dispose();
      this.#pictures.want([]);
    });
    this.#seen.watch(() => panel.visible);
    panel.onDidChangeViewState(() => {
      // The page of a hidden panel is gone; it asks again when it is shown.
      if (!panel.visible) this.#pictures.want([]);
    });
    hear(panel.webview, fromSheet, (message) => void this.#receive(message), {
      name: 'Contact sheet',
      to: log,
    });
    const styles = ['page.css', 'sheet.css'];
    fillWebview(panel.webview, extension, { title: TITLE, script: 'sheet.js', styles });
  }

  /** Shows another session on the same page. */
  show(session: string): void {
    if (session !== this.#session) {
      this.#rejected.clear();
      this.#seen.forget();
    }
    this.#session = session;
    this.#panel.reveal();
    void this.#send('pages');
  }

  /** The archive changed. A hidden page is reloaded when it is shown again, and asks then. */
  changed(): void {
    if (!this.#disposed && this.#panel.visible) this.#changes();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  async #receive(message: FromSheet): Promise<void> {
    switch (message.kind) {
      case 'ready':
        return this.#send('pages');
      case 'look':
        this.#seen.see(message.seen);
        return this.#pictures.want(message.ids);
      case 'open':
        return this.#open(message.id);
      case 'reject':
        return this.#reject(message.id, message.rejected);
      case 'log':
        await vscode.commands.executeCommand('astroArchive.showLog');
    }
  }

  async #open(id: number): Promise<void> {
    const frame = this.#frames.get(id);
    if (frame === undefined) return;
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(frame.path), IMAGE_EDITOR);
  }

  async #reject(id: number, rejected: boolean): Promise<void> {
    const frame = this.#frames.get(id);
    if (frame === undefined) return;
    try {
      if (!vscode.workspace.isTrusted)
        throw new Error(vscode.l10n.t('This workspace is not trusted. Trust it to reject frames.'));
      await this.#archive.reject({ frames: [id], rejected });
      const now = { ...frame, rejected };
      this.#frames.set(id, now);
      if (rejected) this.#rejected.set(id, now);
      else this.#rejected.delete(id);
      this.#post({ kind: 'rejected', id, rejected });
    } catch (error) {
      this.#fail(error);
    }
  }

  /** In pages, the first ones are soon there; as a whole, a page that shows them already does not get shorter meanwhile. */
  async #send(how: 'pages' | 'whole'): Promise<void> {
    const id = this.#session;
    const isShown = () => !this.#disposed && id === this.#session;
    // Frames that were rejected here lie between the others.
    const inPages = how === 'pages' && this.#rejected.size === 0;
    try {
      await this.#sendTitle(id, isShown);
      const frames: PicturedFrame[] = [];
      for await (const page of framePages(this.#archive, id)) {
        if (!isShown()) return;
        if (inPages) this.#sendFrames(frames.length, page);
        frames.push(...page);
      }
      const rejected = await this.#rejectedOf(frames);
      if (isShown() && (!inPages || rejected.length > 0)) this.#sendFrames(0, withRejected(frames, rejected));
    } catch (error) {
      if (isShown()) this.#fail(error);
    }
  }

  /** Those that were rejected before, and those that were rejected here: the archive may not show these any more. */
  async #rejectedOf(inSession: readonly PicturedFrame[]): Promise<readonly PicturedFrame[]> {
    const here = [...this.#rejected.values()];
    const [beside] = [...inSession, ...here];
    return beside === undefined ? [] : [...(await rejectedBeside(this.#archive, beside.path)), ...here];
  }

  /** A session whose frames are all rejected is no more: its sheet keeps its title. */
  async #sendTitle(id: string, isShown: () => boolean): Promise<void> {
    try {
      const session = await this.#archive.session(id);
      if (!isShown()) return;
      const title = sessionTitle(session);
      const detail = `${nightText(session.night)} · ${countText(session.frameCount, 'frame')}`;
      this.#panel.title = title;
      this.#post({ kind: 'session', id, title, detail });
    } catch (error) {
      if (this.#rejected.size === 0) throw error;
    }
  }

  #sendFrames(from: number, frames: readonly PicturedFrame[]): void {
    if (from === 0) this.#frames = new Map();
    for (const frame of frames) this.#frames.set(frame.id, frame);
    this.#post({ kind: 'frames', from, frames: frames.map(sheetFrame) });
  }

  #fail(error: unknown): void {
    this.#log.error(`Contact sheet: ${messageOf(error)}`);
    this.#post({ kind: 'failed', message: messageOf(error) });
  }

  #post(message: ToSheet): void {
    if (!this.#disposed) tell(this.#panel.webview, message);
  }
}
