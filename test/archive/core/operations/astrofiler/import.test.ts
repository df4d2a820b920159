/** Taking over from AstroFiler through an open archive. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive, AstrofilerReport } from '../../../../../src/core/api/archive';
import { noContext } from '../../../../../src/core/base/ports';
import { type AstrofilerSpec, makeAstrofiler, type Values } from '../../../../support/astrofiler';
import { allFrames, allSessions, Bench, register } from '../../../../support/bench';
import { filesIn, sha256 } from '../../../../support/files';
import { light, writeNight } from '../../../../support/night';

/** What AstroFiler stores of a light of `light(seed)`. */
const row = (file: string, differs: Values = {}): Values => ({
  fitsFileName: file.replaceAll('\\', '/'),
  fitsFileDate: '2024-09-13T20:00:00.000',
  fitsFileType: 'LIGHT',
  fitsFileObject: 'NGC 7000',
  fitsFileExpTime: '300.0',
  fitsFileXBinning: '1',
  fitsFileYBinning: '1',
  fitsFileCCDTemp: '-10.0',
  fitsFileTelescop: 'Esprit',
  fitsFileInstrument: 'ASI2600',
  fitsFileFilter: 'L',
  fitsFileHash: sha256(file),
  fitsFileSession: 'session-1',
  fitsFileSoftDelete: 0,
  ...differs,
});

describe('importing from AstroFiler', () => {
  let bench: Bench;
  let archive: Archive;
  let foreign: string;
  const source = (name: string) => path.join(bench.source, name);

  beforeEach(async () => {
    bench = new Bench();
    writeNight(bench.source);
    archive = await bench.open();
    await register(archive, 'in-place', bench.source);
    await archive.regenerate({}, noContext);
    foreign = path.join(bench.folder, 'astrofiler.db');
  });
  afterEach(() => bench.dispose());

  const run = async (spec: AstrofilerSpec, dryRun = false): Promise<AstrofilerReport> => {
    fs.writeFileSync(foreign, await makeAstrofiler(spec));
    const before = [sha256(foreign), fs.statSync(foreign).mtimeMs];
    const report = await archive.importAstrofiler({ path: foreign, dryRun }, noContext);
    assert.deepEqual([sha256(foreign), fs.statSync(foreign).mtimeMs], before, 'it is only read');
    return report;
  };
  const minute = (i: number) => ({ fitsFileDate: `2024-09-13T20:0${i}:00.000` });
  const lights = (differs: (i: number) => Values = () => ({})) =>
    [0, 1, 2].map((i) => row(source(`light_${i}.fits`), { ...minute(i), ...differs(i) }));

  it('finds frames that agree, by path, by hash and by where they came from', async () => {
    const elsewhere = path.join(bench.folder, 'copies');
    fs.mkdirSync(elsewhere);
    fs.copyFileSync(source('light_1.fits'), path.join(elsewhere, 'M-1.fits'));
    const report = await run({
      files: [
        row(source('light_0.fits')),
        row(path.join(elsewhere, 'M-1.fits'), minute(1)),
        // Its header was edited since: another content at the place.
        row(source('light_2.fits'), { ...minute(2), fitsFileHash: 'f'.repeat(64) }),
        row(source('bias.fits'), {
          fitsFileType: 'BIAS',
          fitsFileObject: 'Bias',
          fitsFileFilter: null,
          fitsFileExpTime: '0.001',
          fitsFileDate: '2024-09-13T21:20:00',
        }),
      ],
    });
    const { files, byPath, byHash, bySource, agreeing, differing, unregistered, gone } = report.counts;
    assert.deepEqual(
      [files, byPath, byHash, bySource, agreeing, differing, unregistered, gone],
      [4, 3, 1, 0, 4, 0, 0, 0],
    );
    assert.deepEqual(report.differences, []);
    assert.deepEqual(report.sources, [
      { path: source('light_1.fits'), source: path.join(elsewhere, 'M-1.fits') },
    ]);
    // What is known as the origin of a frame now is no news for the next registration.
    const again = await register(archive, 'in-place', elsewhere);
    assert.equal(again.counts.registered, 0);

    await archive.close();
    const copied = await bench.open({ database: path.join(bench.folder, 'other', 'a.sqlite') });
    await register(copied, 'copy', bench.source);
    fs.writeFileSync(foreign, await makeAstrofiler({ files: lights(() => ({ fitsFileHash: null })) }));
    const { counts } = await copied.importAstrofiler({ path: bench.folder, dryRun: true }, noContext);
    assert.deepEqual([counts.bySource, counts.agreeing], [3, 3]);
  });

  it('says what differs, what only AstroFiler has, and what is in no archive', async () => {
    fs.copyFileSync(source('light_0.fits'), path.join(bench.folder, 'new.fits'));
    fs.appendFileSync(path.join(bench.folder, 'new.fits'), 'x');
    bench.put('bare.fits', light(5, { TELESCOP: null, FILTER: null }));
    await register(archive, 'in-place', bench.source);
    const report = await run({
      files: [
        row(source('light_0.fits'), {
          fitsFileObject: 'ngc7000',
          fitsFileTelescop: 'EQ6',
          fitsFileExpTime: '120',
        }),
        row(source('bare.fits'), { ...minute(5), fitsFileFilter: 'Ha' }),
        row(path.join(bench.folder, 'new.fits'), { fitsFileName: 'new.fits' }),
        row(source('light_1.fits'), { fitsFileName: '/nowhere/at/all.fits', fitsFileHash: null }),
        row(source('light_1.fits'), { fitsFileName: 'D:/Astro/a.fits', fitsFileHash: null }),
        // Another frame lies at its place now.
        row(source('light_2.fits'), { fitsFileDate: '2019-01-01T00:00:00', fitsFileHash: 'e'.repeat(64) }),
      ],
    });
    const file = source('light_0.fits');
    assert.deepEqual(report.differences, [
      { path: file, field: 'telescope', archive: 'Esprit', astrofiler: 'EQ6' },
      { path: file, field: 'exposure', archive: '300 s', astrofiler: '120 s' },
    ]);
    assert.deepEqual(report.gaps, [
      { field: 'telescope', value: 'Esprit', frameCount: 1 },
      { field: 'filter', value: 'Ha', frameCount: 1 },
    ]);
    assert.deepEqual(report.unregistered, [path.join(bench.folder, 'new.fits'), source('light_2.fits')]);
    const other = process.platform === 'win32' ? 'D:\\Astro\\a.fits' : 'D:/Astro/a.fits';
    assert.deepEqual([...report.gone].sort(), ['/nowhere/at/all.fits', other]);
    assert.equal(report.counts.differing, 1);
    assert.deepEqual(report.counts.sessions, 1);
  });

  it('takes over names, deleted frames and notes once, and leaves alone what was changed since', async () => {
    const spec: AstrofilerSpec = {
      files: lights((i) => ({
        fitsFileSoftDelete: i === 0 ? 1 : 0,
        fitsFileNotes: i === 1 ? 'a satellite' : null,
      })),
      mappings: [
        ['OBJECT', 'NGC 7000', 'Ha field'],
        ['OBJECT', 'm31', 'Andromeda Galaxy'],
        ['OBJECT', 'Trunk', 'IC 1396'],
        ['OBJECT', 'IC 1396', 'Trunk'],
        ['TELESCOP', null, 'Esprit'],
        ['TELESCOP', '', 'Newton'],
        ['FILTER', 'L', ' Lum '],
        ['FILTER', 'L', 'L'],
        ['INSTRUME', 'x', null],
        ['NOTES', 'a', 'b'],
      ],
    };
    const dry = await run(spec, true);
    assert.deepEqual(
      (await allFrames(archive)).filter(({ rejected }) => rejected),
      [],
    );
    assert.deepEqual(await archive.nameRules({ action: 'list' }), []);
    const report = await run(spec);
    assert.deepEqual({ ...report, seconds: 0 }, { ...dry, seconds: 0 });
    assert.deepEqual(report.rejected, [source('light_0.fits')]);
    assert.deepEqual(report.notes, [{ path: source('light_1.fits'), session: null, text: 'a satellite' }]);
    assert.deepEqual(report.rules, [
      { kind: 'object', spelling: 'NGC 7000', name: 'Ha field', matching: 'exact' },
      { kind: 'object', spelling: 'm31', name: 'Andromeda Galaxy', matching: 'exact' },
      { kind: 'object', spelling: 'Trunk', name: 'IC 1396', matching: 'exact' },
      { kind: 'telescope', spelling: '', name: 'Esprit', matching: 'exact' },
      { kind: 'filter', spelling: 'L', name: 'Lum', matching: 'exact' },
    ]);
    assert.deepEqual(
      report.refusedMappings.map(({ from, why }) => [from, why]),
      [
        ['IC 1396', 'The archive takes Trunk for IC 1396, which stays'],
        ['', 'The archive takes a missing name for Esprit, which stays'],
        ['L', 'The archive takes L for Lum, which stays'],
        ['x', 'A rule needs two names'],
        ['a', 'Names of NOTES are not mapped'],
      ],
    );
    const frames = await allFrames(archive);
    assert.deepEqual(
      frames.flatMap(({ path: at, rejected }) => (rejected ? [at] : [])),
      [source('light_0.fits')],
    );
    assert.equal(frames.find(({ path: at }) => at === source('light_1.fits'))?.note, 'a satellite');
    const session = (await allSessions(archive)).find(({ type }) => type === 'light');
    assert.equal(session?.frameCount, 2, 'the sessions follow');
    assert.equal(
      (await archive.history({})).items.some(({ kind }) => kind === 'import-astrofiler'),
      true,
    );

    const second = await run(spec);
    assert.deepEqual([second.counts.rules, second.counts.rejected, second.counts.notes], [0, 0, 0]);
    assert.equal(second.counts.leftAlone, 0);
    await archive.reject({ frames: [source('light_0.fits')], rejected: false });
    await archive.note({ subject: { frame: source('light_1.fits') }, text: null });
    await archive.nameRules({ action: 'remove', spelling: 'Trunk' });
    const third = await run(spec);
    assert.deepEqual([third.counts.rules, third.counts.rejected, third.counts.notes], [0, 0, 0]);
    assert.equal(third.counts.leftAlone >= 3, true);
    assert.deepEqual(
      (await allFrames(archive)).filter(({ rejected }) => rejected),
      [],
    );
  });

  it('does not reject what AstroFiler has put aside by itself', async () => {
    const report = await run({
      files: [
        row(source('light_0.fits'), { fitsFileSoftDelete: 1 }),
        row(source('light_1.fits'), {
          ...minute(1),
          fitsFileOriginalFile: source('light_0.fits').replaceAll('\\', '/'),
        }),
        row(source('dark_0.fits'), {
          fitsFileType: 'DARK',
          fitsFileDate: '2024-09-13T21:00:00',
          fitsFileSoftDelete: 1,
          fitsFileSession: 'darks',
          fitsFileFilter: null,
        }),
        row(source('dark_1.fits'), {
          fitsFileType: 'DARK',
          fitsFileDate: '2024-09-13T21:01:00',
          fitsFileSoftDelete: 1,
          fitsFileSession: 'more',
          fitsFileFilter: null,
        }),
      ],
      masters: [{ master_type: 'dark', master_path: '/gone/master.fits', source_session_id: 'darks' }],
    });
    assert.deepEqual(report.rejected, [source('dark_1.fits')]);
    assert.deepEqual(report.calibrated, [source('light_1.fits')]);
  });

  it('writes a note of a whole session on the session, and keeps notes that are there', async () => {
    await archive.note({ subject: { frame: source('dark_0.fits') }, text: 'mine' });
    const report = await run({
      files: [
        ...lights(() => ({ fitsFileNotes: ' thin clouds ' })),
        row(source('dark_0.fits'), { fitsFileNotes: 'theirs', fitsFileDate: '2024-09-13T21:00:00' }),
      ],
    });
    const session = (await allSessions(archive)).find(({ type }) => type === 'light');
    assert.deepEqual(report.notes, [{ path: null, session: session?.id, text: 'thin clouds' }]);
    assert.equal(session?.note, 'thin clouds');
    assert.equal((await archive.note({ subject: { frame: source('dark_0.fits') } })).text, 'mine');
  });

  it('finds masters by path and by their MD5', async () => {
    const bytes = fs.readFileSync(source('master.fits'));
    const md5 = createHash('md5').update(bytes).digest('hex');
    fs.writeFileSync(path.join(bench.folder, 'loose.fits'), bytes);
    const report = await run({
      masters: [
        { master_path: source('master.fits') },
        { master_path: 'Q:/masters/m.fits', hash_value: md5, file_size: bytes.length },
        { master_path: 'loose.fits', hash_value: '0'.repeat(32), file_size: bytes.length },
        { master_path: '/gone.fits', hash_value: null, soft_delete: 1 },
      ],
    });
    assert.equal(report.counts.masters, 4);
    assert.deepEqual(report.masters, {
      archived: 2,
      unregistered: [path.join(bench.folder, 'loose.fits')],
      gone: ['/gone.fits'],
    });
  });

  it('reads what the first version of AstroFiler wrote, limits its lists, and can be cancelled', async () => {
    const files = lights().map(({ fitsFileSoftDelete: _, ...values }) => values);
    fs.writeFileSync(foreign, await makeAstrofiler({ old: true, files }));
    const short = await archive.importAstrofiler({ path: foreign, dryRun: false, listed: 1 }, noContext);
    assert.equal(short.counts.agreeing, 3);
    const context = { ...noContext, cancel: { isCancellationRequested: true } };
    const deleted = lights(() => ({ fitsFileSoftDelete: 1 }));
    fs.writeFileSync(foreign, await makeAstrofiler({ files: deleted }));
    assert.equal((await archive.importAstrofiler({ path: foreign, dryRun: false }, context)).cancelled, true);
    assert.deepEqual(
      (await allFrames(archive)).filter(({ rejected }) => rejected),
      [],
    );
    const one = await archive.importAstrofiler({ path: foreign, dryRun: true, listed: 1 }, noContext);
    assert.deepEqual([one.rejected.length, one.counts.rejected], [1, 3]);
  });

  it('never touches a frame', async () => {
    const before = filesIn(bench.source).map((name) => sha256(source(name)));
    await run({ files: lights(() => ({ fitsFileSoftDelete: 1, fitsFileNotes: 'x' })) });
    assert.deepEqual(
      filesIn(bench.source).map((name) => sha256(source(name))),
      before,
    );
  });
});
