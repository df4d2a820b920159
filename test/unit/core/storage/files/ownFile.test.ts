/** Whole files of the program's own, whatever somebody has put in their place. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ArchiveError } from '../../../../../src/core/base/errors';
import { readOwnFile } from '../../../../../src/core/storage/files/ownFile';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';

describe('a file of the program that is read', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'a.json');
    fs.writeFileSync(file, 'Schäfer');
  });
  afterEach(() => folder.dispose());

  const whereOpen = async (code: string) =>
    await whileRefusing(
      ({ name }) => (name === 'open' ? code : null),
      () => readOwnFile(file, 100),
    );

  it('is UTF-8 of so many bytes at most', async () => {
    assert.equal(await readOwnFile(file, 8), 'Schäfer');
    await assert.rejects(readOwnFile(file, 7), failed('file', { path: file, got: '8 bytes' }));
  });

  it('is nothing where there is none, and an error where it cannot be read', async () => {
    assert.equal(await readOwnFile(path.join(folder.path, 'none.json'), 100), null);
    const { error } = await whereOpen('EACCES');
    assert.ok(failed('file', { path: file, reason: 'EACCES' })(error));
  });

  it('is no folder and no socket', async () => {
    await assert.rejects(readOwnFile(folder.path, 1e6), failed('file', { path: folder.path }));
    const { error } = await whereOpen('ENXIO');
    assert.ok(failed('file', { path: file })(error));
    const { expected, got } = (error as ArchiveError).detail;
    assert.deepEqual([typeof expected, got], ['string', undefined]);
  });
});
