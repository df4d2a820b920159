/** Image files in VS Code: never text, whichever way they are opened. */
import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { makeFits, temporaryFolder, writeFits } from '../support/makeFits';
import { openedArchive, repository, until } from './support/host';

const EDITOR = 'astroArchive.image';

describe('an image file that is opened', function () {
  this.timeout(60_000);
  const outside = temporaryFolder();

  before(openedArchive);
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  after(() => outside.dispose());

  const activeInput = () => vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const shows = (file: string) =>
    until(() => {
      const input = activeInput();
      return input instanceof vscode.TabInputCustom && input.uri.fsPath === file && input.viewType === EDITOR;
    });

  for (const name of ['light.fits', 'LIGHT.FIT', 'a.fts', 'b.fits.gz', 'c.FITS.FZ', 'd.xisf']) {
    it(`is shown as an image: ${name}`, async () => {
      const file = writeFits(outside.path, name, makeFits({}));
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
      await shows(file);
    });
  }

  it('does so for a file of the workspace, and for the commands of frames', async () => {
    const file = writeFits(path.join(repository(), 'looked at'), 'frame [1].fits', makeFits({}));
    for (const command of ['astroArchive.openFrame', 'astroArchive.showHeader']) {
      await vscode.commands.executeCommand(command, vscode.Uri.file(file));
      await shows(file);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    }
    rmSync(path.dirname(file), { recursive: true });
  });

  it('stays open when the file goes and comes back', async () => {
    const file = writeFits(outside.path, 'gone.fits', makeFits({}));
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
    await shows(file);
    renameSync(file, `${file}.aside`);
    renameSync(`${file}.aside`, file);
    await shows(file);
  });

  it('shows two versions beside one another as images, not as text', async () => {
    const [left, right] = ['left.fits', 'right.fits'].map((name) =>
      vscode.Uri.file(writeFits(outside.path, name, makeFits({}))),
    );
    await vscode.commands.executeCommand('vscode.diff', left, right, 'two lights');
    await until(() => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'two lights');
    assert.deepEqual(vscode.window.visibleTextEditors, []);
    assert.ok(!(activeInput() instanceof vscode.TabInputTextDiff));
  });

  it('cannot be changed even where the user asks for it as text', async () => {
    // A header alone is ASCII, which VS Code does not take for a binary file.
    const file = writeFits(outside.path, 'text.fits', makeFits({}).subarray(0, 2880));
    const before = readFileSync(file);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('type', { text: 'x' });
    await vscode.workspace.saveAll();
    assert.equal(document.isDirty, false);
    assert.deepEqual(readFileSync(file), before);
  });

  it('is read-only by default in the settings, and others are not', () => {
    const patterns = vscode.workspace
      .getConfiguration('files')
      .inspect<Record<string, boolean>>('readonlyInclude')?.defaultValue;
    assert.ok(
      Object.keys(patterns ?? {}).some((pattern) => pattern.includes('fits')),
      JSON.stringify(patterns),
    );
  });
});
