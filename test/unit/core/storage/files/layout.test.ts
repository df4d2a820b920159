import assert from 'node:assert/strict';
import type { FitsFile, HduType } from '../../../../../src/core/formats/fits/header';
import { layoutChange } from '../../../../../src/core/storage/files/layout';

type Unit = readonly [type: HduType, dataOffset: number, dataSize: number];

function file(size: number, units: readonly Unit[], format: FitsFile['format'] = 'fits'): FitsFile {
  const hdus = units.map(([type, dataOffset, dataSize], index) => ({
    index,
    type,
    name: '',
    headerOffset: 0,
    dataOffset,
    dataSize,
    cards: [],
    problems: [],
  }));
  return { path: '/a', format, size, hdus, problems: [] };
}

const patch = (offset: number, before: number, after: number) => ({
  offset,
  before: new Uint8Array(before),
  after: new Uint8Array(after),
});

describe('the layout of an edited file', () => {
  const before = file(20_160, [
    ['primary', 2880, 0],
    ['image', 5760, 14_000],
  ]);
  const grown = [patch(2880, 2880, 5760)];

  it('may differ by what the patches add in front of the data', () => {
    const after = file(23_040, [
      ['primary', 2880, 0],
      ['image', 8640, 14_000],
    ]);
    assert.equal(layoutChange(before, after, grown), null);
    assert.deepEqual(layoutChange(before, before, grown), {
      expected: 'primary 0 at 2880; image 14000 at 8640; 23040 bytes',
      got: 'primary 0 at 2880; image 14000 at 5760; 20160 bytes',
    });
  });

  it('differs where a unit is gone, added, of another type, size or place, or the file has another length', () => {
    const same = [patch(0, 2880, 2880)];
    assert.equal(layoutChange(before, before, same), null);
    for (const after of [
      file(20_160, [['primary', 2880, 0]]),
      file(20_160, [
        ['primary', 2880, 0],
        ['image', 5760, 14_000],
        ['image', 20_160, 0],
      ]),
      file(20_160, [
        ['primary', 2880, 0],
        ['bintable', 5760, 14_000],
      ]),
      file(20_160, [
        ['primary', 2880, 0],
        ['image', 5760, 13_999],
      ]),
      file(20_160, [
        ['primary', 2880, 0],
        ['image', 2880, 14_000],
      ]),
      file(17_280, [
        ['primary', 2880, 0],
        ['image', 5760, 14_000],
      ]),
    ]) {
      assert.notEqual(layoutChange(before, after, same), null, JSON.stringify(after.hdus));
    }
  });

  it('says nothing of where data lie that stand in the header itself, or of data that are not there', () => {
    const inline = file(
      9000,
      [
        ['image', 700, 100],
        ['image', 4096, 4000],
        ['image', 800, 0],
      ],
      'xisf',
    );
    const moved = file(
      13_096,
      [
        ['image', 950, 100],
        ['image', 8192, 4000],
        ['image', 1050, 0],
      ],
      'xisf',
    );
    assert.equal(layoutChange(inline, moved, [patch(0, 4096, 8192)]), null);
    const stayed = file(
      13_096,
      [
        ['image', 950, 100],
        ['image', 4096, 4000],
        ['image', 1050, 0],
      ],
      'xisf',
    );
    assert.notEqual(layoutChange(inline, stayed, [patch(0, 4096, 8192)]), null);
    const [first, ...others] = moved.hdus;
    assert.ok(first);
    const smaller = { ...moved, hdus: [{ ...first, dataSize: 99 }, ...others] };
    assert.notEqual(layoutChange(inline, smaller, [patch(0, 4096, 8192)]), null, 'only its place is open');
  });
});
