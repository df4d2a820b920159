/** The names of journals. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { Journal, journalFolder } from '../../../../../src/core/storage/journal/journal';
import { silentLog } from '../../../../../src/core/base/ports';
import { journalHome } from '../../../../support/identity';
import { temporaryFolder } from '../../../../support/makeFits';

const HEAD = { operation: 'register', started: '2024-11-04T20:30:00.123Z' } as const;
const NAME = '20241104T203000123Z-register.jsonl';

describe('Journal', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());

  function databaseIn(name: string): string {
    const database = join(folder.path, name);
    mkdirSync(journalFolder(database));
    return database;
  }

  it('takes another name than that of one of the same moment', async () => {
    const database = databaseIn('same');
    writeFileSync(join(journalFolder(database), NAME), '');
    const journal = new Journal(journalHome(folder.path, database), HEAD);
    await journal.announce([]);
    await journal.end(silentLog);
    assert.equal(journal.name, '20241104T203000123Z-2-register.jsonl');
    assert.deepEqual(readdirSync(journalFolder(database)), ['20241104T203000123Z-2-register.jsonl', NAME]);
  });

  it('begins nothing where it cannot tell whether a name is taken', async function () {
    if (process.platform === 'win32') this.skip();
    const database = databaseIn('unknown');
    symlinkSync(NAME, join(journalFolder(database), NAME));
    await assert.rejects(new Journal(journalHome(folder.path, database), HEAD).announce([]), (error) => {
      assert.ok(error instanceof ArchiveError);
      assert.match(error.message, /ELOOP/);
      return true;
    });
    assert.deepEqual(readdirSync(journalFolder(database)), [NAME], 'no journal is left open');
  });
});
