/** Checkouts that are taken back or cleared away: what was made goes, everything else stays. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { applyCheckout } from '../../../../../src/core/operations/checkout/applyCheckout';
import { cleanCheckout } from '../../../../../src/core/operations/checkout/clean';
import { isCheckout } from '../../../../../src/core/operations/checkout/marker';
import { planCheckout } from '../../../../../src/core/operations/checkout/planCheckout';
import { takeBackCheckout } from '../../../../../src/core/operations/checkout/takeBackCheckout';
import { frameIn, hashesOf, ownerOfFolder, wanted } from '../../../../support/checkout';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { session } from '../../../../support/session';

describe('a checkout', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let to: string;
  let untouched: Record<string, string>;
  const archive = () => path.join(folder.path, 'archive');
  const at = (...parts: string[]) => path.join(to, ...parts);
  const write = (...parts: string[]) => {
    fs.mkdirSync(path.dirname(at(...parts)), { recursive: true });
    fs.writeFileSync(at(...parts), 'x'.repeat(100));
  };
  const setOf = (id: string, type: 'light' | 'dark', filter: string, count = 3) => {
    const of = session({ id, type, filter });
    const frames = Array.from({ length: count }, (_, i) => {
      const file = path.join(archive(), id, `${i}.fits`);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, `SIMPLE ${id} ${i}`);
      return frameIn(of, file);
    });
    return { session: of, frames };
  };
  const checkOut = (copy = false) => {
    const dark = setOf('d', 'dark', 'x');
    const sessions = ['L', 'Ha'].map((filter) => wanted(setOf(filter, 'light', filter), { dark }));
    untouched = hashesOf(archive());
    return applyCheckout(planCheckout({ sessions }), { to, dialect: '1.0', copy, owner: owner() });
  };

  const owner = () => ownerOfFolder(archive());

  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(() => {
    folder = temporaryFolder();
    to = path.join(folder.path, 'out');
  });
  afterEach(() => {
    assert.deepEqual(hashesOf(archive()), untouched, 'the archive is as it was');
    folder.dispose();
  });

  describe('taken back', () => {
    for (const copy of [false, true]) {
      it(`is gone, ${copy ? 'copies' : 'links'} and all`, async () => {
        await checkOut(copy);
        const { removed, kept, gone } = await takeBackCheckout(to, owner());
        assert.deepEqual([removed, kept, gone], [10, [], true]);
        assert.ok(!fs.existsSync(to));
      });
    }

    it('leaves an edited script, a changed copy and what others have put there, each with the reason', async () => {
      const report = await checkOut(true);
      fs.appendFileSync(report.script, '# mine');
      const [copied = ''] = fs.readdirSync(at('darks'));
      fs.writeFileSync(at('darks', copied), 'retouched');
      write('NGC_7000_L.fit');
      const { removed, kept, gone } = await takeBackCheckout(to, owner());
      assert.equal(removed, 8);
      assert.equal(gone, false);
      assert.deepEqual(
        new Map(kept.map((each) => [path.relative(to, each.path), each.why])),
        new Map([
          ['siril.ssf', 'it was changed by hand'],
          [path.join('darks', copied), 'it was changed'],
          ['NGC_7000_L.fit', 'the checkout did not make it'],
        ]),
      );
      assert.deepEqual(fs.readdirSync(to).sort(), [
        '.astro-archive-checkout.json',
        'NGC_7000_L.fit',
        'darks',
        'siril.ssf',
      ]);
      assert.ok(isCheckout(to), 'a registration passes it over');
    });

    it('is refused for a checkout that refreshed an earlier one, and nothing goes', async () => {
      await checkOut();
      await checkOut();
      const before = fs.readdirSync(to, { recursive: true }).length;
      await assert.rejects(
        takeBackCheckout(to, owner()),
        failed('request', { reason: 'refreshed', got: '2 times' }),
      );
      assert.equal(fs.readdirSync(to, { recursive: true }).length, before);
    });

    it('is refused for a folder that is none', async () => {
      untouched = {};
      fs.mkdirSync(archive());
      fs.mkdirSync(to);
      await assert.rejects(
        takeBackCheckout(to, owner()),
        failed('request', { path: to, reason: 'no-checkout' }),
      );
    });
  });

  describe('cleaned', () => {
    /** What a run of the script leaves behind. */
    const run = () => {
      for (const name of ['light_L_00001.fit', 'r_pp_light_L_00001.fit', 'pp_light_Ha_.seq'])
        write('process', name);
      write('process', 'light_L_conversion.txt');
      write('process', 'channels_NGC_7000', '01_NGC_7000_L.fit');
      write('process', 'cache', 'r_light_L_00001.lst');
      write('masters', 'dark_stacked.fit');
      write('NGC_7000_L.fit');
    };

    it('tells the sizes first and removes nothing then', async () => {
      await checkOut();
      run();
      const before = fs.readdirSync(to, { recursive: true }).sort();
      const { process: scratch, masters, frames, kept } = await cleanCheckout(to, true, owner());
      assert.deepEqual(
        [scratch, masters, frames.files, kept],
        [{ files: 6, bytes: 600 }, { files: 1, bytes: 100 }, 9, []],
      );
      assert.equal(frames.bytes, 0, 'links cost nothing');
      assert.deepEqual(fs.readdirSync(to, { recursive: true }).sort(), before);
    });

    it('keeps results, scripts, and whatever neither it nor its script has made', async () => {
      await checkOut();
      run();
      write('process', 'my_picture.fit');
      write('masters', 'mine.fit');
      write('lights', 'notes.txt');
      const { kept } = await cleanCheckout(to, false, owner());
      assert.deepEqual(
        kept.map((each) => path.relative(to, each.path)),
        [path.join('process', 'my_picture.fit')],
      );
      const left = fs
        .readdirSync(to, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory());
      assert.deepEqual(
        left.map((entry) => path.relative(to, path.join(entry.parentPath, entry.name))).sort(),
        [
          '.astro-archive-checkout.json',
          'NGC_7000_L.fit',
          'lights/notes.txt',
          'masters/mine.fit',
          'process/my_picture.fit',
          'siril.ssf',
        ],
      );
    });

    it('can be checked out again', async () => {
      await checkOut();
      run();
      await cleanCheckout(to, false, owner());
      const report = await checkOut();
      assert.equal(report.linked, 9);
      assert.ok(fs.existsSync(at('NGC_7000_L.fit')));
    });

    it('removes a link in process, never what it points at', async () => {
      await checkOut();
      const target = path.join(archive(), 'L', '0.fits');
      fs.symlinkSync(target, at('process', 'light_L_00001.fit'));
      await cleanCheckout(to, false, owner());
      assert.ok(fs.existsSync(target));
      assert.ok(!fs.existsSync(at('process')));
    });
  });
});
