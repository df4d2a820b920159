/** What a checkout's script has written comes into the archive with its sessions. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { resultJson } from '../../../../../src/cli/json/results';
import type { Archive } from '../../../../../src/core/api/archive';
import { noContext } from '../../../../../src/core/base/ports';
import { imageHeader } from '../../../../../src/core/formats/fits/image';
import { readFitsFile } from '../../../../../src/core/formats/fits/read';
import { CHECKOUT_MARKER, requireMarker } from '../../../../../src/core/operations/checkout/marker';
import { Bench, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { type TestValue, writeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';

describe('recordResults', () => {
  let bench: Bench;
  let archive: Archive;
  let folder: string;
  let sessions: string[];

  beforeEach(async function () {
    bench = new Bench();
    if (process.platform === 'win32') this.skip();
    archive = await bench.open();
    for (let i = 0; i < 3; i++) bench.put(`l${i}.fits`, light(i));
    for (let i = 0; i < 2; i++) bench.put(`ha${i}.fits`, light(10 + i, { FILTER: 'Ha' }));
    for (let i = 0; i < 2; i++)
      bench.put(`n${i}.fits`, light(20 + i, { 'DATE-OBS': `2024-09-15T20:3${i}:00.000` }));
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
    sessions = (await archive.sessions({ kind: 'light' })).items.map(({ id }) => id);
    folder = path.join(bench.folder, 'checkout');
    await checkOut();
  });
  afterEach(() => bench.dispose());

  const checkOut = () => archive.checkout({ sessions, to: folder, siril: '1.0.6', copy: false }, noContext);
  const stack = (name: string, cards: Record<string, TestValue>) =>
    writeFits(folder, name, { width: 4, height: 3, cards });
  const written = () => [
    stack('NGC_7000_L.fits', { STACKCNT: 5, LIVETIME: 1500, OBJECT: 'NGC 7000' }),
    stack('NGC_7000_Ha.fit', { STACKCNT: 2, EXPTIME: 300 }),
  ];
  const shape = async (query: Parameters<Archive['results']>[0]) =>
    (await archive.results(query)).items.map(({ filter, stackCount, totalExposure }) => [
      filter,
      stackCount,
      totalExposure,
    ]);

  it('takes frames and exposure from the headers, and the sessions from the checkout', async () => {
    const [l = ''] = written();
    const { recorded, missing } = await archive.recordResults({ folder });
    assert.deepEqual(missing, []);
    assert.deepEqual(
      recorded
        .map(({ path: file, kind, object, exists }) => [path.basename(file), kind, object, exists])
        .sort(),
      [
        ['NGC_7000_Ha.fit', 'stack', 'NGC 7000', true],
        ['NGC_7000_L.fits', 'stack', 'NGC 7000', true],
      ],
    );
    const result = recorded.find(({ path: file }) => file === l);
    assert.equal(result?.sessions.length, 2, 'two nights went into L');
    assert.equal(result.made, new Date(Math.floor(fs.statSync(l).mtimeMs)).toISOString());
    for (const id of result.sessions) assert.deepEqual(await shape({ session: id }), [['L', 5, 1500]]);
    assert.equal((await shape({ object: 'ngc7000' })).length, 2);
    assert.deepEqual(await shape({ object: 'M 31' }), []);
  });

  it('counts the lights that were asked for, and names those that are not in the stack', async () => {
    stack('NGC_7000_L.fits', { STACKCNT: 4, LIVETIME: 1200, OBJECT: 'NGC 7000' });
    const sequence = requireMarker(folder).results.find(({ filter }) => filter === 'L')?.sequence ?? '';
    const process = path.join(folder, 'process');
    for (const n of [1, 3, 4, 5]) fs.writeFileSync(path.join(process, `r_${sequence}_0000${n}.fit`), '');
    const skipped = [{ sequence, image: 2, why: 'stars' as const }];
    const { recorded } = await archive.recordResults({ folder, skipped });
    const [result] = recorded;
    assert.deepEqual([result?.stackCount, result?.lights], [4, 5]);
    assert.deepEqual(result?.leftOut, [{ name: `image 2 of ${sequence}`, why: 'stars' }]);
    assert.deepEqual((await archive.results({})).items[0], result);
    const json = resultJson(result) as Record<string, unknown>;
    assert.deepEqual([json['frames'], json['lights']], [4, 5]);
  });

  it('leaves lights without stars out of the next checkout', async () => {
    stack('NGC_7000_L.fits', { STACKCNT: 4, LIVETIME: 1200, OBJECT: 'NGC 7000' });
    const marked = requireMarker(folder).results.find(({ filter }) => filter === 'L');
    const { sequence = '', parts: [part] = [] } = marked ?? {};
    const { items } = await archive.frames({});
    const clouded = items.find(({ dateObs }) => dateObs === '2024-09-13T20:01:00.000Z')?.path ?? '';
    const process = path.join(folder, 'process');
    fs.symlinkSync(clouded, path.join(process, `${part?.sequence ?? ''}_00002.fit`));
    for (const n of [1, 3, 4, 5])
      fs.writeFileSync(path.join(process, `r_${sequence ?? ''}_0000${n}.fit`), '');
    const skipped = [{ sequence: sequence ?? '', image: 2, why: 'stars' as const }];
    const { recorded } = await archive.recordResults({ folder, skipped });
    assert.deepEqual(recorded[0]?.leftOut, [{ name: path.basename(clouded), why: 'stars' }]);
    const to = path.join(bench.folder, 'again');
    const plan = await archive.checkout(
      { sessions, to, siril: '1.0.6', copy: false, dryRun: true },
      noContext,
    );
    const lights = plan.groups.filter(({ filter }) => filter === 'L').map((group) => group.lights);
    assert.deepEqual(lights.sort(), [2, 2]);
    assert.ok(
      plan.warnings.some((text) => text.includes('too few stars') && text.includes(path.basename(clouded))),
      plan.warnings.join('\n'),
    );
  });

  it('knows nothing of the lights of a checkout of an earlier version', async () => {
    written();
    const file = path.join(folder, CHECKOUT_MARKER);
    const marker = JSON.parse(fs.readFileSync(file, 'utf8')) as { results: Record<string, unknown>[] };
    for (const result of marker.results)
      for (const key of ['lights', 'sequence', 'parts']) delete result[key];
    fs.writeFileSync(file, JSON.stringify(marker));
    const { recorded } = await archive.recordResults({ folder });
    assert.deepEqual(
      recorded.map(({ lights, leftOut }) => [lights, leftOut]),
      [
        [null, []],
        [null, []],
      ],
    );
  });

  it('counts each frame of a composition once, in the archive and in its header', async () => {
    for (let i = 0; i < 3; i++) bench.put(`o${i}.fits`, light(30 + i, { FILTER: 'OIII' }));
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
    const { items } = await archive.sessions({ kind: 'light' });
    const narrow = items.filter(({ filter }) => filter !== 'L').map(({ id }) => id);
    folder = path.join(bench.folder, 'hoo');
    await archive.checkout(
      { sessions: narrow, to: folder, siril: '1.2.6', copy: false, compose: 'hoo' },
      noContext,
    );
    stack('NGC_7000_Ha.fit', { STACKCNT: 2, LIVETIME: 600 });
    stack('NGC_7000_OIII.fit', { STACKCNT: 3, LIVETIME: 900 });
    const hoo = stack('NGC_7000_HOO.fit', { STACKCNT: 8, LIVETIME: 2400, PROGRAM: 'Siril 1.2.6' });
    const before = fs.readFileSync(hoo);
    const { recorded } = await archive.recordResults({ folder });
    const made = recorded.find(({ kind }) => kind === 'composition');
    assert.deepEqual([made?.stackCount, made?.totalExposure, made?.lights], [5, 1500, 5]);
    const cards = imageHeader(readFitsFile(hoo))?.cards ?? [];
    const value = (keyword: string) => cards.find((each) => each.keyword === keyword)?.value;
    assert.deepEqual([value('STACKCNT'), value('LIVETIME'), value('PROGRAM')], [5, 1500, 'Siril 1.2.6']);
    const after = fs.readFileSync(hoo);
    assert.equal(after.length, before.length);
    assert.deepEqual(after.subarray(2880), before.subarray(2880), 'the pixels are as they were');
    // Recorded again, there is nothing left to correct.
    await archive.recordResults({ folder });
    assert.deepEqual(fs.readFileSync(hoo), after);
  });

  it('multiplies where the header has no total, and replaces what is recorded again', async () => {
    written();
    await archive.recordResults({ folder });
    stack('NGC_7000_Ha.fit', { STACKCNT: 1, EXPTIME: 300 });
    await archive.recordResults({ folder });
    const all = await shape({});
    assert.deepEqual(all.sort(), [
      ['Ha', 1, 300],
      ['L', 5, 1500],
    ]);
  });

  it('outlives a regeneration, and says when a file is gone', async () => {
    const [l = ''] = written();
    await archive.recordResults({ folder });
    await archive.regenerate({}, noContext);
    fs.unlinkSync(l);
    const { items } = await archive.results({});
    assert.deepEqual(
      new Map(items.map(({ filter, exists }) => [filter, exists])),
      new Map([
        ['L', false],
        ['Ha', true],
      ]),
    );
  });

  it('says why something is not recorded: not written, no image, left by an earlier script', async () => {
    fs.writeFileSync(path.join(folder, 'NGC_7000_Ha.fit'), 'no image');
    const first = await archive.recordResults({ folder });
    assert.deepEqual(first.recorded, []);
    const whys = new Map(first.missing.map(({ path: file, why }) => [path.basename(file), why]));
    assert.equal(whys.get('NGC_7000_L.fit'), 'it was not written');
    assert.ok(whys.get('NGC_7000_Ha.fit')?.includes('NGC_7000_Ha.fit: '));
    for (const file of written()) fs.utimesSync(file, new Date(0), new Date(0));
    await checkOut();
    const { missing } = await archive.recordResults({ folder });
    assert.deepEqual(
      missing.map(({ why }) => why),
      Array(2).fill('it is older than the checkout'),
    );
  });

  it('refuses a folder that is no checkout', async () => {
    await assert.rejects(
      archive.recordResults({ folder: bench.source }),
      failed('request', { path: bench.source, reason: 'no-checkout' }),
    );
  });

  it('distrusts the marker: names that leave the folder, sessions of another archive', async () => {
    const victim = stack('../victim.fit', { STACKCNT: 9 });
    const file = path.join(folder, CHECKOUT_MARKER);
    const marker = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
    const result = { kind: 'stack', object: null, filter: null, of: [] };
    written();
    marker['results'] = [
      { ...result, name: '../victim', sessions },
      { ...result, name: 'NGC_7000_L', sessions: ['of-another'] },
    ];
    fs.writeFileSync(file, JSON.stringify(marker));
    const { recorded, missing } = await archive.recordResults({ folder });
    assert.deepEqual(recorded, []);
    assert.deepEqual(
      missing.map(({ why }) => why),
      ['its sessions are not in this archive'],
    );
    assert.ok(fs.existsSync(victim));
  });
});
