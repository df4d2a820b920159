import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Stats } from '../../src/core/api/archive';
import { silentLog } from '../../src/core/base/ports';
import { StatsPanel } from '../../src/webview/statsPanel';
import { EXTENSION, openedArchive } from './support/host';

const TYPE = 'astroArchive.stats';

/** Tabs with a statistics page. */
function pages(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(TYPE));
}

/** Resolves when there are `count` of them; the list of tabs follows a little later than what is asked for. */
function pagesBecome(count: number): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (pages().length !== count) return;
      listener.dispose();
      resolve();
    };
    const listener = vscode.window.tabGroups.onDidChangeTabs(look);
    look();
  });
}

const figures: Stats = {
  lights: 1,
  darks: 0,
  flats: 0,
  biases: 0,
  flatDarks: 0,
  stacks: 0,
  processed: 0,
  unknown: 0,
  masters: 0,
  lightSessions: 1,
  nights: 1,
  totalExposure: 300,
  bytes: 2880,
  objects: [],
  months: [],
  missing: [],
  counted: '2024-09-13T20:30:00.000Z',
};

/** Figures on request, and a way to wait for the next request. */
function source() {
  const asked: boolean[] = [];
  let next: (() => void) | undefined;
  return {
    asked,
    onDidChange: () => ({ dispose() {} }),
    stats({ fresh }: { readonly fresh: boolean }): Promise<Stats> {
      asked.push(fresh);
      next?.();
      return asked.length === 2 ? Promise.reject(new Error('counting failed')) : Promise.resolve(figures);
    },
    statsRows: () => Promise.resolve({ rows: [], counted: figures.counted }),
    skyOfYear: () => Promise.resolve({ site: null, nights: [] }),
    requests: (count: number) =>
      new Promise<void>((resolve) => {
        next = () => asked.length >= count && resolve();
        next();
      }),
  };
}

describe('the statistics page', () => {
  before(() => openedArchive());
  afterEach(async () => {
    await vscode.window.tabGroups.close(pages());
    await pagesBecome(0);
  });

  it('opens once and comes to the front after that', async () => {
    await vscode.commands.executeCommand(TYPE);
    await pagesBecome(1);
    await vscode.commands.executeCommand(TYPE);
    assert.equal(pages().length, 1);
    assert.equal(pages()[0]?.label, 'Archive statistics');
  });

  it('asks for figures when it has loaded, when the archive changes and after a failure', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION);
    assert.ok(extension);
    const archive = source();
    const panel = new StatsPanel(StatsPanel.create(TYPE), extension.extensionUri, archive, silentLog);
    await archive.requests(1);
    panel.changed();
    await archive.requests(2);
    panel.changed();
    await archive.requests(3);
    panel.dispose();
    assert.deepEqual(archive.asked, [false, false, false]);
    panel.changed();
    assert.equal(archive.asked.length, 3, 'a closed page asks nothing');
  });

  it('runs no script but its own', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION);
    assert.ok(extension);
    const archive = source();
    const view = StatsPanel.create(TYPE);
    const panel = new StatsPanel(view, extension.extensionUri, archive, silentLog);
    assert.match(view.webview.html, /default-src &#39;none&#39;; script-src &#39;nonce-[\w-]{32}&#39;;/);
    assert.deepEqual(
      view.webview.options.localResourceRoots?.map(({ path }) => path.split('/').at(-1)),
      ['dist', 'media'],
    );
    await archive.requests(1);
    panel.dispose();
  });
});
