import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { imageHeader } from '../../../../../src/core/formats/fits/image';
import { dataRanges } from '../../../../../src/core/formats/fits/ranges';
import { bytesSource, type ByteSource } from '../../../../../src/core/formats/fits/source';
import { frameOf } from '../../../../../src/core/rules/frame/frameOf';
import { readImage } from '../../../../../src/core/formats/image/imageFile';
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

function refused(bytes: Buffer, message: RegExp, path = '/a/x.xisf'): ArchiveError {
  let found: unknown;
  assert.throws(
    () => readImage(bytesSource(path, bytes)),
    (error) => {
      found = error;
      return error instanceof ArchiveError && error.code === 'format' && message.test(error.describe());
    },
  );
  return found as ArchiveError;
}

function xml(text: string): Buffer {
  return xisfBytes(Buffer.from(text));
}

describe('a hostile XISF file', () => {
  it('is refused without END of its header, with another version, with an impossible length', () => {
    refused(GOOD.subarray(0, 400), /ends inside its XISF header/);
    refused(GOOD.subarray(0, 12), /ends inside its XISF header/);
    refused(xisfBytes(Buffer.from('<xisf/>'), 7, 'XISF0200'), /version of XISF is not known/);
    refused(xisfBytes(Buffer.from('<xisf/>'), 0), /length of its XISF header/);
    const source = counted(xisfBytes(Buffer.alloc(1 << 16), 0xffff_ffff));
    assert.throws(() => readImage(source), /length of its XISF header/);
    const announced = counted(xisfBytes(Buffer.alloc(1 << 16), 1 << 23));
    assert.throws(() => readImage(announced), /ends inside/);
    assert.ok(source.asked < 1000 && announced.asked < 1000);
  });

  it('is refused where its XML is not well-formed, with the place', () => {
    for (const text of [
      '',
      '<xisf>',
      '<xisf><Image></xisf>',
      '<xisf a="1" a="2"/>',
      '<xisf><a b="<"/></xisf>',
      '<xisf>\0</xisf>',
      'text',
      '<xisf/><xisf/>',
      '<xisf>&undefined;</xisf>',
    ]) {
      refused(xml(text === '' ? ' ' : text), /XISF header is damaged/);
    }
    assert.equal(refused(xml('<xisf>ü&bad;</xisf>'), /undefined entity/).detail.offset, 16 + 13);
    refused(xml('<html/>'), /expected an element named xisf, got html/);
    refused(xisfBytes(Buffer.from('<xisf/>', 'utf16le')), /damaged/);
  });

  it('is refused with a document type, so that nothing expands', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><xisf>&b;</xisf>';
    refused(xml(bomb), /document type is not allowed/);
    refused(xml('<!DOCTYPE xisf SYSTEM "file:///etc/passwd"><xisf/>'), /document type is not allowed/);
  });

  it('is refused when it is nested, spread or wide beyond reason', () => {
    refused(xml(`<xisf>${'<a>'.repeat(40)}${'</a>'.repeat(40)}</xisf>`), /nested more than 32 deep/);
    refused(xml(`<xisf>${'<a/>'.repeat(100_001)}</xisf>`), /more than 100000 elements/);
    const attributes = Array.from({ length: 70 }, (_, i) => `a${i}="1"`).join(' ');
    refused(xml(`<xisf ${attributes}/>`), /more than 64 attributes/);
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
    refused(Buffer.from('<?xml version="1.0"?><xisf/>'), /distributed XISF unit/, '/a/x.xish');
    refused(Buffer.from('<?xml version="1.0"?><xisf/>'), /not a FITS file/, '/a/x.xml');
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
      { numRuns: 1500 },
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
      { numRuns: 1500 },
    );
  });
});
