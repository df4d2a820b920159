/** Undo at its edges: files that are back already, calls that fail in between, progress to the last file. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive, UndoReport } from '../../../../../src/core/api/archive';
import { type Context, noContext, silentLog } from '../../../../../src/core/base/ports';
import { changeOf } from '../../../../../src/core/rules/headers/headerChanges';
import { journalFolder } from '../../../../../src/core/storage/journal/journal';
import { allFrames, Bench, register } from '../../../../support/bench';
import { everyStep } from '../../../../support/everyStep';
import { filesIn } from '../../../../support/files';
import { light } from '../../../../support/night';
import { whileRefusing } from '../../../../support/refuse';

describe('undo, at its edges', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());

  const undo = (archive: Archive, dryRun = false, context: Context = noContext): Promise<UndoReport> =>
    archive.undo({ operation: null, dryRun }, context);

  async function registered(count: number, mode: 'move' | 'copy' | 'in-place'): Promise<Archive> {
    for (let i = 0; i < count; i++) bench.put(`${i}.fits`, light(i));
    const archive = await bench.open();
    await register(archive, mode, bench.source);
    return archive;
  }

  const paths = async (archive: Archive) => (await allFrames(archive)).map((frame) => frame.path).sort();

  it('takes frames off the list whose files are back or gone already, and only then', async () => {
    for (const mode of ['move', 'copy'] as const) {
      const archive = await registered(2, mode);
      const [first, second] = await paths(archive);
      if (mode === 'move') fs.renameSync(first ?? '', path.join(bench.source, '0.fits'));
      else fs.rmSync(first ?? '');
      const plan = await undo(archive, true);
      assert.deepEqual([plan.undone.length, plan.refused, plan.settled], [1, [], null]);
      assert.deepEqual(await paths(archive), [first, second], 'a dry run changes nothing');
      const report = await undo(archive);
      assert.deepEqual([report.undone.length, report.refused, report.settled], [1, [], null]);
      assert.deepEqual(await paths(archive), []);
      assert.ok(report.operation.id > 0);
      assert.deepEqual(filesIn(bench.source), ['0.fits', '1.fits']);
      await archive.close();
    }
  });

  it('keeps a frame on the list whose header was put back by hand', async () => {
    const archive = await registered(1, 'move');
    const [file = ''] = await paths(archive);
    const before = fs.readFileSync(file);
    const { atime, mtime } = fs.statSync(file);
    const selection = { objects: ['NGC 7000'] };
    const changes = [changeOf('set', 'FILTER', 'Ha')];
    await archive.regenerate({}, noContext);
    await archive.editHeaders({ selection, changes, rename: false, dryRun: false }, noContext);
    assert.ok(!fs.readFileSync(file).equals(before));
    fs.writeFileSync(file, before);
    fs.utimesSync(file, atime, mtime);
    const report = await undo(archive);
    assert.deepEqual([report.undone, report.settled, await paths(archive)], [[], null, [file]]);
    assert.ok(fs.readFileSync(file).equals(before));
  });

  it('does not count as done where the system refuses a file in the last moment, and goes on next time', async () => {
    const archive = await registered(3, 'move');
    const back = path.join(bench.source, '1.fits');
    const { result: report } = await whileRefusing(
      ({ name, args }) => (name === 'link' && args[1] === back ? 'EIO' : null),
      () => undo(archive),
    );
    assert.deepEqual([report?.counts.moved, report?.counts.refused, report?.settled], [2, 1, null]);
    assert.equal(report?.operation.undone, null);
    assert.equal((await allFrames(archive)).length, 1);
    const again = await undo(archive);
    assert.deepEqual([again.operation.id, again.counts.moved], [report?.operation.id, 1]);
    assert.deepEqual(filesIn(bench.source), ['0.fits', '1.fits', '2.fits']);
    assert.deepEqual(await allFrames(archive), []);
  });

  it('is settled where the originals of all copies have other bytes, which no other try will change', async () => {
    const archive = await registered(2, 'copy');
    for (const name of ['0.fits', '1.fits']) {
      const file = path.join(bench.source, name);
      const { atime, mtime } = fs.statSync(file);
      const bytes = fs.readFileSync(file);
      bytes[bytes.length - 2881] = 77;
      fs.writeFileSync(file, bytes);
      fs.utimesSync(file, atime, mtime);
    }
    const report = await undo(archive);
    assert.deepEqual([report.undone, report.counts.refused], [[], 2]);
    assert.notEqual(report.settled, null);
    assert.equal(filesIn(bench.repository).length, 2, 'they may be the last good ones');
  });

  it('stops after a cancel, in whatever batch of files, and is not done', async () => {
    const archive = await registered(5, 'move');
    let asked = 0;
    const cancel = {
      get isCancellationRequested() {
        return ++asked > 8;
      },
    };
    const report = await undo(archive, false, { ...noContext, cancel });
    assert.deepEqual([report.cancelled, report.operation.undone, report.settled], [true, null, null]);
    assert.equal(report.counts.moved + (await allFrames(archive)).length, 5);
    const rest = await undo(archive);
    assert.equal(rest.operation.id, report.operation.id);
    assert.deepEqual(await allFrames(archive), []);
    assert.equal(filesIn(bench.source).length, 5);
  });

  it('reports its progress to the last file exactly, with files that are refused and files that are back', async () => {
    const archive = await registered(5, 'move');
    const [first, second] = await paths(archive);
    fs.appendFileSync(first ?? '', 'changed since');
    fs.renameSync(second ?? '', path.join(bench.source, '1.fits'));
    for (const [dryRun, total] of [
      [true, 5],
      [false, 10],
    ] as const) {
      const { reports, result } = await everyStep((progress) =>
        undo(archive, dryRun, { ...noContext, progress }),
      );
      assert.deepEqual([result.undone.length, result.counts.refused], [3, 1]);
      const own = reports.filter((report) => report.total === total).map(({ done }) => done);
      assert.equal(own.at(-1), total);
      assert.equal(own.indexOf(total), own.length - 1, 'not before the last file');
      assert.deepEqual(
        own,
        [...own].sort((a, b) => a - b),
      );
    }
  });

  it('counts files that have nothing to take back as done', async () => {
    const archive = await registered(3, 'in-place');
    // Found again: they were in the archive before, and a second operation speaks of them.
    await register(archive, 'in-place', bench.source);
    for (const [dryRun, total] of [
      [true, 3],
      [false, 6],
    ] as const) {
      const { reports } = await everyStep((progress) => undo(archive, dryRun, { ...noContext, progress }));
      assert.equal(reports.filter((report) => report.total === total).at(-1)?.done, total);
    }
  });

  it('tells in the log how many files were taken back, and which were left', async () => {
    const said: string[] = [];
    for (let i = 0; i < 2; i++) bench.put(`${i}.fits`, light(i));
    const log = {
      ...silentLog,
      info: (line: string) => said.push(line),
      warn: (line: string) => said.push(line),
    };
    const archive = await bench.open({}, log);
    await register(archive, 'move', bench.source);
    const [first] = await paths(archive);
    fs.appendFileSync(first ?? '', 'changed since');
    said.length = 0;
    await undo(archive);
    assert.ok(said.some((line) => /\b1 .*\b1 /.test(line)));
    assert.ok(said.some((line) => line.includes(first ?? '')));
  });

  it('leaves the journals of other operations their names', async () => {
    const archive = await registered(1, 'move');
    const names = () => fs.readdirSync(journalFolder(bench.database)).sort();
    const before = names();
    await undo(archive);
    assert.deepEqual(names().slice(0, before.length), before);
    assert.ok(names().every((name) => name.endsWith('.jsonl')));
  });

  it('gives an edited frame back under the number that it has', async () => {
    const archive = await registered(1, 'move');
    await archive.regenerate({}, noContext);
    const [before] = await allFrames(archive);
    const changes = [changeOf('set', 'FILTER', 'Ha')];
    await archive.editHeaders(
      { selection: { objects: ['NGC 7000'] }, changes, rename: true, dryRun: false },
      noContext,
    );
    assert.equal((await allFrames(archive))[0]?.filter, 'Ha');
    await undo(archive);
    const [after] = await allFrames(archive);
    assert.deepEqual([after?.id, after?.path, after?.filter], [before?.id, before?.path, before?.filter]);
  });

  it('closes the journals behind it', async () => {
    const archive = await registered(1, 'move');
    const open = () => fs.readdirSync('/proc/self/fd').length;
    if (!fs.existsSync('/proc/self/fd')) return;
    await undo(archive, true);
    const before = open();
    for (let i = 0; i < 5; i++) await undo(archive, true);
    assert.equal(open(), before);
  });
});
