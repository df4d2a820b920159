import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Archive } from '../../src/core/api/archive';
import { silentLog } from '../../src/core/base/ports';
import type { Session } from '../../src/core/base/session';
import { ExplainPanel } from '../../src/webview/explainPanel';
import { temporaryFolder } from '../support/makeFits';
import { writeNight } from './support/frames';
import { answering, EXTENSION, openedArchive, until } from './support/host';

const OBJECT = 'NGC 6992';

function titles(): readonly string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('explain'))
    .map(({ label }) => label);
}

describe('the page that explains a session', function () {
  this.timeout(60_000);
  const incoming = temporaryFolder();
  let archive: Archive;

  before(async () => {
    archive = await openedArchive();
    writeNight(incoming.path, {
      object: OBJECT,
      date: '2024-08-07',
      lights: 2,
      darks: 2,
      flats: 2,
      biases: 2,
    });
    await answering({}, () =>
      vscode.commands.executeCommand('astroArchive.register', {
        folders: [incoming.path],
        mode: 'copy',
        showPlan: 'move',
      }),
    );
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    incoming.dispose();
  });

  const light = async (): Promise<Session> => {
    const [found] = (await archive.sessions({ kind: 'light', object: OBJECT })).items;
    assert.ok(found);
    return found;
  };

  it('opens for a session of a tree, and shows the next one on the same page', async () => {
    const session = await light();
    await vscode.commands.executeCommand('astroArchive.explain', { kind: 'session', session });
    await until(() => titles().join() === 'NGC 6992 · Ha · 300 s');
    const flat = await archive.session(session.links.flat ?? '');
    await vscode.commands.executeCommand('astroArchive.explain', { kind: 'session', session: flat });
    await until(() => titles().join() === 'flats · Ha · 2 s');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('links another session, none, or leaves it to the archive again', async () => {
    const session = await light();
    const extension = vscode.extensions.getExtension(EXTENSION);
    assert.ok(extension);
    const posted: unknown[] = [];
    let receive: (message: unknown) => void = () => undefined;
    const panel = ExplainPanel.create('astroArchive.explain');
    const webview = {
      cspSource: 'https://source',
      options: {},
      html: '',
      asWebviewUri: (uri: vscode.Uri) => uri,
      onDidReceiveMessage: (listener: (message: unknown) => void) => {
        receive = listener;
        return { dispose() {} };
      },
      postMessage: (message: unknown) => Promise.resolve(posted.push(message) > 0),
    };
    const fake = { webview, title: '', visible: true, onDidDispose() {}, dispose() {}, reveal() {} };
    const source = Object.assign(Object.create(archive) as Archive, {
      onDidChange: () => ({ dispose() {} }),
    });
    new ExplainPanel(fake as never, extension.extensionUri, session.id, source, silentLog);
    assert.match(webview.html, /default-src &#39;none&#39;/);
    receive({ kind: 'link', link: 'dark', target: null });
    await until(async () => (await light()).links.dark === null);
    await until(() => posted.some((message) => JSON.stringify(message).includes('"none, by hand"')));
    receive({ kind: 'link', link: 'dark', target: 'automatic' });
    await until(async () => (await light()).links.dark === session.links.dark);
    receive({ kind: 'link', link: 'dark', target: 'nosuchsession' });
    await until(() => posted.some((message) => JSON.stringify(message).includes('"failed"')));
    receive({ kind: 'nonsense' });
    panel.dispose();
  });

  it('rejects a frame from its menu and takes it back', async () => {
    const { id } = await light();
    const [frame] = (await archive.frames({ session: id })).items;
    await vscode.commands.executeCommand('astroArchive.rejectFrame', { kind: 'frame', frame });
    await until(async () => (await archive.frames({ session: id })).items.length === 1);
    await vscode.commands.executeCommand('astroArchive.takeBackFrame', { kind: 'frame', frame });
    await until(async () => (await archive.frames({ session: id })).items.length === 2);
  });
});
