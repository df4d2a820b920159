import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../../src/core/api/archive';
import { noContext } from '../../src/core/base/ports';
import { makeAstrofiler } from '../support/astrofiler';
import { temporaryFolder } from '../support/makeFits';
import { writeNight } from './support/frames';
import { answering, openedArchive } from './support/host';
import { answerPlan } from './support/plan';
import { reportText } from './support/report';

describe('import from AstroFiler', function () {
  this.timeout(60_000);
  const incoming = temporaryFolder();
  let archive: Archive;
  let files: string[];
  let database: string;

  before(async () => {
    archive = await openedArchive();
    files = writeNight(incoming.path, { object: 'NGC 281', date: '2024-10-21', lights: 3 });
    await archive.register({ sources: files.slice(0, 2), mode: 'in-place', dryRun: false }, noContext);
    await archive.regenerate({}, noContext);
    database = path.join(incoming.path, 'astrofiler.db');
    const rows = files.map((file, i) => ({
      fitsFileName: file.replaceAll('\\', '/'),
      fitsFileObject: 'Pacman',
      fitsFileSoftDelete: i === 0 ? 1 : 0,
    }));
    writeFileSync(
      database,
      await makeAstrofiler({ files: rows, mappings: [['OBJECT', 'NGC 281', 'Wide field 7']] }),
    );
  });
  after(() => incoming.dispose());

  const run = (message: (buttons: readonly string[]) => string | undefined, work?: () => Promise<void>) =>
    answering({ message, pick: (labels) => labels.find((label) => label === 'In place') }, async () => {
      const done = vscode.commands.executeCommand('astroArchive.importAstrofiler', vscode.Uri.file(database));
      await work?.();
      await done;
    });

  it('shows what would be taken over, and changes nothing where the user goes back', async () => {
    const { said } = await run(() => undefined);
    assert.match(
      said.join('\n'),
      /2 of 3 files in the archive: .*1 not registered\. To be imported: 1 rule, 1 rejected frame/,
    );
    assert.match(await reportText('Import from AstroFiler'), /^# Import from AstroFiler/);
    assert.deepEqual(await archive.nameRules({ action: 'list' }), []);
  });

  it('registers what is missing, compares again, and takes over', async () => {
    const before = readFileSync(database);
    const { said } = await run(
      (buttons) =>
        buttons.find((button) => button.startsWith('Register')) ??
        buttons.find((button) => button === 'Import'),
      () => answerPlan('astroArchive.acceptPlan'),
    );
    assert.match(said.at(-1) ?? '', /^information: Imported from AstroFiler: 1 rule, 1 rejected frame$/);
    const aliases = await archive.nameRules({ action: 'list' });
    assert.deepEqual(
      aliases.map(({ spelling, name }) => [spelling, name]),
      [['NGC 281', 'Wide field 7']],
    );
    const { items } = await archive.sessions({ object: 'Wide field 7' });
    assert.deepEqual(
      items.map(({ frameCount }) => frameCount),
      [2],
    );
    assert.deepEqual(readFileSync(database), before);
    await archive.nameRules({ action: 'remove', spelling: 'NGC 281' });
  });
});
