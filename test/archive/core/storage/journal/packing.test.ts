/** The most that the patches of a step may unpack to. */
import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import {
  MOST_PATCH_BYTES,
  packPatches,
  unpackPatches,
} from '../../../../../src/core/storage/journal/packing';
import { patch } from '../../../../support/step';

const packed = (bytes: Uint8Array) => deflateRawSync(bytes).toString('base64');

describe('packed patches', () => {
  it('have at most 64 MiB, before and after together', () => {
    const half = MOST_PATCH_BYTES / 2;
    const zeros = packed(new Uint8Array(half));
    const whole = { offset: 0, before: zeros, after: zeros };
    assert.equal(unpackPatches([whole])[0]?.after.length, half);
    const more = { offset: half, before: packed(Uint8Array.of(0)), after: packed(Uint8Array.of()) };
    assert.throws(() => unpackPatches([whole, more]), { code: 'format' });
    const bomb = packed(new Uint8Array(MOST_PATCH_BYTES + 1));
    assert.throws(() => unpackPatches([{ offset: 0, before: packed(Uint8Array.of(0)), after: bomb }]), {
      code: 'format',
    });
    const fresh = { offset: 0, before: new Uint8Array(half), after: new Uint8Array(half) };
    assert.equal(packPatches([fresh]).length, 1);
    assert.throws(() => packPatches([{ ...fresh, after: new Uint8Array(half + 1) }]), { code: 'request' });
    assert.throws(() => packPatches([fresh, patch(half)]), { code: 'request' });
  });
});
