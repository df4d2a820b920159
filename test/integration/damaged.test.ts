import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Archive, ArchiveStatus } from '../../src/core/api/archive';
import { noContext } from '../../src/core/base/ports';
import { temporaryFolder } from '../support/makeFits';
import { writeNight } from './support/frames';
import { answering, openedArchive, until } from './support/host';

describe('a damaged database', function () {
  this.timeout(60_000);
  const incoming = temporaryFolder();
  let archive: Archive;
  let status: ArchiveStatus;

  before(async () => {
    archive = await openedArchive();
    writeNight(incoming.path, { object: 'NGC 7635', date: '2024-12-01', lights: 2 });
    await archive.register({ sources: [incoming.path], mode: 'copy', dryRun: false }, noContext);
    await archive.regenerate({}, noContext);
    status = await archive.status();
  });
  after(() => incoming.dispose());

  /** Cuts the end of the file off, as a full or failing drive does. */
  const damage = async () => {
    await archive.close();
    const bytes = readFileSync(status.database);
    writeFileSync(status.database, bytes.subarray(0, bytes.length - 8192));
  };
  const kept = () =>
    readdirSync(path.dirname(status.database)).filter((name) => name.includes('.sqlite.damaged-'));
  /** Opens the views' archive and answers what is offered, and whatever is asked after that. */
  const offered = (way: string, done: () => boolean) =>
    answering(
      {
        message: (buttons) =>
          buttons.find((button) => button === way) ?? buttons.find((button) => button === 'Rebuild'),
      },
      async () => {
        await vscode.commands.executeCommand('astroArchive.refresh');
        await assert.rejects(archive.status(), /damaged/);
        await until(done);
      },
    );

  it('is offered to be replaced by the generation before, and is kept', async () => {
    await damage();
    const before = kept().length;
    const { said } = await offered('Use the previous version', () => kept().length > before);
    assert.match(said.find((text) => text.startsWith('error: ')) ?? '', /damaged.*not changed/);
    assert.ok(said.some((text) => text.startsWith('warning: Use the previous version')));
    await until(async () => (await archive.status().catch(() => undefined)) !== undefined);
    assert.ok((await archive.status()).frameCount > 0);
  });

  it('is offered to be rebuilt from the files', async () => {
    await damage();
    const before = kept().length;
    let done = false;
    const { said } = await offered('Rebuild from the repository', () => {
      done ||= kept().length > before && !existsSync(`${status.database}.lock`);
      return done;
    });
    assert.ok(said.some((text) => text.startsWith('warning: Rebuild the database')));
    await until(
      async () => (await archive.status().catch(() => undefined))?.frameCount === status.frameCount,
    );
    const { sessions } = await archive.status();
    assert.ok(sessions > 0);
  });
});
