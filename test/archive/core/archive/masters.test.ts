/** Masters of an archive on disk: from the headers' frame counts to what they stand in for. */
import assert from 'node:assert/strict';
import { Masters } from '../../../../src/core/archive/masters';
import type { Frame } from '../../../../src/core/base/frame';
import { DEFAULT_TOLERANCES } from '../../../../src/core/base/matching';
import { noContext, silentLog } from '../../../../src/core/base/ports';
import { regenerate } from '../../../../src/core/operations/regenerate/regenerate';
import { Database } from '../../../../src/core/storage/database/database';
import { Frames } from '../../../../src/core/storage/database/frames';
import { Sessions } from '../../../../src/core/storage/database/sessions';
import { lightFrame } from '../../../support/frame';
import { temporaryFolder } from '../../../support/makeFits';

const DAY = 86_400_000;

describe('Masters', () => {
  it('follow the archive, the date and the limit', async () => {
    const folder = temporaryFolder();
    const path = `${folder.path}/d.sqlite`;
    const database = await Database.open({ path, access: 'write', log: silentLog });
    try {
      const frames = new Frames(database.sqlite, '/astro');
      const sessions = new Sessions(database.sqlite);
      let added = 0;
      const add = async (...some: readonly Partial<Frame>[]) => {
        database.write(() => {
          for (const differs of some) {
            const sha256 = String(++added).padStart(64, '0');
            frames.insert({
              path: `/astro/${added}.fits`,
              size: 1,
              mtime: added,
              sha256,
              editedSha256: null,
              imageKey: String(added),
              source: null,
              replaces: null,
              frame: lightFrame({ type: 'dark', object: null, filter: null, ...differs }),
            });
          }
        });
        const parts = { database, frames, sessions, tolerances: DEFAULT_TOLERANCES, log: silentLog };
        await regenerate({}, parts, noContext);
      };
      let now = Date.parse('2024-10-01T12:00:00Z');
      const masters = new Masters(database, { tolerances: DEFAULT_TOLERANCES }, () => now);
      const all = (query = {}) => masters.page(query, 0, 10).items;
      await add({}, {});
      assert.deepEqual(all(), []);
      await add({ master: true, stackCount: 2 });
      const raw = sessions.page({ type: 'dark' }, 0, 10, String).items.find(({ master }) => !master);
      const [master] = all();
      assert.ok(master && raw);
      assert.deepEqual(master, {
        id: master.id,
        stackCount: 2,
        ageDays: 18,
        stale: false,
        newer: null,
        replaces: [raw.id],
      });
      assert.equal(all()[0], master, 'is kept while nothing changes');
      assert.equal(all({ staleDays: 17 })[0]?.stale, true);
      now += 365 * DAY;
      assert.equal(all()[0]?.stale, true);
      await add({ night: '2025-09-01', dateObs: '2025-09-01T21:00:00.000Z' });
      assert.equal(all()[0]?.stale, false);
      assert.notEqual(all()[0]?.newer, null);
      assert.deepEqual(all({ session: 'x' }), []);
      assert.deepEqual(masters.page({}, 0, 1).next, null);
    } finally {
      await database.close();
      folder.dispose();
    }
  });
});
