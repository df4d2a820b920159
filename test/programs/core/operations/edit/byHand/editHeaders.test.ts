/** Editing headers by hand through an open archive, and taking it back. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as zlib from 'node:zlib';
import fc from 'fast-check';
import type { Archive, CardChange, EditReport, FrameSelection } from '../../../../../../src/core/api/archive';
import type { ArchivedFrame } from '../../../../../../src/core/base/archivedFrame';
import { noContext } from '../../../../../../src/core/base/ports';
import { changeOf, removalOf } from '../../../../../../src/core/rules/headers/headerChanges';
import { allFrames, allSessions, Bench, register } from '../../../../../support/bench';
import { failed } from '../../../../../support/failed';
import { filesIn, sha256 } from '../../../../../support/files';
import { inOrder } from '../../../../../support/inOrder';
import { makeFits } from '../../../../../support/makeFits';
import { makeXisf } from '../../../../../support/makeXisf';
import { light, writeNight } from '../../../../../support/night';
import { shared } from '../../../../../support/shared';

const CHECK = shared('tools/check_fits.py');
const PYTHON = '/usr/bin/python3';

const HA = [changeOf('set', 'FILTER', 'Ha')];

describe('editing headers by hand', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(async () => {
    bench = new Bench();
    writeNight(bench.source);
    archive = await bench.open();
  });
  afterEach(() => bench.dispose());

  const fill = async (mode: 'copy' | 'in-place' = 'copy') => {
    await register(archive, mode, bench.source);
    await archive.regenerate({}, noContext);
  };
  const set = (
    selection: FrameSelection,
    changes: readonly CardChange[] = HA,
    more: {
      readonly dryRun?: boolean;
      readonly rename?: boolean;
      readonly listed?: number;
      readonly plan?: string;
    } = {},
  ): Promise<EditReport> =>
    archive.editHeaders({ selection, changes, rename: true, dryRun: false, ...more }, noContext);
  const undo = () => archive.undo({ operation: null, dryRun: false }, noContext);
  const lights = async () => (await allFrames(archive)).filter(({ type }) => type === 'light');
  const hashes = (folder = bench.folder) =>
    filesIn(folder)
      .filter((name) => /\.(fits|gz|xisf)$/.test(name))
      .map((name) => [name, sha256(path.join(folder, name))]);
  it('changes headers, rows, names and sessions, and gives all of it back', async () => {
    await fill();
    const before = {
      files: hashes(),
      frames: await allFrames(archive),
      sessions: await allSessions(archive),
    };
    const dry = await set({ objects: ['ngc7000'] }, HA, { dryRun: true });
    assert.deepEqual(hashes(), before.files, 'a dry run touches nothing');
    const report = await set({ objects: ['not looked at'] }, HA, { plan: dry.plan ?? '' });
    assert.deepEqual(report.changed, dry.changed);
    await assert.rejects(set({}, HA, { plan: dry.plan ?? '' }), failed('stale'));
    assert.deepEqual(report.counts, { changed: 3, edited: 3, renamed: 3, left: 0, unchanged: 0, failed: 0 });
    assert.equal(report.selected, 3);
    const day = new Date().toISOString().slice(0, 10);
    assert.deepEqual(report.changed[0]?.differences, [
      { keyword: 'FILTER', before: "FILTER  = 'L'", after: "FILTER  = 'Ha'" },
      { keyword: 'HISTORY', before: null, after: `HISTORY  Astro Archive: FILTER set, ${day}` },
    ]);
    const now = await lights();
    assert.deepEqual(
      now.map(({ filter, sha256: of }) => [filter, of]),
      before.frames.filter(({ type }) => type === 'light').map(({ sha256: of }) => ['Ha', of]),
      'the hash of the original stays',
    );
    for (const { path: at } of now) assert.match(path.basename(at), /-Ha-/);
    const sessions = await allSessions(archive);
    assert.deepEqual(
      sessions.filter(({ type }) => type === 'light').map(({ filter, frameCount }) => [filter, frameCount]),
      [['Ha', 3]],
    );
    assert.deepEqual(
      (await set({ objects: ['NGC 7000'] })).counts.unchanged,
      3,
      'there is nothing more to do',
    );
    await undo();
    assert.deepEqual(hashes(), before.files);
    assert.deepEqual(await allFrames(archive), before.frames);
    assert.deepEqual(await allSessions(archive), before.sessions);
  });

  it('takes frames by id, file, folder, session and problem, each once', async () => {
    await fill('in-place');
    bench.put('odd/nothing.fits', light(40, { IMAGETYP: null, OBJECT: null }));
    bench.put('odd/other.fits', light(41));
    await register(archive, 'in-place', bench.source);
    await archive.regenerate({}, noContext);
    const frames = await allFrames(archive);
    const dry = async (selection: FrameSelection) => (await set(selection, HA, { dryRun: true })).selected;
    const file = path.join(bench.source, 'light_0.fits');
    const first = frames.find(({ path: at }) => at === file);
    assert.equal(await dry({ paths: [file], frames: [first?.id ?? 0] }), 1);
    assert.equal(await dry({ paths: [path.join(bench.source, 'odd')] }), 2);
    assert.equal(await dry({ paths: [bench.source] }), frames.length);
    assert.equal(await dry({ sessions: [first?.session ?? ''] }), 4);
    assert.equal(await dry({ problem: 'unknown' }), 1);
    // A folder whose name only begins like another's is another one.
    await assert.rejects(set({ paths: [path.join(bench.source, 'od')] }), failed('request'));
    const some = await set({ paths: [file, path.join(bench.folder, 'no.fits')], frames: [9999] }, HA, {
      dryRun: true,
    });
    assert.deepEqual(some.unknown, ['frame 9999', path.join(bench.folder, 'no.fits')]);
    await assert.rejects(set({ sessions: ['ffffff'] }), failed('request', /ffffff/));
    await assert.rejects(set({ objects: ['M 31'] }), failed('request'));
    await assert.rejects(set({ paths: [file] }, []), failed('request'));
    await assert.rejects(
      set({ paths: [file] }, [{ do: 'set', keyword: 'BITPIX', value: 8 }]),
      failed('request', { reason: 'describes-data', got: 'BITPIX' }),
    );
    assert.deepEqual(await allFrames(archive), frames);
  });

  it('repairs frames of which nobody knew what they are for, and lights without an object', async () => {
    const bare = { IMAGETYP: null, OBJECT: null, FILTER: null };
    for (let i = 0; i < 2; i++) bench.put(`x_${i}.fits`, light(50 + i, bare));
    bench.put('no_object.fits', light(55, { OBJECT: null }));
    await fill('in-place');
    const report = await set({ problem: 'unknown' }, [
      changeOf('set', 'IMAGETYP', 'LIGHT'),
      changeOf('set', 'OBJECT', 'M 31'),
      changeOf('set', 'FILTER', 'R'),
    ]);
    assert.equal(report.counts.changed, 2);
    assert.match(report.changed[0]?.kept ?? '', /outside/);
    const session = (await allSessions(archive)).find(({ object }) => object === 'M 31');
    assert.deepEqual([session?.type, session?.filter, session?.frameCount], ['light', 'R', 2]);
    assert.equal((await archive.frames({ problem: 'unknown' })).items.length, 0);
    assert.equal((await set({ objects: [null] }, [changeOf('set', 'OBJECT', 'M 31')])).counts.changed, 1);
    const doubtful = await set({ objects: ['M 31'] }, [changeOf('set', 'IMAGETYP', 'SKY')]);
    assert.match(doubtful.warnings.join(), inOrder('IMAGETYP', 'SKY'));
  });

  it('leaves files that it cannot edit, and goes on with the rest', async () => {
    const packed = bench.put('packed.fits.gz', zlib.gzipSync(makeFits(light(30))));
    await fill('in-place');
    const [gone, changed, fine] = [0, 1, 2].map((i) => path.join(bench.source, `light_${i}.fits`)) as [
      string,
      string,
      string,
    ];
    fs.rmSync(gone);
    fs.appendFileSync(changed, 'x');
    const report = await set({ objects: ['NGC 7000'] });
    const pathsOf = (list: readonly { readonly path: string }[]) => list.map(({ path: at }) => at).sort();
    assert.deepEqual(pathsOf(report.changed), [fine]);
    assert.deepEqual(pathsOf(report.left), [packed]);
    for (const { why } of report.left) assert.ok(why.length > 10, why);
    assert.deepEqual(pathsOf(report.failed), [gone, changed].sort());
    for (const { error } of report.failed) assert.ok(error.length > 10, error);
  });

  it('adds, removes, keeps names where asked to, and edits XISF files', async () => {
    const pixels = Buffer.alloc(2 * 8 * 6, 7);
    bench.put(
      'a.xisf',
      makeXisf({
        body:
          '<Image geometry="8:6:1" sampleFormat="UInt16" colorSpace="Gray" location="{{0}}">' +
          '<FITSKeyword name="IMAGETYP" value="\'LIGHT\'" comment=""/>' +
          '<FITSKeyword name="OBJECT" value="\'M 42\'" comment=""/>' +
          '<FITSKeyword name="EXPTIME" value="60" comment=""/>' +
          '<FITSKeyword name="DATE-OBS" value="\'2024-09-13T22:00:00\'" comment=""/></Image>',
        blocks: [pixels],
      }),
    );
    await fill();
    const before = hashes();
    const changes = [
      changeOf('add', 'FILTER', 'Ha'),
      changeOf('add', 'COMMENT', 'by hand'),
      removalOf('OFFSET'),
    ];
    const report = await set({ objects: ['M 42', 'NGC 7000'] }, changes, { rename: false, listed: 2 });
    assert.deepEqual(report.counts, { changed: 4, edited: 4, renamed: 0, left: 0, unchanged: 0, failed: 0 });
    assert.equal(report.changed.length, 2);
    const now = await lights();
    assert.deepEqual(now.map(({ object, filter, offset }) => [object, filter, offset]).sort(), [
      ['M 42', 'Ha', null],
      ...[0, 1, 2].map(() => ['NGC 7000', 'L', null]),
    ]);
    await undo();
    assert.deepEqual(hashes(), before);
  });

  it('can be cancelled before anything is touched', async () => {
    await fill();
    const before = hashes();
    const context = { ...noContext, cancel: { isCancellationRequested: true } };
    const request = { selection: { objects: ['NGC 7000'] }, changes: HA, rename: true, dryRun: false };
    const report = await archive.editHeaders(request, context);
    assert.deepEqual([report.cancelled, report.counts.changed, report.changed.length], [true, 0, 0]);
    assert.deepEqual(hashes(), before);
  });

  it('gives back the same bytes, names and rows, whatever was set', async function () {
    this.timeout(120_000);
    await fill();
    const ids = (await allFrames(archive)).map(({ id }) => id);
    const before = { files: hashes(bench.repository), frames: await allFrames(archive) };
    const word = fc.string({ unit: fc.constantFrom(...'aZ09 /\'"#*&-_.'), minLength: 1, maxLength: 33 });
    const text = word.map((made) => `${made.trim()}.`);
    const change = fc.oneof(
      fc
        .tuple(fc.constantFrom('OBJECT', 'FILTER', 'TELESCOP', 'INSTRUME', 'NEWKEY', 'LONGER-1'), text)
        .map(([keyword, value]): CardChange => ({ do: 'set', keyword, value })),
      fc
        .tuple(fc.constantFrom('EXPTIME', 'GAIN', 'NEWNUM'), fc.double({ min: 0, max: 1e5, noNaN: true }))
        .map(([keyword, value]): CardChange => ({ do: 'set', keyword, value })),
      fc
        .constantFrom('LIGHT', 'DARK', 'FLAT', 'BIAS', 'Master Dark', 'nothing')
        .map((value): CardChange => ({ do: 'set', keyword: 'IMAGETYP', value })),
      fc
        .constantFrom('OBJECT', 'DATE-OBS', 'FILTER', 'CCD-TEMP', 'XBINNING', 'IMAGETYP')
        .map((keyword): CardChange => ({ do: 'remove', keyword })),
      text.map((value): CardChange => ({ do: 'add', keyword: 'COMMENT', value })),
    );
    const changes = fc.uniqueArray(change, {
      minLength: 1,
      maxLength: 8,
      selector: ({ keyword }) => keyword,
    });
    await fc.assert(
      fc.asyncProperty(
        changes,
        fc.subarray(ids, { minLength: 1 }),
        fc.boolean(),
        async (list, frames, rename) => {
          const report = await set({ frames }, list, { rename });
          assert.deepEqual([report.failed, report.left], [[], []]);
          if (report.counts.changed === 0) return;
          const undone = await undo();
          assert.deepEqual(undone.refused, []);
          assert.deepEqual(hashes(bench.repository), before.files);
          assert.deepEqual(await allFrames(archive), before.frames);
        },
      ),
      { numRuns: 25, seed: 20240913 },
    );
  });

  it('leaves files of which other programs say that they are whole, with the same pixels', async function () {
    this.timeout(240_000);
    if (
      !fs.existsSync(CHECK) ||
      spawnSync('fitsverify', ['-h']).error ||
      spawnSync(PYTHON, ['-c', 'import astropy']).status !== 0
    ) {
      this.skip();
    }
    const real = shared('fits/real');
    const others = fs
      .readdirSync(real)
      .filter((name) => /\.fits?$/.test(name) && fs.statSync(path.join(real, name)).size < 200_000);
    for (const name of others.slice(0, 3)) bench.put(`real/${name}`, fs.readFileSync(path.join(real, name)));
    await fill('in-place');
    const frames = await allFrames(archive);
    const originals = path.join(bench.folder, 'originals');
    fs.cpSync(bench.source, originals, { recursive: true });
    const report = await set({ paths: [bench.source] }, [
      changeOf('set', 'OBJECT', "Barnard's Star"),
      changeOf('set', 'TELESCOP', 'a telescope with a name that fills the whole of one card, and no mor'),
      changeOf('set', 'EXPTIME', '12.5'),
      changeOf('add', 'COMMENT', 'set by hand'),
      removalOf('FILTER'),
    ]);
    assert.ok(report.counts.changed >= 9, JSON.stringify(report.left));
    const originalOf = (at: string) => path.join(originals, path.relative(bench.source, at));
    const before = report.changed.map(({ path: at }) => originalOf(at));
    const lines = spawnSync(PYTHON, [CHECK, '--only', ...before], { encoding: 'utf8' }).stdout.trim();
    // What was wrong with a file before is not ours to put right.
    const sound = new Set(
      lines
        .split('\n')
        .map((line) => JSON.parse(line) as { file: string; fitsverify: boolean })
        .flatMap(({ file, fitsverify }) => (fitsverify ? [file] : [])),
    );
    assert.ok(sound.size >= 9, lines);
    for (const { path: at } of report.changed) {
      const { status, stdout } = spawnSync(PYTHON, [CHECK, originalOf(at), at], { encoding: 'utf8' });
      const said = JSON.parse(stdout) as { dataIdentical: boolean[]; hdus: number[] };
      assert.ok(said.dataIdentical.every(Boolean) && said.hdus[0] === said.hdus[1], stdout);
      if (sound.has(originalOf(at))) assert.equal(status, 0, stdout);
    }
    await undo();
    const stated = (list: readonly ArchivedFrame[]) => list.map((frame) => ({ ...frame, mtime: 0 }));
    assert.deepEqual(stated(await allFrames(archive)), stated(frames));
    assert.deepEqual(hashes(bench.source), hashes(originals));
  });
});
