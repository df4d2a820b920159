/** Lights of a mono camera without a filter: the word for it in new names, and names from before there was one. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { noContext } from '../../../../../src/core/base/ports';
import { DEFAULT_PATTERNS } from '../../../../../src/core/rules/place/patterns';
import { allFrames, Bench, register } from '../../../../support/bench';
import { filesIn } from '../../../../support/files';
import { light } from '../../../../support/night';

describe('lights of a mono camera without a filter', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());

  const bare = (seed: number) => light(seed, { FILTER: '[Unknown]' });
  const names = () => filesIn(bench.repository).map((file) => path.basename(file));

  it('have the word of the settings in their names', async () => {
    bench.put('a.fits', bare(1));
    await register(await bench.open(), 'copy', bench.source);
    assert.deepEqual(names(), ['NGC_7000-Esprit-ASI2600-NoFilter-20240913200100-300s-1x1-t-10.fits']);
  });

  it('get it only when something else in their names changes', async () => {
    bench.put('a.fits', bare(1));
    const before = await bench.open({ patterns: { ...DEFAULT_PATTERNS, noFilter: '' } });
    await register(before, 'copy', bench.source);
    await before.close();
    const archive = await bench.open();
    const set = (keyword: string, value: string | number) => {
      const selection = { paths: [bench.repository] };
      return archive.editHeaders(
        { selection, changes: [{ do: 'set', keyword, value }], rename: true, dryRun: false },
        noContext,
      );
    };
    await set('GAIN', 120);
    assert.deepEqual(names(), ['NGC_7000-Esprit-ASI2600-20240913200100-300s-1x1-t-10.fits']);
    await set('OBJECT', 'M 31');
    assert.deepEqual(names(), ['M_31-Esprit-ASI2600-NoFilter-20240913200100-300s-1x1-t-10.fits']);
  });

  it('keep names without it when their repository is registered again', async () => {
    bench.put('a.fits', bare(1));
    const before = await bench.open({ patterns: { ...DEFAULT_PATTERNS, noFilter: '' } });
    await register(before, 'copy', bench.source);
    const older = ['NGC_7000-Esprit-ASI2600-20240913200100-300s-1x1-t-10.fits'];
    assert.deepEqual(names(), older);
    await before.close();
    fs.rmSync(path.dirname(bench.database), { recursive: true });
    fs.rmSync(path.join(bench.repository, '.astro-archive'), { recursive: true, force: true });

    const archive = await bench.open();
    await register(archive, 'move', bench.repository);
    assert.deepEqual(names(), older);
    assert.deepEqual(
      (await allFrames(archive)).map(({ path: file }) => path.basename(file)),
      older,
    );
  });
});
