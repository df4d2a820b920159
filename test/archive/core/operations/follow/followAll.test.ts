import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive } from '../../../../../src/core/api/archive';
import { noContext, silentLog } from '../../../../../src/core/base/ports';
import { CHECKOUT_MARKER } from '../../../../../src/core/operations/checkout/marker';
import { Database } from '../../../../../src/core/storage/database/database';
import { allFrames, Bench, register } from '../../../../support/bench';
import { writeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';
import { pathOf } from '../verify/support';

describe('catching up', () => {
  let bench: Bench;
  let archive: Archive;
  let logged: string[];
  const open = () =>
    bench.open({}, { ...silentLog, info: (text) => logged.push(text), debug: (text) => logged.push(text) });
  beforeEach(async () => {
    bench = new Bench();
    logged = [];
    archive = await open();
  });
  afterEach(() => bench.dispose());

  /** An archive of the objects A, B and C, whose folders nobody has touched for long. */
  const fill = async () => {
    ['A', 'B', 'C'].forEach((object, i) => {
      const file = bench.put(`${i}.fits`, light(i, { OBJECT: object }));
      fs.utimesSync(file, 1000 + i, 1000 + i);
    });
    await register(archive, 'copy', bench.source);
    age();
  };
  const age = () => {
    const entries = fs.readdirSync(bench.repository, { recursive: true, withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory());
    for (const { parentPath, name } of folders) fs.utimesSync(path.join(parentPath, name), 5000, 5000);
    fs.utimesSync(bench.repository, 5000, 5000);
  };
  const followAll = async () => {
    const { seconds, cancelled, ...found } = await archive.followAll({}, noContext);
    assert.ok(seconds >= 0 && !cancelled);
    return Object.fromEntries(
      Object.entries(found).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value)),
    );
  };
  const inside = (name: string) => path.join(bench.repository, name);
  const lookedInto = () => logged.filter((text) => text.startsWith('Looked into')).at(-1);

  it('leaves an archive alone that has no frames', async () => {
    writeFits(inside('deep/in'), 'a.fits', light());
    assert.deepEqual(await followAll(), {});
    assert.equal(lookedInto(), undefined);
  });

  it('looks into every folder once, and then only into those that have changed', async () => {
    await fill();
    assert.deepEqual(await followAll(), {});
    assert.equal(lookedInto(), 'Looked into 14 changed folders of 1');
    assert.deepEqual(await followAll(), {});
    assert.equal(lookedInto(), 'Looked into 0 changed folders of 14');
    const to = path.join(path.dirname(await pathOf(archive, 'A')), 'my name.fits');
    fs.renameSync(await pathOf(archive, 'A'), to);
    assert.equal((await followAll())['moved'] !== undefined, true);
    assert.equal(lookedInto(), 'Looked into 1 changed folders of 14');
    assert.equal(await pathOf(archive, 'A'), to);
  });

  it('follows what happened between two starts, from folder to folder and in new ones', async () => {
    await fill();
    await followAll();
    await archive.close();
    const [a, b, c] = [await find('A'), await find('B'), await find('C')];
    fs.mkdirSync(inside('mine/best/of'), { recursive: true });
    const to = inside('mine/best/of/a.fits');
    fs.renameSync(a, to);
    fs.rmSync(b);
    fs.renameSync(inside('Light/C'), inside('Light/Sea'));
    const fresh = writeFits(inside('mine/new'), 'fresh.fits', light(9));
    archive = await open();
    const report = await followAll();
    assert.deepEqual(Object.keys(report).sort(), ['missing', 'moved', 'unknown']);
    assert.deepEqual(report['missing'], [{ path: b }]);
    assert.deepEqual(report['unknown'], [{ path: fresh }]);
    assert.equal(await pathOf(archive, 'A'), to);
    assert.equal(await pathOf(archive, 'C'), c.replace(inside('Light/C'), inside('Light/Sea')));
    assert.deepEqual(
      Object.keys(await followAll()),
      ['unknown'],
      'what came a moment ago may have come since, for all that the clock of a drive tells',
    );
  });

  /** Of the object, as the folder of the archive shows it. */
  const find = (object: string) => {
    const names = fs.readdirSync(inside(`Light/${object}`), { recursive: true, encoding: 'utf8' });
    return Promise.resolve(inside(path.join('Light', object, names.find((n) => n.endsWith('.fits')) ?? '')));
  };

  it('finds a frame that was moved before the first look, and tells of nothing that was there already', async () => {
    await fill();
    const from = await pathOf(archive, 'A');
    fs.mkdirSync(inside('mine'));
    fs.renameSync(from, inside('mine/a.fits'));
    writeFits(inside('mine'), 'stranger.fits', light(9));
    assert.deepEqual(await followAll(), { moved: [{ from, to: inside('mine/a.fits') }] });
  });

  it('tells of new images only, not of those that were there when it looked before', async () => {
    await fill();
    const old = writeFits(inside('mine'), 'old.fits', light(8));
    assert.deepEqual(await followAll(), {});
    await archive.close();
    const database = await Database.open({ path: bench.database, access: 'write', log: silentLog });
    // As if the last look had been in an hour.
    database.write((sqlite) => sqlite.run('update seen_folder set looked = looked + 3600000'));
    await database.close();
    archive = await open();
    writeFits(inside('mine'), 'other.fits', light(9));
    const fresh = writeFits(inside('mine/later'), 'fresh.fits', light(10));
    assert.deepEqual(await followAll(), { unknown: [{ path: fresh }] });
    assert.ok(fs.existsSync(old));
  });

  it('passes checkouts and hidden folders over', async () => {
    await fill();
    await followAll();
    writeFits(inside('Checkout/B/process'), 'pp.fits', light(9));
    fs.writeFileSync(inside(`Checkout/B/${CHECKOUT_MARKER}`), '{}');
    writeFits(inside('.hidden'), 'a.fits', light(10));
    assert.deepEqual(await followAll(), {});
  });

  it('concludes nothing where the repository is not there, or is empty', async () => {
    await fill();
    await followAll();
    const aside = path.join(bench.folder, 'aside');
    fs.renameSync(bench.repository, aside);
    assert.deepEqual(await followAll(), { absent: true });
    fs.mkdirSync(bench.repository);
    assert.deepEqual(await followAll(), { absent: true });
    fs.rmdirSync(bench.repository);
    fs.renameSync(aside, bench.repository);
    fs.rmSync(await pathOf(archive, 'B'));
    assert.equal((await followAll())['missing'] !== undefined, true, 'it goes on as if nothing had been');
    assert.equal((await allFrames(archive)).filter(({ missing }) => missing).length, 1);
  });

  it('takes a frame back that returns', async () => {
    await fill();
    await followAll();
    const file = await pathOf(archive, 'B');
    fs.renameSync(file, path.join(bench.folder, 'kept.fits'));
    assert.deepEqual(await followAll(), { missing: [{ path: file }] });
    fs.renameSync(path.join(bench.folder, 'kept.fits'), file);
    assert.deepEqual(await followAll(), { returned: [{ path: file }] });
  });

  it('stops at a cancel and looks again the next time', async () => {
    await fill();
    const cancelled = { progress: noContext.progress, cancel: { isCancellationRequested: true } };
    assert.equal((await archive.followAll({}, cancelled)).cancelled, true);
    assert.deepEqual(await followAll(), {});
    assert.equal(lookedInto(), 'Looked into 14 changed folders of 1');
  });

  it('neither follows a file into the trash of a NAS nor finds it new there', async () => {
    await fill();
    await followAll();
    const from = await pathOf(archive, 'A');
    const to = inside('#recycle/Light/a.fits');
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.renameSync(from, to);
    assert.deepEqual(await followAll(), { missing: [{ path: from }] });
    assert.deepEqual(await followAll(), {});
    const report = await archive.verify({ quick: true, fromStart: true }, noContext);
    assert.deepEqual([report.missing, report.unknown], [[{ path: from }], []]);
  });
});
