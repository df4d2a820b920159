import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unpackPlio } from '../../../../../src/core/formats/codecs/plio';
import { codecCode, damaged, survives } from './damage';
import { instructionList, packPlio } from './packPlio';

const masks = fc
  .array(fc.tuple(fc.constantFrom(0, 0, 1, 2, 7, 4096, 2 ** 24 - 1), fc.integer({ min: 1, max: 20 })), {
    maxLength: 40,
  })
  .map((runs) => runs.flatMap(([value, run]) => new Array<number>(run).fill(value)));

describe('PLIO_1', () => {
  it('gives back masks, in both formats of the header', () => {
    fc.assert(
      fc.property(masks, fc.boolean(), (pixels, old) => {
        const into = new Int32Array(pixels.length);
        unpackPlio(packPlio(pixels, old), into);
        assert.deepEqual([...into], pixels);
      }),
    );
  });

  it('reads every instruction', () => {
    // 2 zeros; 5 at the end of 3; raise to 4, lower to 2, high 4098: 1; 2 more of 4098; one of 4099; one of 4097.
    const into = new Int32Array(14).fill(9);
    unpackPlio(
      instructionList([0x0002, 0x5003, 0x2003, 0x4001, 0x3002, 0x4001, 0x1002, 1, 0x4002, 0x6001, 0x7002]),
      into,
    );
    assert.deepEqual([...into], [0, 0, 0, 0, 1, 4, 2, 4098, 4098, 4099, 4097, 0, 0, 0]);
  });

  it('says what is cut off or impossible', () => {
    const code = (bytes: Uint8Array, count = 10) => codecCode(() => unpackPlio(bytes, new Int32Array(count)));
    assert.equal(code(instructionList([0x4003]).subarray(0, 15)), 'truncated');
    assert.equal(code(new Uint8Array(4)), 'truncated');
    assert.equal(code(instructionList([0x1003])), 'truncated');
    assert.equal(code(instructionList([0x4003, 0x4008])), 'damaged');
    assert.equal(code(instructionList([0x000b])), 'damaged');
    assert.equal(code(instructionList([0x6001]), 0), 'damaged');
    assert.equal(code(instructionList([0x8001])), 'damaged');
    assert.equal(code(Uint8Array.from([0, 0, 0, 2, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0])), 'damaged');
  });

  it('survives damage', () => {
    const packed = packPlio([0, 0, 0, 5, 5, 5, 1, 0, 0, 9000, 9000, 3, 3, 3, 0], false);
    fc.assert(fc.property(damaged(packed), (bytes) => survives(() => unpackPlio(bytes, new Int32Array(15)))));
  });
});
