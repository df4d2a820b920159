/** What is taken away in the folder of a checkout: what the script made in `process`, empty folders, and nothing behind links. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CancelledError } from '../../../../../src/core/base/errors';
import { noContext } from '../../../../../src/core/base/ports';
import { applyCheckout } from '../../../../../src/core/operations/checkout/applyCheckout';
import { cleanCheckout } from '../../../../../src/core/operations/checkout/clean';
import {
  checkFolder,
  makeFolders,
  openFolder,
  removeEmptyCheckoutFolders,
  removeEmptyRoots,
} from '../../../../../src/core/operations/checkout/folder';
import {
  CHECKOUT_MARKER,
  EMPTY_MARKER,
  type Marker,
  readMarker,
  writeMarker,
} from '../../../../../src/core/operations/checkout/marker';
import { planCheckout } from '../../../../../src/core/operations/checkout/planCheckout';
import { lookIntoProcess } from '../../../../../src/core/operations/checkout/process';
import { takeBackCheckout } from '../../../../../src/core/operations/checkout/takeBackCheckout';
import { frameIn, ownerOfFolder, wanted } from '../../../../support/checkout';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';
import { session } from '../../../../support/session';

describe('the folder of a checkout', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const archive = (...parts: string[]) => path.join(folder.path, 'archive', ...parts);
  const to = (...parts: string[]) => path.join(folder.path, 'co', ...parts);
  const put = (file: string, content = 'x') => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    return file;
  };
  const owner = () => ownerOfFolder(archive());
  const relative = (file: string) => path.relative(to(), file).split(path.sep).join('/');
  const there = (): string[] =>
    fs
      .readdirSync(to(), { recursive: true, encoding: 'utf8' })
      .filter((name) => name !== CHECKOUT_MARKER)
      .map((name) => name.split(path.sep).join('/'))
      .sort();

  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(() => {
    folder = temporaryFolder();
    fs.mkdirSync(archive());
  });
  afterEach(() => folder.dispose());

  describe('can be used', () => {
    it('where it is new, empty, or an earlier checkout; a look makes nothing', () => {
      assert.equal(checkFolder(to()), null);
      assert.ok(!fs.existsSync(to()));
      assert.equal(openFolder(to()), null);
      assert.equal(checkFolder(to()), null);
      put(to(`${CHECKOUT_MARKER}.0123456789ab.new`));
      assert.equal(checkFolder(to()), null, 'a marker that was not finished does not count');
      writeMarker(to(), { ...EMPTY_MARKER, times: 3 });
      put(to('mine.txt'));
      assert.equal(checkFolder(to())?.times, 3);
      assert.equal(openFolder(to())?.times, 3);
    });

    it('not where it is no absolute path, has files of others, or is a file', () => {
      assert.throws(() => checkFolder('co'), failed('request', { path: 'co' }));
      assert.throws(() => openFolder('co'), failed('request', { path: 'co' }));
      assert.ok(!fs.existsSync('co'));
      for (const name of ['d', 'c', 'b', 'a']) put(to(name));
      assert.throws(() => checkFolder(to()), failed('exists', { path: to(), got: 'a, b, c' }));
      const file = put(path.join(folder.path, 'file'));
      assert.throws(() => checkFolder(file), failed('file'));
      assert.throws(() => openFolder(file));
    });

    it('not where a folder in it is a link or a file, but for links to whole folders that are as they were made', () => {
      const refused = (at: string, got: string) =>
        assert.throws(() => checkFolder(to()), failed('exists', { path: to(at), got }));
      const markerOf = (...files: Marker['files']) => {
        fs.rmSync(to(), { recursive: true, force: true });
        fs.mkdirSync(to());
        writeMarker(to(), { ...EMPTY_MARKER, files });
      };
      markerOf();
      fs.symlinkSync(archive(), to('lights'));
      refused('lights', 'a link');
      fs.rmSync(to('lights'));
      put(to('darks'));
      refused('darks', 'a file');
      markerOf();
      fs.mkdirSync(to('lights'));
      put(archive('1.fits'));
      fs.symlinkSync(archive('1.fits'), to('lights', '1.fits'));
      put(to('lights', '2.fits'));
      assert.ok(checkFolder(to()), 'links to files are what a checkout is made of');
      fs.symlinkSync(archive(), to('lights', 'L'));
      refused('lights/L', 'a link');
      markerOf({ path: 'lights', source: archive(), made: 'junction' });
      fs.symlinkSync(`${archive()}${path.sep}`, to('lights'));
      assert.ok(checkFolder(to()));
      markerOf({ path: 'lights', source: archive('other'), made: 'junction' });
      fs.symlinkSync(archive(), to('lights'));
      refused('lights', 'a link');
      markerOf({ path: 'lights/L', source: archive(), made: 'junction' });
      fs.mkdirSync(to('lights'));
      fs.symlinkSync(archive(), to('lights', 'L'));
      assert.ok(checkFolder(to()));
      markerOf({ path: 'lights/L', source: archive(), made: 'symlink' });
      fs.mkdirSync(to('lights'));
      fs.symlinkSync(archive(), to('lights', 'L'));
      refused('lights/L', 'a link');
      markerOf();
      fs.mkdirSync(to('process'));
      fs.symlinkSync(archive(), to('process', 'L'));
      assert.ok(checkFolder(to()), 'in process links are removed, never gone into');
    });
  });

  it('gets its folders, and says which one it cannot get', () => {
    makeFolders(to(), ['lights', 'lights/L']);
    assert.deepEqual(there(), ['lights', 'lights/L']);
    put(to('darks'));
    assert.throws(() => makeFolders(to(), ['darks/60s']), failed('file'));
  });

  it('loses empty folders of sets that are not wanted, and nothing that holds something', () => {
    makeFolders(to(), ['lights/L', 'lights/Ha', 'lights/R', 'process/cache', 'mine/empty']);
    put(to('lights', 'R', 'mine.txt'));
    put(to('lights', 'file'));
    makeFolders(archive(), ['empty']);
    fs.symlinkSync(archive(), to('darks'));
    removeEmptyCheckoutFolders(to(), ['lights/Ha']);
    const left = [
      'lights',
      'lights/Ha',
      'lights/R',
      'lights/R/mine.txt',
      'lights/file',
      'mine',
      'mine/empty',
    ];
    assert.deepEqual(there().sort(), ['darks', 'darks/empty', ...left, 'process', 'process/cache'].sort());
    assert.ok(fs.existsSync(archive('empty')), 'what is empty behind a link is the archive’s');
    makeFolders(to(), ['masters', 'flats']);
    removeEmptyRoots(to());
    assert.deepEqual(there(), ['darks', 'darks/empty', ...left, 'process', 'process/cache'].sort());
  });

  describe('process', () => {
    const marker: Marker = {
      ...EMPTY_MARKER,
      sequences: ['light_L', 'channels_M31'],
      results: (['stack', 'aligned'] as const).map((kind) => ({
        name: kind === 'stack' ? 'M31_L' : 'M31_L_aligned',
        kind,
        object: 'M31',
        filter: 'L',
        sessions: [],
        of: [],
        lights: 3,
        sequence: null,
        parts: [],
      })),
    };

    it('holds what the script made, with its size, and what anybody else put there', async () => {
      const made = ['light_L_00001.fit', 'cache/light_L_00001.lst', 'channels_M31/01_M31_L.fit'];
      const others = ['mine.fit', 'channels_M31/02_M31_L_aligned.fit', 'mine/light_L_00001.fit'];
      for (const name of [...made, ...others]) put(to('process', ...name.split('/')), 'four');
      fs.symlinkSync(to('process', 'mine.fit'), to('process', 'light_L_00002.fit'));
      fs.mkdirSync(to('process', 'light_L_00003.fit'));
      const { scratch, kept } = await lookIntoProcess(to(), marker, owner());
      assert.deepEqual(
        scratch.map(({ path: file, bytes }) => [relative(file), bytes]).sort(),
        [['process/light_L_00002.fit', 0], ...made.map((name) => [`process/${name}`, 4])].sort(),
      );
      assert.deepEqual(
        kept.map(({ path: file }) => relative(file)).sort(),
        [
          'process/channels_M31/02_M31_L_aligned.fit',
          'process/light_L_00003.fit',
          'process/mine',
          'process/mine.fit',
        ].sort(),
      );
    });

    it('keeps frames of the archive, also such as a frame has become a link to', async () => {
      const [frame, target] = ['light_L_00001.fit', 'light_L_00002.fit'].map((name) =>
        put(to('process', name)),
      );
      fs.symlinkSync(target ?? '', archive('2.fits'));
      const files: Marker['files'] = [{ path: 'lights/2.fits', source: archive('2.fits'), made: 'symlink' }];
      const isFrame = (file: string) => file === frame;
      const { scratch, kept } = await lookIntoProcess(
        to(),
        { ...marker, files },
        ownerOfFolder(archive(), { isFrame }),
      );
      assert.deepEqual([scratch, kept.map(({ path: file }) => file).sort()], [[], [frame, target]]);
    });

    it('is empty where there is none, and an error where it cannot be read', async () => {
      fs.mkdirSync(to());
      assert.deepEqual(await lookIntoProcess(to(), marker, owner()), { scratch: [], kept: [] });
      put(to('process'));
      await assert.rejects(lookIntoProcess(to(), marker, owner()), failed('file', { path: to('process') }));
    });
  });

  describe('cleaned or taken back', () => {
    const checkOut = (copy = false) => {
      const set = (id: string, type: 'light' | 'dark') => {
        const of = session({ id, type });
        return {
          session: of,
          frames: [0, 1, 2].map((n) => frameIn(of, put(archive(id, `${n}.fits`), `${id} ${n}`))),
        };
      };
      const sessions = [wanted(set('l', 'light'), { dark: set('d', 'dark') })];
      return applyCheckout(planCheckout({ sessions }), { to: to(), dialect: '1.2', copy, owner: owner() });
    };
    const marked = () => readMarker(to()) ?? assert.fail();
    const cleaned = (dryRun = false) => cleanCheckout(to(), dryRun, owner());

    it('tells in a dry run of changed files what it keeps afterwards', async () => {
      await checkOut(true);
      fs.writeFileSync(to('lights', '1.fits'), 'retouched');
      put(to('process', 'mine.fit'));
      put(to('process', 'light_00001.fit'));
      const [dry, real] = [await cleaned(true), await cleaned()];
      const kept = (report: typeof dry) => report.kept.map(({ path: file }) => relative(file)).sort();
      assert.deepEqual(kept(dry), ['lights/1.fits', 'process/mine.fit']);
      assert.deepEqual({ ...real, kept: [], dryRun: true }, { ...dry, kept: [] });
      assert.deepEqual(kept(real), kept(dry));
      assert.deepEqual(dry.frames, { files: 5, bytes: 15 });
    });

    it('names only what stays, and everything that a next cleaning needs', async () => {
      await checkOut(true);
      const { sequences, masters } = marked();
      assert.ok(sequences.length > 0 && masters.length > 0);
      fs.writeFileSync(to('lights', '1.fits'), 'retouched');
      await cleaned();
      assert.deepEqual(
        marked().files.map((file) => file.path),
        ['lights/1.fits'],
      );
      assert.deepEqual([marked().sequences, marked().masters], [sequences, masters]);
      fs.rmSync(to('lights', '1.fits'));
      await cleaned();
      assert.deepEqual([marked().files, marked().sequences, marked().masters], [[], [], []]);
      assert.deepEqual(there(), ['siril.ssf']);
    });

    it('goes on after a cancel where it ended', async () => {
      await checkOut(true);
      const { sequences } = marked();
      const cancel = {
        get isCancellationRequested() {
          return !fs.existsSync(to('lights', '1.fits'));
        },
      };
      await assert.rejects(cleanCheckout(to(), false, owner(), { ...noContext, cancel }), CancelledError);
      assert.deepEqual([marked().files.length, marked().sequences], [4, sequences]);
      const { frames, kept } = await cleaned();
      assert.deepEqual([frames.files, kept], [4, []]);
    });

    it('removes folders of the script in process that are empty then', async () => {
      await checkOut();
      put(to('process', 'cache', 'light_00001.lst'));
      put(to('process', 'drizztmp', 'mine.txt'));
      fs.mkdirSync(to('process', 'my folder'));
      await checkOut();
      assert.deepEqual(fs.readdirSync(to('process')).sort(), ['drizztmp', 'my folder']);
    });

    it('says what the system does not remove, and goes on', async () => {
      await checkOut();
      const stuck = put(to('process', 'light_00001.fit'));
      put(to('process', 'light_00002.fit'));
      const { result } = await whileRefusing(
        ({ name, args }) => (name === 'unlink' && args[0] === stuck ? 'EBUSY' : null),
        () => cleaned(),
      );
      assert.deepEqual(
        [result?.process, result?.kept.map(({ path: file }) => file), result?.frames.files],
        [{ files: 1, bytes: 1 }, [stuck], 6],
      );
    });

    it('keeps a script in whose place is something else', async () => {
      const { script } = await checkOut();
      fs.rmSync(script);
      fs.mkdirSync(script);
      const { kept, gone, removed } = await takeBackCheckout(to(), owner());
      assert.deepEqual([kept.map(({ path: file }) => file), gone, removed], [[script], false, 6]);
      assert.equal(marked().scripts.length, 1);
    });

    it('is taken back without a word of a script that is gone', async () => {
      const { script } = await checkOut();
      fs.rmSync(script);
      const { kept, gone, removed } = await takeBackCheckout(to(), owner());
      assert.deepEqual([kept, gone, removed], [[], true, 6]);
    });
  });
});
