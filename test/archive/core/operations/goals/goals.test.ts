/** Goals of an archive: counted, carried along, taken back, and found again in whatever is left. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive, GoalProgress } from '../../../../../src/core/api/archive';
import { rebuildDatabase } from '../../../../../src/core/archive/rescue/rebuild';
import { noContext, silentLog } from '../../../../../src/core/base/ports';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { allFrames, Bench, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { light } from '../../../../support/night';

describe('goals of an archive', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(async () => {
    bench = new Bench();
    const objects = ['Panel 101', 'Panel 101', 'My Field'];
    objects.forEach((OBJECT, i) => bench.put(`${i}.fits`, light(i, { OBJECT, FILTER: 'Ha', EXPTIME: 600 })));
    archive = await bench.open();
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
  });
  afterEach(() => bench.dispose());

  const set = (object: string, wanted: string) =>
    archive.goals({ action: 'set', object, times: [{ filter: 'Ha', wanted }] });
  const list = async () => short(await archive.goals({ action: 'list' }));
  const short = (goals: readonly GoalProgress[]) =>
    goals.map(({ object, said, accepted }) => [object, said, accepted]);
  const undo = () => archive.undo({ operation: null, dryRun: false }, noContext);

  it('do not count rejected frames', async () => {
    assert.deepEqual(short(await set('Panel 101', '1h')), [['Panel 101', '1h', 1200]]);
    const { items } = await archive.objects({});
    assert.deepEqual(
      items.map(({ object, goal }) => [object, goal]),
      [
        ['My Field', undefined],
        ['Panel 101', { wanted: 3600, accepted: 1200 }],
      ],
    );
    const frame = (await allFrames(archive)).find(({ object }) => object === 'Panel 101') ?? assert.fail();
    await archive.reject({ frames: [frame.id], rejected: true });
    assert.deepEqual(await list(), [['Panel 101', '1h', 600]]);
  });

  for (const mode of ['database', 'all'] as const) {
    it(`go along with a merge and come back with its undo (${mode})`, async () => {
      await set('Panel 101', '60x300s');
      await set('My Field', '1h');
      const before = await list();
      await archive.merge({ from: 'Panel 101', into: 'My Field', mode, dryRun: false }, noContext);
      assert.deepEqual(await list(), [['My Field', '60x300s', 1800]]);
      const undone = await undo();
      assert.deepEqual([undone.operation.kind, undone.learnt], ['merge', true]);
      assert.deepEqual(await list(), before);
    });
  }

  it('keep to their objects when rules have been written into headers and are gone', async () => {
    await set('Panel 101', '1h');
    const rule = { kind: 'object', spelling: 'Panel 101', name: 'IC 1396', matching: 'folded' } as const;
    await archive.mapNames({ add: [rule], headers: true, rename: false, dryRun: false }, noContext);
    assert.deepEqual(await list(), [['IC 1396', '1h', 1200]]);
    await archive.nameRules({ action: 'remove', spelling: 'Panel 101' });
    assert.deepEqual(await list(), [['IC 1396', '1h', 1200]]);
  });

  it('are taken back one change after the other, before what came before them', async () => {
    await set('Panel 101', '1h');
    await set('Panel 101', '2h');
    assert.deepEqual([(await undo()).operation.kind, await list()], ['goals', [['Panel 101', '1h', 1200]]]);
    assert.deepEqual([(await undo()).operation.kind, await list()], ['goals', []]);
    assert.equal((await undo()).operation.kind, 'register');
  });

  it('are in the notebook, from which a rebuilt database and another program take them', async () => {
    await set('Panel 101', '60x300s');
    await archive.close();
    const text = fs.readFileSync(bench.notebook, 'utf8');
    const entries = (JSON.parse(text) as { goals: unknown }).goals;
    assert.deepEqual(entries, [{ object: 'Panel 101', filter: 'Ha', wanted: '60x300s' }]);
    const options = { settings: bench.settings(), log: silentLog, hashThreads: 0, patience: 0 };
    await rebuildDatabase(bench.database, options, noContext);
    archive = await bench.open();
    assert.deepEqual(await list(), [['Panel 101', '60x300s', 1200]]);
    await archive.close();
    fs.writeFileSync(bench.notebook, fs.readFileSync(bench.notebook, 'utf8').replace('60x300s', '20h'));
    archive = await bench.open();
    assert.deepEqual(await list(), [['Panel 101', '20h', 1200]]);
  });

  it('that a version without goals has carried in the notebook are read after it', async () => {
    await set('Panel 101', '1h');
    await archive.close();
    await asVersion5(bench.database);
    archive = await bench.open();
    assert.deepEqual(await list(), [['Panel 101', '1h', 1200]]);
    await archive.note({ subject: { object: 'Panel 101' }, text: 'saved again' });
    await archive.close();
    archive = await bench.open();
    assert.deepEqual(await list(), [['Panel 101', '1h', 1200]]);
  });

  /** As a database that knows which notebook it wrote, and nothing of goals. */
  async function asVersion5(file: string): Promise<void> {
    const sqlite = await Sqlite.open(fs.readFileSync(file));
    try {
      sqlite.execute('drop table goal; drop table filter_number; pragma user_version = 5');
      fs.writeFileSync(file, sqlite.export());
    } finally {
      sqlite.close();
    }
  }
});

describe('goals of tonight', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(async () => {
    bench = new Bench();
    const place = { SITELAT: 48.1, SITELONG: 11.6 };
    bench.put('m31.fits', light(1, { OBJECT: 'M 31', FILTER: 'L', RA: 10.68, DEC: 41.27, ...place }));
    bench.put('low.fits', light(2, { OBJECT: 'NGC 6357', FILTER: 'L', RA: 261.2, DEC: -34.2, ...place }));
    archive = await bench.open();
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
    for (const object of ['NGC 6357', 'Andromeda Galaxy', 'Elsewhere']) {
      await archive.goals({ action: 'set', object, times: [{ filter: 'L', wanted: '10h' }] });
    }
  });
  afterEach(() => bench.dispose());

  it('are sorted by the place of the frames and the coordinates in their headers', async () => {
    const report = await archive.tonight({ at: '2024-09-03T20:00:00Z' });
    assert.deepEqual(
      report.targets.map(({ object, high }) => [object, high > 0]),
      [
        ['M 31', true],
        ['NGC 6357', false],
      ],
    );
    assert.deepEqual(
      [report.site, report.night, report.unplaced],
      [{ latitude: 48.1, longitude: 11.6 }, '2024-09-03', ['Elsewhere']],
    );
    assert.equal(report.targets[0]?.goals[0]?.usable, report.targets[0]?.highMoonless);
  });

  it("are taken over from N.I.N.A.'s Target Scheduler, which is only read", async () => {
    const file = path.join(bench.folder, 'schedulerdb.sqlite');
    const sqlite = await Sqlite.open(null);
    sqlite.execute(`create table project (Id integer primary key, name text, state integer);
      create table target (Id integer primary key, name text, active integer, projectid integer);
      create table exposureplan (Id integer primary key, filtername text, exposure real, desired integer, targetid integer);
      insert into project values (1, 'P', 1);
      insert into target values (1, 'M 31', 1, 1);
      insert into exposureplan values (1, 'Ha', 300, 60, 1), (2, 'L', 60, 60, 1);`);
    fs.writeFileSync(file, sqlite.export());
    sqlite.close();
    const bytes = fs.readFileSync(file);
    const wanted = async () =>
      (await archive.goals({ action: 'list' }))
        .filter(({ object }) => object === 'M 31')
        .map(({ filter, said }) => `${filter} ${said}`);
    await archive.importGoals({ path: bench.folder, replace: false, dryRun: true });
    assert.deepEqual(await wanted(), ['L 10h']);
    const report = await archive.importGoals({ path: file, replace: false, dryRun: false });
    assert.deepEqual([report.added.length, report.conflicts.length], [1, 1]);
    assert.deepEqual(await wanted(), ['L 10h', 'Ha 60x300s']);
    await archive.importGoals({ path: file, replace: true, dryRun: false });
    assert.deepEqual(await wanted(), ['L 60x60s', 'Ha 60x300s']);
    await archive.undo({ operation: null, dryRun: false }, noContext);
    assert.deepEqual(await wanted(), ['L 10h', 'Ha 60x300s']);
    assert.deepEqual(fs.readFileSync(file), bytes);
    fs.writeFileSync(file, 'no database');
    await assert.rejects(archive.importGoals({ path: file, replace: false, dryRun: true }), failed('format'));
  });

  it('can be of another place, and of none beyond the earth', async () => {
    const south = await archive.tonight({
      at: '2024-09-03T12:00:00Z',
      site: { latitude: -31, longitude: 149 },
    });
    assert.equal(south.targets[0]?.object, 'NGC 6357');
    await assert.rejects(archive.tonight({ site: { latitude: 91, longitude: 0 } }), failed('request'));
    await assert.rejects(archive.tonight({ at: 'soon' }), failed('request'));
  });
});
