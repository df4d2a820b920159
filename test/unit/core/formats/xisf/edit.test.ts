/** What of an XISF file an edit has to leave where it is, and how long its header may be. */
import assert from 'node:assert/strict';
import { bytesSource } from '../../../../../src/core/formats/fits/source';
import { MOST_HEADER_BYTES, readContainer } from '../../../../../src/core/formats/xisf/container';
import { keptFrom } from '../../../../../src/core/formats/xisf/edit';
import { readXisfHeader } from '../../../../../src/core/formats/xisf/read';
import { failed } from '../../../../support/failed';
import { image, makeXisf, pixels, xisfBytes } from '../../../../support/makeXisf';

describe('an XISF file that is edited', () => {
  /** How many bytes behind the header are free. */
  const room = (file: Buffer) => {
    const source = bytesSource('/a.xisf', file);
    const header = readXisfHeader(source);
    return { free: keptFrom(source, header) - header.headerEnd, header };
  };

  it('has room up to its first block, or to bytes of which nothing says what they are', () => {
    const made = (gap: Buffer, blocks = [pixels()]) => makeXisf({ body: image(''), blocks, gap });
    const { free, header } = room(made(Buffer.alloc(0)));
    assert.equal(header.headerEnd + free, 4096);
    for (const zeros of [0, 1, 10]) {
      assert.equal(room(made(Buffer.concat([Buffer.alloc(zeros), Buffer.from('unknown')]))).free, zeros);
    }
    // More than is read at once.
    const far = Buffer.concat([Buffer.alloc((1 << 16) + 100), Buffer.from('unknown')]);
    assert.equal(room(made(far)).free, (1 << 16) + 100);
  });

  it('is refused where a block lies in its header', () => {
    const body = image('').replace('{{0}}', 'attachment:20:96');
    assert.throws(() => room(makeXisf({ body })), failed('format', { path: '/a.xisf', offset: 20 }));
  });

  it('has a header of 16 MiB at most, all of which is there', () => {
    const xml = Buffer.alloc(MOST_HEADER_BYTES + 1);
    xml.write('<xisf/>');
    const read = (bytes: Buffer, size = bytes.length) =>
      readContainer({ ...bytesSource('/a.xisf', bytes), size });
    const longest = xisfBytes(xml.subarray(0, MOST_HEADER_BYTES));
    assert.equal(read(longest).xml, '<xisf/>');
    assert.throws(() => read(xisfBytes(xml)), failed('format', { offset: 8 }));
    const short = xisfBytes(xml.subarray(0, 100), 200);
    for (const size of [116, 215])
      assert.throws(() => read(short, size), failed('format', { got: `${size} bytes` }));
    assert.throws(() => read(short, 216), failed('format', { got: '116 bytes' }), 'it was cut off meanwhile');
  });
});
