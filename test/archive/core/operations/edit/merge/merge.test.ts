/** Merging objects of an archive, and taking it back. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive, MergeMode, MergeReport, MergeRequest } from '../../../../../../src/core/api/archive';
import { noContext } from '../../../../../../src/core/base/ports';
import { operationText } from '../../../../../../src/core/text/history';
import { allFrames, allSessions, Bench, register } from '../../../../../support/bench';
import { failed } from '../../../../../support/failed';
import { filesIn, sha256 } from '../../../../../support/files';
import { light } from '../../../../../support/night';

describe('merging objects', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());

  const merge = (
    from: string,
    into: string,
    mode: MergeMode = 'files',
    more: Partial<MergeRequest> = {},
  ): Promise<MergeReport> => archive.merge({ from, into, mode, dryRun: false, ...more }, noContext);
  const undo = () => archive.undo({ operation: null, dryRun: false }, noContext);
  const fill = async (
    frames: readonly (readonly [object: string, filter?: string])[],
    mode: 'copy' | 'in-place' = 'copy',
  ) => {
    frames.forEach(([OBJECT, FILTER = 'L'], i) => bench.put(`${i}.fits`, light(i, { OBJECT, FILTER })));
    bench.put('dark.fits', light(90, { IMAGETYP: 'DARK', OBJECT: 'Panel 101' }));
    archive = await bench.open();
    await register(archive, mode, bench.source);
    await archive.regenerate({}, noContext);
  };
  const state = async () => ({
    files: filesIn(bench.repository).map((name) => {
      const file = path.join(bench.repository, name);
      return [name, sha256(file), fs.statSync(file).mtimeMs];
    }),
    frames: await allFrames(archive),
    sessions: await allSessions(archive),
    aliases: await archive.nameRules({ action: 'list' }),
  });
  const objects = async () =>
    (await archive.objects({})).items.map(({ object, frameCount }) => [object, frameCount]);

  for (const mode of ['files', 'all'] as MergeMode[]) {
    it(`makes one object of two, and two of it again (${mode})`, async () => {
      await fill([['Panel 101'], ['PANEL 101'], ['My Field', 'Ha'], ['My Field']]);
      const before = await state();
      const plan = await merge('panel_101', 'My Field', mode, { dryRun: true });
      assert.deepEqual(await state(), before);
      assert.deepEqual(plan.spellings, [
        { name: 'PANEL 101', frameCount: 1 },
        { name: 'Panel 101', frameCount: 1 },
      ]);
      assert.deepEqual(
        plan.changed[0]?.differences.map(({ before: was, after }) => [was?.trimEnd() ?? null, after]),
        [
          ["OBJECT  = 'Panel 101'", "OBJECT  = 'My Field'"],
          [null, `HISTORY  Astro Archive: OBJECT was 'Panel 101', ${new Date().toISOString().slice(0, 10)}`],
        ],
      );
      assert.equal(plan.merged.length, 1);
      const joined = before.sessions.find(({ object, filter }) => object === 'My Field' && filter === 'L');
      assert.equal(plan.merged[0]?.joins, joined?.id);

      const report = await merge('', '', 'database', { plan: plan.plan ?? '' });
      assert.deepEqual(report.counts, {
        changed: 2,
        edited: 2,
        renamed: 2,
        left: 0,
        unchanged: 0,
        failed: 0,
      });
      assert.deepEqual(report.changed, plan.changed);
      assert.deepEqual(await objects(), [['My Field', 4]]);
      const after = await state();
      assert.equal(after.sessions.find(({ id }) => id === joined?.id)?.frameCount, 3);
      assert.ok(after.files.every(([name]) => !String(name).includes('101')));
      assert.equal(
        after.frames.find(({ type }) => type === 'dark')?.sha256,
        before.frames.find(({ type }) => type === 'dark')?.editedSha256 ??
          before.frames.find(({ type }) => type === 'dark')?.sha256,
      );
      const [entry] = (await archive.history({})).items;
      assert.equal(operationText(entry ?? assert.fail()), 'Merge of objects: panel_101 → My Field, 2 files');

      const undone = await undo();
      assert.deepEqual([undone.undone.length, undone.refused], [2, []]);
      assert.deepEqual(await state(), before);
    });
  }

  it('works in the database alone, also for what comes later, and is taken back', async () => {
    await fill([['Panel 101'], ['My Field']]);
    const before = await state();
    const report = await merge('Panel 101', 'My Field', 'database');
    assert.deepEqual(report.counts.changed, 0);
    assert.deepEqual(report.rules.added, [
      { kind: 'object', spelling: 'Panel 101', name: 'My Field', matching: 'folded' },
    ]);
    assert.deepEqual((await state()).files, before.files);
    assert.deepEqual(await objects(), [['My Field', 2]]);
    bench.put('later.fits', light(30, { OBJECT: 'panel 101' }));
    const { registered } = await register(archive, 'copy', path.join(bench.source, 'later.fits'));
    await archive.regenerate({}, noContext);
    assert.deepEqual(await objects(), [['My Field', 3]]);
    assert.match(registered[0]?.to ?? '', /Light[/\\]My_Field[/\\]/);
    await undo();
    await undo();
    assert.deepEqual(await objects(), [
      ['My Field', 1],
      ['Panel 101', 1],
    ]);
    await assert.rejects(
      merge('My Field', 'my field', 'database'),
      failed('request', { reason: 'one-object' }),
    );
  });

  it('keeps files that were registered in place as they are, unless headers are asked for', async () => {
    await fill([['Panel 101'], ['My Field']], 'in-place');
    const bytes = sha256(path.join(bench.source, '0.fits'));
    const kept = await merge('Panel 101', 'My Field');
    assert.equal(kept.counts.changed, 0);
    assert.equal(kept.left[0]?.reason, 'outside');
    assert.equal(sha256(path.join(bench.source, '0.fits')), bytes);
    assert.deepEqual(await objects(), [['My Field', 2]]);
    const edited = await merge('Panel 101', 'My Field', 'headers');
    assert.deepEqual([edited.counts.edited, edited.counts.renamed], [1, 0]);
    assert.notEqual(sha256(path.join(bench.source, '0.fits')), bytes);
    assert.equal((await archive.header(path.join(bench.source, '0.fits'))).frame?.object, 'My Field');
    await undo();
    assert.equal(sha256(path.join(bench.source, '0.fits')), bytes);
  });

  it('keeps links, notes and rejections, and gives them back', async () => {
    await fill([['Panel 101'], ['Panel 101'], ['My Field']]);
    bench.put('bias.fits', light(91, { IMAGETYP: 'BIAS', EXPTIME: 0, OBJECT: '' }));
    await register(archive, 'copy', path.join(bench.source, 'bias.fits'));
    await archive.regenerate({}, noContext);
    const session =
      (await allSessions(archive)).find(({ object }) => object === 'Panel 101') ?? assert.fail();
    const other = (await allSessions(archive)).find(({ object }) => object === 'My Field') ?? assert.fail();
    await archive.link({ session: session.id, links: { dark: null } });
    await archive.note({ subject: { session: session.id }, text: 'clouds' });
    const frame = (await allFrames(archive)).find(({ object }) => object === 'Panel 101') ?? assert.fail();
    await archive.note({ subject: { frame: frame.id }, text: 'satellite' });
    await archive.reject({ frames: [frame.id], rejected: true });
    const before = await state();
    await merge('Panel 101', 'My Field');
    const now = await archive.session(other.id);
    assert.deepEqual([now.links.dark, now.note, now.frameCount], [null, 'clouds', 2]);
    const moved = (await allFrames(archive)).find(({ id }) => id === frame.id);
    assert.deepEqual([moved?.rejected, moved?.note, moved?.object], [true, 'satellite', 'My Field']);
    await undo();
    assert.deepEqual(await state(), before);
    assert.equal((await archive.session(session.id)).note, 'clouds');
    assert.equal((await archive.session(other.id)).note, undefined);
  });

  it('takes names with blanks, slashes, quotes and in other forms of Unicode', async () => {
    const names = ["Barnard's Loop", 'a/b', '..', 'Sh2 "1"', 'x  y', 'C:\\z'];
    await fill(names.map((name) => [name]));
    const before = await state();
    for (const name of names) {
      const report = await merge(name, "Elephant's Trunk / IC 1396");
      assert.deepEqual([report.counts.changed, report.counts.failed], [1, 0], name);
    }
    assert.deepEqual(await objects(), [["Elephant's Trunk / IC 1396", names.length]]);
    for (const { path: file } of await allFrames(archive)) {
      assert.ok(file.startsWith(bench.repository) && fs.existsSync(file), file);
    }
    for (const name of names) assert.equal((await undo()).undone.length, 1, name);
    assert.deepEqual(await state(), before);
    await assert.rejects(merge('a/b', 'Sch\u00e4fer'), failed('request', { reason: 'not-ascii' }));
    await merge('a/b', 'Scha\u0308fer', 'database');
    assert.ok((await objects()).some(([object]) => object === 'Scha\u0308fer'));
  });

  it('changes the case of names', async () => {
    await fill([['abell 7'], ['abell 7']]);
    const before = await state();
    const report = await merge('abell 7', 'Abell 7', 'all');
    assert.deepEqual([report.counts.renamed, report.counts.edited, report.rules.added], [2, 2, []]);
    assert.deepEqual(await objects(), [['Abell 7', 2]]);
    assert.ok(
      (await allFrames(archive)).every(
        ({ type, path: file }) => type !== 'light' || file.includes('Abell_7-'),
      ),
    );
    await undo();
    assert.deepEqual(await state(), before);
  });

  it('can be turned round', async () => {
    await fill([['A one'], ['B two']]);
    await merge('A one', 'B two', 'database');
    const report = await merge('B two', 'A one', 'all');
    assert.deepEqual(report.rules.removed.length, 1);
    assert.deepEqual(await objects(), [['A one', 2]]);
  });

  it('warns of two different objects of the catalogues, and merges them all the same', async () => {
    await fill([['M 31'], ['NGC 7000']]);
    assert.deepEqual((await merge('M 31', 'My Field', 'database', { dryRun: true })).warnings, []);
    const { warnings, merged } = await merge('m31', 'NGC 7000', 'database');
    assert.deepEqual([warnings.length, merged.length], [1, 1]);
    assert.deepEqual(await objects(), [['NGC 7000', 2]]);
  });

  it('refuses what makes no sense', async () => {
    await fill([['A one'], ['B two']]);
    await assert.rejects(merge('', 'B two'), failed('request', { reason: 'unnamed', got: '0 and 5' }));
    await assert.rejects(merge('nobody', 'B two'), failed('request', { reason: 'no-frames' }));
    await assert.rejects(merge('A one', 'A one'), failed('request', { reason: 'no-frames' }));
    const { plan } = await merge('A one', 'B two', 'files', { dryRun: true });
    bench.put('new.fits', light(40));
    await register(archive, 'copy', path.join(bench.source, 'new.fits'));
    await assert.rejects(merge('A one', 'B two', 'files', { plan: plan ?? '' }), failed('stale'));
  });
});
