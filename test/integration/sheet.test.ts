import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ArchivedFrame } from '../../src/core/base/archivedFrame';
import { silentLog } from '../../src/core/base/ports';
import { SheetPanel, type SheetSource } from '../../src/webview/sheetPanel';
import type { SheetFrame, ToSheet } from '../../src/webview/sheetProtocol';
import { session } from '../support/session';
import { EXTENSION, until } from './support/host';
import { archiveOf } from './support/trees';

describe('the contact sheet', () => {
  let posted: ToSheet[];
  let receive: (message: unknown) => void;
  let inSession: number[];
  /** Frames that were rejected before the sheet was opened. */
  let before: number[];

  const framesOf = (ids: readonly number[]) =>
    ids.map((id) => ({ id, path: `/astro/${id}.fits`, dateObs: null, missing: false, rejected: false }));
  const last = (): readonly SheetFrame[] =>
    posted.flatMap((each) => (each.kind === 'frames' ? [each.frames] : [])).at(-1) ?? [];

  beforeEach(() => {
    posted = [];
    inSession = [1, 2, 3];
    before = [];
    const webview = {
      ...{ cspSource: 'https://source', options: {}, html: '', asWebviewUri: (uri: vscode.Uri) => uri },
      onDidReceiveMessage: (listener: (message: unknown) => void) => {
        receive = listener;
        return { dispose() {} };
      },
      postMessage: (message: ToSheet) => Promise.resolve(posted.push(message) > 0),
    };
    const source: SheetSource = {
      ...archiveOf([session()]),
      frames: () => Promise.resolve({ items: framesOf(inSession) as unknown as ArchivedFrame[], next: null }),
      session: () => Promise.resolve(session()),
      reject: ({ frames, rejected }) => {
        inSession = rejected ? inSession.filter((id) => !frames.includes(id)) : [1, 2, 3];
        return Promise.resolve({ changed: [], unchanged: [], unknown: [] });
      },
      series: () =>
        Promise.resolve({
          scope: 'session',
          frames: framesOf([...inSession, ...before]).map((frame) => ({
            ...frame,
            ...{ sha256: '', editedSha256: null, size: 1, mtime: 1, rejected: before.includes(frame.id) },
          })),
        }),
      thumbnail: (path) =>
        path === '/astro/2.fits'
          ? Promise.reject(new Error('no image'))
          : Promise.resolve({ width: 1, height: 1, address: path }),
      onDidChange: () => ({ dispose() {} }),
    };
    const panel = {
      ...{ webview, title: '', visible: true, reveal() {}, dispose() {} },
      ...{ onDidDispose() {}, onDidChangeViewState() {} },
    };
    const extension = vscode.extensions.getExtension(EXTENSION) ?? assert.fail();
    new SheetPanel(panel as never, extension.extensionUri, session().id, source, silentLog);
  });
  it('sends the frames of its session, and the pictures that are looked at', async () => {
    receive({ kind: 'ready' });
    await until(() => last().length === 3);
    assert.equal(posted[0]?.kind, 'session');
    receive({ kind: 'look', ids: [3, 2], seen: [3, 2] });
    const pictures = () =>
      posted.flatMap((each) => (each.kind === 'thumbnail' ? [[each.id, each.address]] : []));
    await until(() => pictures().length === 2);
    assert.deepEqual(
      pictures().sort(([a], [b]) => Number(a) - Number(b)),
      [
        [2, null],
        [3, '/astro/3.fits'],
      ],
    );
  });

  it('keeps the place of a frame that is rejected on it, until it is taken back', async () => {
    receive({ kind: 'ready' });
    await until(() => last().length === 3);
    receive({ kind: 'reject', id: 2, rejected: true });
    await until(() => posted.some(({ kind }) => kind === 'rejected'));
    receive({ kind: 'ready' });
    await until(() => last().some(({ rejected }) => rejected));
    assert.deepEqual(
      last().map(({ id, rejected }) => [id, rejected]),
      [
        [1, false],
        [2, true],
        [3, false],
      ],
    );
    receive({ kind: 'reject', id: 2, rejected: false });
    await until(() => posted.filter(({ kind }) => kind === 'rejected').length === 2);
    receive({ kind: 'ready' });
    await until(() => last().length === 3 && last().every(({ rejected }) => !rejected));
  });

  it('shows frames in their places that were rejected before', async () => {
    inSession = [1, 3];
    before = [2];
    receive({ kind: 'ready' });
    await until(() => last().some(({ rejected }) => rejected));
    assert.deepEqual(
      last().map(({ id, rejected }) => [id, rejected]),
      [
        [1, false],
        [2, true],
        [3, false],
      ],
    );
  });

  it('ignores what no page of its own says', async () => {
    receive({ kind: 'look', ids: ['1'], seen: [] });
    receive({ kind: 'open', path: '/etc/passwd' });
    receive({ kind: 'reject', id: 99, rejected: true });
    receive({ kind: 'ready' });
    await until(() => last().length === 3);
    assert.ok(posted.every(({ kind }) => kind === 'session' || kind === 'frames'));
    assert.deepEqual(inSession, [1, 2, 3]);
  });
});
