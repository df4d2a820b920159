import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { noContext } from '../../../../../src/core/base/ports';
import { isAbsent } from '../../../../../src/core/storage/files/refuseAbsent';
import { Bench, counts, register } from '../../../../support/bench';
import { filesIn } from '../../../../support/files';
import { light } from '../../../../support/night';

describe('an archive whose drive is away', () => {
  const nothing = { founded: false, sample: [] };
  const founded = { founded: true, sample: [] };
  const filled = { founded: true, sample: ['/astro/Light/a.fits'] };
  const first = { founded: false, sample: filled.sample };
  const away = { folder: false, identity: false, something: false };
  const empty = { folder: true, identity: false, something: false };

  it('is told by what the database knows and what is there', () => {
    const table = [nothing, founded, filled, first].map((known) =>
      [away, empty, { ...empty, identity: true }, { ...empty, something: true }].map((sight) =>
        isAbsent(known, sight),
      ),
    );
    assert.deepEqual(table, [
      [false, false, false, false],
      [true, false, false, false],
      [true, true, false, false],
      [true, true, false, false],
    ]);
  });

  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());
  const refused = (error: unknown) => error instanceof ArchiveError && error.code === 'file';

  for (const [what, leave] of [
    ['not there', () => undefined],
    ['an empty mount point', () => fs.mkdirSync(bench.repository)],
  ] as const) {
    it(`is left alone where its folder is ${what}, and works when it is back`, async () => {
      const archive = await bench.open();
      bench.put('a.fits');
      await register(archive, 'move', bench.source);
      await archive.regenerate({}, noContext);
      const planned = await archive.register(
        { sources: [bench.source], mode: 'move', dryRun: true },
        noContext,
      );
      const drive = path.join(bench.folder, 'drive');
      fs.renameSync(bench.repository, drive);
      leave();
      const there = () => (fs.existsSync(bench.repository) ? fs.readdirSync(bench.repository) : null);
      const before = there();
      bench.put('b.fits', light(1));
      const request = { sources: [bench.source], mode: 'move', dryRun: false } as const;
      const amending = { add: [], headers: true, rename: true, dryRun: false } as const;
      const alias = { kind: 'telescope', spelling: 'Esprit', name: 'Newton', matching: 'exact' } as const;
      for (const work of [
        () => archive.register(request, noContext),
        () => archive.register({ ...request, dryRun: true }, noContext),
        () => archive.register({ ...request, plan: planned.plan?.id ?? '' }, noContext),
        () => archive.mapNames({ ...amending, add: [alias] }, noContext),
        () => archive.merge({ from: 'NGC 7000', into: 'C 20', mode: 'files', dryRun: false }, noContext),
        () => archive.undo({ operation: null, dryRun: false }, noContext),
      ]) {
        await assert.rejects(work, refused);
      }
      assert.deepEqual(there(), before);
      assert.deepEqual(filesIn(bench.source), ['b.fits']);
      if (before !== null) fs.rmdirSync(bench.repository);
      fs.renameSync(drive, bench.repository);
      assert.deepEqual(counts(await register(archive, 'move', bench.source)), [1, 0, 0, 0]);
      assert.equal(filesIn(bench.repository).length, 2);
    });
  }

  it('is no archive whose files the user has deleted, as long as it says which one it is', async () => {
    const archive = await bench.open();
    bench.put('a.fits');
    await register(archive, 'copy', bench.source);
    fs.rmSync(path.join(bench.repository, 'Light'), { recursive: true });
    fs.mkdirSync(path.join(bench.repository, '.astro-archive'), { recursive: true });
    fs.writeFileSync(path.join(bench.repository, '.astro-archive', 'archive.json'), '{}');
    assert.deepEqual(counts(await register(archive, 'copy', bench.source)), [1, 0, 0, 0]);
  });
});
