import assert from 'node:assert/strict';
import { imageHeader } from '../../../../../src/core/formats/fits/image';
import { readFits } from '../../../../../src/core/formats/fits/read';
import { bytesSource } from '../../../../../src/core/formats/fits/source';
import { type FitsSpec, makeFits, type TestCard } from '../../../../support/makeFits';

const read = (spec: FitsSpec) => readFits(bytesSource('/a.fits.fz', makeFits(spec)));

/** A table that holds an image of 600 × 400 as fpack writes it, its bytes made up. */
function packed(own: readonly TestCard[]): FitsSpec {
  return {
    extensions: [
      {
        xtension: 'BINTABLE',
        mandatory: [
          ['BITPIX', 8],
          ['NAXIS', 2],
          ['NAXIS1', 8],
          ['NAXIS2', 400],
          ['PCOUNT', 5000],
          ['GCOUNT', 1],
          ['TFIELDS', 1],
        ],
        cards: [
          ['TTYPE1', 'COMPRESSED_DATA'],
          ['TFORM1', '1PB(900)'],
          ['ZIMAGE', true],
          ['ZSIMPLE', true],
          ['ZBITPIX', 16],
          ['ZNAXIS', 2],
          ['ZNAXIS1', 600],
          ['ZNAXIS2', 400],
          ['ZEXTEND', true],
          ['ZTILE1', 600],
          ['ZTILE2', 1],
          ['ZCMPTYPE', 'RICE_1'],
          ['ZNAME1', 'BLOCKSIZE'],
          ['ZVAL1', 32],
          ...own,
        ],
        data: Buffer.alloc(8 * 400 + 5000),
      },
    ],
  };
}

describe('a tile-compressed image', () => {
  const file = read(
    packed([
      ['EXTNAME', 'COMPRESSED_IMAGE'],
      ['OBJECT', 'M 31'],
      ['BZERO', 32768],
      ['GAIN', 100],
    ]),
  );
  const header = imageHeader(file);

  it('is told from a table, with the size of the image inside', () => {
    assert.equal(file.format, 'fits.fz');
    assert.equal(file.hdus[1]?.dataSize, 8 * 400 + 5000);
    assert.deepEqual([header?.hdu, header?.axes, header?.bitpix], [1, [600, 400], 16]);
    assert.deepEqual(file.problems, []);
  });

  it('shows its own cards, and those it had to give to the table under their names', () => {
    const cards = new Map(header?.cards.map(({ keyword, value }) => [keyword, value]));
    const own = { SIMPLE: true, BITPIX: 16, NAXIS: 2, NAXIS1: 600, NAXIS2: 400, EXTEND: true };
    for (const [keyword, value] of Object.entries({ ...own, OBJECT: 'M 31', BZERO: 32768, GAIN: 100 })) {
      assert.equal(cards.get(keyword), value, keyword);
    }
    for (const keyword of [
      'XTENSION',
      'TFORM1',
      'PCOUNT',
      'ZIMAGE',
      'ZCMPTYPE',
      'ZTILE1',
      'ZVAL1',
      'EXTNAME',
    ]) {
      assert.ok(!cards.has(keyword), keyword);
    }
  });

  it('keeps its own name', () => {
    const named = imageHeader(read(packed([['EXTNAME', 'SCI']])));
    assert.ok(named?.cards.some(({ keyword, value }) => keyword === 'EXTNAME' && value === 'SCI'));
  });

  it('is no image where ZIMAGE is not T', () => {
    const spec = packed([]);
    const [table] = spec.extensions ?? [];
    const cards = (table?.cards as TestCard[]).map((card): TestCard =>
      card[0] === 'ZIMAGE' ? ['ZIMAGE', false] : card,
    );
    const plain = read({ extensions: [{ ...table, cards }] });
    assert.deepEqual([plain.format, imageHeader(plain)], ['fits', null]);
  });
});
