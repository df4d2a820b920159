import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unpackHcompress } from '../../../../../src/core/formats/codecs/hcompress';
import { codecCode, damaged, survives } from './damage';
import { packHcompress } from './packHcompress';

const sides = fc.integer({ min: 1, max: 21 });
const images = fc
  .tuple(sides, sides, fc.integer({ min: 1, max: 32 }), fc.boolean())
  .chain(([rows, columns, bits, asTree]) => {
    const pixel = fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 });
    const pixels = fc.array(pixel, { minLength: rows * columns, maxLength: rows * columns });
    return pixels.map((values) => ({ rows, columns, asTree, pixels: Int32Array.from(values) }));
  });

/** A slope with a star. */
const ROWS = 19;
const COLUMNS = 30;
const SKY = Int32Array.from({ length: ROWS * COLUMNS }, (_, i) => {
  const [x, y] = [i % COLUMNS, Math.floor(i / COLUMNS)];
  return (
    1000 +
    3 * x +
    5 * y +
    Math.round(4000 * Math.exp(-((x - 12) ** 2 + (y - 8) ** 2) / 9)) +
    ((i * 7919) % 13)
  );
});

describe('HCOMPRESS_1', () => {
  it('gives back what was packed without losses, of any shape, in 1 to 32 bits', () => {
    fc.assert(
      fc.property(images, ({ rows, columns, asTree, pixels }) => {
        const packed = packHcompress({ rows, columns, pixels, scale: 1, asTree });
        assert.deepEqual(unpackHcompress(packed, rows, columns, false), pixels);
      }),
    );
  });

  it('stays near what was packed with losses, nearer with smooth where there is no noise', () => {
    const dome = SKY.map((_, i) => {
      return Math.round(2000 - 2 * (((i % COLUMNS) - 15) ** 2 + (Math.floor(i / COLUMNS) - 9) ** 2));
    });
    const packed = packHcompress({ rows: ROWS, columns: COLUMNS, pixels: dome, scale: 40, asTree: true });
    const error = (smooth: boolean) => {
      const unpacked = unpackHcompress(packed, ROWS, COLUMNS, smooth);
      const squares = unpacked.reduce((sum, value, i) => sum + (value - (dome[i] ?? 0)) ** 2, 0);
      return Math.sqrt(squares / dome.length);
    };
    assert.ok(error(false) > 0 && error(false) < 40, String(error(false)));
    assert.ok(error(true) < 0.9 * error(false), `${error(true)} after ${error(false)}`);
  });

  it('computes the same in 32 bits and beyond', () => {
    // Far more than the pixels need, so that the same picture takes the other way.
    const wide = SKY.map((value) => value + 2 ** 29);
    for (const smooth of [false, true]) {
      const unpacked = [SKY, wide].map((pixels) => {
        const packed = packHcompress({ rows: ROWS, columns: COLUMNS, pixels, scale: 8, asTree: true });
        return unpackHcompress(packed, ROWS, COLUMNS, smooth);
      });
      assert.deepEqual(
        unpacked[1]?.map((value) => value - 2 ** 29),
        unpacked[0],
      );
    }
  });

  it('says what is cut off, impossible or of another size', () => {
    const packed = packHcompress({ rows: ROWS, columns: COLUMNS, pixels: SKY, scale: 1, asTree: true });
    const unpack = (bytes: Uint8Array) => () => unpackHcompress(bytes, ROWS, COLUMNS, false);
    for (let end = 0; end < packed.length; end += 7) {
      assert.equal(codecCode(unpack(packed.subarray(0, end))), 'truncated', `${end} bytes`);
    }
    assert.equal(
      codecCode(() => unpackHcompress(packed, COLUMNS, ROWS, false)),
      'size',
    );
    const changed = (at: number, value: number) => {
      const copy = packed.slice();
      copy[at] = value;
      return copy;
    };
    assert.equal(codecCode(unpack(changed(0, 0))), 'damaged');
    assert.equal(codecCode(unpack(changed(22, 255))), 'damaged');
    assert.equal(codecCode(unpack(changed(14, 0x7f))), 'damaged');
    assert.equal(codecCode(unpack(changed(25, 0x7f))), 'damaged');
  });

  it('survives damage', () => {
    for (const asTree of [true, false]) {
      const packed = packHcompress({ rows: ROWS, columns: COLUMNS, pixels: SKY, scale: 2, asTree });
      fc.assert(
        fc.property(damaged(packed), fc.boolean(), (bytes, smooth) => {
          survives(() => unpackHcompress(bytes, ROWS, COLUMNS, smooth));
        }),
      );
    }
  });
});
