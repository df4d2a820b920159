/** What writing the notebook before a save costs. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import { silentLog } from '../../../../../src/core/base/ports';
import { Database } from '../../../../../src/core/storage/database/database';
import { Sessions } from '../../../../../src/core/storage/database/sessions';
import { keepNotebook } from '../../../../../src/core/storage/notebook/keeper';
import { temporaryFolder } from '../../../../support/makeFits';
import { session } from '../../../../support/session';
import { storeSessions } from '../../../../support/storeSessions';

describe('saving with links by hand', () => {
  /** How many queries a save makes with so many links. */
  async function queries(links: number): Promise<number> {
    const folder = temporaryFolder();
    const database = await Database.open({
      path: path.join(folder.path, 'archive.sqlite'),
      access: 'write',
      log: silentLog,
    });
    try {
      await keepNotebook(database, silentLog);
      const id = (i: number) => (0x100000 + (i % links)).toString(16).padStart(12, '0');
      database.write((sqlite) => {
        const sessions = new Sessions(sqlite);
        for (let i = 0; i < links; i++) {
          storeSessions(sqlite, session({ id: id(i), object: `M ${i}` }));
          sessions.setManualLink(id(i), 'dark', id(i + 1));
        }
      });
      const rows = database.sqlite.rows.bind(database.sqlite);
      let count = 0;
      database.sqlite.rows = (...query) => {
        count++;
        return rows(...query);
      };
      await database.flush();
      return count;
    } finally {
      await database.close();
      folder.dispose();
    }
  }

  it('asks for all sessions at once, however many there are', async () => {
    assert.equal(await queries(50), await queries(5));
  });
});
