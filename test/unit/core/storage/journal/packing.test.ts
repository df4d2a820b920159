/** Patches in a line of a journal: what goes in comes out, and what is forged stays out. */
import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import type { ArchiveError } from '../../../../../src/core/base/errors';
import { packPatches, unpackPatches } from '../../../../../src/core/storage/journal/packing';
import { failed } from '../../../../support/failed';
import { patch } from '../../../../support/step';

const plain = (patches: ReturnType<typeof unpackPatches>) =>
  patches.map(({ offset, before, after }) => [offset, [...before], [...after]]);
const packed = (bytes: Uint8Array) => deflateRawSync(bytes).toString('base64');

describe('packed patches', () => {
  it('unpack to what they were, in the order of their offsets', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 });
    const lists = fc.array(
      fc.record({ before: bytes, after: fc.uint8Array({ maxLength: 300 }), gap: fc.nat(20) }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(lists, (list) => {
        let end = 0;
        const patches = list.map(({ before, after, gap }) => {
          const offset = end + gap;
          end = offset + before.length;
          return { offset, before, after };
        });
        assert.deepEqual(plain(unpackPatches(packPatches([...patches].reverse()))), plain(patches));
      }),
    );
  });

  it('may touch and may not overlap', () => {
    const at = (offset: number) => packPatches([patch(offset)])[0] ?? assert.fail();
    assert.equal(unpackPatches([at(0), at(80)]).length, 2);
    assert.throws(
      () => unpackPatches([at(0), at(79)]),
      (error: ArchiveError) => failed('format')(error) && error.detail.offset === 79,
    );
    assert.throws(() => unpackPatches([at(40), at(0)]), { code: 'format' });
    assert.throws(() => unpackPatches([at(0), at(0)]), { code: 'format' });
  });

  it('are refused where they do not unpack', () => {
    for (const before of ['?', packed(Uint8Array.of(1, 2, 3)).slice(0, 2)]) {
      assert.throws(() => unpackPatches([{ offset: 0, before, after: packed(Uint8Array.of(1)) }]), {
        code: 'format',
      });
    }
  });
});
