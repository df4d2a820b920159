import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Archive } from '../../src/core/api/archive';
import { noContext } from '../../src/core/base/ports';
import { temporaryFolder } from '../support/makeFits';
import { writeNight } from './support/frames';
import { answering, openedArchive, until } from './support/host';

describe('edit header', function () {
  this.timeout(60_000);
  const incoming = temporaryFolder();
  let archive: Archive;

  before(async () => {
    archive = await openedArchive();
    writeNight(incoming.path, { object: 'NGC 1499', date: '2024-11-02', lights: 3 });
    await archive.register({ sources: [incoming.path], mode: 'copy', dryRun: false }, noContext);
    await archive.regenerate({}, noContext);
  });
  after(() => incoming.dispose());

  const session = async () => {
    const { items } = await archive.sessions({ object: 'NGC 1499' });
    return items[0] ?? assert.fail('no session');
  };
  const files = async () => {
    const { items } = await archive.frames({ session: (await session()).id });
    return items.map(({ path }) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]);
  };
  /** Sets FILTER on the session; `picks` are the labels chosen one after the other. */
  const edit = async (picks: readonly string[], input: string, button: string | undefined) => {
    const target = { kind: 'session', session: await session() };
    let asked = 0;
    return answering(
      {
        pick: () => picks[asked++],
        input: () => input,
        message: (buttons) => buttons.find((label) => label === button),
      },
      () => vscode.commands.executeCommand('astroArchive.editHeader', target),
    );
  };

  it('shows headers now and then side by side, and changes nothing where it is turned down', async () => {
    const before = await files();
    const { said } = await edit(['FILTER', 'Show the changes'], 'OIII', undefined);
    assert.match(said[0] ?? '', /^pick: IMAGETYP, OBJECT, FILTER, .*Another keyword…$/);
    assert.equal(said[1], 'input: Ha');
    assert.match(said[2] ?? '', /^pick: Show the changes, IMAGETYP/);
    assert.match(said[3] ?? '', /^information: 3 files will be renamed, 3 headers will be changed\.$/);
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    assert.ok(tab?.input instanceof vscode.TabInputTextDiff);
    const [now, after] = await Promise.all(
      [tab.input.original, tab.input.modified].map((uri) => vscode.workspace.openTextDocument(uri)),
    );
    assert.match(now?.getText() ?? '', /FILTER {2}= 'Ha'/);
    assert.match(after?.getText() ?? '', /FILTER {2}= 'OIII'/);
    assert.deepEqual(await files(), before);
  });

  it('does nothing where the user goes back at the first question', async () => {
    const { said } = await edit([], '', 'Change');
    assert.equal(said.length, 1);
  });

  it('changes headers and names, and takes both back', async () => {
    const before = await files();
    const { said } = await edit(['FILTER', 'Show the changes'], 'OIII', 'Change');
    assert.match(said.at(-1) ?? '', /^information: 3 headers changed, 3 files renamed$/);
    assert.equal((await session()).filter, 'OIII');
    await answering(
      { message: (buttons) => buttons.find((label) => label === 'Undo'), pick: ([newest]) => newest },
      () => vscode.commands.executeCommand('astroArchive.undo'),
    );
    await until(async () => (await session()).filter === 'Ha');
    assert.deepEqual((await files()).sort(), before.sort());
  });

  it('removes a card, keeps the names, and works on a file', async () => {
    const [[file = ''] = []] = await files();
    let asked = 0;
    const picks = ['OFFSET', 'Show the changes'];
    const { said } = await answering(
      {
        pick: () => picks[asked++],
        input: () => '',
        message: (buttons) => buttons.find((label) => label === 'Change'),
      },
      () => vscode.commands.executeCommand('astroArchive.editHeader', vscode.Uri.file(file)),
    );
    assert.match(said.at(-1) ?? '', /^information: 1 header changed/);
    const report = await archive.header(file);
    assert.equal(report.frame?.offset ?? null, null);
  });
});
