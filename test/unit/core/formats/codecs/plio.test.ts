import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unpackPlio } from '../../../../../src/core/formats/codecs/plio';
import { codecCode, damaged, survives } from './damage';

/** A list of instructions behind the header of either format. */
function list(instructions: readonly number[], old = false): Uint8Array {
  const words = old
    ? [0, 0, 3 + instructions.length, ...instructions]
    : [
        0,
        7,
        -100 & 0xffff,
        (7 + instructions.length) & 0x7fff,
        (7 + instructions.length) >> 15,
        0,
        0,
        ...instructions,
      ];
  return Uint8Array.from(words.flatMap((word) => [word >> 8, word & 255]));
}

/** Every run of equal pixels: its value set or moved to, then zeros, highs, or zeros with one at their end. */
function pack(pixels: readonly number[], old: boolean): Uint8Array {
  const instructions: number[] = [];
  let high = 1;
  const reach = (value: number, one: number) => {
    const step = value - high;
    if (Math.abs(step) > 4095) instructions.push(0x1000 | (value & 0xfff), value >> 12);
    else if (step !== 0 || one > 0) instructions.push(((step < 0 ? 3 : 2) + one) * 0x1000 + Math.abs(step));
    high = value;
    return Math.abs(step) <= 4095;
  };
  for (let i = 0; i < pixels.length;) {
    const value = pixels[i] ?? 0;
    let run = 1;
    while (pixels[i + run] === value && run < 4095) run++;
    i += run;
    if (value === 0) {
      const next = pixels[i];
      const isJoined = next === high && run < 4095;
      instructions.push(isJoined ? 0x5000 + run + 1 : run);
      if (isJoined) i++;
    } else if (run === 1) {
      if (!reach(value, 4)) instructions.push(0x4001);
    } else {
      reach(value, 0);
      instructions.push(0x4000 + run);
    }
  }
  return list(instructions, old);
}

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
        unpackPlio(pack(pixels, old), into);
        assert.deepEqual([...into], pixels);
      }),
    );
  });

  it('reads every instruction', () => {
    // 2 zeros; 5 at the end of 3; raise to 4, lower to 2, high 4098: 1; 2 more of 4098; one of 4099; one of 4097.
    const into = new Int32Array(14).fill(9);
    unpackPlio(
      list([0x0002, 0x5003, 0x2003, 0x4001, 0x3002, 0x4001, 0x1002, 1, 0x4002, 0x6001, 0x7002]),
      into,
    );
    assert.deepEqual([...into], [0, 0, 0, 0, 1, 4, 2, 4098, 4098, 4099, 4097, 0, 0, 0]);
  });

  it('says what is cut off or impossible', () => {
    const code = (bytes: Uint8Array, count = 10) => codecCode(() => unpackPlio(bytes, new Int32Array(count)));
    assert.equal(code(list([0x4003]).subarray(0, 15)), 'truncated');
    assert.equal(code(new Uint8Array(4)), 'truncated');
    assert.equal(code(list([0x1003])), 'truncated');
    assert.equal(code(list([0x4003, 0x4008])), 'damaged');
    assert.equal(code(list([0x000b])), 'damaged');
    assert.equal(code(list([0x6001]), 0), 'damaged');
    assert.equal(code(list([0x8001])), 'damaged');
    assert.equal(code(Uint8Array.from([0, 0, 0, 2, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0])), 'damaged');
  });

  it('survives damage', () => {
    const packed = pack([0, 0, 0, 5, 5, 5, 1, 0, 0, 9000, 9000, 3, 3, 3, 0], false);
    fc.assert(fc.property(damaged(packed), (bytes) => survives(() => unpackPlio(bytes, new Int32Array(15)))));
  });
});
