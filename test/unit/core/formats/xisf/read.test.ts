import assert from 'node:assert/strict';
import type { Card, FitsFile } from '../../../../../src/core/formats/fits/header';
import { imageHeader } from '../../../../../src/core/formats/fits/image';
import { dataRanges } from '../../../../../src/core/formats/fits/ranges';
import { bytesSource } from '../../../../../src/core/formats/fits/source';
import { readXisf } from '../../../../../src/core/formats/xisf/read';
import { image, keyword, makeXisf, pixels, property, type XisfSpec } from '../../../../support/makeXisf';

function read(body: string, spec: Omit<XisfSpec, 'body'> = { blocks: [pixels()] }): FitsFile {
  return readXisf(bytesSource('/a/x.xisf', makeXisf({ body, ...spec })));
}

function cards(body: string): readonly Card[] {
  return read(image(body)).hdus[0]?.cards ?? [];
}

function valueOf(list: readonly Card[], name: string): Card['value'] | undefined {
  return list.find(({ keyword: one }) => one === name)?.value;
}

function codes(file: FitsFile): string[] {
  return [...file.problems, ...file.hdus.flatMap(({ problems }) => problems)].map(({ code }) => code);
}

describe('an XISF file', () => {
  it('may fill its header up with zeros or blanks, and count them', () => {
    for (const fill of [0, 32]) {
      const bytes = makeXisf({
        body: image(keyword('EXPTIME', '300')),
        blocks: [pixels()],
        gap: Buffer.alloc(64, fill),
      });
      bytes.writeUInt32LE(bytes.readUInt32LE(8) + 64, 8);
      const file = readXisf(bytesSource('/a/x.xisf', bytes));
      assert.equal(valueOf(file.hdus[0]?.cards ?? [], 'EXPTIME'), 300);
      assert.deepEqual(codes(file), []);
    }
  });

  it('has a unit for every image, with its place', () => {
    const second = '<Image id="weights" geometry="4:2:3" sampleFormat="Float32" location="{{1}}"/>';
    const file = read(image(keyword('EXPTIME', '300')) + second, { blocks: [pixels(), pixels(1)] });
    assert.equal(file.format, 'xisf');
    assert.deepEqual(
      file.hdus.map(({ index, type, name, dataOffset, dataSize }) => [
        index,
        type,
        name,
        dataOffset,
        dataSize,
      ]),
      [
        [0, 'image', 'light', 4096, 96],
        [1, 'image', 'weights', 8192, 96],
      ],
    );
    assert.deepEqual(dataRanges(file), [
      { offset: 4096, size: 96 },
      { offset: 8192, size: 96 },
    ]);
    assert.deepEqual(codes(file), []);
    const bytes = makeXisf({ body: image(''), blocks: [pixels()] });
    const { headerOffset = 0 } = readXisf(bytesSource('x', bytes)).hdus[0] ?? {};
    assert.equal(bytes.subarray(headerOffset, headerOffset + 6).toString(), '<Image');
  });

  it('counts offsets in bytes, not in letters', () => {
    const file = makeXisf({
      body: `<Metadata>${property('a', 'String', 'Größe ✨')}</Metadata>${image('')}`,
      blocks: [pixels()],
    });
    const { headerOffset = 0 } = readXisf(bytesSource('x', file)).hdus[0] ?? {};
    assert.equal(file.subarray(headerOffset, headerOffset + 6).toString(), '<Image');
  });

  it('has the shape of its attributes, as a FITS header would say it', () => {
    for (const [format, bitpix] of [
      ['UInt8', 8],
      ['UInt16', 16],
      ['UInt32', 32],
      ['UInt64', 64],
      ['Float32', -32],
      ['Float64', -64],
    ] as const) {
      const file = read(`<Image geometry="640:480:3" sampleFormat="${format}" location="{{0}}"/>`);
      const header = imageHeader(file);
      assert.deepEqual([header?.axes, header?.bitpix], [[640, 480, 3], bitpix], format);
    }
    assert.deepEqual(imageHeader(read(image('')))?.axes, [8, 6]);
  });

  it('believes the attributes more than keywords of the shape, and says where they differ', () => {
    // NAXIS counts a single plane in one program and not in another, and BITPIX is that of the FITS file before.
    const usual = keyword('NAXIS', '3') + keyword('BITPIX', '-32');
    const file = read(image(keyword('NAXIS1', '99') + keyword('NAXIS2', '6') + usual));
    assert.deepEqual(imageHeader(file)?.axes, [8, 6]);
    assert.deepEqual(codes(file), ['geometry']);
    assert.equal(file.hdus[0]?.cards.filter((card) => card.keyword === 'NAXIS1').length, 1);
  });

  it('notes compression, colour space and the other attributes', () => {
    const file = read(
      '<Image geometry="8:6:1" sampleFormat="UInt16" compression="zlib+sh:96:2" colorSpace="Gray" location="{{0}}"/>',
      { blocks: [pixels().subarray(0, 40)] },
    );
    const list = file.hdus[0]?.cards ?? [];
    assert.equal(valueOf(list, 'Image:compression'), 'zlib+sh:96:2');
    assert.equal(valueOf(list, 'Image:colorSpace'), 'Gray');
    assert.equal(file.hdus[0]?.dataSize, 40);
    assert.deepEqual(codes(file), []);
  });

  it('finds data inside the header', () => {
    const text = pixels().toString('base64');
    const inline = `<Image geometry="8:6:1" sampleFormat="UInt16" location="inline:base64">${text}<FITSKeyword name="GAIN" value="1" comment=""/></Image>`;
    const embedded = `<Image geometry="8:6:1" sampleFormat="UInt16" location="embedded"><Data encoding="base64">${text}</Data></Image>`;
    for (const body of [inline, embedded]) {
      const bytes = makeXisf({ body, prolog: '<!-- ü -->' });
      const file = readXisf(bytesSource('x', bytes));
      const { dataOffset = 0, dataSize = 0 } = file.hdus[0] ?? {};
      assert.equal(bytes.subarray(dataOffset, dataOffset + dataSize).toString(), text);
      assert.deepEqual(codes(file), []);
    }
  });

  it('tells what is wrong with its data', () => {
    const one = (attributes: string) => codes(read(`<Image ${attributes}/>`));
    const good = 'geometry="8:6:1" sampleFormat="UInt16"';
    assert.deepEqual(one(`${good} location="url(http://x/y.fits)"`), ['no-data']);
    assert.deepEqual(one(`${good} location="path(@header_dir/x.xisb):0x1234"`), ['no-data']);
    assert.deepEqual(one(good), ['no-data']);
    assert.deepEqual(one(`${good} location="attachment:12:96"`), ['no-data']);
    assert.deepEqual(one(`${good} location="embedded"`), ['no-data']);
    assert.deepEqual(one(`${good} location="attachment:4096:9600"`), ['truncated', 'size']);
    assert.deepEqual(one('geometry="8:7:1" sampleFormat="UInt16" location="{{0}}"'), ['size']);
    assert.deepEqual(one('geometry="8:6:1" sampleFormat="UInt8" compression="lz4:49" location="{{0}}"'), [
      'size',
    ]);
    assert.deepEqual(one('geometry="8:6" sampleFormat="UInt128" location="{{0}}"'), ['sample-format']);
    for (const geometry of ['', '8', '0:6:1', '-8:6:1', '8:6:1:', '1e9:1:1', '1:1:1:1:1:1:1:1:1:1']) {
      assert.deepEqual(
        one(`geometry="${geometry}" sampleFormat="UInt16" location="{{0}}"`),
        ['geometry'],
        geometry,
      );
    }
  });

  it('is no image without a geometry', () => {
    assert.equal(imageHeader(read('<Image location="{{0}}"/>')), null);
    assert.equal(imageHeader(read('')), null);
  });

  it('says that it is signed', () => {
    assert.deepEqual(codes(read(`${image('')}<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>`)), [
      'signed',
    ]);
  });
});

describe('a FITSKeyword', () => {
  it('is a card by the rules of FITS', () => {
    const list = cards(
      keyword('OBJECT', "'Barnard''s Loop  '", 'the target') +
        keyword('EXPTIME', '300.', '[s]') +
        keyword('GAIN', '  100') +
        keyword('FLIPPED', 'T') +
        keyword('CCD-TEMP', '-9.9D0') +
        keyword('BIG', '12345678901234567890') +
        keyword('NOTHING', ''),
    );
    const seen = list
      .slice(4, 11)
      .map(({ keyword: name, value, type, comment }) => [name, value, type, comment]);
    assert.deepEqual(seen, [
      ['OBJECT', "Barnard's Loop", 'string', 'the target'],
      ['EXPTIME', 300, 'float', '[s]'],
      ['GAIN', 100, 'integer', ''],
      ['FLIPPED', true, 'logical', ''],
      ['CCD-TEMP', -9.9, 'float', ''],
      ['BIG', 12345678901234567890n, 'integer', ''],
      ['NOTHING', null, 'undefined', ''],
    ]);
  });

  it('is a string without quotes, too, a slash included', () => {
    const list = cards(
      keyword('OBJCTRA', '23 57 18.46') + keyword('DATE', '28/03/93') + keyword('IMAGETYP', 'Light Frame'),
    );
    assert.equal(valueOf(list, 'OBJCTRA'), '23 57 18.46');
    assert.equal(valueOf(list, 'DATE'), '28/03/93');
    assert.equal(valueOf(list, 'IMAGETYP'), 'Light Frame');
  });

  it('is commentary with its text in the value or in the comment', () => {
    const list = cards(
      keyword('COMMENT', '', 'Generated by INDI') +
        keyword('HISTORY', "'it''s done'") +
        keyword('HISTORY', 'second line'),
    );
    assert.deepEqual(list.slice(4, 7), [
      { keyword: 'COMMENT', value: 'Generated by INDI', type: 'commentary', comment: '' },
      { keyword: 'HISTORY', value: "it's done", type: 'commentary', comment: '' },
      { keyword: 'HISTORY', value: 'second line', type: 'commentary', comment: '' },
    ]);
  });

  it('has its entities and letters outside ASCII decoded', () => {
    const list = cards(keyword('OBJECT', '&apos;R&amp;D &lt;Größe&#x3E; &#9731;&apos;'));
    assert.equal(valueOf(list, 'OBJECT'), 'R&D <Größe> ☃');
  });

  it('is read from Latin-1, which is not allowed', () => {
    const bytes = makeXisf({
      body: image(keyword('OBJECT', "'Größe'")),
      blocks: [pixels()],
      encoding: 'latin1',
    });
    const file = readXisf(bytesSource('x', bytes));
    assert.equal(valueOf(file.hdus[0]?.cards ?? [], 'OBJECT'), 'Größe');
    assert.deepEqual(codes(file), ['non-utf8']);
  });

  it('counts in the Image only, not in its thumbnail', () => {
    const list = cards(`<Thumbnail geometry="1:1:1">${keyword('OBJECT', "'no'")}</Thumbnail>`);
    assert.equal(valueOf(list, 'OBJECT'), undefined);
  });

  it('may stand outside and be referred to', () => {
    const file = read(
      `<FITSKeyword uid="k1" name="OBJECT" value="'M 1'" comment=""/>${image('<Reference ref="k1"/><Reference ref="gone"/>')}`,
    );
    assert.equal(valueOf(file.hdus[0]?.cards ?? [], 'OBJECT'), 'M 1');
    assert.deepEqual(codes(file), ['reference']);
  });
});
