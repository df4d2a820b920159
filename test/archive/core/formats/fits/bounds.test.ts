/** What reading a header costs at most, whatever the file is or claims to be. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { plainSource } from '../../../../../src/core/formats/fits/gunzip';
import type { FitsFile } from '../../../../../src/core/formats/fits/header';
import { MOST_HEADER_BYTES } from '../../../../../src/core/formats/fits/headerUnit';
import { imageHeader } from '../../../../../src/core/formats/fits/image';
import { dataRanges } from '../../../../../src/core/formats/fits/ranges';
import { readFits } from '../../../../../src/core/formats/fits/read';
import { type ByteSource, bytesSource } from '../../../../../src/core/formats/fits/source';
import { card, headerUnit, makeFits } from '../../../../support/makeFits';

interface Counted extends ByteSource {
  /** Bytes handed out. */
  bytes(): number;
  /** Where the last of them was. */
  end(): number;
}

/** A file of `size` bytes, of which `pieces` are given by their offset and the rest is zero; it counts what is read. */
function counted(size: number, pieces: ReadonlyMap<number, Buffer>): Counted {
  let bytes = 0;
  let end = 0;
  return {
    path: '/count.fits',
    size,
    bytes: () => bytes,
    end: () => end,
    read(offset, length) {
      const got = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
      for (const [at, piece] of pieces) {
        const from = Math.max(offset, at);
        const to = Math.min(offset + got.length, at + piece.length);
        if (from < to) piece.copy(got, from - offset, from - at, to - at);
      }
      bytes += got.length;
      if (got.length > 0) end = Math.max(end, offset + got.length);
      return got;
    },
  };
}

const mandatory = (width: number, height: number): string[] => [
  card('BITPIX', 16),
  card('NAXIS', 2),
  card('NAXIS1', width),
  card('NAXIS2', height),
];
const filler = (count: number): string[] => Array.from({ length: count }, (_, n) => card(`FILL${n}`, n));
const codes = (file: FitsFile): string[] =>
  [...file.problems, ...file.hdus.flatMap((hdu) => hdu.problems)].map((problem) => problem.code);

describe('the cost of a header', () => {
  it('is a few kilobytes of a file of 2 GB', () => {
    const header = headerUnit([card('SIMPLE', true), ...mandatory(32_000, 32_000), ...filler(55)]);
    const size = header.length + Math.ceil((32_000 * 32_000 * 2) / 2880) * 2880;
    assert.ok(size > 2_000_000_000);
    const source = counted(size, new Map([[0, header]]));
    const file = readFits(source);
    assert.deepEqual(codes(file), []);
    assert.equal(file.hdus[0]?.dataSize, 2_048_000_000);
    assert.ok(source.bytes() <= 8192, String(source.bytes()));
  });

  it('is a few kilobytes for each unit of a file of several', () => {
    const primary = headerUnit([card('SIMPLE', true), card('BITPIX', 8), card('NAXIS', 0)]);
    const unit = headerUnit([
      card('XTENSION', 'IMAGE'),
      ...mandatory(20_000, 20_000),
      card('PCOUNT', 0),
      card('GCOUNT', 1),
    ]);
    const span = unit.length + Math.ceil(800_000_000 / 2880) * 2880;
    const pieces = new Map([[0, primary]]);
    for (let n = 0; n < 3; n++) pieces.set(primary.length + n * span, unit);
    const source = counted(primary.length + 3 * span, pieces);
    assert.equal(readFits(source).hdus.length, 4);
    assert.ok(source.bytes() <= 4 * 8192, String(source.bytes()));
  });

  it('ends early in a header that has lost its END, before pixels or at 11.8 MB', () => {
    const lost = Buffer.from([card('SIMPLE', true), ...mandatory(20_000, 20_000)].join(''), 'latin1');
    const pixels = counted(
      800_000_000,
      new Map([[0, Buffer.from(lost.toString('latin1').padEnd(2880), 'latin1')]]),
    );
    assert.ok(codes(readFits(pixels)).includes('no-end'));
    assert.ok(pixels.bytes() < 50_000, String(pixels.bytes()));
    const text = Buffer.alloc(3 * MOST_HEADER_BYTES, 'COMMENT '.padEnd(80));
    const endless = counted(text.length, new Map([[0, Buffer.concat([lost, text])]]));
    assert.ok(codes(readFits(endless)).includes('no-end'));
    assert.ok(endless.end() <= MOST_HEADER_BYTES + 5760, String(endless.end()));
  });

  it('does not follow what NAXIS claims', () => {
    for (const cards of [
      ['NAXIS   = 999', ...Array.from({ length: 999 }, (_, n) => `NAXIS${n + 1}`.padEnd(8) + '= 65535')],
      ['NAXIS   = 2', 'NAXIS1  = 9007199254740991', 'NAXIS2  = 9007199254740991'],
      ['NAXIS   = 2', 'NAXIS1  = 4294967296', 'NAXIS2  = 2097151'],
      ['NAXIS   = 2147483647'],
      ['NAXIS   = 1E3'],
      ['NAXIS   = 2', 'NAXIS1  = -1', 'NAXIS2  = 1.5'],
    ]) {
      const header = headerUnit(['SIMPLE  = T', 'BITPIX  = -64', ...cards]);
      const source = counted(header.length + 28_800, new Map([[0, header]]));
      const file = readFits(source);
      imageHeader(file);
      for (const { offset, size } of dataRanges(file)) assert.ok(offset + size <= source.size);
      assert.ok(source.bytes() <= header.length + 3 * 5760, cards[0]);
      assert.ok(codes(file).length > 0, cards[0]);
    }
  });

  it('is bounded in problems, whatever kind they are of', () => {
    const lines: Record<string, string> = {
      'lower case': 'exptime = 5',
      'no value': 'EXPTIME = nonsense',
      'open string': "OBJECT  = 'M 31",
      'control characters': 'OBJECT\t= 5',
      'outside ASCII': "OBJECT  = '\u00c9toile'",
      orphans: "CONTINUE  'x'",
    };
    for (const [kind, line] of Object.entries(lines)) {
      const header = headerUnit([
        'SIMPLE  = T',
        'BITPIX  = 8',
        'NAXIS   = 0',
        ...new Array<string>(20_000).fill(line),
      ]);
      const unit = readFits(bytesSource('/a.fits', header)).hdus[0];
      assert.equal(unit?.cards.length, 20_003, kind);
      assert.ok(unit.problems.length >= 50 && unit.problems.length <= 52, `${kind}: ${unit.problems.length}`);
    }
  });
});

describe('the cost of a header behind gzip', () => {
  const image = makeFits({
    width: 2000,
    height: 1500,
    pixels: (x, y) => ((x * 7919 + y * 104729) % 65536) - 32768,
  });

  it('is its first 64 kB, however much follows', () => {
    const packed = gzipSync(image, { level: 1 });
    assert.ok(packed.length > 1_000_000);
    const source = counted(packed.length, new Map([[0, packed]]));
    const file = readFits(source);
    assert.equal(file.hdus[0]?.dataSize, 6_000_000);
    assert.deepEqual(codes(file), []);
    assert.ok(source.bytes() <= 70_000, `${source.bytes()} of ${packed.length}`);
  });

  it('grows with what is asked for', () => {
    const packed = gzipSync(image, { level: 1 });
    const source = counted(packed.length, new Map([[0, packed]]));
    const plain = plainSource(source);
    const third = Math.floor(image.length / 3);
    assert.deepEqual(Buffer.from(plain.read(third, 100)), image.subarray(third, third + 100));
    assert.ok(source.bytes() < packed.length * 0.6, `${source.bytes()} of ${packed.length}`);
  });

  it('ends at 1 GiB, which a few kilobytes can claim to be', function () {
    this.timeout(20_000);
    const bomb = gzipSync(makeFits({ width: 8, height: 8 }));
    const source = plainSource(bytesSource('/bomb.fits.gz', bomb));
    assert.throws(() => source.read(2 ** 30 + 1, 1), { name: 'ArchiveError', code: 'format' });
    const claims = headerUnit([card('SIMPLE', true), ...mandatory(200_000, 200_000)]);
    assert.deepEqual(codes(readFits(bytesSource('/claims.fits.gz', gzipSync(claims)))), ['out-of-reach']);
  });
});
