/** Codes of 16 bits become colours of a canvas. */
import assert from 'node:assert/strict';
import { paint } from '../../../../../src/webview/client/picture/paint';

const table = (of: (code: number) => number) => Uint8Array.from({ length: 65_536 }, (_, code) => of(code));
const high = table((code) => code >> 8);
const inverted = table((code) => 255 - (code >> 8));

function painted(channels: readonly Uint16Array[], tables: readonly Uint8Array[]): number[][] {
  const into = new Uint32Array(channels[0]?.length ?? 0);
  paint({ width: into.length, height: 1, channels }, tables, into);
  const bytes = new Uint8Array(into.buffer);
  return [...into.keys()].map((pixel) => [...bytes.subarray(4 * pixel, 4 * pixel + 4)]);
}

describe('painting', () => {
  it('makes opaque grey of one channel', () => {
    assert.deepEqual(painted([Uint16Array.of(0, 0x8000, 0xffff)], [high]), [
      [0, 0, 0, 255],
      [128, 128, 128, 255],
      [255, 255, 255, 255],
    ]);
  });

  it('makes red, green and blue of three, each by its table', () => {
    const channels = [Uint16Array.of(0x1000), Uint16Array.of(0x2000), Uint16Array.of(0x3000)];
    assert.deepEqual(painted(channels, [high, inverted, high]), [[0x10, 255 - 0x20, 0x30, 255]]);
    assert.deepEqual(painted(channels, [high]), [[0x10, 0x20, 0x30, 255]]);
  });

  it('leaves the canvas as it is without a table', () => {
    assert.deepEqual(painted([Uint16Array.of(7)], []), [[0, 0, 0, 0]]);
  });
});
