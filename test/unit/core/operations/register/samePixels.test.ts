/** Of files of the same pixels one is the frame: what a registration decides of the next. */
import assert from 'node:assert/strict';
import type { Knowledge, KnownFile } from '../../../../../src/core/operations/register/decision';
import type { Scan } from '../../../../../src/core/operations/scan/scan';
import { lightFrame } from '../../../../support/frame';
import { scanOf } from '../../../../support/placement';
import { archived, OLD, placed, plannerWith } from './made';

const KEY = '100-same';
const ofImage = (...files: KnownFile[]) => ({ byImageKey: () => Promise.resolve(files) });
const header = (richness: number, edited = false) => ({ header: () => ({ richness, edited }) });
const same = (name: string, differs: Partial<Scan> = {}) => scanOf(name, { imageKey: KEY, ...differs });

describe('a registration decides of a file of the same pixels', () => {
  it('that it is a duplicate where its header says no more than the archived one', async () => {
    for (const [richness, says] of [
      [5, undefined],
      [6, 'less'],
    ] as const) {
      const decision = await plannerWith({ ...ofImage(archived()), ...header(richness) }).decide({
        scan: same('a.fits'),
      });
      assert.deepEqual(decision, {
        kind: 'duplicate',
        path: '/in/a.fits',
        of: OLD,
        same: 'image',
        ...(says === undefined ? {} : { says }),
      });
    }
  });

  it('that it takes the place of the archived one whose header says less, and only one does', async () => {
    const planner = plannerWith({ ...ofImage(archived()), ...header(4) });
    const first = placed(await planner.decide({ scan: same('a.fits') }));
    assert.deepEqual([first.displaces, first.replaces], [OLD, null]);
    const second = await planner.decide({ scan: same('b.fits') });
    assert.deepEqual(second, { kind: 'duplicate', path: '/in/b.fits', of: first.to, same: 'image' });
  });

  it('that it takes no place twice, though the pixels of the two differ', async () => {
    const planner = plannerWith({
      ...ofImage(archived()),
      ...header(4),
      sameImage: (a) => Promise.resolve(a === OLD),
    });
    const displaced: (string | null)[] = [];
    for (const name of ['a.fits', 'b.fits']) {
      displaced.push(placed(await planner.decide({ scan: same(name) })).displaces);
    }
    assert.deepEqual(displaced, [OLD, null]);
  });

  it('that a header which was edited here, or cannot be read, keeps its place', async () => {
    const edited = plannerWith({ ...ofImage(archived()), ...header(4, true) });
    const decision = await edited.decide({ scan: same('a.fits') });
    assert.deepEqual([decision.kind, 'says' in decision && decision.says], ['duplicate', 'more']);
    const unreadable = await plannerWith(ofImage(archived())).decide({ scan: same('a.fits') });
    assert.deepEqual([unreadable.kind, 'says' in unreadable], ['duplicate', false]);
  });

  it('that a file which is only read again takes nobody’s place', async () => {
    const planner = plannerWith({ has: () => true, ...ofImage(archived()), ...header(4) });
    const decision = await planner.decide({ scan: same('a.fits') });
    assert.deepEqual([decision.kind, 'says' in decision && decision.says], ['duplicate', 'more']);
  });

  it('that as rich a one is named before one that only stays', async () => {
    const [edited, asRich] = [archived({ id: 1, path: '/astro/1' }), archived({ id: 2, path: '/astro/2' })];
    const planner = plannerWith({
      ...ofImage(edited, asRich),
      header: (file) =>
        file === edited.path ? { richness: 1, edited: true } : { richness: 5, edited: false },
    });
    const decision = await planner.decide({ scan: same('a.fits') });
    assert.deepEqual([decision.kind, 'of' in decision && decision.of], ['duplicate', '/astro/2']);
  });

  it('that the file itself, one that is gone, and one of other pixels are no duplicates', async () => {
    const others: (Partial<Knowledge> | undefined)[] = [
      ofImage(archived({ path: '/in/a.fits' })),
      ofImage(archived({ present: false })),
      { ...ofImage(archived()), sameImage: () => Promise.resolve(false) },
    ];
    for (const knowledge of others) {
      const planner = plannerWith({ ...header(9), ...knowledge });
      assert.equal((await planner.decide({ scan: same('a.fits') })).kind, 'place');
    }
  });

  it('that it continues the frame whose file is gone, if it says when it was taken', async () => {
    const knowledge = ofImage(archived({ path: '/astro/there', id: 1 }), archived({ present: false }));
    const other = { ...knowledge, sameImage: () => Promise.resolve(false) };
    const { replaces } = placed(await plannerWith(other).decide({ scan: same('a.fits') }));
    assert.equal(replaces, 7);
    const undated = same('a.fits', { frame: lightFrame({ dateObs: null }) });
    assert.equal(placed(await plannerWith(other).decide({ scan: undated })).replaces, null);
  });

  it('that it is a duplicate of a planned one only where the two can be of one start', async () => {
    const planner = plannerWith();
    const { to } = placed(await planner.decide({ scan: same('a.fits') }));
    const later = lightFrame({ dateObs: '2024-09-13T20:35:00.000Z' });
    assert.equal((await planner.decide({ scan: same('later.fits', { frame: later }) })).kind, 'place');
    const poor = same('poor.fits', { richness: 1, frame: lightFrame({ dateObs: null }) });
    assert.deepEqual(await planner.decide({ scan: poor }), {
      kind: 'duplicate',
      path: '/in/poor.fits',
      of: to,
      same: 'image',
      says: 'less',
    });
  });

  it('that a richer one takes the place of a planned one of an earlier batch', async () => {
    const planner = plannerWith();
    const { to } = placed(await planner.decide({ scan: same('poor.fits', { richness: 1 }) }));
    const rich = placed(await planner.decide({ scan: same('rich.fits') }));
    assert.equal(rich.displaces, to);
    const third = await planner.decide({ scan: same('third.fits') });
    assert.deepEqual([third.kind, 'of' in third && third.of], ['duplicate', rich.to]);
  });

  it('that a planned one is compared where it lies now', async () => {
    const compared: string[][] = [];
    const sameImage = (a: string, b: string) => {
      compared.push([a, b]);
      return Promise.resolve(false);
    };
    const planner = plannerWith({ sameImage });
    await planner.decide({ scan: same('a.fits') });
    assert.equal((await planner.decide({ scan: same('b.fits') })).kind, 'place');
    assert.deepEqual(compared, [['/in/a.fits', '/in/b.fits']]);
  });
});
