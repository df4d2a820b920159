import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Archive, DuplicateGroup } from '../../../../../src/core/api/archive';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { noContext } from '../../../../../src/core/base/ports';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { allFrames, Bench, register } from '../../../../support/bench';
import { sha256 } from '../../../../support/files';
import { makeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';
import { editText, flipBit, pathOf } from '../verify/support';

describe('duplicates', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(async () => {
    bench = new Bench();
    archive = await bench.open();
  });
  afterEach(() => bench.dispose());

  const fill = async (...objects: readonly string[]) => {
    objects.forEach((object, i) => bench.put(`${i}.fits`, light(i, { OBJECT: object })));
    await register(archive, 'copy', bench.source);
  };
  const find = (...folders: string[]) => archive.duplicates({ folders }, noContext);
  const shape = ({ same, files }: DuplicateGroup) => ({
    same,
    paths: files.map((file) => file.path),
    archived: files.map((file) => file.archived),
  });
  /** Two archived files that another program has made the same: registration itself takes in no duplicate. */
  const makeSame = async () => {
    await fill('A', 'B', 'C');
    const [a, b] = [await pathOf(archive, 'A'), await pathOf(archive, 'B')];
    fs.copyFileSync(a, b);
    return [a, b] as const;
  };

  it('finds none in an archive that registration alone has filled', async () => {
    await fill('A', 'B');
    const compared = { archived: 2, folders: [], files: 0 };
    assert.deepEqual(await find(), { groups: [], failed: [], compared, cancelled: false });
  });

  it('compares folders with the archive: the same file, the same image with another header, zipped', async () => {
    await fill('A', 'B', 'C');
    const other = path.join(bench.folder, 'other');
    fs.mkdirSync(other);
    const [a, b, c] = [await pathOf(archive, 'A'), await pathOf(archive, 'B'), await pathOf(archive, 'C')];
    const [sameFile, sameImage, zipped] = ['1.fits', '2.fits', '3.fits.gz'].map((name) =>
      path.join(other, name),
    ) as [string, string, string];
    fs.copyFileSync(a, sameFile);
    fs.copyFileSync(b, sameImage);
    editText(sameImage, "FILTER  = 'L       '", "FILTER  = 'R       '");
    fs.writeFileSync(zipped, gzipSync(fs.readFileSync(c)));
    fs.writeFileSync(path.join(other, 'new.fits'), makeFits(light(40)));
    fs.writeFileSync(path.join(other, 'broken.fits'), 'nothing');
    const { groups, failed } = await find(other);
    assert.deepEqual(
      new Map(groups.map((group) => [group.files[0]?.path, shape(group)])),
      new Map([
        [a, { same: 'file', paths: [a, sameFile], archived: [true, false] }],
        [b, { same: 'image', paths: [b, sameImage], archived: [true, false] }],
        [c, { same: 'image', paths: [c, zipped], archived: [true, false] }],
      ]),
    );
    const differing = groups.find(({ files }) => files[0]?.path === b);
    assert.deepEqual(differing?.differences, [{ keyword: 'FILTER', values: ['L', 'R'] }]);
    assert.deepEqual(
      failed.map((each) => path.basename(each.path)),
      ['broken.fits'],
    );
  });

  it('takes frames of other times for other frames, black as they are', async () => {
    const black = (seed: number) => ({ ...light(seed, { IMAGETYP: 'DARK' }), pixels: () => 0 });
    bench.put('0.fits', black(0));
    bench.put('1.fits', black(1));
    await register(archive, 'copy', bench.source);
    assert.equal((await allFrames(archive)).length, 2);
    assert.deepEqual(
      (await find(bench.source)).groups.map(({ same }) => same),
      ['file', 'file'],
    );
    assert.deepEqual((await find()).groups, []);
  });

  it('does not call two names of one file copies', async () => {
    await fill('A');
    const other = path.join(bench.folder, 'other');
    fs.mkdirSync(other);
    fs.linkSync(await pathOf(archive, 'A'), path.join(other, 'linked.fits'));
    fs.symlinkSync(bench.repository, path.join(bench.folder, 'alias'));
    assert.deepEqual((await find(other)).groups, []);
    assert.deepEqual((await find(path.join(bench.folder, 'alias'))).groups, []);
  });

  it('finds duplicates that the archive has come to have', async () => {
    const [a, b] = await makeSame();
    // The user has accepted the file as it is: its row is as its file, which is a copy of the other.
    const frames = await allFrames(archive);
    await archive.close();
    const bytes = fs.readFileSync(bench.database);
    const database = await Sqlite.open(bytes);
    const original = frames.find((frame) => frame.path === a);
    assert.ok(original);
    database.run(
      `update frame set sha256 = ?, image_key = ?, date_obs = ?
       where setting in (select id from setting where object = ?)`,
      Buffer.from(original.sha256, 'hex'),
      original.imageKey,
      original.dateObs,
      'B',
    );
    fs.writeFileSync(bench.database, database.export());
    database.close();
    archive = await bench.open();
    assert.deepEqual((await find()).groups.map(shape), [
      { same: 'file', paths: [a, b].sort(), archived: [true, true] },
    ]);
    editText(b, "FILTER  = 'L       '", "FILTER  = 'G       '");
    const [group] = (await find()).groups;
    assert.equal(group?.same, 'image');
    assert.deepEqual(group.differences, [{ keyword: 'FILTER', values: ['L', 'G'] }]);
    fs.rmSync(b);
    const gone = await find();
    assert.deepEqual([gone.groups, gone.failed.map((each) => each.path)], [[], [b]]);
  });

  it('stops when it is cancelled', async () => {
    await fill('A');
    const cancel = { isCancellationRequested: true };
    const report = await archive.duplicates({ folders: [bench.source] }, { ...noContext, cancel });
    const compared = { archived: 1, folders: [bench.source], files: 0 };
    assert.deepEqual(report, { groups: [], failed: [], compared, cancelled: true });
  });

  describe('the last look', () => {
    let keep: string;
    let copy: string;
    beforeEach(async () => {
      await fill('A', 'B');
      keep = await pathOf(archive, 'A');
      copy = path.join(bench.folder, 'copy.fits');
      fs.copyFileSync(keep, copy);
    });
    const recheck = (same: 'file' | 'image' = 'file', more = {}) =>
      archive.recheckDuplicates({ same, keep, remove: copy, ...more });
    const refuses = (words: RegExp, work: Promise<unknown>) =>
      assert.rejects(work, (error: unknown) => {
        assert.ok(error instanceof ArchiveError);
        assert.match(error.describe(), words);
        return true;
      });

    it('lets a true copy go', async () => {
      assert.equal(await recheck(), null);
      assert.equal(await recheck('image'), null);
    });
    it('does not where the bytes have changed, but does where only the image counts', async () => {
      editText(copy, "FILTER  = 'L       '", "FILTER  = 'R       '");
      await refuses(/not the same file/, recheck());
      assert.equal(await recheck('image'), null);
      flipBit(keep, 2880);
      await refuses(/not the same image/, recheck('image'));
    });
    it('does not where the file that stays is gone, unknown, or unreadable', async () => {
      await refuses(/not in the archive/, recheck('file', { keep: copy, remove: keep }));
      await refuses(/not in the archive/, recheck('file', { keep: path.join(bench.source, '0.fits') }));
      fs.rmSync(keep);
      await refuses(/no longer exists/, recheck());
      fs.mkdirSync(keep);
      await refuses(/not a regular file/, recheck());
    });
    it('does not where both are the same file', async () => {
      await refuses(/under another name/, recheck('file', { remove: keep }));
      fs.symlinkSync(path.dirname(keep), path.join(bench.folder, 'alias'));
      const alias = path.join(bench.folder, 'alias', path.basename(keep));
      await refuses(/under another name/, recheck('file', { remove: alias }));
      const hard = path.join(bench.folder, 'hard.fits');
      fs.linkSync(keep, hard);
      await refuses(/under another name/, recheck('file', { remove: hard }));
      const link = path.join(bench.folder, 'link.fits');
      fs.symlinkSync(keep, link);
      await refuses(/not a regular file/, recheck('file', { remove: link }));
    });
    it('forgets the rows of removed files only', async () => {
      const before = sha256(keep);
      assert.equal(await archive.forgetRemoved([keep, copy, '/no/such/file.fits']), 0);
      assert.equal((await allFrames(archive)).length, 2);
      const b = await pathOf(archive, 'B');
      fs.rmSync(b);
      assert.equal(await archive.forgetRemoved([keep, b, b]), 1);
      assert.deepEqual(
        (await allFrames(archive)).map((frame) => frame.path),
        [keep],
      );
      assert.equal(sha256(keep), before);
    });
  });
});
