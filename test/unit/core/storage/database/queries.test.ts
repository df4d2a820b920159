/** Questions about frames: masters, twins, names, damage. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import { READING_RULES } from '../../../../../src/core/base/frame';
import { Damages, withDamage } from '../../../../../src/core/storage/database/damage';
import { Frames } from '../../../../../src/core/storage/database/frames';
import {
  countNames,
  framesNamed,
  framesOfObjects,
  objectSpellings,
} from '../../../../../src/core/storage/database/headerNames';
import { namesIn, withNames } from '../../../../../src/core/storage/database/namedFrames';
import { putRule } from '../../../../../src/core/storage/database/nameRules';
import { Outdated } from '../../../../../src/core/storage/database/outdated';
import { planState } from '../../../../../src/core/storage/database/planState';
import { SessionRows } from '../../../../../src/core/storage/database/sessionRows';
import type { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { session } from '../../../../support/session';
import { storeSessions } from '../../../../support/storeSessions';
import { sampleFrame } from '../../rules/frame/support';
import { closeDatabases, emptyDatabase, hashOf, inside, namesOf, putFrame, REPOSITORY } from './support';

let sqlite: Sqlite;
let frames: Frames;
async function fresh(): Promise<void> {
  ({ sqlite, frames } = await emptyDatabase());
}

describe('frames', () => {
  beforeEach(fresh);
  afterEach(closeDatabases);
  it('are counted, and asked for by their ids', () => {
    assert.deepEqual([frames.count(), frames.newest(), frames.countAfter(0)], [0, 0, 0]);
    for (const name of ['a.fits', 'b.fits', 'c.fits']) putFrame(frames, name);
    assert.deepEqual([frames.count(), frames.newest(), frames.countAfter(1)], [3, 3, 2]);
    assert.deepEqual(namesOf(frames.withIds([3, 1, 9])), ['a', 'c']);
    assert.equal(frames.byId(2)?.path, inside('b.fits'));
    frames.remove([2]);
    assert.deepEqual([frames.count(), frames.newest()], [2, 3]);
  });

  it('are of a session in the order of their exposures', () => {
    const ids = [3, 1, 2].map((hour) =>
      putFrame(frames, `${hour}.fits`, { dateObs: `2024-09-13T2${hour}:00:00.000Z` }),
    );
    putFrame(frames, 'other.fits');
    storeSessions(sqlite, session({ id: 's1' }));
    new SessionRows(sqlite).putFrames(new Map([['s1', ids]]));
    assert.deepEqual(namesOf(frames.bySession('s1')), ['1', '2', '3']);
    assert.deepEqual(frames.bySession('s2'), []);
    frames.setRejected(2, true);
    assert.deepEqual(namesOf(frames.bySession('s1')), ['2', '3']);
    assert.equal(frames.byId(2)?.rejected, true);
    frames.setRejected(2, false);
    assert.deepEqual([frames.byId(2)?.rejected, frames.byId(2)?.session], [false, null]);
    frames.setRejected(3, false);
    assert.equal(frames.byId(3)?.session, 's1', 'a frame that was never rejected stays where it is');
  });

  it('are listed with a problem while it is there', () => {
    putFrame(frames, 'a.fits', { problems: [{ code: 'x', message: 'y', keyword: 'GAIN' }] });
    putFrame(frames, 'b.fits');
    assert.deepEqual(frames.byId(1)?.problems, [{ code: 'x', message: 'y', keyword: 'GAIN' }]);
    assert.deepEqual(frames.byId(2)?.problems, []);
    assert.deepEqual(sqlite.rows('select problems from frame where id = 2'), [[null]]);
    assert.deepEqual(namesOf(frames.page({ problem: 'doubtful', from: 0, limit: 9 })), ['a']);
    const none = { damaged: 0, missing: 0, unknown: 0, doubtful: 0, stack: 0, rejected: 0 };
    assert.deepEqual(frames.problems(), { ...none, doubtful: 1 }, 'and counted');
    sqlite.run('update frame set problems = \'[{"code":1}]\' where id = 1');
    assert.deepEqual(frames.byId(1)?.problems, [], 'what cannot be read is none');
  });

  it('share what they have in common, whoever stores them', () => {
    putFrame(frames, 'a.fits', { byproduct: true });
    putFrame(new Frames(sqlite, REPOSITORY), 'b.fits', { byproduct: true });
    putFrame(frames, 'c.fits');
    assert.deepEqual(sqlite.rows('select count(*) from setting'), [[2]]);
    assert.deepEqual(
      frames.all().map(({ byproduct }) => byproduct),
      [true, true, false],
    );
  });

  it('keep the hash of an edited file', () => {
    putFrame(frames, 'a.fits', {}, { editedSha256: hashOf('ef') });
    assert.equal(frames.byId(1)?.editedSha256, hashOf('ef'));
  });

  it('that are masters are found by the size of their file', () => {
    putFrame(frames, 'm1.fits', { type: 'dark', master: true }, { size: 100 });
    putFrame(frames, 'm2.fits', { type: 'flat', master: true }, { size: 200 });
    putFrame(frames, 'l.fits', {}, { size: 100 });
    assert.deepEqual(namesOf(frames.mastersOfSize(100)), ['m1']);
    assert.deepEqual(frames.mastersOfSize(300), []);
    assert.deepEqual([frames.byId(1)?.master, frames.byId(3)?.master], [true, false]);
  });

  it('that may be twins share their bytes, or their image unless their exposures differ', () => {
    const at = (hour: number | null) => ({
      dateObs: hour === null ? null : `2024-09-13T2${hour}:00:00.000Z`,
    });
    putFrame(frames, 'bytes1.fits', at(1), { sha256: hashOf('01'), imageKey: 'k1' });
    putFrame(frames, 'bytes2.fits', at(2), { sha256: hashOf('01'), imageKey: 'k2' });
    putFrame(frames, 'image1.fits', at(1), { sha256: hashOf('02'), imageKey: 'k3' });
    putFrame(frames, 'image2.fits', at(1), { sha256: hashOf('03'), imageKey: 'k3' });
    putFrame(frames, 'bias1.fits', at(1), { sha256: hashOf('04'), imageKey: 'k4' });
    putFrame(frames, 'bias2.fits', at(2), { sha256: hashOf('05'), imageKey: 'k4' });
    putFrame(frames, 'undated1.fits', at(null), { sha256: hashOf('06'), imageKey: 'k5' });
    putFrame(frames, 'undated2.fits', at(2), { sha256: hashOf('07'), imageKey: 'k5' });
    putFrame(frames, 'single.fits', at(3), { sha256: hashOf('08'), imageKey: 'k6' });
    assert.deepEqual(namesOf(frames.sharing()), [
      'bytes1',
      'bytes2',
      'image1',
      'image2',
      'undated1',
      'undated2',
    ]);
  });

  it('of a night and a camera are told by their starts', () => {
    const start = '2024-09-13T20:30:00.000Z';
    putFrame(frames, 'a.fits', {}, { imageKey: 'k1' });
    putFrame(frames, 'b.fits', {}, { imageKey: 'k2' });
    putFrame(frames, 'c.fits', { dateObs: '2024-09-13T21:00:00.000Z' }, { imageKey: 'k3' });
    putFrame(frames, 'undated.fits', { dateObs: null });
    putFrame(frames, 'other.fits', { imager: 'Other' });
    putFrame(frames, 'night.fits', { night: '2024-09-14' });
    sqlite.run('update frame set missing = 1 where id = ?', putFrame(frames, 'gone.fits'));
    const { imager } = sampleFrame();
    const starts = frames.starts('2024-09-13', imager ?? '');
    assert.deepEqual(
      [...starts].map(([at, found]) => [at, namesOf(found), found.map(({ imageKey }) => imageKey)]),
      [
        [start, ['a', 'b'], ['k1', 'k2']],
        ['2024-09-13T21:00:00.000Z', ['c'], ['k3']],
      ],
    );
    assert.equal(frames.starts('2024-09-15', imager ?? '').size, 0);
  });

  it('forget what no frame has in common any more', () => {
    putFrame(frames, 'a.fits', { gain: 1 });
    putFrame(frames, 'b.fits', { gain: 2 });
    putFrame(frames, 'c.fits', { gain: 2 });
    const settings = () => sqlite.rows('select gain from setting order by gain').flat();
    assert.deepEqual(settings(), [1, 2]);
    frames.remove([1]);
    frames.forgetUnusedSettings();
    assert.deepEqual(settings(), [2]);
    putFrame(frames, 'd.fits', { gain: 1 });
    assert.deepEqual([frames.byId(4)?.gain, settings()], [1, [1, 2]]);
  });

  it('do not get the folder of a transaction that failed, whose id is free again', () => {
    const [lost, other] = [path.join('lost', 'a.fits'), path.join('other', 'b.fits')];
    for (const next of [lost, other]) {
      assert.throws(() =>
        sqlite.transaction(() => {
          putFrame(frames, lost);
          assert.deepEqual([frames.areIn(inside('lost')), namesOf(frames.all())], [true, ['a']]);
          throw new Error('refused');
        }),
      );
      assert.equal(frames.areIn(inside('lost')), false);
      putFrame(frames, next);
      assert.deepEqual(
        frames.all().map((frame) => frame.path),
        [inside(next)],
      );
      sqlite.execute('delete from frame; delete from folder');
      frames = new Frames(sqlite, REPOSITORY);
    }
  });

  it('do not get the settings of a transaction that failed', () => {
    putFrame(frames, 'a.fits', { gain: 1 });
    assert.throws(() =>
      sqlite.transaction(() => {
        putFrame(frames, 'b.fits', { gain: 2 });
        throw new Error('refused');
      }),
    );
    putFrame(frames, 'c.fits', { gain: 3 });
    putFrame(frames, 'd.fits', { gain: 2 });
    assert.deepEqual(
      frames.all().map(({ gain }) => gain),
      [1, 3, 2],
    );
  });
});

describe('frames that were read by earlier rules', () => {
  beforeEach(fresh);
  afterEach(closeDatabases);
  it('are counted, listed in pages with their originals, and settled', () => {
    putFrame(frames, 'a.fits', {}, { source: inside('card', 'x.fits') });
    for (const name of ['b.fits', 'c.fits', 'd.fits']) putFrame(frames, name);
    assert.equal(frames.outdated(), 0);
    sqlite.run('update frame set rules = rules - 1 where id < 4');
    assert.equal(frames.outdated(), 3);
    const outdated = new Outdated(sqlite, REPOSITORY, READING_RULES);
    const page = outdated.page(0, 2);
    assert.deepEqual(
      page.map(({ frame, source }) => [frame.id, source]),
      [
        [1, inside('card', 'x.fits')],
        [2, null],
      ],
    );
    assert.deepEqual(
      outdated.page(2, 2).map(({ frame }) => frame.id),
      [3],
    );
    outdated.put(1, sampleFrame({ gain: 7, exposure: 12, problems: [{ code: 'x', message: 'y' }] }));
    outdated.put(2, sampleFrame({ gain: 8 }));
    outdated.confirm([3]);
    assert.equal(outdated.count(), 0);
    const first = frames.byId(1) ?? assert.fail();
    assert.deepEqual([first.gain, first.exposure, first.problems], [7, 12, [{ code: 'x', message: 'y' }]]);
    assert.deepEqual([frames.byId(2)?.gain, frames.byId(2)?.problems, frames.byId(3)?.gain], [8, [], 100]);
    assert.deepEqual(sqlite.rows('select problems from frame where id = 2'), [[null]]);
    assert.equal(new Outdated(sqlite, REPOSITORY, READING_RULES + 1).count(), 4);
  });
});

describe('damage', () => {
  beforeEach(fresh);
  afterEach(closeDatabases);
  it('is told with the frames until it is dealt with', () => {
    putFrame(frames, 'a.fits');
    putFrame(frames, 'b.fits');
    const damages = new Damages(sqlite);
    const all = frames.all();
    assert.equal(withDamage(all, sqlite), all);
    damages.note(new Map([[1, 'pixels']]), '2024-09-14T00:00:00.000Z');
    damages.note(new Map([[1, 'content']]), '2024-09-15T00:00:00.000Z');
    assert.deepEqual([...damages.all()], [[1, 'content']]);
    assert.deepEqual(sqlite.rows('select found from damage'), [['2024-09-15T00:00:00.000Z']]);
    const [first, second] = withDamage(all, sqlite);
    assert.deepEqual([first, second], [{ ...all[0], damage: 'content' }, all[1]]);
    assert.deepEqual(namesOf(frames.page({ problem: 'damaged', from: 0, limit: 9 })), ['a']);
    sqlite.run("update damage set what = 'odd'");
    assert.deepEqual([...damages.all()], [[1, 'unreadable']]);
    damages.clear([2]);
    assert.equal(damages.all().size, 1);
    damages.clear([1]);
    assert.equal(damages.all().size, 0);
  });
});

describe('names in headers', () => {
  beforeEach(fresh);
  afterEach(closeDatabases);
  beforeEach(() => {
    putFrame(frames, 'a.fits', { object: 'M 31', filter: 'L', dateObs: '2024-09-13T22:00:00.000Z' });
    putFrame(frames, 'b.fits', { object: 'M 31', filter: 'L', dateObs: '2024-09-13T21:00:00.000Z' });
    putFrame(frames, 'c.fits', { object: 'M31', filter: null });
    putFrame(frames, 'd.fits', { type: 'dark', object: 'M 31', filter: null });
    putFrame(frames, 'e.fits', { type: 'stack', object: 'M 31' });
    putFrame(frames, 'f.fits', { object: null });
  });
  const byText = <T>(list: readonly T[]) =>
    [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

  it('are counted by kind and type, silent headers as well', () => {
    assert.deepEqual(
      byText(countNames(sqlite, 'object')),
      byText([
        { name: null, type: 'light', frameCount: 1 },
        { name: 'M 31', type: 'dark', frameCount: 1 },
        { name: 'M 31', type: 'light', frameCount: 2 },
        { name: 'M 31', type: 'stack', frameCount: 1 },
        { name: 'M31', type: 'light', frameCount: 1 },
      ]),
    );
    assert.deepEqual(objectSpellings(sqlite), [
      { name: 'M 31', frameCount: 3 },
      { name: 'M31', frameCount: 1 },
    ]);
  });

  it('lead to the frames that carry them', () => {
    const of = (name: string | null, type: 'light' | 'dark' | 'stack') => ({ name, type, frameCount: 1 });
    assert.deepEqual(framesNamed(sqlite, 'object', [of('M 31', 'light')]), [1, 2]);
    assert.deepEqual(framesNamed(sqlite, 'object', [of(null, 'light'), of('M 31', 'dark')]), [4, 6]);
    assert.deepEqual(framesNamed(sqlite, 'filter', [of(null, 'light')]), [3]);
    assert.deepEqual(framesNamed(sqlite, 'filter', []), []);
    assert.deepEqual(framesOfObjects(sqlite, ['M 31']), [5, 2, 1], 'in the order of their exposures');
    assert.deepEqual(framesOfObjects(sqlite, ['M31']), [3]);
    assert.deepEqual(framesOfObjects(sqlite, []), []);
  });

  it('stand beside the names that the user has given', () => {
    const state = planState(frames, sqlite);
    assert.equal(planState(frames, sqlite), state);
    putRule(sqlite, { kind: 'object', spelling: 'M31', name: 'M 31', matching: 'exact' });
    assert.notEqual(planState(frames, sqlite), state, 'a plan does not hold for other names');
    const all = frames.all();
    const named = withNames(all, sqlite);
    assert.equal(named[0], all[0]);
    assert.deepEqual(named[2], { ...all[2], object: 'M 31', inHeader: { object: 'M31' } });
    assert.equal(namesIn(sqlite)(sampleFrame({ object: 'M31' })).object, 'M 31');
    const now = planState(frames, sqlite);
    putFrame(frames, 'g.fits');
    assert.notEqual(planState(frames, sqlite), now, 'nor for other frames');
  });
});
