import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Archive } from '../../src/core/api/archive';
import { noContext } from '../../src/core/base/ports';
import { temporaryFolder } from '../support/makeFits';
import { writeNight } from './support/frames';
import { answering, openedArchive } from './support/host';

describe('undo and history', function () {
  this.timeout(60_000);
  const incoming = temporaryFolder();
  let archive: Archive;
  let files: string[];

  before(async () => {
    archive = await openedArchive();
    files = writeNight(incoming.path, { object: 'IC 434', date: '2024-12-13', lights: 3 });
    await archive.register({ sources: [incoming.path], mode: 'move', dryRun: false }, noContext);
  });
  after(() => incoming.dispose());

  const frames = async () => (await archive.status()).frameCount;
  const undo = (answer: string | undefined) =>
    answering(
      // The newest operation is the first to choose from.
      { message: (buttons) => buttons.find((button) => button === answer), pick: ([newest]) => newest },
      () => vscode.commands.executeCommand('astroArchive.undo'),
    );

  it('says what would happen, and does nothing when it is turned down', async () => {
    const before = await frames();
    const { said } = await undo(undefined);
    assert.match(said.join('\n'), /^warning: Undo this operation\?/m);
    assert.equal(await frames(), before);
    assert.deepEqual(files.filter(existsSync), []);
  });

  it('puts the files back where they were, and their sessions go', async () => {
    const before = await frames();
    const { said } = await undo('Undo');
    assert.match(said.at(-1) ?? '', /^information: 3 files moved back$/);
    assert.deepEqual(files.filter(existsSync), files);
    assert.equal(await frames(), before - 3);
    assert.equal((await archive.sessions({ object: 'IC 434' })).items.length, 0);
  });

  it('is remembered in the history', async () => {
    const { said } = await answering({}, () => vscode.commands.executeCommand('astroArchive.history'));
    assert.match(said.join('\n'), /Undo: Registration, 3 files/);
    assert.match(said.join('\n'), /Registration: 3 files \(moved\)/);
  });
});
