/** Journals that somebody else wrote, of a copied archive, or of files on a drive that is away. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ArchiveStatus } from '../../../../../src/core/api/archive';
import { silentLog } from '../../../../../src/core/base/ports';
import { planEdit } from '../../../../../src/core/formats/image/imageFile';
import type { FileStep } from '../../../../../src/core/storage/files/fileStep';
import { Journal, journalFolder } from '../../../../../src/core/storage/journal/journal';
import { headLine, stepLine } from '../../../../../src/core/storage/journal/lines';
import { allFrames, Bench, register } from '../../../../support/bench';
import { sha256 } from '../../../../support/files';
import { IDENTITY, identityOf, journalHome } from '../../../../support/identity';
import { light } from '../../../../support/night';
import { tear } from '../../../../support/tear';

const HEAD = { operation: 'register', started: '2024-11-04T20:30:00.000Z' };
const OTHER = 'f'.repeat(32);

describe('a journal of an interrupted operation', () => {
  let bench: Bench;
  let home: string;
  beforeEach(() => {
    bench = new Bench();
    home = path.join(bench.folder, 'home');
    fs.mkdirSync(home);
    fs.mkdirSync(path.join(bench.repository, 'Light'), { recursive: true });
  });
  afterEach(() => bench.dispose());

  const inArchive = (name: string) => path.join(bench.repository, 'Light', name);

  function frame(file: string, seed: number): string {
    fs.copyFileSync(bench.put(`seed${seed}.fits`, light(seed)), file);
    return file;
  }

  function step(kind: FileStep['do'], from: string, to: string, changes: Partial<FileStep> = {}): FileStep {
    const there = fs.existsSync(from) ? from : to;
    const { size, mtimeMs: mtime } = fs.statSync(there);
    const sum = sha256(there);
    return {
      do: kind,
      from,
      to,
      size,
      mtime,
      hash: sum,
      sha256: sum,
      imageKey: '384-1',
      patches: [],
      stem: path.join(path.dirname(to), '.astro-archive-0123456789ab'),
      givesUp: true,
      row: 'enter',
      replaces: null,
      known: false,
      source: kind === 'stay' ? null : from,
      ...changes,
    };
  }

  const edit = (file: string) => planEdit(file, [{ keyword: 'OBJECT', value: 'EVIL' }]);

  /** An open journal: of the first version, of another archive, or of this one. */
  function write(whose: 'first version' | 'another' | 'ours', steps: readonly FileStep[]): string {
    const folder = journalFolder(bench.database);
    fs.mkdirSync(folder, { recursive: true });
    const first = whose === 'first version';
    const head = first
      ? `${JSON.stringify({ journal: 1, ...HEAD })}\n`
      : headLine(
          HEAD,
          whose === 'ours' ? identityOf(bench.repository, bench.database) : { ...IDENTITY, id: OTHER },
        );
    // The first version stored all paths as they are.
    const repository = first ? path.join(bench.folder, 'nowhere') : bench.repository;
    const lines = steps.map((each, i) => stepLine(i, each, repository)).join('');
    const file = path.join(folder, '20241104T203000000Z-register.jsonl.open');
    fs.writeFileSync(file, head + lines);
    return file;
  }

  async function open(): Promise<{
    frames: string[];
    recovered: ArchiveStatus['recovered'];
    said: string[];
  }> {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const archive = await bench.open({}, { ...silentLog, info: say, warn: say, error: say });
    const frames = (await allFrames(archive)).map(({ path: file }) => path.relative(bench.folder, file));
    const { recovered } = await archive.status();
    await archive.close();
    return { frames: frames.sort(), recovered, said };
  }

  /** Every file below the home folder with its bytes, its links and its time. */
  function state(): unknown {
    return fs.readdirSync(home).map((name) => {
      const { nlink, mtimeMs } = fs.lstatSync(path.join(home, name));
      return [name, sha256(path.join(home, name)), nlink, mtimeMs];
    });
  }

  for (const whose of ['first version', 'another'] as const) {
    it(`touches nothing outside the archive where it is not to be trusted (${whose})`, async () => {
      const at = (name: string) => path.join(home, name);
      const edited = frame(at('edited.fits'), 1);
      const editing = step('stay', edited, edited, { patches: edit(edited) });
      tear(edited, editing.patches, 2);
      const empty = path.join(home, 'empty');
      fs.writeFileSync(empty, '');
      const copied = frame(at('copied.fits'), 2);
      fs.linkSync(frame(at('second.fits'), 3), at('first.fits'));
      fs.linkSync(frame(at('moved.fits'), 4), at('moved-to.fits'));
      const part = path.join(home, '.astro-archive-0123456789ab.part');
      fs.writeFileSync(part, 'x');
      const steps = [
        editing,
        step('copy', copied, empty),
        step('adopt', at('second.fits'), at('first.fits')),
        step('move', at('moved.fits'), at('moved-to.fits')),
      ];
      write(whose, steps);
      const before = state();
      const { frames, recovered } = await open();
      assert.deepEqual(state(), before);
      assert.deepEqual(frames, []);
      assert.deepEqual([recovered?.finished, recovered?.problems], [0, 4]);
    });

    it(`takes files in that lie in the archive, and leaves where they came from (${whose})`, async () => {
      const from = frame(path.join(home, 'a.fits'), 1);
      fs.linkSync(from, inArchive('a.fits'));
      const twice = frame(path.join(home, 'b.fits'), 2);
      fs.copyFileSync(twice, inArchive('b.fits'));
      const { mtimeMs } = fs.statSync(twice);
      fs.utimesSync(inArchive('b.fits'), mtimeMs / 1000, mtimeMs / 1000);
      const within = frame(inArchive('c0.fits'), 3);
      fs.linkSync(within, inArchive('c.fits'));
      const torn = frame(inArchive('d.fits'), 4);
      const tearing = step('stay', torn, torn, { patches: edit(torn) });
      tear(torn, tearing.patches, 2);
      write(whose, [
        step('move', from, inArchive('a.fits')),
        step('move', twice, inArchive('b.fits')),
        step('move', within, inArchive('c.fits')),
        tearing,
      ]);
      const before = state();
      const { frames } = await open();
      assert.deepEqual(
        frames.map((file) => path.basename(file)),
        ['a.fits', 'b.fits', 'c.fits', 'd.fits'],
      );
      assert.deepEqual(
        (state() as unknown[][]).map(([name, sum]) => [name, sum]),
        (before as unknown[][]).map(([name, sum]) => [name, sum]),
      );
      assert.ok(!fs.existsSync(within), 'what lies in the archive is finished');
      assert.match(fs.readFileSync(torn, 'latin1'), /EVIL/);
    });

    it(`follows no link out of the archive (${whose})`, async function () {
      if (process.platform === 'win32') this.skip();
      fs.symlinkSync(home, path.join(bench.repository, 'out'));
      const out = (name: string) => path.join(bench.repository, 'out', name);
      frame(path.join(home, 'a.fits'), 1);
      const editing = step('stay', out('a.fits'), out('a.fits'), { patches: edit(out('a.fits')) });
      tear(path.join(home, 'a.fits'), editing.patches, 2);
      frame(path.join(home, 'b.fits'), 2);
      fs.linkSync(path.join(home, 'b.fits'), inArchive('b.fits'));
      fs.writeFileSync(path.join(home, 'empty'), '');
      const steps = [
        editing,
        step('move', out('b.fits'), inArchive('b.fits')),
        step('copy', inArchive('b.fits'), out('empty')),
      ];
      write(whose, steps);
      const before = state();
      await open();
      assert.deepEqual(state(), before);
    });
  }

  it('changes no file that is no image, also where it is to be trusted', async () => {
    const text = path.join(home, '.bashrc');
    fs.writeFileSync(text, '# executed by bash for login shells\n'.repeat(5));
    const before = Buffer.from(fs.readFileSync(text).subarray(0, 10));
    const after = Uint8Array.from(Buffer.from('curl evil!'));
    before[9] = (before[9] ?? 0) ^ 1;
    write('ours', [step('stay', text, text, { mtime: 1, patches: [{ offset: 0, before, after }] })]);
    const seen = state();
    const { recovered } = await open();
    assert.deepEqual(state(), seen);
    assert.equal(recovered?.problems, 1);
  });

  it('stays open while a file is neither here nor there, and is done with the others', async () => {
    const names = ['away.fits', 'here.fits'];
    for (const [i, name] of names.entries()) frame(path.join(home, name), i);
    const steps = names.map((name) => step('move', path.join(home, name), inArchive(name)));
    fs.renameSync(path.join(home, 'here.fits'), inArchive('here.fits'));
    const file = write('ours', steps);
    // A line that is torn, as a crash leaves it.
    fs.appendFileSync(file, '{"step":2,"do":"mo');
    fs.renameSync(home, `${home}-away`);
    const first = await open();
    assert.deepEqual(first.frames, [path.join('repository', 'Light', 'here.fits')]);
    assert.deepEqual([first.recovered?.finished, first.recovered?.waiting], [1, 1]);
    assert.ok(fs.existsSync(file));
    // What was recovered is the user's again: it may go elsewhere, and nobody misses it.
    fs.renameSync(inArchive('here.fits'), path.join(bench.folder, 'elsewhere.fits'));
    const second = await open();
    assert.deepEqual([second.recovered?.finished, second.recovered?.problems], [0, 1]);
    assert.ok(fs.existsSync(file));
    fs.renameSync(`${home}-away`, home);
    fs.linkSync(path.join(home, 'away.fits'), inArchive('away.fits'));
    const third = await open();
    assert.deepEqual([third.recovered?.finished, third.recovered?.problems], [1, 0]);
    assert.deepEqual(fs.readdirSync(home), []);
    assert.ok(!fs.existsSync(file));
    assert.equal((await open()).recovered, null);
    const archive = await bench.open();
    assert.deepEqual(
      (await archive.history({})).items.map(({ kind }) => kind),
      ['register'],
      'one operation, however often it is looked at',
    );
  });

  it('keeps aside what is damaged, when it has to stay open', async () => {
    frame(inArchive('a.fits'), 1);
    frame(path.join(home, 'b.fits'), 2);
    const steps = [
      step('move', path.join(home, 'a.fits'), inArchive('a.fits')),
      step('move', path.join(home, 'b.fits'), inArchive('b.fits')),
    ];
    const file = write('ours', steps);
    fs.appendFileSync(file, '{"damaged\n{"end":true}\n');
    const size = fs.statSync(file).size;
    fs.renameSync(home, `${home}-away`);
    assert.equal((await open()).recovered?.waiting, 1);
    const aside = fs.readdirSync(journalFolder(bench.database)).filter((name) => name.includes('damaged'));
    assert.equal(aside.length, 1);
    assert.equal(fs.statSync(path.join(journalFolder(bench.database), aside[0] ?? '')).size, size);
    assert.equal((await open()).recovered?.finished, 0, 'what was recovered is not again');
  });

  it('says a few words where a thousand files are away', async () => {
    const one = frame(path.join(home, 'a.fits'), 1);
    const steps = Array.from({ length: 1000 }, (_, i) => ({
      ...step('move', one, inArchive('a.fits')),
      from: path.join(home, `away${i}.fits`),
      to: inArchive(`away${i}.fits`),
    }));
    write('ours', steps);
    const { recovered, said } = await open();
    assert.deepEqual([recovered?.problems, recovered?.waiting], [1000, 1000]);
    assert.ok(said.length < 40, `${said.length} lines`);
    assert.ok(said.some((line) => /980 more files/.test(line)));
  });

  it('of a copied archive is finished with the files of the copy', async () => {
    const from = frame(path.join(home, 'a.fits'), 1);
    const to = inArchive('a.fits');
    const moving = step('move', from, to);
    const inner = frame(inArchive('b0.fits'), 2);
    const renaming = step('move', inner, inArchive('b.fits'));
    const journal = new Journal(journalHome(bench.repository, bench.database), HEAD);
    await journal.announce([moving, renaming]);
    await journal.abandon();
    fs.renameSync(from, to);
    fs.linkSync(inner, inArchive('b.fits'));
    const copy = path.join(bench.folder, 'copy');
    fs.cpSync(bench.repository, path.join(copy, 'repository'), { recursive: true, preserveTimestamps: true });
    fs.cpSync(path.dirname(bench.database), path.join(copy, 'database'), { recursive: true });
    fs.rmSync(path.join(copy, 'repository/Light/b0.fits'));
    fs.linkSync(path.join(copy, 'repository/Light/b.fits'), path.join(copy, 'repository/Light/b0.fits'));
    const files = () => fs.readdirSync(path.join(bench.repository, 'Light')).sort();
    assert.deepEqual(files(), ['a.fits', 'b.fits', 'b0.fits']);
    const archive = await bench.open({
      repository: path.join(copy, 'repository'),
      database: path.join(copy, 'database/astro-archive.sqlite'),
    });
    assert.deepEqual(
      (await allFrames(archive)).map(({ path: file }) => path.relative(copy, file)).sort(),
      ['a.fits', 'b.fits'].map((name) => path.join('repository', 'Light', name)),
    );
    assert.deepEqual(fs.readdirSync(path.join(copy, 'repository/Light')).sort(), ['a.fits', 'b.fits']);
    assert.deepEqual(files(), ['a.fits', 'b.fits', 'b0.fits'], 'the original is as it was');
    assert.deepEqual(
      (await open()).frames.map((file) => path.basename(file)),
      ['a.fits', 'b.fits'],
    );
  });

  it('of an archive that was renamed is recovered where the archive is now', async () => {
    bench.put('a.fits', light(1));
    const first = await bench.open();
    await register(first, 'move', bench.source);
    await first.close();
    const folder = journalFolder(bench.database);
    const [name = ''] = fs.readdirSync(folder);
    fs.renameSync(path.join(folder, name), path.join(folder, `${name}.open`));
    fs.renameSync(bench.repository, `${bench.repository}-2`);
    for (const file of fs.readdirSync(path.dirname(bench.database))) {
      if (!file.endsWith('.journals')) fs.rmSync(path.join(path.dirname(bench.database), file));
    }
    const archive = await bench.open({ repository: `${bench.repository}-2` });
    const [only, ...others] = await allFrames(archive);
    assert.equal(others.length, 0);
    assert.ok(only?.path.startsWith(`${bench.repository}-2${path.sep}`));
  });
});
