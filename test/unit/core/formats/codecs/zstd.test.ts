import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodecError } from '../../../../../src/core/formats/codecs/codecError';
import { unpackZstd } from '../../../../../src/core/formats/codecs/zstd';
import { damaged } from './damage';

const BYTES = Uint8Array.from({ length: 3000 }, (_, i) => ((i * 7) % 50) + Math.floor(i / 100));
/** BYTES as `zstd -19 --check` of Zstandard's own program packs them. */
const PACKED = Buffer.from(
  [
    'KLUv/QRorQQA9AQABw4VHCMqMQYNFBsiKTAFDBMaISgvBAsSGSAnLgMKERgfJi0CCRAXHiUsAQgPFh0kKzIzNDU2',
    'Nzg5Ojs8PT4/QEFCQ0RFRkdISUpLTE1OWKix+v5/BuAZxhKYVvD/v6vAD3f/OeZjGNeTjjYK4z3R0cYwuicd2RjG',
    'e6KjjcF4TzqyMYzrSUcbJbCNPC2Zlus2VQFkdLp1',
  ].join(''),
  'base64',
);

/** A frame of one block of its bytes as they are (RFC 8878 §3.1.1). */
function raw(bytes: Uint8Array): Uint8Array {
  const block = (bytes.length << 3) | 1;
  return Uint8Array.from([
    ...[0x28, 0xb5, 0x2f, 0xfd, 0x60, (bytes.length - 256) & 255, (bytes.length - 256) >> 8],
    ...[block & 255, (block >> 8) & 255, block >> 16, ...bytes],
  ]);
}

async function code(packed: Uint8Array, size: number): Promise<string> {
  try {
    await unpackZstd(packed, size);
  } catch (error) {
    if (error instanceof CodecError) return error.code;
    throw error;
  }
  return 'nothing was thrown';
}

describe('zstd', () => {
  it('gives back what was packed', async () => {
    assert.deepEqual(Uint8Array.from(await unpackZstd(PACKED, 3000)), BYTES);
    assert.deepEqual(Uint8Array.from(await unpackZstd(raw(BYTES), 3000)), BYTES);
    // Several frames, one after the other.
    const twice = Buffer.concat([PACKED, raw(BYTES)]);
    assert.deepEqual(Buffer.from(await unpackZstd(twice, 6000)), Buffer.concat([BYTES, BYTES]));
  });

  it('says what is cut off, damaged or of another size', async () => {
    assert.equal(await code(PACKED, 3001), 'size');
    assert.ok(['size', 'damaged'].includes(await code(PACKED, 2999)));
    assert.ok(['size', 'damaged'].includes(await code(PACKED, 0)));
    for (const end of [0, 3, 9, 60, PACKED.length - 1]) {
      assert.ok(
        ['size', 'damaged', 'truncated'].includes(await code(PACKED.subarray(0, end), 3000)),
        `${end} bytes`,
      );
    }
    // The checksum at the end.
    const other = Uint8Array.from(PACKED);
    other[other.length - 1] = (other.at(-1) ?? 0) ^ 1;
    assert.equal(await code(other, 3000), 'damaged');
    assert.equal(await code(BYTES, 3000), 'damaged');
  });

  it('survives damage, and still unpacks what is whole', async () => {
    await fc.assert(
      fc.asyncProperty(damaged(PACKED), async (bytes) => {
        await code(bytes, 3000);
      }),
    );
    assert.deepEqual(Uint8Array.from(await unpackZstd(PACKED, 3000)), BYTES);
  });
});
