/** What the next start makes of a journal that was left open, with files in every state that a crash leaves. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { silentLog } from '../../../../../src/core/base/ports';
import { planEdit } from '../../../../../src/core/formats/image/imageFile';
import type { FileStep } from '../../../../../src/core/storage/files/fileStep';
import { Journal, journalFolder } from '../../../../../src/core/storage/journal/journal';
import { allFrames, Bench, register } from '../../../../support/bench';
import { filesIn, sha256 } from '../../../../support/files';
import { journalHome } from '../../../../support/identity';
import { light } from '../../../../support/night';
import { tear } from '../../../../support/tear';

describe('recovery', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
    fs.mkdirSync(path.join(bench.repository, 'Light'), { recursive: true });
  });
  afterEach(() => bench.dispose());

  const target = (name: string) => path.join(bench.repository, 'Light', name);
  const stemOf = (name: string) => target(`.astro-archive-${sha256(Buffer.from(name)).slice(0, 12)}`);

  function stepFor(name: string, kind: FileStep['do'], changes: Partial<FileStep> = {}): FileStep {
    const from = bench.put(name, light(Number(/\d+/.exec(name)?.[0] ?? 0)));
    const { size, mtimeMs: mtime } = fs.statSync(from);
    const sum = sha256(from);
    return {
      do: kind,
      from,
      to: target(name),
      size,
      mtime,
      hash: sum,
      sha256: sum,
      imageKey: '384-1',
      patches: [],
      stem: stemOf(name),
      givesUp: false,
      row: 'enter',
      replaces: null,
      known: false,
      source: from,
      ...changes,
    };
  }

  const edit = (file: string) => planEdit(file, [{ keyword: 'HISTORY', value: 'Astro Archive: test' }]);

  /** Leaves a journal of these steps as a process leaves it that dies. */
  async function interrupted(steps: readonly FileStep[]): Promise<void> {
    const journal = new Journal(journalHome(bench.repository, bench.database), {
      operation: 'register',
      started: '2024-11-04T20:30:00.000Z',
    });
    await journal.announce(steps);
    await journal.abandon();
  }

  async function recovered() {
    const said: string[] = [];
    const log = {
      ...silentLog,
      info: (line: string) => said.push(line),
      warn: (line: string) => said.push(line),
    };
    const archive = await bench.open({}, log);
    const frames = (await allFrames(archive)).map((frame) => [path.basename(frame.path), frame.sha256]);
    return { archive, said, frames };
  }

  it('puts a frame in the place of the poorer copy that it was to displace', async () => {
    const archive = await bench.open();
    const cards = { IMAGETYP: 'LIGHT', OBJECT: 'NGC 7000' };
    await register(archive, 'copy', bench.put('poor.fits', { ...light(1), cards }));
    const displaces = (await allFrames(archive))[0]?.path ?? assert.fail();
    await archive.close();
    const step = stepFor('1.fits', 'move', { displaces });
    fs.renameSync(step.from, step.to);
    await interrupted([step]);
    assert.deepEqual((await recovered()).frames, [['1.fits', step.sha256]]);
    assert.ok(fs.existsSync(displaces));
  });

  it('finishes moves and rolls back what was not begun, with a line for each', async () => {
    const both = stepFor('0.fits', 'move');
    fs.linkSync(both.from, both.to);
    const moved = stepFor('1.fits', 'move');
    fs.renameSync(moved.from, moved.to);
    const copied = stepFor('2.fits', 'move');
    fs.copyFileSync(copied.from, copied.to);
    fs.utimesSync(copied.to, copied.mtime / 1000, copied.mtime / 1000);
    const waiting = stepFor('3.fits', 'move');
    const half = stepFor('4.fits', 'move');
    fs.writeFileSync(`${half.stem}.part`, 'half');
    const held = stepFor('5.fits', 'move');
    fs.writeFileSync(held.to, '');
    await interrupted([both, moved, copied, waiting, half, held]);
    const { archive, said, frames } = await recovered();
    assert.deepEqual(filesIn(bench.source), ['3.fits', '4.fits', '5.fits']);
    assert.deepEqual(filesIn(path.join(bench.repository, 'Light')), ['0.fits', '1.fits', '2.fits']);
    assert.deepEqual(
      frames,
      [both, moved, copied].map(({ to, sha256: sum }) => [path.basename(to), sum]),
    );
    assert.equal(said.filter((line) => line.startsWith('Finished')).length, 3);
    assert.equal(said.filter((line) => line.startsWith('Rolled back')).length, 3);
    const [entry] = (await archive.history({})).items;
    assert.deepEqual([entry?.kind, entry?.summary['finished'], entry?.undoable], ['register', 3, true]);
    assert.deepEqual(
      fs.readdirSync(journalFolder(bench.database)).filter((name) => name.endsWith('.open')),
      [],
    );
  });

  it('finishes a header that was being edited and keeps the hash of the original', async () => {
    const second = stepFor('0.fits', 'move');
    const planned = { ...second, patches: edit(second.from) };
    fs.linkSync(planned.from, planned.to);
    fs.writeFileSync(`${planned.stem}.edit`, 'half');
    const torn = stepFor('1.fits', 'stay');
    const here = target('1.fits');
    fs.renameSync(torn.from, here);
    const patches = edit(here);
    tear(here, patches, 10);
    await interrupted([planned, { ...torn, from: here, patches, source: null }]);
    const { archive, frames } = await recovered();
    assert.deepEqual(frames, [
      ['0.fits', planned.sha256],
      ['1.fits', torn.sha256],
    ]);
    assert.deepEqual([filesIn(bench.source), filesIn(bench.repository).length], [[], 2]);
    for (const frame of await allFrames(archive)) {
      assert.ok(fs.readFileSync(frame.path).includes('Astro Archive: test'));
      assert.ok(Math.abs(frame.mtime - (frame.path === here ? torn : planned).mtime) < 1);
    }
  });

  it('finishes an edit that was cut off before a byte was another one, and puts the time back', async () => {
    const step = stepFor('1.fits', 'stay');
    const here = target('1.fits');
    fs.renameSync(step.from, here);
    const patches = edit(here);
    fs.utimesSync(here, 1e9, 1e9);
    await interrupted([{ ...step, from: here, patches, source: null }]);
    const { frames } = await recovered();
    assert.deepEqual(frames, [['1.fits', step.sha256]]);
    // eslint-disable-next-line no-restricted-syntax -- a card
    assert.match(fs.readFileSync(here).toString('latin1'), /HISTORY Astro Archive: test/);
    assert.equal(Math.round(fs.statSync(here).mtimeMs), Math.round(step.mtime));
  });

  it('touches nothing that somebody else has put there, and says so', async () => {
    const foreign = stepFor('0.fits', 'move');
    fs.writeFileSync(foreign.to, 'another file');
    const changed = stepFor('1.fits', 'copy');
    const copy = fs.readFileSync(changed.from).fill(7, 2880);
    fs.writeFileSync(changed.to, copy);
    fs.utimesSync(changed.to, changed.mtime / 1000, changed.mtime / 1000);
    const lost = stepFor('2.fits', 'move');
    fs.rmSync(lost.from);
    fs.writeFileSync(`${lost.stem}.part`, 'perhaps of use');
    await interrupted([foreign, changed, lost]);
    const { archive, said, frames } = await recovered();
    assert.deepEqual(frames, []);
    assert.equal(fs.readFileSync(foreign.to, 'utf8'), 'another file');
    assert.deepEqual(fs.readFileSync(changed.to), copy);
    assert.ok(fs.existsSync(`${lost.stem}.part`));
    assert.ok(said.some((line) => line.includes(foreign.to) && line.includes(foreign.from)));
    assert.ok(said.some((line) => line.includes(lost.from) && line.includes(lost.to)));
    assert.equal((await archive.status()).recovered?.problems, 3);
  });

  it('waits for a repository that is not there', async () => {
    const moved = stepFor('0.fits', 'move');
    fs.renameSync(moved.from, moved.to);
    await interrupted([moved]);
    fs.renameSync(bench.repository, `${bench.repository}-away`);
    const { archive, frames } = await recovered();
    assert.deepEqual(frames, []);
    await archive.close();
    fs.renameSync(`${bench.repository}-away`, bench.repository);
    assert.equal((await recovered()).frames.length, 1);
  });

  it('makes no operation of a journal that was cut off before its first step', async () => {
    const folder = journalFolder(bench.database);
    fs.mkdirSync(folder, { recursive: true });
    const head = '{"journal":1,"operation":"register","started":"2024-11-04T20:30:00.000Z"}\n';
    fs.writeFileSync(path.join(folder, '20241104T203000000Z-undo.jsonl.open'), '');
    fs.writeFileSync(path.join(folder, '20241104T203000001Z-register.jsonl.open'), head);
    const { archive } = await recovered();
    assert.deepEqual((await archive.history({})).items, []);
    assert.ok(fs.readdirSync(folder).every((name) => !name.endsWith('.open')));
  });

  it('enters an operation once that was saved and whose journal was still open', async () => {
    bench.put('a.fits');
    const first = await bench.open();
    await register(first, 'move', bench.source);
    await first.close();
    const folder = journalFolder(bench.database);
    const [name = ''] = fs.readdirSync(folder);
    fs.renameSync(path.join(folder, name), path.join(folder, `${name}.open`));
    const { archive, frames } = await recovered();
    assert.equal(frames.length, 1);
    assert.deepEqual(
      (await archive.history({})).items.map(({ kind, undoable }) => [kind, undoable]),
      [['register', true]],
    );
  });

  it('has nothing to do after an operation that ended, and keeps its journal', async () => {
    bench.put('a.fits');
    const first = await bench.open();
    await register(first, 'move', bench.source);
    await first.close();
    const [name, ...others] = fs.readdirSync(journalFolder(bench.database));
    assert.deepEqual(others, []);
    assert.match(name ?? '', /-register\.jsonl$/);
    assert.deepEqual(
      (await recovered()).said.filter((line) => /interrupted/.test(line)),
      [],
    );
  });

  /** The head of an open journal of an operation of this archive, or of one that claims to be another's. */
  async function interruptedBy(
    detail: Record<string, unknown>,
    isOurs: boolean,
    started: string,
  ): Promise<void> {
    const home = journalHome(bench.repository, bench.database);
    const identity = isOurs ? home.identity : { ...home.identity, home: '2'.repeat(32) };
    const journal = new Journal({ ...home, identity }, { operation: 'register', started, detail });
    const step = stepFor(`${started.slice(18, 19)}.fits`, 'copy');
    await journal.announce([step]);
    await journal.abandon();
  }

  it('keeps what an interrupted operation says of itself, and of one that is not trusted plain values alone', async () => {
    const detail = { mode: 'copy', files: 3, all: true, known: { aliases: [] }, list: [1] };
    await interruptedBy(detail, true, '2024-11-04T20:30:01.000Z');
    await interruptedBy(detail, false, '2024-11-04T20:30:02.000Z');
    const { archive } = await recovered();
    const [second, first] = (await archive.history({})).items;
    const told = ({ mode, files, all, list }: Record<string, unknown>) => ({ mode, files, all, list });
    assert.deepEqual(told(first?.summary ?? {}), { mode: 'copy', files: 3, all: true, list: [1] });
    assert.deepEqual(told(second?.summary ?? {}), { mode: 'copy', files: 3, all: true, list: undefined });
    assert.deepEqual([first?.summary['rolledBack'], first?.summary['interrupted']], [1, true]);
  });

  it('goes on with other journals where one cannot be read, which counts as a problem and is kept', async () => {
    const moved = stepFor('0.fits', 'move');
    fs.renameSync(moved.from, moved.to);
    const bad = path.join(journalFolder(bench.database), '20200101T000000000Z-set.jsonl.open');
    await interrupted([moved]);
    fs.mkdirSync(bad);
    const { archive, frames } = await recovered();
    assert.deepEqual(frames, [['0.fits', moved.sha256]]);
    const { problems, finished } = (await archive.status()).recovered ?? assert.fail();
    assert.deepEqual([problems, finished, fs.existsSync(bad)], [1, 1, true]);
  });

  it('opens the archive although the journals cannot be looked at', async () => {
    const folder = journalFolder(bench.database);
    fs.mkdirSync(path.dirname(folder), { recursive: true });
    fs.writeFileSync(folder, 'no folder');
    const { archive, frames } = await recovered();
    assert.deepEqual([frames, (await archive.status()).recovered], [[], null]);
  });

  it('enters nothing of a step that failed, and nothing again that the database knows', async () => {
    bench.put('0.fits', light(0));
    const first = await bench.open();
    await register(first, 'copy', bench.source);
    const [frame] = await allFrames(first);
    await first.close();
    const known = stepFor('0.fits', 'copy', {
      to: frame?.path ?? '',
      stem: path.join(path.dirname(frame?.path ?? ''), '.astro-archive-0123456789ab'),
    });
    const failed = stepFor('1.fits', 'copy');
    fs.copyFileSync(failed.from, failed.to);
    fs.utimesSync(failed.to, failed.mtime / 1000, failed.mtime / 1000);
    const journal = new Journal(journalHome(bench.repository, bench.database), {
      operation: 'register',
      started: '2024-11-04T20:30:00.000Z',
    });
    await journal.announce([known, failed]);
    const { size, mtime } = frame ?? assert.fail();
    await journal.done([
      [0, { size, mtime, editedSha256: null, sourceKept: true }],
      [1, 'failed'],
    ]);
    await journal.abandon();
    const { archive, frames } = await recovered();
    assert.equal(frames.length, 1);
    const counted = (await archive.status()).recovered;
    assert.deepEqual([counted?.finished, counted?.problems, counted?.rolledBack], [0, 0, 0]);
    assert.equal((await allFrames(archive))[0]?.id, frame?.id);
  });
});
