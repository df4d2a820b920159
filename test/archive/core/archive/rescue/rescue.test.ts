/** A damaged database: the generation before, and a new one from the files. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive } from '../../../../../src/core/api/archive';
import { rescueOf } from '../../../../../src/core/archive/rescue/rescue';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { type Context, type Log, noContext, silentLog } from '../../../../../src/core/base/ports';
import { previousGeneration } from '../../../../../src/core/storage/database/databaseFile';
import { identityFile } from '../../../../../src/core/storage/identity/identityFile';
import { allFrames, allSessions, Bench, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { filesIn, sha256 } from '../../../../support/files';
import { light, writeNight } from '../../../../support/night';

describe('a database that does not open', () => {
  let bench: Bench;
  let archive: Archive;
  let outside: string;
  beforeEach(async () => {
    bench = new Bench();
    outside = path.join(bench.folder, 'elsewhere');
    writeNight(bench.source);
    fs.mkdirSync(outside);
    fs.renameSync(
      bench.put('outside.fits', light(30, { OBJECT: 'M 33' })),
      path.join(outside, 'outside.fits'),
    );
    archive = await bench.open();
    await register(archive, 'copy', bench.source);
    await register(archive, 'in-place', outside);
    await archive.regenerate({}, noContext);
    const [session] = (await archive.sessions({ object: 'NGC 7000' })).items;
    await archive.link({ session: session?.id ?? '', links: { dark: null } });
    await archive.note({ subject: { object: 'M 33' }, text: 'faint' });
  });
  afterEach(() => bench.dispose());

  const rescue = (log: Log = silentLog) => rescueOf({ settings: bench.settings(), log, hashThreads: 0 });
  const state = async () => ({
    sessions: await allSessions(archive),
    frames: (await allFrames(archive)).map((frame) => [frame.path, frame.sha256, frame.session]).sort(),
    objects: (await archive.objects({})).items,
  });
  const damage = () => {
    const bytes = fs.readFileSync(bench.database);
    fs.writeFileSync(bench.database, bytes.subarray(0, bytes.length - 8192));
    return sha256(bench.database);
  };
  const reopen = async () => (archive = await bench.open());
  const beside = () => fs.readdirSync(path.dirname(bench.database)).sort();
  const files = () => filesIn(bench.repository).map((name) => sha256(path.join(bench.repository, name)));

  it('is told apart from one that is whole, absent, or not ours', async () => {
    await archive.close();
    const { state: whole, why, previous } = await rescue().condition();
    assert.deepEqual([whole, why, previous?.frameCount], ['whole', null, 10]);
    damage();
    assert.deepEqual((await rescue().condition()).state, 'damaged');
    await assert.rejects(
      reopen(),
      (error: unknown) => error instanceof ArchiveError && error.code === 'damaged',
    );
    fs.writeFileSync(previousGeneration(bench.database), 'no database');
    assert.equal((await rescue().condition()).previous, null);
    await assert.rejects(rescue().restore(), failed('request', { path: previousGeneration(bench.database) }));
    fs.rmSync(bench.database);
    assert.equal((await rescue().condition()).state, 'absent');
  });

  it('is replaced by the generation before, and kept', async () => {
    const before = await state();
    await archive.close();
    const damaged = damage();
    const { kept, frameCount } = await rescue().restore();
    assert.equal(frameCount, 10);
    assert.match(kept ?? '', /astro-archive\.sqlite\.damaged-\d{4}-/);
    assert.equal(sha256(kept ?? ''), damaged);
    await reopen();
    // The note was written after the previous generation, and comes from the notebook.
    assert.deepEqual(await state(), before);
  });

  for (const how of ['damaged', 'deleted', 'gone', 'whole'] as const) {
    it(`is made again from the files where it is ${how}, with what only the user knows`, async () => {
      const before = await state();
      const originals = files();
      await archive.close();
      if (how === 'damaged') damage();
      if (how === 'deleted' || how === 'gone') fs.rmSync(bench.database);
      // Without the generation before, nobody can say where frames lie that were registered outside the repository.
      if (how === 'gone') fs.rmSync(previousGeneration(bench.database));
      // An archive that has lost its identity, too, must not name the file that the rebuild fills.
      if (how === 'gone') fs.rmSync(identityFile(bench.repository));
      const warnings: string[] = [];
      const report = await rescue({ ...silentLog, warn: (text) => warnings.push(text) }).rebuild(noContext);
      assert.deepEqual(
        warnings.filter((text) => text.includes('.rebuild-')),
        [],
      );
      assert.ok(!fs.readFileSync(identityFile(bench.repository), 'utf8').includes('.rebuild-'));
      assert.equal(report.kept === null, how === 'deleted' || how === 'gone');
      assert.deepEqual(report.failed, []);
      assert.deepEqual(report.folders, how === 'gone' ? [bench.repository] : [bench.repository, outside]);
      await reopen();
      if (how === 'gone') await register(archive, 'in-place', outside);
      if (how === 'gone') await archive.regenerate({}, noContext);
      assert.deepEqual(await state(), before);
      assert.deepEqual(files(), originals);
      assert.ok(!beside().some((name) => name.startsWith('.rebuild-')));
    });
  }

  it('is as it was where a rebuild is cancelled, or somebody has it open', async () => {
    await assert.rejects(rescue().rebuild(noContext), failed('in-use'));
    await archive.close();
    const damaged = damage();
    const names = beside();
    // In each of the things that a rebuild does one after the other, by its number.
    for (const stop of [1, 2, 3, 4, 5, 6]) {
      const cancel = { isCancellationRequested: false };
      const phases = new Set<string>();
      const progress = {
        report({ phase }: { phase: string }) {
          phases.add(phase);
          cancel.isCancellationRequested ||= phases.size === stop;
        },
      };
      const context: Context = { cancel, progress };
      await assert.rejects(
        rescue().rebuild(context),
        (error: unknown) => error instanceof ArchiveError && error.code === 'cancelled',
        `phase ${stop}`,
      );
      assert.equal(sha256(bench.database), damaged);
      assert.deepEqual(beside(), names);
    }
    fs.mkdirSync(path.join(path.dirname(bench.database), '.rebuild-killed'));
    await rescue().rebuild(noContext);
    assert.ok(!beside().some((name) => name.startsWith('.rebuild-')));
  });

  it('is not replaced where a folder of its frames cannot be listed', async () => {
    await archive.close();
    const before = damage();
    const { opendir } = fs.promises;
    const broken = Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
    fs.promises.opendir = ((folder: string, options: fs.OpenDirOptions) =>
      folder === outside ? Promise.reject(broken) : opendir(folder, options)) as typeof opendir;
    try {
      await assert.rejects(rescue().rebuild(noContext), (error: unknown) => {
        return error instanceof ArchiveError && error.code === 'file' && error.detail.path === outside;
      });
    } finally {
      fs.promises.opendir = opendir;
    }
    assert.equal(sha256(bench.database), before);
    assert.ok(!beside().some((name) => name.startsWith('.rebuild-')));
  });

  it('is not replaced where it is of another program or the repository is not there', async () => {
    await archive.close();
    fs.renameSync(bench.repository, `${bench.repository}-away`);
    await assert.rejects(
      rescue().rebuild(noContext),
      failed('file', { path: bench.repository, reason: 'repository-missing' }),
    );
    fs.renameSync(`${bench.repository}-away`, bench.repository);
  });
});
