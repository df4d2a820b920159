/** A plan summed up by type and folder: what the user agrees to. */
import assert from 'node:assert/strict';
import type { FrameType } from '../../../../../src/core/base/frame';
import { PlanGroups } from '../../../../../src/core/operations/register/planGroups';
import { lightFrame } from '../../../../support/frame';
import { placementOf, scanOf } from '../../../../support/placement';

const file = (type: FrameType, to: string, size = 10) =>
  placementOf({ to, scan: scanOf('a.fits', { size }), frame: lightFrame({ type }) });

describe('the groups of a plan', () => {
  it('sum files and bytes by type and folder', () => {
    const groups = new PlanGroups();
    const numbers = [
      groups.add(file('light', '/astro/a/1.fits', 10)),
      groups.add(file('dark', '/astro/a/2.fits', 5)),
      groups.add(file('light', '/astro/a/3.fits', 7)),
    ];
    assert.deepEqual(numbers, [0, 1, 0]);
    assert.deepEqual(groups.sorted(), [
      { index: 0, group: { type: 'light', folder: '/astro/a', files: 2, bytes: 17 } },
      { index: 1, group: { type: 'dark', folder: '/astro/a', files: 1, bytes: 5 } },
    ]);
  });

  it('come by type, then by folder, whatever their order was', () => {
    const groups = new PlanGroups();
    for (const [type, folder] of [
      ['bias', 'a'],
      ['light', 'c'],
      ['dark', 'b'],
      ['light', 'a'],
      ['light', 'b'],
    ] as const) {
      groups.add(file(type, `/astro/${folder}/1.fits`));
    }
    assert.deepEqual(
      groups.sorted().map(({ index, group: { type, folder } }) => [index, type, folder]),
      [
        [3, 'light', '/astro/a'],
        [4, 'light', '/astro/b'],
        [1, 'light', '/astro/c'],
        [2, 'dark', '/astro/b'],
        [0, 'bias', '/astro/a'],
      ],
    );
  });

  it('are a thousand at most; one of each type holds the files of all further folders', () => {
    const groups = new PlanGroups();
    for (let n = 0; n < 1000; n++) groups.add(file('light', `/astro/${String(n).padStart(4, '0')}/1.fits`));
    const further = [
      groups.add(file('light', '/astro/zzz/1.fits', 1)),
      groups.add(file('dark', '/astro/zzz/2.fits', 2)),
      groups.add(file('light', '/astro/yyy/3.fits', 4)),
    ];
    assert.deepEqual(further, [1000, 1001, 1000]);
    assert.equal(groups.add(file('light', '/astro/0007/4.fits', 8)), 7, 'a known folder keeps its group');
    const sorted = groups.sorted();
    assert.equal(sorted.length, 1002);
    assert.deepEqual(sorted[999]?.group, { type: 'light', folder: '/astro/0999', files: 1, bytes: 10 });
    assert.deepEqual(
      sorted.slice(1000).map(({ group }) => group),
      [
        { type: 'light', folder: null, files: 2, bytes: 5 },
        { type: 'dark', folder: null, files: 1, bytes: 2 },
      ],
      'behind the folders of its type',
    );
  });
});
