import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Archive } from '../../src/core/api/archive';
import { noContext } from '../../src/core/base/ports';
import { temporaryFolder } from '../support/makeFits';
import { writeNight } from './support/frames';
import { answering, openedArchive, until } from './support/host';

describe('merging objects in VS Code', function () {
  this.timeout(60_000);
  const incoming = temporaryFolder();
  let archive: Archive;

  before(async () => {
    archive = await openedArchive();
    writeNight(incoming.path, { object: 'Merge Source', date: '2024-11-20', lights: 2 });
    writeNight(`${incoming.path}/other`, { object: 'Merge Target', date: '2024-11-20', lights: 1 });
    await archive.register({ sources: [incoming.path], mode: 'copy', dryRun: false }, noContext);
    await archive.regenerate({}, noContext);
  });
  after(async () => {
    incoming.dispose();
    // What this file has registered goes again, so that others find what they expect.
    await archive.undo({ operation: null, dryRun: false }, noContext);
    await archive.regenerate({}, noContext);
  });

  const framesOf = async (object: string) => {
    const [session] = (await archive.sessions({ object })).items;
    return session === undefined ? [] : (await archive.frames({ session: session.id })).items;
  };
  const node = async (name: string) => {
    const summary = (await archive.objects({})).items.find(({ object }) => object === name);
    return { kind: 'object', summary };
  };
  const merge = async (message: (buttons: readonly string[]) => string | undefined) =>
    answering(
      { message, pick: (labels) => labels.find((label) => /^(Merge Target|Files and folders)$/.test(label)) },
      async () => vscode.commands.executeCommand('astroArchive.merge', await node('Merge Source')),
    );

  it('asks for the other object and the way, and does nothing when it is turned down', async () => {
    const { said } = await merge(() => undefined);
    assert.match(said.join('\n'), /pick: .*Merge Target.*Another name…/);
    assert.match(said.join('\n'), /pick: Database only, .*Files and folders/);
    assert.match(said.join('\n'), /warning: Merge Merge Source into Merge Target\?/);
    assert.equal((await framesOf('Merge Source')).length, 2);
  });

  it('shows the changes side by side, merges, and takes it back', async () => {
    const before = await framesOf('Merge Source');
    let side = '';
    const { said } = await merge((buttons) => {
      if (buttons.includes('Show all changes')) return 'Show all changes';
      if (!buttons.includes('Merge')) return undefined;
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      if (input instanceof vscode.TabInputTextDiff) side = input.modified.path;
      return 'Merge';
    });
    assert.match(side, /after$/);
    await until(() => said.length >= 5);
    assert.match(said.at(-1) ?? '', /Merge Source → Merge Target: 2 headers changed, 2 files renamed/);
    const frames = await framesOf('Merge Target');
    assert.equal(frames.length, 3);
    for (const frame of frames) assert.ok(frame.path.includes('Merge_Target') && existsSync(frame.path));
    await answering(
      { message: (buttons) => buttons.find((button) => button === 'Undo'), pick: ([newest]) => newest },
      () => vscode.commands.executeCommand('astroArchive.undo'),
    );
    assert.deepEqual(
      (await framesOf('Merge Source')).map(({ path, sha256 }) => [path, sha256]),
      before.map(({ path, sha256 }) => [path, sha256]),
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
