/**
 * A drive where case does not count, where there are no links, and where each spelling of a name has an inode number of its
 * own: nothing that tells two names from one may take a file for its own copy.
 */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive } from '../../../../../src/core/api/archive';
import { noContext } from '../../../../../src/core/base/ports';
import { areOneFile } from '../../../../../src/core/operations/duplicates/oneFile';
import type { FileStep } from '../../../../../src/core/storage/files/fileStep';
import { isOneName } from '../../../../../src/core/storage/files/oneName';
import { Journal } from '../../../../../src/core/storage/journal/journal';
import { allFrames, Bench, counts, register } from '../../../../support/bench';
import { type Drive, mountExfat } from '../../../../support/exfat';
import { failed } from '../../../../support/failed';
import { filesIn, sha256 } from '../../../../support/files';
import { journalHome } from '../../../../support/identity';
import { light } from '../../../../support/night';

describe('an archive on an exFAT drive', () => {
  let drive: Drive;
  let bench: Bench;
  before(function () {
    const mounted = mountExfat();
    if (typeof mounted === 'string') {
      if (this.test?.parent) this.test.parent.title += ` (skipped: ${mounted})`;
      this.skip();
    }
    drive = mounted;
  });
  after(() => drive?.unmount());
  beforeEach(() => (bench = new Bench(drive.path)));
  afterEach(() => bench.dispose());

  const sums = () => filesIn(bench.repository).map((name) => sha256(path.join(bench.repository, name)));
  /** The same path, spelled in another way from the drive's folder on. */
  const otherwise = (file: string) => path.join(drive.path, path.relative(drive.path, file).toUpperCase());

  it('knows two spellings of a name for one file, and two files for two', async () => {
    const [a, b] = [bench.put('sub/a.fits', light(0)), bench.put('sub/b.fits', light(0))];
    assert.deepEqual([await isOneName(a, otherwise(a)), await areOneFile(a, otherwise(a))], [true, true]);
    assert.deepEqual([await isOneName(a, b), await areOneFile(a, b)], [false, false]);
  });

  for (const mode of ['copy', 'move'] as const) {
    it(`registers by ${mode}, each frame once, and takes that back`, async () => {
      for (let i = 0; i < 5; i++) bench.put(`${i}.fits`, light(i));
      const before = filesIn(bench.source).map((name) => sha256(path.join(bench.source, name)));
      const archive = await bench.open();
      assert.deepEqual(counts(await register(archive, mode, bench.source)), [5, 0, 0, 0]);
      assert.deepEqual(sums().sort(), before.sort());
      await archive.undo({ operation: null, dryRun: false }, noContext);
      const back = filesIn(bench.source).map((name) => sha256(path.join(bench.source, name)));
      assert.deepEqual([back.sort(), filesIn(bench.repository)], [before, []]);
    });
  }

  it('never takes a file for a duplicate of itself', async () => {
    bench.put('a.fits', light(0));
    const archive = await bench.open();
    await register(archive, 'move', bench.source);
    const other = otherwise(bench.repository);
    assert.ok(fs.existsSync(other));
    assert.deepEqual(counts(await register(archive, 'in-place', other)), [0, 0, 0, 1]);
    assert.deepEqual((await archive.duplicates({ folders: [other] }, noContext)).groups, []);
    const [frame] = await allFrames(archive);
    assert.ok(frame);
    await assert.rejects(
      archive.recheckDuplicates({ same: 'file', keep: frame.path, remove: otherwise(frame.path) }),
      failed('request', { reason: 'same-file' }),
    );
  });

  it('renames what differs in case alone, and takes that back', async () => {
    for (let i = 0; i < 3; i++) bench.put(`${i}.fits`, light(i));
    const archive = await bench.open();
    await register(archive, 'move', bench.source);
    const [names, before] = [filesIn(bench.repository), sums()];
    const merged = await archive.merge(
      { from: 'NGC 7000', into: 'Ngc 7000', mode: 'files', dryRun: false },
      noContext,
    );
    assert.deepEqual(merged.failed, []);
    assert.equal(
      filesIn(bench.repository).filter((name) => path.basename(name).startsWith('Ngc_7000')).length,
      3,
    );
    assert.deepEqual((await archive.undo({ operation: null, dryRun: false }, noContext)).refused, []);
    assert.deepEqual([filesIn(bench.repository), sums()], [names, before]);
  });

  it('loses nothing where a rename in case alone was cut off before it began', async () => {
    bench.put('a.fits', light(0));
    const archive = await bench.open();
    await register(archive, 'move', bench.source);
    const [frame] = await allFrames(archive);
    assert.ok(frame);
    await archive.close();
    const { path: from, size, mtime, sha256: hash, imageKey, id } = frame;
    const to = path.join(path.dirname(from), path.basename(from).replace('NGC', 'Ngc'));
    const step: FileStep = {
      do: 'move',
      from,
      to,
      size,
      mtime,
      hash,
      sha256: hash,
      imageKey,
      patches: [],
      stem: path.join(path.dirname(to), '.astro-archive-0123456789ab'),
      givesUp: false,
      row: 'enter',
      replaces: id,
      known: true,
      source: null,
      amends: true,
    };
    const journal = new Journal(journalHome(bench.repository, bench.database), {
      operation: 'merge',
      started: '2024-11-04T20:30:00.000Z',
    });
    await journal.announce([step]);
    await journal.abandon();
    const again = await bench.open();
    assert.deepEqual(sums(), [hash]);
    assert.deepEqual(
      (await allFrames(again)).map(({ sha256: known, missing }) => [known, missing]),
      [[hash, false]],
    );
  });

  const listedAlike = async (archive: Archive) => {
    const rows = (await allFrames(archive)).map(({ path: file }) => path.relative(bench.repository, file));
    assert.deepEqual(rows.sort(), filesIn(bench.repository));
    const { missing, unknown } = await archive.verify({ quick: true, fromStart: true }, noContext);
    assert.deepEqual([missing, unknown], [[], []]);
  };

  it('spells two objects that differ in case alone as the drive does, whatever is done', async () => {
    const objects = ['m31', 'M31'];
    for (let i = 0; i < 4; i++) bench.put(`${i}.fits`, light(i, { OBJECT: objects[i % 2] ?? '' }));
    const archive = await bench.open();
    await register(
      archive,
      'move',
      [0, 1, 2].map((i) => path.join(bench.source, `${i}.fits`)),
    );
    await listedAlike(archive);
    await register(archive, 'copy', path.join(bench.source, '3.fits'));
    await listedAlike(archive);
    const alias = { kind: 'telescope', spelling: 'Esprit', name: 'Newton', matching: 'exact' } as const;
    await archive.mapNames({ add: [alias], headers: true, rename: true, dryRun: false }, noContext);
    await listedAlike(archive);
    await archive.undo({ operation: null, dryRun: false }, noContext);
    await listedAlike(archive);
  });

  it('follows a folder that is renamed in case alone, and mends rows that were not', async () => {
    for (let i = 0; i < 3; i++) bench.put(`${i}.fits`, light(i));
    const archive = await bench.open();
    await register(archive, 'move', bench.source);
    const ids = async () => (await allFrames(archive)).map(({ id }) => id);
    const before = await ids();
    const rename = (from: string, to: string) =>
      fs.renameSync(path.join(bench.repository, from), path.join(bench.repository, to));
    rename('Light', 'between');
    rename('between', 'LIGHT');
    const { unknown } = await archive.verify({ quick: true, fromStart: true }, noContext);
    assert.equal(unknown.length, 3);
    assert.deepEqual(counts(await register(archive, 'in-place', bench.repository)), [0, 0, 0, 3]);
    const request = { missing: [], changed: [], unknown: unknown.map(({ path: file }) => file) };
    const repaired = await archive.repair({ ...request, forgetMissing: false }, noContext);
    assert.deepEqual([repaired.moved.length, repaired.registered, repaired.left], [3, [], []]);
    await listedAlike(archive);
    rename('LIGHT', 'between');
    rename('between', 'light');
    const touched = ['LIGHT', 'light'].map((name) => path.join(bench.repository, name));
    const followed = await archive.follow({ paths: touched }, noContext);
    assert.deepEqual([followed.moved.length, followed.unknown, followed.missing], [3, [], []]);
    await listedAlike(archive);
    assert.deepEqual(await ids(), before);
  });
});
