import assert from 'node:assert/strict';
import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { unpackGzip, unpackGzipUpTo, unpackZlib } from '../../../../../src/core/formats/codecs/gzip';
import { codecCode, damaged, survives } from './damage';

const BYTES = Uint8Array.from({ length: 3000 }, (_, i) => (i * i) >> 5);

describe('gzip and zlib', () => {
  it('give back what was packed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        assert.deepEqual(Uint8Array.from(unpackGzip(gzipSync(bytes), bytes.length)), bytes);
        assert.deepEqual(Uint8Array.from(unpackZlib(deflateSync(bytes), bytes.length)), bytes);
        assert.equal(unpackGzipUpTo(gzipSync(bytes), bytes.length + 7).length, bytes.length);
      }),
    );
  });

  it('refuse another size, and unpack no bomb', () => {
    const bomb = gzipSync(Buffer.alloc(2 ** 26));
    assert.equal(
      codecCode(() => unpackGzip(bomb, 1000)),
      'size',
    );
    assert.equal(
      codecCode(() => unpackGzipUpTo(bomb, 1000)),
      'size',
    );
    assert.equal(
      codecCode(() => unpackGzip(gzipSync(BYTES), BYTES.length + 1)),
      'size',
    );
    assert.equal(
      codecCode(() => unpackGzip(gzipSync(BYTES), BYTES.length - 1)),
      'size',
    );
    assert.equal(
      codecCode(() => unpackZlib(deflateSync(BYTES), BYTES.length - 1)),
      'size',
    );
    assert.equal(
      codecCode(() => unpackGzip(gzipSync(BYTES), 0)),
      'size',
    );
  });

  it('say what is cut off or damaged', () => {
    const packed = gzipSync(BYTES);
    assert.equal(
      codecCode(() => unpackGzip(packed.subarray(0, 100), BYTES.length)),
      'truncated',
    );
    assert.equal(
      codecCode(() => unpackGzip(new Uint8Array(0), BYTES.length)),
      'truncated',
    );
    const other = Buffer.from(packed);
    other.writeUInt32LE(0, packed.length - 8);
    assert.equal(
      codecCode(() => unpackGzip(other, BYTES.length)),
      'damaged',
    );
    assert.equal(
      codecCode(() => unpackZlib(packed, BYTES.length)),
      'damaged',
    );
  });

  it('survive damage', () => {
    fc.assert(
      fc.property(damaged(gzipSync(BYTES)), (bytes) => survives(() => unpackGzip(bytes, BYTES.length))),
    );
    fc.assert(
      fc.property(damaged(deflateSync(BYTES)), (bytes) => survives(() => unpackZlib(bytes, BYTES.length))),
    );
  });
});
