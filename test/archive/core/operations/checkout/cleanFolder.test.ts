/** Cleaning in an archive: what is believed of a marker, and what the history tells. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive } from '../../../../../src/core/api/archive';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { noContext } from '../../../../../src/core/base/ports';
import { CHECKOUT_MARKER } from '../../../../../src/core/operations/checkout/marker';
import { Bench, register } from '../../../../support/bench';
import { writeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';

describe('cleaning a checkout of an archive', () => {
  let bench: Bench;
  let archive: Archive;
  let sessions: string[];
  let folder: string;

  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(async () => {
    bench = new Bench();
    archive = await bench.open();
    for (let i = 0; i < 3; i++) bench.put(`l${i}.fits`, light(i));
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
    sessions = (await archive.sessions({ kind: 'light' })).items.map(({ id }) => id);
    folder = path.join(bench.folder, 'checkout');
  });
  afterEach(() => bench.dispose());

  const checkOut = (copy = true) =>
    archive.checkout({ sessions, to: folder, siril: '1.0.6', copy }, noContext);
  const clean = (dryRun = false) => archive.cleanCheckout({ folder, dryRun }, noContext);
  const kinds = async () => (await archive.history({})).items.map(({ kind }) => kind);
  const put = (file: string) => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, 'x');
    return file;
  };

  it('stands in the history with folder and counts, but for a dry run', async () => {
    await checkOut();
    put(path.join(folder, 'process', 'light_00001.fit'));
    put(path.join(folder, 'process', 'mine.fit'));
    await clean(true);
    assert.equal((await kinds())[0], 'checkout');
    const { frames } = await clean();
    const [entry] = (await archive.history({})).items;
    assert.equal(entry?.kind, 'clean');
    assert.deepEqual(entry.summary, {
      folder,
      files: 4,
      bytes: frames.bytes + 1,
      kept: 1,
      process: 1,
      masters: 0,
      frames: 3,
    });
    assert.ok(!entry.undoable);
  });

  it('names results and scripts, which stay', async () => {
    await checkOut();
    const marker = JSON.parse(fs.readFileSync(path.join(folder, CHECKOUT_MARKER), 'utf8')) as {
      results: { name: string }[];
    };
    const result = put(path.join(folder, `${marker.results[0]?.name}.fit`));
    const own = put(path.join(folder, 'mine.ssf'));
    const plan = await clean(true);
    assert.deepEqual(plan.stays.results, [{ path: result, bytes: 1 }]);
    const scripts = plan.stays.scripts.map((script) => script.path);
    assert.deepEqual(scripts, [own, path.join(folder, 'siril.ssf')]);
    assert.deepEqual((await clean()).stays, plan.stays);
    for (const file of [result, ...scripts]) assert.ok(fs.existsSync(file));
  });

  it('can be done again, and checked out into again', async () => {
    await checkOut();
    await clean();
    const { frames, kept } = await clean();
    assert.deepEqual([frames.files, kept], [0, []]);
    assert.equal((await checkOut()).copied, 3);
  });

  it('knows a checkout by the history, where its frames have other names now', async () => {
    await checkOut(false);
    const file = path.join(folder, CHECKOUT_MARKER);
    const text = fs.readFileSync(file, 'utf8');
    const [first] = (JSON.parse(text) as { files: { source: string }[] }).files;
    const old = path.dirname(first?.source ?? '');
    fs.writeFileSync(file, text.replaceAll(old, `${old}-old`));
    for (const name of fs.readdirSync(path.join(folder, 'lights'))) {
      fs.rmSync(path.join(folder, 'lights', name));
      fs.symlinkSync(path.join(`${old}-old`, name), path.join(folder, 'lights', name));
    }
    const { frames, kept } = await clean();
    assert.deepEqual([frames.files, kept], [3, []]);
  });

  it('refuses a marker that names nothing of this archive, and removes nothing', async () => {
    const files = ['lights/only.fits', 'masters/dark_stacked.fit', 'process/pp_light_00001.fit'];
    const mine = files.map((name) => put(path.join(folder, name)));
    const marker = {
      format: 1,
      scripts: [],
      results: [],
      made: new Date().toISOString(),
      times: 1,
      files: [{ path: 'lights/only.fits', source: mine[0], made: 'hardlink' }],
      sequences: ['light'],
      masters: ['masters/dark_stacked'],
    };
    fs.writeFileSync(path.join(folder, CHECKOUT_MARKER), JSON.stringify(marker));
    const isRefused = (error: unknown) => error instanceof ArchiveError && error.code === 'request';
    await assert.rejects(clean(), isRefused);
    await assert.rejects(clean(true), isRefused);
    await assert.rejects(checkOut(), isRefused);
    for (const file of mine) assert.ok(fs.existsSync(file));
  });

  it('keeps a master that a frame of the archive has become a link to', async () => {
    await checkOut();
    const file = path.join(folder, CHECKOUT_MARKER);
    const marker = JSON.parse(fs.readFileSync(file, 'utf8')) as { masters: string[] };
    marker.masters = ['dark', 'bias', 'flat'].map((name) => `masters/${name}_stacked`);
    fs.writeFileSync(file, JSON.stringify(marker));
    const master = light(50, { IMAGETYP: 'MASTER DARK', OBJECT: '' });
    const registered = writeFits(path.join(bench.repository, 'Master'), 'dark.fits', master);
    await register(archive, 'in-place', registered);
    const [linked, other] = ['dark', 'flat'].map((name) =>
      writeFits(path.join(folder, 'masters'), `${name}_stacked.fit`, master),
    );
    // What programs against duplicates make of a file that is there twice.
    fs.rmSync(registered);
    fs.symlinkSync(linked ?? '', registered);
    const { masters, kept } = await clean();
    assert.deepEqual([masters.files, kept.map(({ path: at }) => at)], [1, [linked]]);
    assert.ok(fs.existsSync(registered));
    assert.ok(!fs.existsSync(other ?? ''));
  });

  it('tells of a run in Siril that had results, and of no other', async () => {
    await checkOut();
    await archive.recordResults({ folder });
    assert.equal((await kinds())[0], 'checkout');
    writeFits(folder, 'NGC_7000_L.fit', { width: 4, height: 3, cards: { STACKCNT: 3, LIVETIME: 900 } });
    await archive.recordResults({ folder });
    const [entry] = (await archive.history({})).items;
    assert.deepEqual([entry?.kind, entry?.summary], ['run', { folder, results: 1, missing: 0 }]);
  });
});
