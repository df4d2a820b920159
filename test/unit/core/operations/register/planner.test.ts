/** What a registration decides of each file, and where it goes. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { KnownFile } from '../../../../../src/core/operations/register/decision';
import { Strays } from '../../../../../src/core/operations/register/strays';
import type { Scan } from '../../../../../src/core/operations/scan/scan';
import { DEFAULT_PATTERNS } from '../../../../../src/core/rules/place/patterns';
import type { NameBook } from '../../../../../src/core/storage/files/nameBook';
import { lightFrame } from '../../../../support/frame';
import { scanOf } from '../../../../support/placement';
import { archived, FOLDER, NAME, OLD, placed, plannerWith, REPOSITORY } from './made';

describe('a registration decides', () => {
  it('that what cannot be read fails, and what holds no image is skipped', async () => {
    const planner = plannerWith();
    assert.deepEqual(await planner.decide({ path: '/in/a', error: 'unreadable' }), {
      kind: 'failed',
      path: '/in/a',
      error: 'unreadable',
    });
    const table = await planner.decide({ scan: scanOf('table.fits', { frame: null }) });
    assert.deepEqual([table.kind, 'path' in table && table.path], ['skipped', '/in/table.fits']);
  });

  describe('of a frame whose type is unknown', () => {
    const unknown = (...codes: string[]) =>
      scanOf('a.fits', {
        frame: lightFrame({
          type: 'unknown',
          problems: codes.map((code) => ({ code, message: `said of ${code}` })),
        }),
      });

    it('that it is skipped, with what its header says of the reason', async () => {
      const why = async (...codes: string[]) => {
        const decision = await plannerWith().decide({ scan: unknown(...codes) });
        return decision.kind === 'skipped' ? decision.why : assert.fail(decision.kind);
      };
      assert.equal(await why('time-missing', 'failed-exposure'), 'said of failed-exposure');
      assert.equal(await why('set-up-frame'), 'said of set-up-frame');
      const advice = await why('time-missing');
      assert.match(advice, /IMAGETYP/);
      assert.equal(await why(), advice);
    });

    it('that it is registered where it lies, in place or where the archive has it already', async () => {
      const stays = { action: 'index', to: '/in/a.fits', replaces: null, displaces: null };
      const inPlace = plannerWith({}, { mode: 'in-place' });
      assert.deepEqual(placed(await inPlace.decide({ scan: unknown() })), stays);
      const known = plannerWith({ has: (file) => file === '/in/a.fits' });
      assert.deepEqual(placed(await known.decide({ scan: unknown() })), stays);
    });
  });

  describe('where a file goes', () => {
    it('by its mode', async () => {
      const to = path.join(FOLDER, NAME);
      for (const [mode, action, where] of [
        ['copy', 'copy', to],
        ['move', 'move', to],
        ['in-place', 'index', '/in/a.fits'],
      ] as const) {
        const decision = await plannerWith({}, { mode }).decide({ scan: scanOf() });
        assert.deepEqual(placed(decision), { action, to: where, replaces: null, displaces: null });
        assert.equal(decision.kind === 'place' && decision.mode, mode);
      }
    });

    it('under a name that no other of the plan has, and with its extension', async () => {
      const planner = plannerWith();
      const names: string[] = [];
      for (const name of ['a.fits', 'b.fits', 'c.FIT.gz']) {
        names.push(path.basename(placed(await planner.decide({ scan: scanOf(name) })).to));
      }
      assert.deepEqual(names, [NAME, NAME.replace('.fits', '_001.fits'), NAME.replace('.fits', '.FIT.gz')]);
    });

    it('nowhere where it lies at its standard place already, with or without a suffix', async () => {
      for (const mode of ['copy', 'move'] as const) {
        for (const name of [NAME, NAME.replace('.fits', '_002.fits'), NAME.toLowerCase()]) {
          const file = path.join(FOLDER, name);
          const decision = await plannerWith({}, { mode }).decide({ scan: scanOf('', { path: file }) });
          assert.deepEqual(placed(decision), { action: 'index', to: file, replaces: null, displaces: null });
        }
        const other = path.join(REPOSITORY, 'inbox', NAME);
        const decision = await plannerWith({}, { mode }).decide({ scan: scanOf('', { path: other }) });
        assert.deepEqual([placed(decision).action, placed(decision).to], [mode, path.join(FOLDER, NAME)]);
        const stranger = path.join(FOLDER, 'stranger.fits');
        const renamed = await plannerWith({}, { mode }).decide({ scan: scanOf('', { path: stranger }) });
        assert.equal(placed(renamed).action, mode);
      }
    });

    it('to what an interrupted registration has made of it', async () => {
      const stray = path.join(FOLDER, NAME);
      const parts = {
        names: { onDisk: () => [stray] } as unknown as NameBook,
        has: () => false,
        digest: () => Promise.resolve(''),
        sameImage: () => Promise.resolve(true),
      };
      class Found extends Strays {
        override find = () => Promise.resolve(stray);
      }
      const planner = plannerWith({}, { strays: new Found(parts) });
      assert.deepEqual(placed(await planner.decide({ scan: scanOf() })), {
        action: 'adopt',
        to: stray,
        replaces: null,
        displaces: null,
      });
    });
  });

  it('which headers get a CD matrix', async () => {
    const wcs = [{ do: 'set' }] as unknown as Scan['wcs'];
    const edits = async (addWcs: 'always' | 'whenCopied' | 'never', mode: 'copy' | 'in-place') => {
      const settings = { repository: REPOSITORY, patterns: DEFAULT_PATTERNS, addWcs };
      const decision = await plannerWith({}, { mode, settings }).decide({ scan: scanOf('a.fits', { wcs }) });
      return decision.kind === 'place' ? decision.edits : assert.fail();
    };
    assert.deepEqual(await edits('always', 'in-place'), wcs);
    assert.deepEqual(await edits('always', 'copy'), wcs);
    assert.deepEqual(await edits('whenCopied', 'copy'), wcs);
    assert.deepEqual(await edits('whenCopied', 'in-place'), []);
    assert.deepEqual(await edits('never', 'copy'), []);
  });

  describe('of a file of the same bytes', () => {
    const bySha256 = (file: KnownFile) => ({ bySha256: () => Promise.resolve(file) });

    it('that it is a duplicate of the archived one, or of the planned one', async () => {
      const decision = await plannerWith(bySha256(archived())).decide({ scan: scanOf() });
      assert.deepEqual(decision, { kind: 'duplicate', path: '/in/a.fits', of: OLD, same: 'file' });
      const planner = plannerWith();
      const { to } = placed(await planner.decide({ scan: scanOf() }));
      const second = await planner.decide({ scan: scanOf('b.fits', { sha256: 'sha of a.fits' }) });
      assert.deepEqual(second, { kind: 'duplicate', path: '/in/b.fits', of: to, same: 'file' });
    });

    it('that it is registered again where it lies, if it is the archived one', async () => {
      const file = archived({ path: '/in/a.fits' });
      const planner = plannerWith({ has: () => true, ...bySha256(file) });
      assert.deepEqual(placed(await planner.decide({ scan: scanOf() })), {
        action: 'index',
        to: '/in/a.fits',
        replaces: null,
        displaces: null,
      });
    });

    it('that it continues the frame whose file is gone, and only one does', async () => {
      const planner = plannerWith({
        bySha256: (sha256) => Promise.resolve(sha256 === 'x' ? archived({ present: false }) : undefined),
        byImageKey: () => Promise.resolve([archived({ present: false })]),
        sameImage: () => Promise.resolve(false),
      });
      const replaces: (number | null)[] = [];
      for (const scan of [scanOf('a.fits', { sha256: 'x' }), scanOf('b.fits'), scanOf('c.fits')]) {
        replaces.push(placed(await planner.decide({ scan })).replaces);
      }
      assert.deepEqual(replaces, [7, null, null]);
    });

    it('that a move which was cut off between its two names goes on', async () => {
      for (const [mode, kind] of [
        ['move', 'place'],
        ['copy', 'duplicate'],
        ['in-place', 'duplicate'],
      ] as const) {
        const knowledge = { ...bySha256(archived()), areTwoNames: () => Promise.resolve(true) };
        const decision = await plannerWith(knowledge, { mode }).decide({ scan: scanOf() });
        assert.equal(decision.kind, kind, mode);
        if (decision.kind !== 'place') continue;
        const adopted = { action: 'adopt', to: OLD, replaces: null, displaces: null };
        assert.deepEqual(placed(decision), adopted);
      }
      const copies = plannerWith(bySha256(archived()), { mode: 'move' });
      assert.equal((await copies.decide({ scan: scanOf() })).kind, 'duplicate');
    });
  });

  it('that of a broken file and its whole twin the later one is refused', async () => {
    const planner = plannerWith();
    await planner.decide({ scan: scanOf('whole.fits', { imageKey: '100-a' }) });
    const broken = await planner.decide({
      scan: scanOf('broken.fits', { imageKey: '100-b', endsInZeros: true }),
    });
    assert.deepEqual([broken.kind, 'path' in broken && broken.path], ['failed', '/in/broken.fits']);
  });
});
