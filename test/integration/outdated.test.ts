import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import initSqlJs from 'sql.js';
import * as vscode from 'vscode';
import type { Archive } from '../../src/core/api/archive';
import { noContext } from '../../src/core/base/ports';
import { temporaryFolder } from '../support/makeFits';
import { writeNight } from './support/frames';
import { answering, EXTENSION, openedArchive, until } from './support/host';

describe('headers that an earlier version has read', function () {
  this.timeout(60_000);
  const incoming = temporaryFolder();
  let archive: Archive & { close(): Promise<void> };

  before(async () => {
    archive = await openedArchive();
  });
  after(() => incoming.dispose());

  it('are read again in the background when the archive opens, once, and what changed is told', async () => {
    const [file = ''] = writeNight(incoming.path, { object: 'IC 5146', date: '2024-12-11', lights: 1 });
    await archive.register({ sources: [file], mode: 'in-place', dryRun: false }, noContext);
    const { database } = await archive.status();
    await archive.close();
    const { extensionPath = '' } = vscode.extensions.getExtension(EXTENSION) ?? {};
    const locateFile = (name: string) => path.join(extensionPath, 'dist', name);
    const rows = new (await initSqlJs({ locateFile })).Database(readFileSync(database));
    rows.exec('update frame set rules = 0, rotator = 77 where id = (select max(id) from frame)');
    writeFileSync(database, rows.export());
    rows.close();
    const { said } = await answering({ progress: () => undefined }, async () => {
      await vscode.commands.executeCommand('astroArchive.refresh');
      await until(async () => (await archive.status()).outdated === 0);
      // Comes after the one in the background, whose outcome is then told.
      await archive.regenerate({}, noContext);
    });
    assert.ok(
      said.some((text) => text.includes('1 frame changed (rotator 1)')),
      said.join(' / '),
    );
    await archive.close();
    const again = await answering({}, () => archive.status());
    assert.deepEqual(again.said, []);
  });
});
