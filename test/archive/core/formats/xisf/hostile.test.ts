import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ArchiveError, type ErrorDetail } from '../../../../../src/core/base/errors';
import { imageHeader } from '../../../../../src/core/formats/fits/image';
import { dataRanges } from '../../../../../src/core/formats/fits/ranges';
import { type ByteSource, bytesSource } from '../../../../../src/core/formats/fits/source';
import { readImage } from '../../../../../src/core/formats/image/imageFile';
import { frameOf } from '../../../../../src/core/rules/frame/frameOf';
import { failed } from '../../../../support/failed';
import { image, keyword, makeXisf, pixels, property, xisfBytes } from '../../../../support/makeXisf';

const GOOD = makeXisf({
  body: `${image(
    keyword('OBJECT', "'M 31'") +
      keyword('HISTORY', '', 'a &amp; b') +
      property('Instrument:ExposureTime', 'Float32', '300'),
    ' imageType="Light" compression="zlib:96"',
  )}<Metadata>${property('XISF:CreatorApplication', 'String', 'x')}</Metadata>`,
  blocks: [pixels()],
});

/** Counts the bytes that a reader asks for. */
function counted(bytes: Buffer): ByteSource & { asked: number } {
  const source = {
    ...bytesSource('/a/x.xisf', bytes),
    asked: 0,
    read: (offset: number, length: number) => {
      source.asked += Math.min(length, Math.max(0, bytes.length - offset));
      return bytes.subarray(offset, offset + length);
    },
  };
  return source;
}

/** Reads whatever there is, all the way to a frame; only an ArchiveError may come out. */
function survives(bytes: Buffer): void {
  try {
    const file = readImage(bytesSource('/a/x.xisf', bytes));
    const header = imageHeader(file);
    if (header) frameOf(header, { path: file.path, timeZone: 'UTC' });
    for (const { offset, size } of dataRanges(file)) assert.ok(offset >= 0 && offset + size <= bytes.length);
  } catch (error) {
    assert.ok(error instanceof ArchiveError, String(error));
  }
}

/** Reading these bytes fails as a file of the wrong format, with this detail. */
function refused(bytes: Buffer, detail: ErrorDetail, path = '/a/x.xisf'): void {
  assert.throws(() => readImage(bytesSource(path, bytes)), failed('format', { path, ...detail }));
}

/** Its XML is not well-formed at this place of its header. */
function damaged(header: string | Buffer, offset: number): void {
  const bytes = typeof header === 'string' ? xml(header) : header;
  refused(bytes, { offset: 16 + offset, expected: 'well-formed XML' });
}

function xml(text: string): Buffer {
  return xisfBytes(Buffer.from(text));
}

describe('a hostile XISF file', () => {
  it('is refused without END of its header, with another version, with an impossible length', () => {
    const short = (got: number, expected: number) => ({
      expected: `at least ${expected} bytes`,
      got: `${got} bytes`,
    });
    const impossible = (got: string) => ({ offset: 8, expected: '1 to 16777216 bytes', got });
    refused(GOOD.subarray(0, 400), short(400, 16 + GOOD.readUInt32LE(8)));
    refused(GOOD.subarray(0, 12), short(12, 16));
    const newer = xisfBytes(Buffer.from('<xisf/>'), 7, 'XISF0200');
    refused(newer, { offset: 0, expected: 'XISF0100', got: '"XISF0200"' });
    refused(xisfBytes(Buffer.from('<xisf/>'), 0), impossible('0'));
    const source = counted(xisfBytes(Buffer.alloc(1 << 16), 0xffff_ffff));
    assert.throws(() => readImage(source), failed('format', impossible('4294967295')));
    const announced = counted(xisfBytes(Buffer.alloc(1 << 16), 1 << 23));
    assert.throws(() => readImage(announced), failed('format', short(16 + (1 << 16), 16 + (1 << 23))));
    assert.ok(source.asked < 1000 && announced.asked < 1000);
  });

  it('is refused where its XML is not well-formed, with the place', () => {
    for (const [text, offset] of [
      [' ', 0],
      ['<xisf>', 6],
      ['<xisf><Image></xisf>', 20],
      ['<xisf a="1" a="2"/>', 19],
      ['<xisf><a b="<"/></xisf>', 13],
      ['<xisf>\0</xisf>', 7],
      ['text', 4],
      ['<xisf/><xisf/>', 13],
      ['<xisf>&undefined;</xisf>', 17],
      // An ü has two bytes.
      ['<xisf>ü&bad;</xisf>', 13],
    ] as const) {
      damaged(text, offset);
    }
    refused(xml('<html/>'), { expected: 'an element named xisf', got: 'html' });
    damaged(xisfBytes(Buffer.from('<xisf/>', 'utf16le')), 2);
  });

  it('is refused with a document type, so that nothing expands', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
    damaged(`${bomb}<xisf>&b;</xisf>`, bomb.length);
    const outside = '<!DOCTYPE xisf SYSTEM "file:///etc/passwd">';
    damaged(`${outside}<xisf/>`, outside.length);
  });

  it('is refused when it is nested, spread or wide beyond reason', () => {
    // Where the 33rd element inside one another begins, the 100,001st element, and behind the 65th attribute.
    damaged(`<xisf>${'<a>'.repeat(40)}${'</a>'.repeat(40)}</xisf>`, 6 + 32 * 3);
    damaged(`<xisf>${'<a/>'.repeat(100_001)}</xisf>`, 6 + 99_999 * 4 + 3);
    const attributes = Array.from({ length: 70 }, (_, i) => `a${i}="1"`).join(' ');
    damaged(`<xisf ${attributes}/>`, 6 + attributes.indexOf(' a65'));
  });

  it('has a bounded number of images and problems', () => {
    const one = '<Image geometry="1:1:1" sampleFormat="UInt8" location="attachment:99999999:1"/>';
    const file = readImage(bytesSource('x', xml(`<xisf>${one.repeat(500)}</xisf>`)));
    assert.equal(file.hdus.length, 64);
    assert.equal(file.problems[0]?.code, 'too-many-units');
    const bad = keyword('A', "'open").repeat(500);
    const { hdus } = readImage(bytesSource('x', makeXisf({ body: image(bad), blocks: [pixels()] })));
    assert.equal(hdus[0]?.problems.length, 51);
  });

  it('has no names that reach into objects', () => {
    const body = image(
      `<Property id="__proto__" type="String" __proto__="1">x</Property>${property('constructor', 'toString', '1')}`,
      ' __proto__="2" sampleFormat2="valueOf"',
    );
    survives(makeXisf({ body, blocks: [pixels()] }));
    survives(makeXisf({ body: '<Image geometry="1:1:1" sampleFormat="constructor" location="{{0}}"/>' }));
    assert.equal(({} as { type?: string }).type, undefined);
  });

  it('is told from the header of a distributed unit', () => {
    const header = Buffer.from('<?xml version="1.0"?><xisf/>');
    refused(header, { expected: 'a file that holds header and data, .xisf' }, '/a/x.xish');
    refused(header, { offset: 0, expected: 'a header that begins with "SIMPLE  ="' }, '/a/x.xml');
  });

  it('takes no longer than its size deserves', () => {
    // Each would be quadratic in a careless reader; the test's time limit is the judge.
    survives(xml(`<xisf>${' '.repeat(1 << 21)}</xisf>`));
    survives(xml(`<xisf><Image ${'='.repeat(10)}/></xisf>`));
    survives(xml(`<xisf>${image(keyword('OBJECT', "''".repeat(1 << 19)))}</xisf>`));
    survives(
      xml(`<xisf>${image(`<Property id="a" type="Float32" value="${'1'.repeat(1 << 20)}"/>`)}</xisf>`),
    );
    survives(
      xml(`<xisf>${image(keyword('HISTORY', '', 'line')).repeat(1)}${'<!-- - - -->'.repeat(1 << 16)}</xisf>`),
    );
    survives(xml(`<xisf>${'&amp;'.repeat(1 << 18)}</xisf>`));
  });

  it('survives any bit flip, cut and insertion', () => {
    const header = 16 + GOOD.readUInt32LE(8);
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.nat(header), bit: fc.nat(7) }), { minLength: 1, maxLength: 4 }),
        (flips) => {
          const bytes = Buffer.from(GOOD);
          for (const { at, bit } of flips) bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
          survives(bytes);
        },
      ),
      { numRuns: 1000 },
    );
    for (let end = 0; end < GOOD.length; end += end < header ? 1 : 501) survives(GOOD.subarray(0, end));
    const scraps = [
      '<',
      '>',
      '"',
      "'",
      '&',
      '<Image/>',
      '<![CDATA[',
      '<!--',
      ']]>',
      '/>',
      '\0',
      'attachment:9:9',
      '&#0;',
    ];
    fc.assert(
      fc.property(fc.nat(header), fc.constantFrom(...scraps), (at, scrap) => {
        const text = Buffer.concat([
          GOOD.subarray(16, at + 16),
          Buffer.from(scrap),
          GOOD.subarray(at + 16, header),
        ]);
        survives(xisfBytes(text));
      }),
      { numRuns: 1000 },
    );
  });
});
