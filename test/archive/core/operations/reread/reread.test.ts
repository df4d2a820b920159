/** Frames that earlier rules have read are read again. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import initSqlJs from 'sql.js';
import type { Archive } from '../../../../../src/core/api/archive';
import { type Context, noContext } from '../../../../../src/core/base/ports';
import { differingFields, FieldCounts } from '../../../../../src/core/operations/reread/reread';
import { allFrames, allSessions, Bench, register } from '../../../../support/bench';
import { lightFrame } from '../../../../support/frame';
import { light } from '../../../../support/night';

describe('reading headers again', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(async () => {
    bench = new Bench();
    for (let i = 0; i < 3; i++) bench.put(`light_${i}.fits`, light(i));
    archive = await bench.open();
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
    await archive.close();
  });
  afterEach(() => bench.dispose());

  /** Changes the rows of a closed archive, as an earlier version would have written them. */
  async function change(sql: string): Promise<void> {
    const database = new (await initSqlJs()).Database(fs.readFileSync(bench.database));
    database.exec(sql);
    fs.writeFileSync(bench.database, database.export());
    database.close();
    archive = await bench.open();
  }

  it('stores what they say now, once, and puts the frames into their sessions', async () => {
    const [before] = await openedSessions();
    await archive.close();
    await change(`update setting set gain = 7; update frame set exposure = 10, rules = 0`);
    const { reread, lightSessions } = await archive.regenerate({}, noContext);
    assert.deepEqual(reread, {
      read: 3,
      changed: 3,
      left: 0,
      fields: [
        { field: 'exposure', frameCount: 3 },
        { field: 'gain', frameCount: 3 },
      ],
    });
    assert.equal(lightSessions, 1);
    assert.deepEqual(await allSessions(archive), [before]);
    assert.equal((await archive.regenerate({}, noContext)).reread, null);
  });

  it('leaves files that are gone or have changed, and tries them again', async () => {
    const [first, second] = await openedFrames();
    await archive.close();
    fs.renameSync(first?.path ?? '', `${first?.path}.away`);
    fs.appendFileSync(second?.path ?? '', Buffer.alloc(2880));
    await change('update frame set rules = 0');
    const left = async () => {
      const { reread } = await archive.regenerate({}, noContext);
      return reread && [reread.read, reread.changed, reread.left];
    };
    assert.deepEqual(await left(), [1, 0, 2]);
    fs.renameSync(`${first?.path}.away`, first?.path ?? '');
    assert.deepEqual(await left(), [1, 0, 1]);
  });

  it('goes on where it was cancelled', async () => {
    await change('update frame set rules = 0');
    let asked = 0;
    const context: Context = {
      ...noContext,
      cancel: {
        ...noContext.cancel,
        get isCancellationRequested() {
          return ++asked > 2;
        },
      },
    };
    await assert.rejects(archive.regenerate({}, context), { code: 'cancelled' });
    const { reread } = await archive.regenerate({}, noContext);
    assert.ok(reread && reread.read > 0 && reread.read < 3, `${reread?.read} of 3 were left`);
  });

  const openedFrames = async () => allFrames((archive = await bench.open()));
  const openedSessions = async () => allSessions((archive = await bench.open()));
});

describe('what another reading makes of a header', () => {
  it('names the values that differ, problems among them', () => {
    const before = lightFrame();
    assert.deepEqual(differingFields(before, lightFrame()), []);
    const problems = [{ code: 'x', message: 'y' }];
    assert.deepEqual(differingFields(before, lightFrame({ gain: 7, problems })), ['gain', 'problems']);
  });

  it('counts the frames of each', () => {
    const counts = new FieldCounts();
    counts.add(['night']);
    counts.add(['gain', 'night']);
    assert.deepEqual(counts.sorted(), [
      { field: 'night', frameCount: 2 },
      { field: 'gain', frameCount: 1 },
    ]);
  });
});
