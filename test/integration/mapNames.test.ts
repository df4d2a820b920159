import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Archive } from '../../src/core/api/archive';
import { noContext } from '../../src/core/base/ports';
import { temporaryFolder } from '../support/makeFits';
import { writeNight } from './support/frames';
import { answering, openedArchive, until } from './support/host';

describe('mapping names in VS Code', function () {
  this.timeout(60_000);
  const incoming = temporaryFolder();
  let archive: Archive;

  before(async () => {
    archive = await openedArchive();
    writeNight(incoming.path, { object: 'Mapp Source', date: '2024-11-22', lights: 2 });
    writeNight(`${incoming.path}/other`, { object: 'Map Source', date: '2024-11-22', lights: 3 });
    await archive.register({ sources: [incoming.path], mode: 'copy', dryRun: false }, noContext);
    await archive.regenerate({}, noContext);
  });
  after(async () => {
    incoming.dispose();
    // What this file has registered goes again, so that others find what they expect.
    for (let kind = ''; kind !== 'register';) {
      ({ kind } = (await archive.undo({ operation: null, dryRun: false }, noContext)).operation);
    }
    await archive.regenerate({}, noContext);
  });

  const framesOf = async (object: string) => {
    const sessions = (await archive.sessions({ object, type: 'light' })).items;
    const pages = await Promise.all(sessions.map(({ id }) => archive.frames({ session: id })));
    return pages.flatMap(({ items }) => items);
  };
  const node = async (name: string) => {
    const summary = (await archive.objects({})).items.find(({ object }) => object === name);
    return { kind: 'object', summary };
  };

  it('asks of what, and does nothing when it is turned down', async () => {
    const { said } = await answering(
      { pick: (labels) => labels.find((label) => label === 'Filters'), input: () => undefined },
      () => vscode.commands.executeCommand('astroArchive.mapNames'),
    );
    assert.match(said[0] ?? '', /^pick: Objects, Telescopes, Cameras, Filters, Observers, Sites$/);
    assert.deepEqual(await archive.nameRules({ action: 'list' }), []);
  });

  it('maps an object from its menu, without a file touched, and takes the rule back', async () => {
    const paths = (await framesOf('Mapp Source')).map(({ path }) => path);
    const pick = (labels: readonly string[]) =>
      labels.find((label) => /^(Another name…|Sessions only|Remove rule .*)$/.test(label));
    await answering({ pick, input: () => 'Map Source' }, async () =>
      vscode.commands.executeCommand('astroArchive.mapNames', await node('Mapp Source')),
    );
    const frames = await framesOf('Map Source');
    assert.equal(frames.length, 5);
    assert.deepEqual(
      frames.filter(({ inHeader }) => inHeader?.object === 'Mapp Source').map(({ path }) => path),
      paths,
    );
    await answering({ pick: (labels) => labels.find((label) => label.startsWith('Remove rule')) }, async () =>
      vscode.commands.executeCommand('astroArchive.mapNames', await node('Map Source')),
    );
    assert.deepEqual(await archive.nameRules({ action: 'list' }), []);
    assert.equal((await framesOf('Mapp Source')).length, 2);
  });

  it('shows the changes side by side, writes headers and file names, and takes it back', async () => {
    const before = await framesOf('Mapp Source');
    let side = '';
    const { said } = await answering(
      {
        pick: (labels) => labels.find((label) => label === 'Sessions, file names and headers'),
        message: (buttons) => {
          if (buttons.includes('Show all changes')) return 'Show all changes';
          if (!buttons.includes('Map')) return undefined;
          const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
          if (input instanceof vscode.TabInputTextDiff) side = input.modified.path;
          return 'Map';
        },
      },
      async () => {
        await vscode.commands.executeCommand('astroArchive.mapNames', {
          kind: 'object',
          spelling: 'Mapp Source',
          name: 'Map Source',
        });
        await until(async () => (await framesOf('Map Source')).length === 5);
      },
    );
    assert.match(side, /after$/);
    assert.match(said.join('\n'), /2 frames in 1 name, 2 files renamed, 2 headers changed/);
    const frames = await framesOf('Map Source');
    for (const frame of frames) {
      assert.ok(frame.path.includes('Map_Source') && existsSync(frame.path));
      assert.equal(frame.inHeader, undefined);
    }
    await answering(
      { message: (buttons) => buttons.find((button) => button === 'Undo'), pick: ([newest]) => newest },
      () => vscode.commands.executeCommand('astroArchive.undo'),
    );
    assert.deepEqual(
      (await framesOf('Mapp Source')).map(({ path, sha256 }) => [path, sha256]),
      before.map(({ path, sha256 }) => [path, sha256]),
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('hands rules on as a file, and takes in only what is agreed to', async () => {
    const file = vscode.Uri.file(`${incoming.path}/names.json`);
    const rule = { kind: 'filter', spelling: 'H-alpha', name: 'Ha', matching: 'folded' } as const;
    const own = { ...rule, name: 'Hydrogen' };
    const rules = () => archive.nameRules({ action: 'list' });
    await archive.nameRules({ action: 'add', rule: rule });
    await answering({}, () => vscode.commands.executeCommand('astroArchive.exportNames', file));
    await archive.nameRules({ action: 'remove', kind: 'filter', spelling: rule.spelling });

    const take = (button?: string) =>
      answering({ message: (buttons) => buttons.find((label) => label === button) }, () =>
        vscode.commands.executeCommand('astroArchive.importNames', file),
      );
    const { said } = await take();
    assert.deepEqual([said, await rules()], [['warning: Import name rules?'], []]);
    await take('Import');
    assert.deepEqual(await rules(), [rule]);

    await archive.nameRules({ action: 'add', rule: own });
    await take('Import');
    assert.deepEqual(await rules(), [own], 'not without being asked');
    await take('Import, replacing mine');
    assert.deepEqual(await rules(), [rule]);
    await archive.nameRules({ action: 'remove', kind: 'filter', spelling: rule.spelling });
  });
});
