import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../../src/core/api/archive';
import { interruptMoves } from '../support/interrupted';
import { temporaryFolder } from '../support/makeFits';
import { writeNight } from './support/frames';
import { answering, openedArchive, repository, until } from './support/host';

describe('an operation that was interrupted', function () {
  this.timeout(60_000);
  const incoming = temporaryFolder();
  let archive: Archive & { close(): Promise<void> };

  before(async () => {
    archive = await openedArchive();
  });
  after(() => incoming.dispose());

  it('is put in order at the next start, which is told once, with a way to the log', async () => {
    const [first = '', second = ''] = writeNight(incoming.path, {
      object: 'IC 59',
      date: '2024-12-05',
      lights: 2,
    });
    const { database, frameCount } = await archive.status();
    await archive.close();
    const to = path.join(repository(), 'interrupted', path.basename(first));
    await interruptMoves(repository(), database, [
      { from: first, to, halfDone: true },
      { from: second, to: path.join(repository(), 'interrupted', 'second.fits'), halfDone: false },
    ]);
    let buttons: readonly string[] = [];
    const { said } = await answering({ message: (labels) => ((buttons = labels), labels[0]) }, async () => {
      await vscode.commands.executeCommand('astroArchive.refresh');
      assert.equal((await archive.status()).frameCount, frameCount + 1);
      await until(() => buttons.length > 0);
    });
    assert.deepEqual(said, [
      'information: An interrupted operation was repaired: 1 file finished, ' +
        '1 file put back or never started',
    ]);
    assert.deepEqual(buttons, ['Show log']);
    assert.deepEqual([existsSync(first), existsSync(to), existsSync(second)], [false, true, true]);
    await archive.close();
    const again = await answering({}, () => archive.status());
    assert.deepEqual(again.said, []);
  });
});
