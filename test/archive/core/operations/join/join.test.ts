/** Two databases of one archive: said, compared, and joined. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { noContext } from '../../../../../src/core/base/ports';
import { allFrames, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { count, TwoPrograms, USUAL } from '../../storage/identity/support';

describe('an archive with two databases', () => {
  let two: TwoPrograms;
  let { at, open, desk, close } = {} as TwoPrograms;
  beforeEach(() => {
    two = new TwoPrograms();
    ({ at, open, desk, close } = two);
  });
  afterEach(() => two.dispose());

  /** VS Code's, and the command line's, as the first version left them. */
  const makeTwo = async () => {
    const first = await desk();
    await register(first, 'copy', at('in', '0.fits'));
    await first.note({ subject: { object: 'M 31' }, text: 'clouds' });
    await close(first);
    fs.renameSync(at('a', '.astro-archive', 'astro-archive.json'), at('storage', 'astro-archive.json'));
    fs.rmSync(at('a', '.astro-archive'), { recursive: true });
    const given = { origin: { ...USUAL, database: 'given' } } as const;
    const second = await open(given);
    await register(second, 'copy', [at('in', '1.fits'), at('in', '2.fits')]);
    await second.note({ subject: { object: 'M 33' }, text: 'haze' });
    await close(second);
    fs.rmSync(at('a', '.astro-archive', 'archive.json'));
  };

  it('says so, and joins them once', async () => {
    await makeTwo();
    const archive = await desk();
    const { other, frameCount } = await archive.status();
    assert.deepEqual([other, frameCount], [at('a', '.astro-archive', 'astro-archive.sqlite'), 1]);
    const before = fs.readFileSync(other ?? '');
    const plan = await archive.join({ database: other ?? '', dryRun: true }, noContext);
    assert.equal(await count(archive), 1);
    const report = await archive.join({ database: other ?? '', dryRun: false }, noContext);
    for (const { added, known } of [plan, report]) assert.deepEqual([added, known], [2, 0]);
    assert.equal(await count(archive), 3);
    assert.equal((await archive.note({ subject: { object: 'M 33' } })).text, 'haze');
    assert.equal((await archive.note({ subject: { object: 'M 31' } })).text, 'clouds');
    assert.deepEqual(fs.readFileSync(other ?? ''), before);
    assert.equal(
      (await archive.history({})).items.some(({ kind }) => kind === 'join'),
      true,
    );
    await close(archive);
    assert.equal((await (await desk()).status()).other, null);
  });

  it('finds a frame again that one of them has lost when the other moved its file', async () => {
    const first = await desk();
    await register(first, 'copy', at('in', '0.fits'));
    await close(first);
    fs.copyFileSync(at('storage', 'astro-archive.sqlite'), at('old.sqlite'));
    const second = await desk();
    await second.merge({ from: 'NGC 7000', into: 'M 31', mode: 'files', dryRun: false }, noContext);
    await close(second);
    fs.copyFileSync(at('storage', 'astro-archive.sqlite'), at('new.sqlite'));
    fs.copyFileSync(at('old.sqlite'), at('storage', 'astro-archive.sqlite'));
    const third = await desk();
    const report = await third.join({ database: at('new.sqlite'), dryRun: false }, noContext);
    assert.deepEqual([report.added, report.found], [0, 1]);
    const [frame, ...others] = await allFrames(third);
    assert.deepEqual([fs.existsSync(frame?.path ?? ''), others.length], [true, 0]);
  });

  it('joins none of another archive, of another program, or itself', async () => {
    await makeTwo();
    const archive = await desk();
    const own = (await archive.status()).database;
    await assert.rejects(
      archive.join({ database: own, dryRun: false }, noContext),
      failed('request', /itself/),
    );
    await assert.rejects(
      archive.join({ database: at('in', '0.fits'), dryRun: false }, noContext),
      (error: unknown) => error instanceof ArchiveError,
    );
    const foreign = await open({ repository: at('v') });
    await register(foreign, 'copy', at('in'));
    const theirs = at('v', '.astro-archive', 'astro-archive.sqlite');
    await assert.rejects(
      archive.join({ database: theirs, dryRun: false }, noContext),
      failed('database', { path: theirs, got: `that of ${at('v')}` }),
    );
    assert.equal(await count(foreign), 3);
  });
});
