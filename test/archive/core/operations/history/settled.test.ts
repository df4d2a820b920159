/** Undo never gets stuck, and never calls undone what is not. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive, HistoryEntry, UndoReport } from '../../../../../src/core/api/archive';
import { noContext, type ProgressReport } from '../../../../../src/core/base/ports';
import { titleOf } from '../../../../../src/core/operations/history/history';
import { journalFolder } from '../../../../../src/core/storage/journal/journal';
import { stateText, undoText } from '../../../../../src/core/text/history';
import { allFrames, allSessions, Bench, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { filesIn, sha256 } from '../../../../support/files';
import { light } from '../../../../support/night';

describe('an operation of which nothing can be taken back', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());

  const undo = (archive: Archive, operation: number | null = null, dryRun = false): Promise<UndoReport> =>
    archive.undo({ operation, dryRun }, noContext);
  const entries = async (archive: Archive): Promise<readonly HistoryEntry[]> =>
    (await archive.history({})).items;
  const newest = async (archive: Archive, kind: string): Promise<HistoryEntry> =>
    (await entries(archive)).find((entry) => entry.kind === kind) ?? assert.fail();

  async function registered(name: string, seed: number, mode: 'move' | 'copy' = 'move'): Promise<Archive> {
    const file = bench.put(name, light(seed));
    const archive = await bench.open();
    await register(archive, mode, file);
    return archive;
  }

  async function checkedOut(archive: Archive): Promise<string> {
    await archive.regenerate({}, noContext);
    const [session] = await allSessions(archive);
    const folder = path.join(bench.folder, 'checkout');
    await archive.checkout(
      { sessions: [session?.id ?? ''], to: folder, siril: '1.2.0', copy: false },
      noContext,
    );
    return folder;
  }

  it('is settled where its checkout was deleted by hand, and the one before can be undone', async () => {
    const archive = await registered('a.fits', 1);
    const folder = await checkedOut(archive);
    fs.rmSync(folder, { recursive: true });
    const plan = await undo(archive, null, true);
    assert.ok(plan.settled);
    assert.equal((await newest(archive, 'checkout')).settled, null, 'a dry run notes nothing');
    const report = await undo(archive);
    assert.deepEqual([report.undone, report.refused], [[], []]);
    assert.equal(report.settled, plan.settled);
    const entry = await newest(archive, 'checkout');
    assert.deepEqual([entry.undone, entry.settled, entry.undoable], [null, plan.settled, true]);
    assert.ok(stateText(entry).includes(plan.settled));
    assert.equal((await undo(archive)).operation.kind, 'register');
    assert.deepEqual(filesIn(bench.source), ['a.fits']);
    // It may be asked for again.
    assert.equal((await undo(archive, entry.id)).settled, plan.settled);
  });

  it('is settled where every file is rightly refused: a card that was emptied', async () => {
    const archive = await registered('a.fits', 1);
    const card = bench.put('card.fits', light(2));
    await register(archive, 'copy', card);
    const bytes = fs.readFileSync(card);
    const { mtimeMs } = fs.statSync(card);
    fs.rmSync(card);
    const report = await undo(archive);
    assert.deepEqual([report.undone.length, report.counts.refused], [0, 1]);
    assert.ok(report.settled);
    const { id, undone, settled } = await newest(archive, 'register');
    assert.deepEqual([undone, settled], [null, report.settled], 'nothing is called undone');
    assert.ok(undoText(report).includes(report.settled));
    assert.equal((await undo(archive)).counts.moved, 1);
    // The card is back, and the operation is asked for again.
    fs.writeFileSync(card, bytes);
    fs.utimesSync(card, mtimeMs / 1000, mtimeMs / 1000);
    const again = await undo(archive, id);
    assert.deepEqual([again.counts.removed, again.settled], [1, null]);
    const entry = (await entries(archive)).find((each) => each.id === id);
    assert.ok(entry?.undone);
    assert.deepEqual([entry.settled, entry.undoable], [null, false]);
  });

  it('is settled where its journal is no longer kept, damaged, or that of another archive', async () => {
    const archive = await registered('0.fits', 0);
    for (const spoil of [
      (journal: string) => fs.rmSync(journal),
      (journal: string) => fs.writeFileSync(journal, 'nothing\n'),
      (journal: string) =>
        fs.writeFileSync(
          journal,
          fs.readFileSync(journal, 'utf8').replace(/"archive":"[0-9a-f]{4}/, '"archive":"ffff'),
        ),
    ]) {
      bench.put('1.fits', light(1));
      const report = await register(archive, 'move', path.join(bench.source, '1.fits'));
      const names = fs.readdirSync(journalFolder(bench.database)).sort();
      spoil(path.join(journalFolder(bench.database), names.at(-1) ?? ''));
      const undone = await undo(archive);
      assert.ok(undone.settled);
      assert.equal(undone.counts.refused, 0);
      const to = report.registered[0]?.to ?? '';
      assert.ok(fs.existsSync(to), 'the file stays');
      fs.rmSync(to);
      await archive.forgetRemoved([to]);
    }
    assert.equal((await undo(archive)).counts.moved, 1);
  });

  it('is not settled where the system refuses for now', async function () {
    if (process.getuid?.() === 0 || process.platform === 'win32') this.skip();
    const archive = await registered('a.fits', 1);
    fs.chmodSync(bench.source, 0o500);
    const report = await undo(archive);
    fs.chmodSync(bench.source, 0o700);
    assert.deepEqual([report.counts.refused, report.settled], [1, null]);
    assert.equal((await undo(archive)).counts.moved, 1);
  });

  it('is not settled where the repository is away, and nothing is called undone', async () => {
    for (const mode of ['move', 'copy'] as const) {
      const archive = await registered(`${mode}.fits`, 1, mode);
      fs.renameSync(bench.repository, `${bench.repository}-away`);
      await assert.rejects(undo(archive), { code: 'file' });
      fs.renameSync(`${bench.repository}-away`, bench.repository);
      const { undone, settled } = await newest(archive, 'register');
      assert.deepEqual([undone, settled], [null, null]);
      assert.deepEqual([(await undo(archive)).settled, await allFrames(archive)], [null, []]);
      await archive.close();
    }
  });

  it('goes with the archive when that is renamed, and is taken back there', async () => {
    for (const mode of ['move', 'copy'] as const) {
      const first = await registered('a.fits', 1, mode);
      await first.close();
      const renamed = `${bench.repository}-${mode}`;
      fs.renameSync(bench.repository, renamed);
      const archive = await bench.open({ repository: renamed });
      assert.equal((await allFrames(archive)).length, 1);
      const report = await undo(archive);
      assert.deepEqual([report.undone.length, report.refused], [1, []]);
      assert.deepEqual([filesIn(renamed), filesIn(bench.source)], [[], ['a.fits']]);
      await archive.close();
      fs.renameSync(renamed, bench.repository);
    }
  });

  describe('of the first version of the program', () => {
    /** The journal of the newest operation as the first version wrote it. */
    function asFirstVersion(repository = bench.repository): void {
      const folder = journalFolder(bench.database);
      const name = fs.readdirSync(folder).sort().at(-1) ?? '';
      const lines = fs.readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n');
      const old = lines.map((line) => {
        const value = JSON.parse(line) as Record<string, unknown>;
        if ('journal' in value) return { ...value, journal: 1, archive: undefined, home: undefined };
        for (const key of ['from', 'to', 'stem', 'source']) {
          const stored = value[key];
          if (typeof stored === 'string' && !path.isAbsolute(stored))
            value[key] = path.join(repository, stored);
        }
        return value;
      });
      fs.writeFileSync(path.join(folder, name), old.map((line) => `${JSON.stringify(line)}\n`).join(''));
    }

    it('is taken back to where the frames came from', async () => {
      const archive = await registered('a.fits', 1);
      asFirstVersion();
      const report = await undo(archive);
      assert.deepEqual([report.counts.moved, report.refused], [1, []]);
      assert.deepEqual(filesIn(bench.source), ['a.fits']);
    });

    it('is left alone where the archive was renamed since, whatever lies at the old place', async () => {
      for (const [mode, stays] of [
        ['move', true],
        ['copy', true],
        ['copy', false],
      ] as const) {
        const first = await registered('a.fits', 1, mode);
        await first.close();
        asFirstVersion();
        const renamed = `${bench.repository}-new`;
        if (stays) fs.cpSync(bench.repository, renamed, { recursive: true, preserveTimestamps: true });
        else fs.renameSync(bench.repository, renamed);
        const before = [filesIn(bench.repository), filesIn(renamed), filesIn(bench.source)];
        const archive = await bench.open({ repository: renamed });
        const report = await undo(archive);
        assert.equal(report.undone.length, 0);
        assert.ok(report.settled);
        assert.deepEqual([filesIn(bench.repository), filesIn(renamed), filesIn(bench.source)], before);
        assert.equal((await newest(archive, 'register')).undone, null);
        await archive.close();
        for (const folder of [bench.repository, renamed, path.dirname(bench.database)]) {
          fs.rmSync(folder, { recursive: true, force: true });
        }
      }
    });
  });

  describe('while a later one stands on it', () => {
    it('is refused where that has touched the same files, and is named', async () => {
      const archive = await registered('a.fits', 1);
      const { id } = await newest(archive, 'register');
      const [frame] = await allFrames(archive);
      await archive.editHeaders(
        {
          selection: { frames: [frame?.id ?? 0] },
          changes: [{ do: 'set', keyword: 'FILTER', value: 'Ha' }],
          rename: true,
          dryRun: false,
        },
        noContext,
      );
      const later = titleOf({ journal: null, ...(await newest(archive, 'set')) });
      await assert.rejects(undo(archive, id), failed('request', { reason: 'later-operation', got: later }));
      await undo(archive);
      assert.equal((await undo(archive, id)).counts.moved, 1, 'undo after undo');
      assert.equal(sha256(path.join(bench.source, 'a.fits')), frame?.sha256);
    });

    it('is refused where a checkout has links to its files', async function () {
      if (process.platform === 'win32') this.skip();
      const archive = await registered('a.fits', 1);
      const { id } = await newest(archive, 'register');
      const folder = await checkedOut(archive);
      await assert.rejects(undo(archive, id), { code: 'request' });
      fs.rmSync(folder, { recursive: true });
      assert.equal((await undo(archive, id)).counts.moved, 1);
    });
  });

  it('counts every file in its progress, looked at and taken back', async () => {
    for (let i = 0; i < 5; i++) bench.put(`${i}.fits`, light(i));
    const archive = await bench.open();
    const { registered: rows } = await register(archive, 'move', bench.source);
    fs.appendFileSync(rows[0]?.to ?? '', 'x');
    for (const [dryRun, total] of [
      [true, 5],
      [false, 10],
    ] as const) {
      const reports: ProgressReport[] = [];
      const progress = { report: (report: ProgressReport) => void reports.push(report) };
      await archive.undo({ operation: null, dryRun }, { ...noContext, progress });
      assert.ok(reports.length > 0);
      for (const report of reports) assert.equal(report.total, total);
    }
  });
});
