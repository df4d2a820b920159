/** Checking out again in another way: what is right stays, what is of another way is made anew, nothing is taken for a frame that is none. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import * as path from 'node:path';
import * as zlib from 'node:zlib';
import { applyCheckout, type ApplyOptions } from '../../../../../src/core/operations/checkout/applyCheckout';
import { readMarker } from '../../../../../src/core/operations/checkout/marker';
import { planCheckout } from '../../../../../src/core/operations/checkout/planCheckout';
import { productsOf } from '../../../../../src/core/operations/checkout/products';
import { realVolume } from '../../../../../src/core/operations/checkout/volume';
import { frameIn, ownerOfFolder, wanted } from '../../../../support/checkout';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { type Call, whileRefusing } from '../../../../support/refuse';
import { session } from '../../../../support/session';

describe('checking out again, or with a drive that refuses', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const archive = (...parts: string[]) => path.join(folder.path, 'archive', ...parts);
  const to = (...parts: string[]) => path.join(folder.path, 'co', ...parts);
  const planOf = (count = 3, type: 'lights' | 'darks' = 'lights') => {
    const set = (id: string, kind: 'light' | 'dark', files: number) => {
      const of = session({ id, type: kind });
      const frames = Array.from({ length: files }, (_, i) => {
        const file = archive(id, `${i}.fits`);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        if (!fs.existsSync(file)) fs.writeFileSync(file, `${id} ${i}`);
        return frameIn(of, file);
      });
      return { session: of, frames };
    };
    const dark = type === 'darks' ? set('d', 'dark', 3) : null;
    return planCheckout({ sessions: [wanted(set('l', 'light', count), { dark })] });
  };
  const checkOut = (differs: Partial<ApplyOptions> = {}, plan = planOf()) =>
    applyCheckout(plan, { to: to(), dialect: '1.2', owner: ownerOfFolder(archive()), ...differs });
  const warned = ({ warnings }: { readonly warnings: readonly string[] }, name: string) =>
    warnings.filter((warning) => warning.includes(name)).length;
  const marked = () => readMarker(to()) ?? assert.fail();
  /** On Windows without the right to make links, with the archive on another drive. */
  const junctions: Partial<ApplyOptions> = {
    platform: 'win32',
    volume: {
      ...realVolume,
      symlinkRefusal: () => 'EPERM',
      device: (file) => Promise.resolve(file.startsWith(archive()) ? 1 : 2),
    },
  };

  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  it('makes copies of links, and links of copies', async () => {
    await checkOut();
    const copied = await checkOut({ copy: true });
    assert.deepEqual([copied.copied, copied.linked], [3, 0]);
    assert.ok(fs.lstatSync(to('lights', '0.fits')).isFile());
    const linked = await checkOut();
    assert.deepEqual([linked.copied, linked.linked], [0, 3]);
    assert.ok(fs.lstatSync(to('lights', '0.fits')).isSymbolicLink());
    assert.deepEqual(
      marked().files.map(({ path: at, made }) => [at, made]),
      ['0', '1', '2'].map((name) => [`lights/${name}.fits`, 'symlink']),
    );
  });

  it('leaves copies alone that are as they were made', async () => {
    await checkOut({ copy: true });
    const numbers = () => ['0', '1', '2'].map((name) => fs.statSync(to('lights', `${name}.fits`)).ino);
    const before = numbers();
    await checkOut({ copy: true });
    assert.deepEqual(numbers(), before);
  });

  it('does not take a copy that was changed for the link that is wanted', async () => {
    await checkOut({ copy: true });
    const file = to('lights', '1.fits');
    const { atime, mtime } = fs.statSync(file);
    fs.writeFileSync(file, 'X 1');
    fs.utimesSync(file, atime, mtime);
    const report = await checkOut();
    assert.deepEqual([report.linked, report.groups[0]?.lights], [2, 2]);
    assert.equal(fs.readFileSync(file, 'utf8'), 'X 1');
    assert.ok(warned(report, archive('l', '1.fits')) > 0);
    assert.ok(warned(report, 'lights/1.fits') > 0);
    assert.ok(!fs.readFileSync(report.script, 'utf8').includes('1.fits\n'));
  });

  it('names the sequences, scripts and masters of the newest script alone', async () => {
    const plan = planOf(3, 'darks');
    const first = await checkOut({}, plan);
    const products = productsOf(plan, '1.2', { masters: [] });
    assert.deepEqual(marked().sequences, products.sequences);
    assert.deepEqual(marked().masters, products.masters);
    assert.deepEqual(marked().results, products.results);
    const second = await checkOut({}, planOf(2, 'darks'));
    assert.equal(warned(second, 'lights/2.fits'), 0, 'what went is no longer told of');
    assert.equal(marked().files.length, 5);
    assert.deepEqual(
      marked().scripts.map(({ name }) => name),
      [path.basename(first.script)],
    );
    assert.equal(marked().times, 2);
  });

  it('leaves what was unpacked alone, too', async () => {
    const plan = () => {
      const of = session({ id: 'z', type: 'light' });
      const frames = ['0.fits.gz', '1.fits.gz'].map((name) => {
        const file = archive('z', name);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        if (!fs.existsSync(file)) fs.writeFileSync(file, zlib.gzipSync(`z ${name}`));
        return frameIn(of, file);
      });
      return planCheckout({ sessions: [wanted({ session: of, frames })] });
    };
    await checkOut({}, plan());
    const { ino } = fs.statSync(to('lights', '0.fits'));
    const report = await checkOut({}, plan());
    assert.deepEqual([report.unpacked, report.linked, report.dryRun], [2, 0, false]);
    assert.equal(fs.statSync(to('lights', '0.fits')).ino, ino);
    assert.equal(fs.readFileSync(to('lights', '1.fits'), 'utf8'), 'z 1.fits.gz');
  });

  it('makes the kind of link that Windows needs for a folder and for a file', async () => {
    const { symlink } = fs.promises;
    const kinds: unknown[] = [];
    const noting = (target: string, at: string, kind: 'file' | 'junction') => {
      kinds.push([path.relative(to(), at), kind]);
      return symlink(target, at, kind);
    };
    Object.assign(fs.promises, { symlink: noting });
    syncBuiltinESMExports();
    try {
      await checkOut(junctions, planOf(1));
      await checkOut({}, planOf(1));
    } finally {
      Object.assign(fs.promises, { symlink });
      syncBuiltinESMExports();
    }
    assert.deepEqual(kinds, [
      ['lights', 'junction'],
      [path.join('lights', '0.fits'), 'file'],
    ]);
  });

  it('links whole folders where nothing else is allowed, and one that has become an empty folder again', async () => {
    await checkOut(junctions, planOf(3, 'darks'));
    assert.deepEqual(
      marked().files.map(({ path: at, made }) => [at, made]),
      [
        ['lights', 'junction'],
        ['darks', 'junction'],
      ],
    );
    fs.unlinkSync(to('darks'));
    fs.mkdirSync(to('darks'));
    const report = await checkOut(junctions, planOf(3, 'darks'));
    assert.deepEqual([report.linked, report.groups[0]?.darks], [6, 3]);
    assert.equal(fs.realpathSync(to('darks')), archive('d'));
  });

  it('leaves a folder alone that would be a link, but holds something', async () => {
    await checkOut(junctions, planOf(3, 'darks'));
    fs.unlinkSync(to('darks'));
    fs.mkdirSync(to('darks'));
    fs.writeFileSync(to('darks', 'mine.fits'), 'mine');
    const report = await checkOut(junctions, planOf(3, 'darks'));
    assert.deepEqual([report.linked, report.groups[0]?.darks], [3, 0]);
    assert.equal(fs.readFileSync(to('darks', 'mine.fits'), 'utf8'), 'mine');
    assert.equal(warned(report, archive('d')), 3, 'each dark is named');
  });

  /** Checks out by copies while a call on files in the checkout is refused. */
  const refused = (name: string, code: string, ending: string) =>
    whileRefusing(
      (call: Call) =>
        call.name === name && call.args.some((arg) => String(arg).endsWith(ending)) ? code : null,
      () => checkOut({ copy: true }),
    );

  for (const code of ['ENOSPC', 'EDQUOT', 'EROFS']) {
    it(`ends at once where the drive takes nothing (${code})`, async () => {
      const { error } = await refused('link', code, path.join('lights', '1.fits'));
      assert.ok(failed('file')(error));
      assert.ok(!fs.existsSync(to('siril.ssf')));
      assert.deepEqual(
        marked().files.map(({ path: at }) => at),
        ['lights/0.fits'],
        'what was made is remembered',
      );
    });
  }

  it('leaves out a file that cannot be made or looked at, and goes on', async () => {
    for (const call of ['link', 'lstat']) {
      fs.rmSync(to(), { recursive: true, force: true });
      const { result } = await refused(call, 'EIO', path.join('lights', '1.fits'));
      assert.deepEqual([result?.copied, result?.groups[0]?.lights], [2, 2], call);
      assert.ok(result && warned(result, archive('l', '1.fits')) === 1);
      assert.deepEqual(fs.readdirSync(to('process')), [], 'no half copy is left');
    }
  });
});
