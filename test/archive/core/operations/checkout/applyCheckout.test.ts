import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as zlib from 'node:zlib';
import { ArchiveError, CancelledError } from '../../../../../src/core/base/errors';
import { noProgress } from '../../../../../src/core/base/ports';
import {
  applyCheckout,
  type ApplyOptions,
  previewCheckout,
} from '../../../../../src/core/operations/checkout/applyCheckout';
import { CHECKOUT_MARKER, isCheckout } from '../../../../../src/core/operations/checkout/marker';
import { planCheckout } from '../../../../../src/core/operations/checkout/planCheckout';
import { realVolume, type Volume } from '../../../../../src/core/operations/checkout/volume';
import { frameIn, hashesOf, ownerOfFolder, wanted } from '../../../../support/checkout';
import { failed } from '../../../../support/failed';
import { session } from '../../../../support/session';

describe('applyCheckout', () => {
  let root: string;
  let to: string;
  let untouched: Record<string, string>;
  const archive = () => path.join(root, 'archive');
  const at = (...parts: string[]) => path.join(to, ...parts);

  /** Files of the archive with their names as content. */
  const files = (id: string, ...names: string[]): string[] =>
    names.map((name) => {
      const file = path.join(archive(), id, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      const content = `SIMPLE ${id} ${name}`;
      fs.writeFileSync(file, name.endsWith('.gz') ? zlib.gzipSync(content) : content);
      return file;
    });
  const setOf = (id: string, type: 'light' | 'dark', paths: readonly string[]) => {
    const of = session({ id, type });
    return { session: of, frames: paths.map((file) => frameIn(of, file)) };
  };
  const plan = (lights: readonly string[], darks: readonly string[] = []) =>
    planCheckout({
      sessions: [
        wanted(setOf('l', 'light', lights), darks.length > 0 ? { dark: setOf('d', 'dark', darks) } : {}),
      ],
    });
  const apply = (of: ReturnType<typeof plan>, options: Partial<ApplyOptions> = {}) =>
    applyCheckout(of, { to, dialect: '1.0', platform: 'linux', owner: owner(), ...options });
  const owner = () => ownerOfFolder(archive());

  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'checkout '));
    to = path.join(root, 'my checkout');
    files('l', '1.fits', '2.fits', '3.fits', '4.fits.gz');
    files('d', '1.fits', '2.fits');
    untouched = hashesOf(archive());
  });
  afterEach(() => {
    const after = hashesOf(archive());
    fs.rmSync(root, { recursive: true, force: true });
    for (const [name, hash] of Object.entries(after)) assert.equal(hash, untouched[name] ?? hash, name);
  });

  const lights = (...names: string[]) => names.map((name) => path.join(archive(), 'l', name));
  const darks = () => ['1.fits', '2.fits'].map((name) => path.join(archive(), 'd', name));

  it('links files into real folders and writes script and marker', async () => {
    const report = await apply(plan(lights('1.fits', '2.fits'), darks()));
    assert.equal(fs.readlinkSync(at('lights', '1.fits')), path.join(archive(), 'l', '1.fits'));
    assert.ok(fs.lstatSync(at('darks')).isDirectory());
    assert.deepEqual([report.linked, report.copied, report.unpacked], [4, 0, 0]);
    assert.equal(report.script, at('siril.ssf'));
    // eslint-disable-next-line no-restricted-syntax -- a line of a script
    assert.match(fs.readFileSync(report.script, 'utf8'), /^requires 1\.0\.0$/m);
    assert.deepEqual(report.warnings, ['Session l has no flats: vignetting and dust stay in.']);
    assert.ok(isCheckout(to));
  });

  it('unpacks a zipped file into the checkout', async () => {
    const report = await apply(plan(lights('1.fits', '4.fits.gz')));
    assert.equal(fs.readFileSync(at('lights', '4.fits'), 'utf8'), 'SIMPLE l 4.fits.gz');
    assert.deepEqual([report.linked, report.unpacked], [1, 1]);
    assert.deepEqual(fs.readdirSync(at('process')), []);
  });

  it('copies where asked', async () => {
    const report = await apply(plan(lights('1.fits', '2.fits')), { copy: true });
    assert.ok(fs.lstatSync(at('lights', '1.fits')).isFile());
    assert.equal(fs.lstatSync(at('lights', '1.fits')).nlink, 1);
    assert.equal(report.copied, 2);
  });

  it('leaves out what is missing, names it, and writes the script for the rest', async () => {
    const report = await apply(
      plan(lights('1.fits', '2.fits', 'gone.fits'), ['/nowhere/d.fits', '/nowhere/e.fits']),
    );
    assert.equal(report.groups[0]?.lights, 2);
    assert.ok(report.warnings.some((warning) => warning.includes('gone.fits is left out')));
    assert.ok(report.warnings.some((warning) => warning.includes('/nowhere/d.fits is left out')));
    assert.doesNotMatch(fs.readFileSync(report.script, 'utf8'), /^preprocess/m);
  });

  it('leaves out a damaged zip file', async () => {
    const [bad] = files('l', 'bad.fits');
    const zipped = path.join(archive(), 'l', 'bad.fits.gz');
    fs.renameSync(bad ?? '', zipped);
    const report = await apply(plan([...lights('1.fits', '2.fits'), zipped]));
    assert.equal(report.groups[0]?.lights, 2);
    assert.ok(report.warnings.some((warning) => warning.startsWith(zipped)));
    assert.deepEqual(fs.readdirSync(at('lights')), ['1.fits', '2.fits']);
  });

  it('refuses a folder with files of others and touches none', async () => {
    fs.mkdirSync(to);
    fs.writeFileSync(at('thesis.txt'), 'x');
    await assert.rejects(
      apply(plan(lights('1.fits', '2.fits'))),
      (error) => error instanceof ArchiveError && error.code === 'exists',
    );
    assert.deepEqual(fs.readdirSync(to), ['thesis.txt']);
  });

  it('refreshes: takes back its own links, keeps everything else', async () => {
    await apply(plan(lights('1.fits', '2.fits', '3.fits'), darks()));
    fs.writeFileSync(at('lights', 'mine.fits'), 'of the user');
    fs.writeFileSync(at('process', 'light_00001.fit'), 'left over');
    fs.writeFileSync(at('NGC_7000_Ha.fit'), 'result');
    const report = await apply(plan(lights('2.fits', '3.fits')));
    assert.deepEqual(fs.readdirSync(at('lights')).sort(), ['2.fits', '3.fits', 'mine.fits']);
    assert.deepEqual(fs.readdirSync(at('darks')), []);
    assert.deepEqual(fs.readdirSync(at('process')), []);
    assert.equal(fs.readFileSync(at('NGC_7000_Ha.fit'), 'utf8'), 'result');
    assert.equal(report.linked, 2);
  });

  it('keeps a copy that may be the last one', async () => {
    await apply(plan(lights('1.fits', '2.fits', '3.fits')), { copy: true });
    fs.unlinkSync(path.join(archive(), 'l', '1.fits'));
    const report = await apply(plan(lights('2.fits', '3.fits')), { copy: true });
    assert.ok(fs.existsSync(at('lights', '1.fits')));
    assert.ok(report.warnings.some((warning) => /last copy/.test(warning)));
  });

  it('does not overwrite a file that was put where a link would go', async () => {
    await apply(plan(lights('1.fits', '2.fits', '3.fits')));
    fs.unlinkSync(at('lights', '1.fits'));
    fs.writeFileSync(at('lights', '1.fits'), 'retouched');
    const report = await apply(plan(lights('1.fits', '2.fits', '3.fits')));
    assert.equal(fs.readFileSync(at('lights', '1.fits'), 'utf8'), 'retouched');
    assert.equal(report.groups[0]?.lights, 2);
    assert.ok(report.warnings.some((warning) => /another origin/.test(warning)));
  });

  it('never overwrites a script that the user changed', async () => {
    const first = await apply(plan(lights('1.fits', '2.fits')));
    fs.appendFileSync(first.script, '# mine\n');
    const second = await apply(plan(lights('1.fits', '2.fits', '3.fits')));
    assert.equal(second.script, at('siril-2.ssf'));
    assert.ok(fs.readFileSync(first.script, 'utf8').endsWith('# mine\n'));
    assert.ok(second.warnings.some((warning) => /changed by hand/.test(warning)));
    const third = await apply(plan(lights('1.fits', '2.fits')));
    assert.equal(third.script, at('siril-2.ssf'), 'its own second script is replaced');
  });

  it('stops between two files on cancel, and goes on the next time', async () => {
    const cancel = {
      get isCancellationRequested() {
        return fs.existsSync(at('lights', '2.fits'));
      },
    };
    const of = plan(lights('1.fits', '2.fits', '3.fits'), darks());
    await assert.rejects(apply(of, { context: { cancel, progress: noProgress } }), CancelledError);
    assert.deepEqual(fs.readdirSync(at('lights')), ['1.fits', '2.fits']);
    const report = await apply(of);
    assert.equal(report.linked, 5);
    assert.ok(!report.warnings.some((warning) => /left out/.test(warning)));
  });

  it('does not follow a link that took the place of a folder', async () => {
    await apply(plan(lights('1.fits', '2.fits')));
    fs.rmSync(at('lights'), { recursive: true });
    fs.symlinkSync(path.join(archive(), 'l'), at('lights'));
    await assert.rejects(apply(plan(lights('2.fits', '3.fits'))), failed('exists', { path: at('lights') }));
    fs.unlinkSync(at('lights'));
  });

  it('distrusts a marker that points out of the checkout', async () => {
    const victim = path.join(root, 'victim.fits');
    fs.writeFileSync(victim, 'x');
    await apply(plan(lights('1.fits', '2.fits')));
    const marker = JSON.parse(fs.readFileSync(at(CHECKOUT_MARKER), 'utf8')) as { files: unknown[] };
    marker.files.push({ path: 'lights/../../victim.fits', source: victim, made: 'hardlink' });
    fs.writeFileSync(at(CHECKOUT_MARKER), JSON.stringify(marker));
    await apply(plan(lights('1.fits', '2.fits')));
    assert.ok(fs.existsSync(victim));
  });

  it('says so when its marker is damaged', async () => {
    await apply(plan(lights('1.fits', '2.fits')));
    fs.writeFileSync(at(CHECKOUT_MARKER), '{');
    await assert.rejects(
      apply(plan(lights('1.fits', '2.fits'))),
      failed('format', { path: at(CHECKOUT_MARKER) }),
    );
  });

  describe('where symbolic links are refused', () => {
    const refusing = (differs: Partial<Volume> = {}): Partial<ApplyOptions> => ({
      platform: 'win32',
      volume: { ...realVolume, symlinkRefusal: () => 'EPERM', ...differs },
    });
    /** The archive seems to be on another volume than the checkout. */
    const apart = refusing({ device: (file) => Promise.resolve(file.startsWith(archive()) ? 1 : 2) });
    const whole = () => plan(lights('1.fits', '2.fits', '3.fits'), darks());

    it('makes hard links on the same volume, and takes them back', async () => {
      const report = await apply(whole(), refusing());
      assert.equal(fs.statSync(at('lights', '1.fits')).ino, fs.statSync(lights('1.fits')[0] ?? '').ino);
      assert.equal(report.linked, 5);
      assert.equal(report.links[0]?.way, 'hardlink');
      assert.match(report.links[0].reason, /EPERM/);
      await apply(plan(lights('2.fits', '3.fits')), refusing());
      assert.deepEqual(fs.readdirSync(at('lights')).sort(), ['2.fits', '3.fits']);
    });

    it('links a folder as a whole where every file of it belongs, with absolute paths in the script', async () => {
      fs.unlinkSync(path.join(archive(), 'l', '4.fits.gz'));
      delete untouched[path.join('l', '4.fits.gz')];
      const report = await apply(whole(), apart);
      assert.ok(fs.lstatSync(at('lights')).isSymbolicLink());
      assert.equal(fs.realpathSync(at('lights')), fs.realpathSync(path.join(archive(), 'l')));
      assert.deepEqual([report.linked, report.links.map(({ way }) => way)], [5, ['junction', 'junction']]);
      const script = fs.readFileSync(report.script, 'utf8');
      assert.ok(script.includes(`convert light "-out=${to}/process"\ncd "${to}/process"\n`), script);
      const again = await apply(whole(), apart);
      assert.equal(again.linked, 5);
      await apply(plan(lights('1.fits', '2.fits')), { platform: 'linux' });
      assert.ok(fs.lstatSync(at('lights')).isDirectory(), 'the junction has gone, the archive has not');
      assert.deepEqual(fs.readdirSync(path.join(archive(), 'l')).sort(), ['1.fits', '2.fits', '3.fits']);
    });

    it('asks before it copies, and copies once that is agreed to', async () => {
      // 4.fits.gz lies beside the lights, so that their folder does not belong as a whole.
      const of = plan(lights('1.fits', '2.fits'));
      await assert.rejects(
        apply(of, apart),
        (error) =>
          error instanceof ArchiveError &&
          /2 files can only be copied.*another volume/.test(error.describe()),
      );
      assert.ok(!fs.existsSync(to), 'nothing was made');
      const preview = await previewCheckout(of, { to, dialect: '1.0', owner: owner(), ...apart });
      assert.deepEqual(
        preview.links.map(({ way, files: count, needsConsent }) => [way, count, needsConsent]),
        [['copy', 2, true]],
      );
      const report = await apply(of, { ...apart, copyWhereNeeded: true });
      assert.equal(report.copied, 2);
    });
  });

  it('shows what it would make, with the sizes of what is unpacked, and makes nothing', async () => {
    const of = plan(lights('1.fits', '4.fits.gz', 'gone.fits'), darks());
    const report = await previewCheckout(of, { to, dialect: '1.0', platform: 'linux', owner: owner() });
    assert.ok(report.dryRun);
    assert.deepEqual([report.linked, report.copied, report.unpacked], [3, 0, 1]);
    assert.deepEqual(
      report.groups.map((group) => [group.lights, group.darks]),
      [[2, 2]],
    );
    const unpacked = report.links.find(({ way }) => way === 'unpack');
    assert.equal(unpacked?.bytes, 'SIMPLE l 4.fits.gz'.length);
    assert.ok(report.warnings.some((warning) => warning.includes('gone.fits is left out')));
    assert.deepEqual(report.results, ['NGC_7000_Ha.fit']);
    assert.deepEqual(fs.readdirSync(root), ['archive']);
  });

  it('names the scripts that it kept, for a comparison', async () => {
    const first = await apply(plan(lights('1.fits', '2.fits')));
    assert.deepEqual(first.keptScripts, []);
    fs.appendFileSync(first.script, '# mine\n');
    const second = await apply(plan(lights('1.fits', '2.fits', '3.fits')));
    assert.deepEqual(second.keptScripts, [first.script]);
  });
});
