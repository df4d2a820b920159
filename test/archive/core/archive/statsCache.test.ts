/** Figures are kept for 300 s, and not a moment longer than they are true. */
import assert from 'node:assert/strict';
import { StatsCache } from '../../../../src/core/archive/statsCache';
import { DEFAULT_TOLERANCES } from '../../../../src/core/base/matching';
import { silentLog } from '../../../../src/core/base/ports';
import { Database } from '../../../../src/core/storage/database/database';
import { Sessions } from '../../../../src/core/storage/database/sessions';
import { temporaryFolder } from '../../../support/makeFits';
import { session } from '../../../support/session';
import { storeSessions } from '../../../support/storeSessions';

describe('StatsCache', () => {
  it('counts again after 300 s, after a change, and when asked to', async () => {
    const folder = temporaryFolder();
    const database = await Database.open({
      path: `${folder.path}/d.sqlite`,
      access: 'write',
      log: silentLog,
    });
    try {
      const sessions = new Sessions(database.sqlite);
      let now = 1_000_000;
      const cache = new StatsCache(database, sessions, DEFAULT_TOLERANCES, () => now);
      const first = cache.get(false);
      assert.equal(first.lightSessions, 0);
      now += 299_999;
      assert.equal(cache.get(false), first);
      now += 1;
      const second = cache.get(false);
      assert.notEqual(second, first);
      assert.notEqual(second.counted, first.counted);
      database.write((sqlite) => storeSessions(sqlite, session({ object: 'M 31', totalExposure: 600 })));
      const third = cache.get(false);
      assert.deepEqual([third.lightSessions, third.totalExposure, third.nights], [1, 600, 1]);
      assert.deepEqual(
        third.objects.map(({ object, filters }) => [object, filters.map(({ filter }) => filter)]),
        [['M 31', ['Ha']]],
      );
      assert.deepEqual(third.months, [{ month: '2024-09', frameCount: 60, totalExposure: 600 }]);
      assert.notEqual(third.missing.length, 0);
      assert.equal(cache.get(false), third);
      assert.notEqual(cache.get(true), third);
    } finally {
      await database.close();
      folder.dispose();
    }
  });
});
