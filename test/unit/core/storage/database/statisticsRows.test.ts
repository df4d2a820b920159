/** Rows that statistics sum up, against plain SQL over the frames. */
import assert from 'node:assert/strict';
import type { StatsRow } from '../../../../../src/core/api/archive';
import type { Frame } from '../../../../../src/core/base/frame';
import { groupLights, nightsOf, totalsOf } from '../../../../../src/core/rules/figures/sums';
import { SessionRows } from '../../../../../src/core/storage/database/sessionRows';
import type { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { countFigures } from '../../../../../src/core/storage/database/statistics';
import { readStatsRows } from '../../../../../src/core/storage/database/statisticsRows';
import { session } from '../../../../support/session';
import { storeSessions } from '../../../../support/storeSessions';
import { closeDatabases, emptyDatabase, inside, newFrame } from './support';

/** An archive of lights of two nights and rigs, calibration frames, and what is in no session. */
async function filled(): Promise<Sqlite> {
  const { sqlite, frames } = await emptyDatabase();
  const members = new Map<string, number[]>();
  let number = 0;
  const put = (count: number, of: string | null, says: Partial<Frame>, rejected = false) => {
    for (let i = 0; i < count; i++) {
      const dateObs = new Date(Date.UTC(2024, 8, 13, 20, number)).toISOString();
      const size = 1000 + number;
      frames.insert(newFrame(inside(`${number++}.fits`), { dateObs, exposure: 60, ...says }, { size }));
      const id = frames.newest();
      if (rejected) sqlite.run('update frame set rejected = 1 where id = ?', id);
      if (of !== null) members.set(of, [...(members.get(of) ?? []), id]);
    }
  };
  const light: Partial<Frame> = {
    type: 'light',
    object: 'M 31',
    filter: 'L',
    night: '2024-09-13',
    imager: 'ASI',
  };
  const warm = {
    ...light,
    object: 'm31',
    filter: 'Ha',
    night: '2024-10-02',
    imager: 'asi',
    ccdTemp: -9.94,
    setTemp: -10,
  };
  put(5, 'a', { ...light, ccdTemp: -10, setTemp: -10 });
  put(3, 'b', warm);
  put(2, 'b', { ...warm, ccdTemp: 3.25, setTemp: null });
  put(1, 'c', { ...light, object: null, filter: null, night: null, ccdTemp: null });
  put(4, 'd', { ...light, type: 'dark', object: null, filter: null });
  put(2, 'm', { ...light, type: 'flat', object: null, master: true });
  put(2, null, light, true);
  put(3, null, { ...light, processing: 'registered' });
  put(1, null, { ...light, type: 'stack' });
  put(1, null, { type: 'unknown', object: null, night: null });
  // The first two lights, as the telescope has calibrated them as well, and one whose raw frame nobody has.
  const delivered = { ...light, processing: 'calibrated' as const };
  put(1, 'e', { ...delivered, dateObs: '2024-09-13T20:00:00.000Z', ccdTemp: 1 });
  put(1, 'e', { ...delivered, dateObs: '2024-09-13T20:01:00.000Z', ccdTemp: 1 });
  put(1, 'e', { ...delivered, dateObs: '2024-09-14T01:00:00.000Z', ccdTemp: 1 });
  const store = (id: string, differs: Parameters<typeof session>[0], links = {}) => {
    const frameCount = members.get(id)?.length ?? 0;
    const none = { bias: null, dark: null, flat: null, flatDark: null };
    const own = { id, frameCount, totalExposure: 60 * frameCount, telescope: 'FSQ', imager: 'ASI' };
    storeSessions(sqlite, session({ ...own, ...differs, links: { ...none, ...links } }));
  };
  store('a', { object: 'M 31', filter: 'L', night: '2024-09-13' }, { dark: 'd', flat: 'm' });
  store('b', { object: 'm31', filter: 'Ha', night: '2024-10-02', imager: 'asi' });
  store('c', { object: null, filter: null, night: null });
  store('d', { type: 'dark', object: null, filter: null, night: '2024-09-13' });
  store('m', { type: 'flat', master: true, object: null, night: '2024-09-13' });
  store('e', { object: 'M 31', filter: 'L', night: '2024-09-13', processing: 'calibrated' });
  new SessionRows(sqlite).putFrames(members);
  return sqlite;
}

const number = (sqlite: Sqlite, sql: string) => Number(sqlite.rows(sql)[0]?.[0] ?? 0);
const byId = (rows: readonly StatsRow[], id: string) => rows.find((row) => row.session === id);

describe('rows of statistics', () => {
  afterEach(closeDatabases);

  it('are none where there is nothing', async () => {
    assert.deepEqual(readStatsRows((await emptyDatabase()).sqlite), []);
  });

  it('hold every file once, and sum up to what plain SQL counts', async () => {
    const sqlite = await filled();
    const totals = totalsOf(readStatsRows(sqlite));
    assert.equal(totals.files, number(sqlite, 'select count(*) from frame'));
    assert.equal(totals.bytes, number(sqlite, 'select sum(size) from frame'));
    const raw = `from frame join setting on setting.id = frame.setting where type = 'light' and rejected = 0
      and (processing is null or processing = 'calibrated' and date_obs not in (
        select date_obs from frame join setting on setting.id = frame.setting where type = 'light' and processing is null))`;
    assert.equal(totals.kinds.light, number(sqlite, `select count(*) ${raw}`));
    assert.equal(totals.totalExposure, number(sqlite, `select sum(exposure) ${raw}`));
    assert.equal(totals.nights, number(sqlite, `select count(distinct night) ${raw}`));
    assert.equal(totals.rejected, number(sqlite, 'select count(*) from frame where rejected = 1'));
    assert.deepEqual(
      [totals.loose, totals.objects, totals.lightSessions, totals.kinds.processed, totals.kinds.master],
      [0, 1, 4, 5, 2],
    );
  });

  it('agree with the figures of the whole archive', async () => {
    const sqlite = await filled();
    const rows = readStatsRows(sqlite);
    const [totals, figures] = [totalsOf(rows), countFigures(sqlite)];
    const { kinds, lightSessions, nights, totalExposure, bytes } = totals;
    assert.equal(kinds.light + totals.rejected + totals.loose, figures.lights);
    assert.deepEqual(
      [kinds.dark, kinds.flat, kinds.bias, kinds.flatDark, kinds.stack, kinds.processed, kinds.unknown],
      [
        ...[figures.darks, figures.flats, figures.biases, figures.flatDarks],
        figures.stacks,
        figures.processed,
        figures.unknown,
      ],
    );
    assert.deepEqual(
      [kinds.master, lightSessions, nights, totalExposure, bytes],
      [figures.masters, figures.lightSessions, figures.nights, figures.totalExposure, figures.bytes],
    );
    assert.deepEqual(
      groupLights(rows, 'object').map(({ name, frameCount, totalExposure: seconds }) => [
        name,
        frameCount,
        seconds,
      ]),
      figures.objects.map((each) => [each.object, each.frameCount, each.totalExposure]),
    );
    const seconds = nightsOf(rows).reduce((sum, night) => sum + night.totalExposure, 0);
    assert.equal(
      seconds,
      figures.months.reduce((sum, month) => sum + month.totalExposure, 0),
    );
  });

  it('leave out copies, and say which calibration frames a session has', async () => {
    const rows = readStatsRows(await filled());
    const [a, b, d, e] = ['a', 'b', 'd', 'e'].map((id) => byId(rows, id));
    assert.deepEqual([e?.frameCount, e?.totalExposure, e?.copies, e?.files], [1, 60, 2, 3]);
    assert.deepEqual(
      [a, b, d, e].map((row) => row?.calibrated),
      [['dark', 'flat'], [], null, null],
    );
    assert.deepEqual(
      [a, b, e].map((row) =>
        row?.temperatures.map(({ measured, set, frameCount }) => [measured, set, frameCount]),
      ),
      [
        [[-10, -10, 5]],
        [
          [-9.9, -10, 3],
          [3.3, null, 2],
        ],
        [[1, -10, 1]],
      ],
    );
    assert.deepEqual([b?.object, b?.imager], ['M 31', 'ASI'], 'as most frames spell it');
  });
});
