import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { plainSource } from '../../../../../src/core/formats/fits/gunzip';
import { imageHeader } from '../../../../../src/core/formats/fits/image';
import { dataRanges } from '../../../../../src/core/formats/fits/ranges';
import { readFits, readFitsFile } from '../../../../../src/core/formats/fits/read';
import {
  type ByteSource,
  bytesSource,
  headSource,
  openSource,
} from '../../../../../src/core/formats/fits/source';
import { dataUnit, headerUnit, makeFits, temporaryFolder, writeFits } from '../../../../support/makeFits';

const read = (bytes: Buffer) => readFits(bytesSource('/test.fits', bytes));
const codes = (bytes: Buffer) => {
  const file = read(bytes);
  return [...file.problems, ...file.hdus.flatMap((hdu) => hdu.problems)].map((problem) => problem.code);
};
const light = makeFits({ cards: { OBJECT: 'M 31', EXPTIME: 300 }, width: 100, height: 80 });

describe('reading a FITS file', () => {
  it('finds every unit, its place and its size', () => {
    const file = read(
      makeFits({
        width: 10,
        height: 20,
        channels: 3,
        bitpix: -32,
        extensions: [
          { cards: { EXTNAME: 'MASK' }, width: 3, height: 3, bitpix: 8 },
          {
            xtension: 'BINTABLE',
            mandatory: [
              ['BITPIX', 8],
              ['NAXIS', 2],
              ['NAXIS1', 8],
              ['NAXIS2', 5],
              ['PCOUNT', 100],
              ['GCOUNT', 1],
              ['TFIELDS', 1],
            ],
            data: Buffer.alloc(140),
          },
        ],
      }),
    );
    assert.deepEqual(
      file.hdus.map(({ type, name, headerOffset, dataOffset, dataSize }) => [
        type,
        name,
        headerOffset,
        dataOffset,
        dataSize,
      ]),
      [
        ['primary', 'PRIMARY', 0, 2880, 2400],
        ['image', 'MASK', 5760, 8640, 9],
        ['bintable', '', 11520, 14400, 140],
      ],
    );
    assert.deepEqual(dataRanges(file)[1], { offset: 8640, size: 9 });
    assert.deepEqual(file.problems, []);
  });

  it('counts random groups (GROUPS = T, NAXIS1 = 0)', () => {
    const cards = [
      'SIMPLE  = T',
      'BITPIX  = -32',
      'NAXIS   = 3',
      'NAXIS1  = 0',
      'NAXIS2  = 3',
      'NAXIS3  = 4',
    ];
    const header = headerUnit([...cards, 'GROUPS  = T', 'PCOUNT  = 2', 'GCOUNT  = 10']);
    const file = read(Buffer.concat([header, dataUnit(Buffer.alloc(560))]));
    assert.equal(file.hdus[0]?.type, 'groups');
    assert.equal(file.hdus[0]?.dataSize, 4 * 10 * (2 + 12));
    assert.equal(imageHeader(file), null);
  });

  it('reads from a file, from bytes and from a head with the rest in the file alike', () => {
    const folder = temporaryFolder();
    try {
      const path = writeFits(folder.path, 'a.fits', light);
      const expected = readFitsFile(path);
      assert.equal(expected.size, light.length);
      const fd = fs.openSync(path, 'r');
      assert.deepEqual(readFits(headSource(path, light.subarray(0, 1000), fd, light.length)), expected);
      fs.closeSync(fd);
      assert.deepEqual(readFits(bytesSource(path, light)), expected);
    } finally {
      folder.dispose();
    }
  });

  it('reads no more of a file than its header', () => {
    const seen: number[] = [];
    const source: ByteSource = {
      path: '/big.fits',
      size: light.length,
      read: (offset, length) => {
        if (offset < light.length) seen.push(offset + length);
        return light.subarray(offset, offset + length);
      },
    };
    readFits(source);
    assert.ok(Math.max(...seen) <= 5760, String(seen));
  });

  it('says what is wrong with a file that is none, a folder and a missing one', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('plain text\n'.repeat(400)), Buffer.alloc(5760)]) {
      assert.throws(() => read(bytes), { name: 'ArchiveError', code: 'format' });
    }
    assert.throws(
      () => read(Buffer.from('XISF0100....')),
      (error) => error instanceof ArchiveError && error.message.includes('XISF'),
    );
    assert.throws(() => readFitsFile('/'), { code: 'file' });
    assert.throws(() => readFitsFile('/no/such/file.fits'), { code: 'file' });
  });

  it('notes cut-off data, trailing bytes, a short last block and SIMPLE = F', () => {
    assert.deepEqual(codes(light.subarray(0, 5000)), ['truncated']);
    assert.deepEqual(dataRanges(read(light.subarray(0, 5000))), [{ offset: 2880, size: 2120 }]);
    assert.deepEqual(codes(Buffer.concat([light, Buffer.from('junk')])), ['trailing-bytes']);
    assert.deepEqual(codes(light.subarray(0, 2880 + 16000)), ['padding']);
    const notSimple = Buffer.from(light);
    notSimple.write('F', 29);
    assert.deepEqual(codes(notSimple), ['simple']);
  });

  it('keeps the cards of a header without END, whatever follows them', () => {
    const cards = ['SIMPLE  = T', 'BITPIX  = 16', 'NAXIS   = 0', "OBJECT  = 'M 31'"]
      .map((c) => c.padEnd(80))
      .join('');
    const cut = read(Buffer.from(cards));
    assert.equal(cut.hdus[0]?.cards.length, 4);
    assert.deepEqual(
      cut.hdus[0].problems.map((problem) => problem.code),
      ['no-end'],
    );
    const pixels = read(Buffer.concat([Buffer.from(cards.padEnd(2880)), Buffer.alloc(200_000, 0xf1)]));
    assert.equal(pixels.hdus[0]?.cards.length, 4);
    assert.equal(pixels.hdus[0].dataOffset, 2880);
  });

  it('is not led astray by impossible sizes', () => {
    const hostile = (...cards: string[]) => read(headerUnit(['SIMPLE  = T', 'BITPIX  = 16', ...cards]));
    const huge = hostile('NAXIS   = 2', 'NAXIS1  = 9007199254740991', 'NAXIS2  = 9007199254740991');
    assert.equal(huge.hdus[0]?.dataSize, 0);
    assert.ok(huge.hdus[0].problems.some((problem) => problem.code === 'impossible-size'));
    for (const cards of [
      ['NAXIS   = 1', 'NAXIS1  = -5'],
      ['NAXIS   = 99999999'],
      ['NAXIS   = -1'],
      ['NAXIS   = 2', "NAXIS1  = 'x'"],
      ['NAXIS   = 1', 'NAXIS1  = 99999999999999999999'],
    ]) {
      const unit = hostile(...cards).hdus[0];
      assert.equal(unit?.dataSize, 0);
      assert.ok(unit.problems.length > 0, cards.join());
    }
  });

  it('stops after 1024 units', () => {
    const empty = { cards: {} };
    const file = read(makeFits({ extensions: new Array<typeof empty>(1100).fill(empty) }));
    assert.equal(file.hdus.length, 1024);
    assert.deepEqual(
      file.problems.map((problem) => problem.code),
      ['too-many-units'],
    );
  });

  it('never fails on damage but with an ArchiveError', () => {
    const whole = makeFits({
      cards: { OBJECT: 'M 31' },
      width: 8,
      height: 6,
      extensions: [{ width: 4, height: 4 }],
    });
    const survives = (bytes: Buffer) => {
      try {
        const file = read(bytes);
        imageHeader(file);
        if (file.format === 'fits.gz') return;
        for (const range of dataRanges(file)) assert.ok(range.offset + range.size <= bytes.length);
      } catch (error) {
        assert.ok(error instanceof ArchiveError, String(error));
        assert.equal(error.code, 'format');
      }
    };
    fc.assert(
      fc.property(fc.nat(whole.length), (length) => survives(whole.subarray(0, length))),
      { numRuns: 100 },
    );
    const flip = fc.tuple(fc.nat(whole.length - 1), fc.nat(7));
    fc.assert(
      fc.property(fc.array(flip, { minLength: 1, maxLength: 20 }), (flips) => {
        const bytes = Buffer.from(whole);
        for (const [at, bit] of flips) bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        survives(bytes);
        survives(gzipSync(bytes));
      }),
      { numRuns: 150 },
    );
  });
});

describe('reading through gzip', () => {
  const noisy = makeFits({
    width: 600,
    height: 500,
    pixels: (x, y) => ((x * 7919 + y * 104729) % 65536) - 32768,
  });

  it('gives the same headers as the unpacked file', () => {
    const packed = read(gzipSync(noisy));
    assert.equal(packed.format, 'fits.gz');
    assert.deepEqual(packed.hdus, read(noisy).hdus);
    assert.deepEqual(packed.problems, []);
  });

  it('unpacks only the beginning of a file with one unit', () => {
    const packed = gzipSync(noisy, { level: 1 });
    let last = 0;
    readFits({
      path: '/a.fits.gz',
      size: packed.length,
      read: (offset, length) => {
        if (offset + length < packed.length) last = Math.max(last, offset + length);
        return packed.subarray(offset, offset + length);
      },
    });
    assert.ok(last > 0 && last <= 65536 && last < packed.length / 2, `${last} of ${packed.length}`);
  });

  it('finds extensions behind the data, and pixels by their offset', () => {
    const bytes = makeFits({
      width: 300,
      height: 300,
      extensions: [{ cards: { EXTNAME: 'B' }, width: 2, height: 2 }],
    });
    const file = read(gzipSync(bytes));
    assert.deepEqual(
      file.hdus.map((hdu) => hdu.name),
      ['PRIMARY', 'B'],
    );
    const source = plainSource(bytesSource('/a.gz', gzipSync(noisy)));
    assert.deepEqual(Buffer.from(source.read(100_000, 500)), noisy.subarray(100_000, 100_500));
    assert.equal(source.read(noisy.length, 10).length, 0);
    assert.equal(source.size, noisy.length);
  });

  it('reads a file of several gzip members', () => {
    const members = Buffer.concat([gzipSync(noisy.subarray(0, 1000)), gzipSync(noisy.subarray(1000))]);
    const file = read(members);
    assert.deepEqual(file.hdus, read(noisy).hdus);
    assert.deepEqual(file.problems, []);
  });

  it('keeps the header of a damaged or cut-off file and says what is wrong', () => {
    const image = { width: 600, height: 500, pixels: (x: number, y: number) => (x * y * 31) % 30011 };
    // An extension behind the damage, since nothing else makes the reader unpack that far.
    const packed = gzipSync(makeFits({ ...image, extensions: [{ width: 2, height: 2 }] }));
    assert.ok(packed.length > 100_000);
    for (const bytes of [packed.subarray(0, 70_000), Buffer.from(packed).fill(0xff, 66_000, 67_000)]) {
      const file = read(bytes);
      assert.equal(file.hdus[0]?.cards.length, 5);
      assert.ok(file.problems.length > 0);
    }
    assert.throws(() => read(Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7])), { code: 'format' });
  });
});

describe('a source', () => {
  it('gives what there is at the end of the file and nothing behind it', () => {
    const folder = temporaryFolder();
    try {
      const source = openSource(writeFits(folder.path, 'a.fits', Buffer.from('0123456789')));
      assert.equal(Buffer.from(source.read(7, 100)).toString(), '789');
      assert.equal(source.read(10, 5).length, 0);
      assert.equal(source.read(50, 5).length, 0);
      source.close();
    } finally {
      folder.dispose();
    }
  });
});
