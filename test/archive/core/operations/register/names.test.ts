/** Names that the user gives to what headers say: in file names, in sessions, in links, and taken back again. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive } from '../../../../../src/core/api/archive';
import { rebuildDatabase } from '../../../../../src/core/archive/rescue/rebuild';
import type { NameKind, NameRule } from '../../../../../src/core/base/nameRule';
import { noContext, silentLog } from '../../../../../src/core/base/ports';
import { allFrames, allSessions, Bench, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { filesIn, sha256 } from '../../../../support/files';
import { light } from '../../../../support/night';

describe('names given by rules', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(async () => {
    bench = new Bench();
    archive = await bench.open();
  });
  afterEach(() => bench.dispose());

  const add = (kind: NameKind, spelling: string, name: string, matching: NameRule['matching'] = 'folded') =>
    archive.nameRules({ action: 'add', rule: { kind, spelling, name, matching } });
  const dark = (seed: number, telescope: string, imager: string) =>
    light(seed, { IMAGETYP: 'DARK', OBJECT: '', TELESCOP: telescope, INSTRUME: imager });

  it('make the standard names, and leave headers and rows alone', async () => {
    await add('telescope', 'eq 6', 'EQ6');
    await add('filter', 'h-alpha', 'Ha');
    await add('imager', 'asi*', 'ASI2600MM', 'pattern');
    await add('object', 'm31', 'M 31', 'exact');
    const file = bench.put('a.fits', light(1, { TELESCOP: 'EQ-6', FILTER: 'H_alpha', OBJECT: 'm31' }));
    await register(archive, 'copy', bench.source);
    assert.deepEqual(filesIn(bench.repository), [
      path.join(
        ...['Light', 'M_31', 'EQ6', 'ASI2600MM', '2024-09-13'],
        'M_31-EQ6-ASI2600MM-Ha-20240913200100-300s-1x1-t-10.fits',
      ),
    ]);
    const [frame] = await allFrames(archive);
    assert.ok(frame);
    assert.equal(sha256(frame.path), sha256(file), 'not a byte of the file is another');
    assert.deepEqual(
      [frame.object, frame.telescope, frame.imager, frame.filter],
      ['M 31', 'EQ6', 'ASI2600MM', 'Ha'],
    );
    assert.deepEqual(frame.inHeader, {
      object: 'm31',
      telescope: 'EQ-6',
      imager: 'ASI2600',
      filter: 'H_alpha',
    });
    for (const { kind, spelling } of await archive.nameRules({ action: 'list' })) {
      await archive.nameRules({ action: 'remove', kind, spelling });
    }
    const [bare] = await allFrames(archive);
    assert.deepEqual([bare?.object, bare?.telescope, bare?.filter], ['m31', 'EQ-6', 'H_alpha']);
    assert.equal(bare?.inHeader, undefined);
  });

  it('join sessions and their calibrations, and let them go again', async () => {
    bench.put('a.fits', light(1, { TELESCOP: 'EQ6' }));
    bench.put('b.fits', light(2, { TELESCOP: 'eqmod' }));
    bench.put('d.fits', dark(60, 'EQMod', 'ASI 2600'));
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
    const shape = async () =>
      (await allSessions(archive))
        .map(({ type, telescope, frameCount, links }) => [type, telescope, frameCount, links.dark !== null])
        .sort();
    const before = await shape();
    assert.deepEqual(before, [
      ['dark', 'EQMod', 1, false],
      ['light', 'EQ6', 1, true],
      ['light', 'eqmod', 1, true],
    ]);
    await add('telescope', 'EQMod', 'EQ6');
    const joined = [
      ['dark', 'EQ6', 1, false],
      ['light', 'EQ6', 2, true],
    ];
    assert.deepEqual(await shape(), joined);
    bench.put('c.fits', light(3, { TELESCOP: 'eqmod' }));
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
    const incremental = await allSessions(archive);
    assert.deepEqual(await shape(), [joined[0], ['light', 'EQ6', 3, true]]);
    await archive.regenerate({ full: true }, noContext);
    assert.deepEqual(await allSessions(archive), incremental);
    await archive.nameRules({ action: 'remove', kind: 'telescope', spelling: 'EQMod' });
    assert.deepEqual(await shape(), [before[0], before[1], ['light', 'eqmod', 2, true]]);
  });

  it('outlive a rebuilt database and a header that is read again', async () => {
    await add('telescope', 'eqmod', 'EQ6');
    await add('site', 'ghent', 'Gent');
    bench.put('a.fits', light(1, { TELESCOP: 'EQMod', SITENAME: 'Ghent' }));
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
    const before = await allFrames(archive);
    const sessions = await allSessions(archive);
    assert.deepEqual([before[0]?.telescope, before[0]?.site], ['EQ6', 'Gent']);
    const file = before[0]?.path ?? '';
    fs.utimesSync(file, 1e9, 1e9);
    await register(archive, 'in-place', bench.repository);
    await archive.regenerate({}, noContext);
    assert.deepEqual(
      (await allFrames(archive)).map((frame) => ({ ...frame, mtime: before[0]?.mtime })),
      before,
    );
    await archive.close();
    await rebuildDatabase(
      bench.database,
      { settings: bench.settings(), log: silentLog, hashThreads: 0 },
      noContext,
    );
    archive = await bench.open();
    assert.deepEqual(await allSessions(archive), sessions);
    assert.deepEqual((await allFrames(archive))[0]?.inHeader, { telescope: 'EQMod', site: 'Ghent' });
  });

  it('make a plan out of date that was shown before', async () => {
    bench.put('a.fits', light(1, { TELESCOP: 'EQMod' }));
    const shown = await archive.register({ sources: [bench.source], mode: 'copy', dryRun: true }, noContext);
    await add('telescope', 'eqmod', 'EQ6');
    const plan = shown.plan?.id ?? '';
    await assert.rejects(
      archive.register({ sources: [], mode: 'copy', dryRun: false, plan }, noContext),
      failed('stale'),
    );
    await register(archive, 'copy', bench.source);
    assert.match(filesIn(bench.repository)[0] ?? '', /EQ6/);
  });
});
