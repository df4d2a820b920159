import assert from 'node:assert/strict';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../../src/core/api/archive';
import { temporaryFolder } from '../support/makeFits';
import { writeNight } from './support/frames';
import { answering, openedArchive, repository, watching } from './support/host';
import { reportText } from './support/report';

const OBJECT = 'NGC 6960';

describe('verify', function () {
  this.timeout(60_000);
  const incoming = temporaryFolder();
  let archive: Archive;

  before(async () => {
    archive = await openedArchive();
    await watching(false);
    writeNight(incoming.path, { object: OBJECT, date: '2024-11-01', lights: 2 });
    await answering({}, () =>
      vscode.commands.executeCommand('astroArchive.register', {
        folders: [incoming.path],
        mode: 'copy',
        showPlan: 'never',
      }),
    );
  });
  after(() => incoming.dispose());

  const paths = async () => {
    const [session] = (await archive.sessions({ kind: 'light', object: OBJECT })).items;
    const { items } = await archive.frames({ session: session?.id ?? '' });
    return items.map((frame) => frame.path);
  };

  it('does nothing where the user goes back', async () => {
    const { said } = await answering({}, () => vscode.commands.executeCommand('astroArchive.verify'));
    assert.deepEqual(said, ['pick: Read every file, Compare sizes and times']);
  });

  it('reports a file that was moved by hand, and finds it again when told to repair', async () => {
    const [file = ''] = await paths();
    const folder = path.join(repository(), 'by hand');
    mkdirSync(folder);
    const moved = path.join(folder, path.basename(file));
    renameSync(file, moved);
    let report = '';
    // The command is over when it has looked; report and repair follow in their own time.
    const { said } = await answering(
      { pick: ([first]) => first, message: (buttons) => buttons.find((button) => button === 'Repair') },
      async () => {
        await vscode.commands.executeCommand('astroArchive.verify');
        report = await reportText('Repair');
      },
    );
    assert.match(said[1] ?? '', /^warning: \d+ files checked: [1-9]\d* missing.*1 unknown/);
    assert.match(report, /## Found again \(1\)/);
    assert.ok((await paths()).includes(moved));
    assert.ok(existsSync(moved));
    const after = await archive.verify(
      { quick: true, fromStart: true },
      { progress: { report() {} }, cancel: { isCancellationRequested: false } },
    );
    // Other suites share the archive, and leave frames whose files they have removed.
    assert.deepEqual(
      after.missing.filter((each) => each.path === file || each.path === moved),
      [],
    );
  });

  it('shows in its report what a repair does not accept', async () => {
    const [file = ''] = await paths();
    const before = (await archive.status()).frameCount;
    const kept = `${file}.kept`;
    renameSync(file, kept);
    writeFileSync(file, 'no header');
    await answering({ pick: ([first]) => first }, async () => {
      await vscode.commands.executeCommand('astroArchive.verify');
      assert.match(await reportText('Verification'), /## Unreadable \(1\)/);
    });
    renameSync(kept, file);
    assert.equal((await archive.status()).frameCount, before);
  });
});
