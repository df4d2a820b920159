/** Files that are still being written are put off, and broken ones beside their whole twins are told of. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { neverCancelled, noContext, silentLog } from '../../../../../src/core/base/ports';
import { PutOff } from '../../../../../src/core/operations/register/putOff';
import { inProcessPool, type ScanPool } from '../../../../../src/core/operations/scan/pool';
import { isRecent, tailOf } from '../../../../../src/core/operations/scan/settled';
import { allFrames, Bench, counts, register } from '../../../../support/bench';
import { filesIn } from '../../../../support/files';
import { makeFits } from '../../../../support/makeFits';
import { type Cards, light } from '../../../../support/night';

describe('registering files in the making', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());

  const large = (seed = 0, cards: Cards = {}) =>
    makeFits({ ...light(seed, cards), width: 120, height: 100, pixels: (x, y) => 100 + x + y + seed });
  /** As a copy leaves it that has reserved the whole size. */
  const reserved = (whole: Buffer) =>
    Buffer.concat([whole.subarray(0, 9000), Buffer.alloc(whole.length - 9000)]);
  const shorter = (whole: Buffer) => whole.subarray(0, 9000);
  /** Long since changed, as far as a program can make that so: only the system sets the time of an inode. */
  const longAgo = (work: () => Promise<void>) => {
    const now = Date.now;
    Date.now = () => now() + 3_600_000;
    return work().finally(() => (Date.now = now));
  };
  /** A pool that does something before its n-th run. */
  const meddling = (...acts: (() => void)[]): ScanPool => {
    const pool = { ...inProcessPool(), patience: 0 };
    return {
      ...pool,
      run(batch) {
        acts.shift()?.();
        return pool.run(batch);
      },
    };
  };

  for (const [what, cut] of [
    ['reserved', reserved],
    ['too short', shorter],
  ] as const) {
    it(`leaves a file alone that is ${what} and changed a moment ago, and files it when it is whole`, async () => {
      bench.put('a.fits', large(0));
      const source = bench.put('b.fits', cut(large(1)));
      const archive = await bench.open();
      const report = await register(archive, 'move', bench.source);
      assert.deepEqual([counts(report), report.failed.map((file) => file.path)], [[1, 0, 1, 0], [source]]);
      assert.equal(report.failed[0]?.reason, 'unfinished');
      assert.deepEqual(filesIn(bench.source), ['b.fits']);
      bench.put('b.fits', large(1));
      assert.deepEqual(counts(await register(archive, 'move', bench.source)), [1, 0, 0, 0]);
    });

    it(`looks again at a file that is ${what} when the others are done`, async () => {
      const file = bench.put('b.fits', cut(large(1)));
      const { size, mtimeMs: mtime } = fs.statSync(file);
      const [outcome] = await inProcessPool().run({ paths: [file], timeZone: null });
      assert.ok(outcome);
      for (const acts of [
        [() => bench.put('b.fits', large(1))],
        [() => undefined, () => bench.put('b.fits', large(1))],
      ]) {
        bench.put('b.fits', cut(large(1)));
        const putOff = new PutOff();
        assert.equal(putOff.takes({ size, mtime }, outcome), true);
        // The file is written between the look at it and the read, so that a further look is needed.
        const settled = await putOff.settle(
          meddling(...acts, () => undefined),
          null,
          neverCancelled,
        );
        assert.deepEqual(
          settled.map((each) => 'scan' in each && each.scan.unsettled),
          [false],
        );
      }
    });
  }

  it('puts off what has grown between being found and being read, and takes it when it stays so', async () => {
    const file = bench.put('a.fits', large(0));
    const [outcome] = await inProcessPool().run({ paths: [file], timeZone: null });
    assert.ok(outcome && 'scan' in outcome);
    const { size, mtime } = outcome.scan;
    const putOff = new PutOff();
    assert.equal(putOff.takes({ size, mtime }, outcome), false);
    assert.equal(putOff.takes({ size: size - 2880, mtime }, outcome), true);
    assert.equal((await putOff.settle({ ...inProcessPool(), patience: 0 }, null, neverCancelled)).length, 1);
    assert.deepEqual(
      await putOff.settle({ ...inProcessPool(), patience: 0 }, null, neverCancelled),
      [],
      'nothing is left',
    );
  });

  it('gives up on a file that never stays as it is, and looks a second time only', async () => {
    const file = bench.put('a.fits', large(0));
    let looks = 0;
    const pool = { ...inProcessPool(), patience: 0 };
    const growing: ScanPool = {
      ...pool,
      run(batch) {
        looks++;
        fs.appendFileSync(file, Buffer.alloc(2880));
        return pool.run(batch);
      },
    };
    const [outcome] = await pool.run({ paths: [file], timeZone: null });
    assert.ok(outcome);
    const putOff = new PutOff();
    putOff.takes({ size: 0, mtime: 0 }, outcome);
    const [last] = await putOff.settle(growing, null, neverCancelled);
    assert.ok(last && 'error' in last);
    assert.equal(last.reason, 'unfinished');
    assert.equal(looks, 2);
  });

  it('does not doubt files of long ago, nor black frames smaller than a page', async () => {
    bench.put('black.fits', makeFits({ ...light(0), pixels: () => 0 }));
    const archive = await bench.open();
    assert.deepEqual(counts(await register(archive, 'copy', bench.source)), [1, 0, 0, 0]);
    bench.put('border.fits', reserved(large(1)));
    await longAgo(async () => {
      assert.deepEqual(counts(await register(archive, 'copy', bench.source)), [1, 1, 0, 0]);
    });
    assert.deepEqual(
      [59_999, 60_001, -5].map((age) => isRecent({ mtimeMs: 0, ctimeMs: 1000 }, 1000 + age)),
      [true, false, true],
    );
    assert.deepEqual(
      tailOf([
        { offset: 20_000, size: 5000 },
        { offset: 2880, size: 9000 },
      ]),
      { offset: 20_904, size: 4096 },
    );
    assert.equal(tailOf([{ offset: 2880, size: 4095 }]), null);
  });

  for (const mode of ['copy', 'in-place'] as const) {
    it(`tells of a broken file beside its whole twin, whichever comes first (${mode})`, async () => {
      const [whole, broken] = [large(0), reserved(large(0))];
      await longAgo(async () => {
        for (const [first, second] of [
          [whole, broken],
          [broken, whole],
        ] as const) {
          const folder = new Bench();
          try {
            folder.put('1/a.fits', first);
            folder.put('2/b.fits', second);
            const archive = await folder.open();
            assert.deepEqual(
              counts(await register(archive, mode, path.join(folder.source, '1'))),
              [1, 0, 0, 0],
            );
            const report = await register(archive, mode, path.join(folder.source, '2'));
            assert.deepEqual(counts(report), [0, 0, 1, 0]);
            assert.match(report.failed[0]?.error ?? '', /broken/);
            assert.equal((await allFrames(archive)).length, 1);
          } finally {
            await folder.dispose();
          }
        }
      });
    });
  }

  it('takes the whole one of two that come together', async () => {
    bench.put('a.fits', reserved(large(0)));
    const whole = bench.put('b.fits', large(0));
    const archive = await bench.open();
    await longAgo(async () => {
      const { registered, failed } = await register(archive, 'copy', bench.source);
      assert.deepEqual([registered.map(({ from }) => from), failed.length], [[whole], 1]);
    });
  });

  it('keeps two whole images of one start, as a raw one and a calibrated one', async () => {
    bench.put('raw.fits', large(0));
    bench.put('calibrated.fits', makeFits({ ...light(0), width: 120, height: 100, pixels: (x) => x }));
    bench.put('other camera.fits', reserved(large(0, { INSTRUME: 'ASI294' })));
    const archive = await bench.open();
    await longAgo(async () => {
      assert.deepEqual(counts(await register(archive, 'copy', bench.source)), [3, 0, 0, 0]);
    });
  });

  it('says at once which file cannot be read', async () => {
    for (let i = 0; i < 5; i++) bench.put(`${i}.fits`, i === 0 ? Buffer.from('SIMPLE') : light(i));
    const told: string[] = [];
    const log = { ...silentLog, warn: (text: string) => void told.push(text) };
    const archive = await bench.open({}, log);
    let atFiling = -1;
    const progress = {
      report: ({ phase }: { readonly phase: string }) => {
        if (phase === 'Storing files' && atFiling < 0) atFiling = told.length;
      },
    };
    const report = await register(archive, 'copy', bench.source, { ...noContext, progress });
    assert.equal(report.failed.length, 1);
    assert.equal(told.filter((text) => text.includes('0.fits')).length, 1, 'and only once');
    assert.equal(atFiling, 1);
  });
});
