import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { ArchiveError } from '../../../../../src/core/base/errors';
import type { Card, CardEdit } from '../../../../../src/core/formats/fits/header';
import { readXisfFile } from '../../../../../src/core/formats/xisf/read';
import { editFile } from '../../../../support/editFile';
import { temporaryFolder } from '../../../../support/makeFits';
import {
  image,
  keyword,
  makeXisf,
  pixels,
  property,
  type XisfSpec,
  xmlOf,
} from '../../../../support/makeXisf';

/** A header as a program lays it out, with blanks, both kinds of quotes, a comment and a second image. */
const BODY = `
  <!-- <FITSKeyword name="OBJECT" value="'in a comment'" comment=""/> -->
  <Image id='light' geometry='8:6:1'   sampleFormat="UInt16" location="{{0}}" checksum="sha-1:abc">
    <FITSKeyword name="OBJECT" value="'M 31    '" comment="the &quot;target&quot;"/>
    <FITSKeyword comment='[s] > 0' value='300.' name='EXPTIME' ></FITSKeyword>
    <FITSKeyword name="OBJECT" value="'a second one'" comment=""/>
    <Property id="Observation:Object:Name" type="String">M 31 &amp; more</Property>
    <Property id="Instrument:Filter:Name" type="String">Ha</Property>
    <Thumbnail geometry="1:1:1" sampleFormat="UInt8" location="{{1}}"/>
  </Image>
  <Image id="second" geometry="8:6:1" sampleFormat="UInt16" location="{{2}}"/>
  <Metadata><Property id="Data" type="ByteArray" location="{{3}}"/></Metadata>
`;
const BLOCKS = [pixels(), Buffer.from([7]), pixels(2), Buffer.from('some bytes')];

describe('an edit of an XISF header', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  function write(spec: XisfSpec | Buffer): string {
    const file = path.join(folder.path, 'x.xisf');
    fs.writeFileSync(file, Buffer.isBuffer(spec) ? spec : makeXisf(spec));
    fs.utimesSync(file, 1_600_000_000, 1_500_000_000);
    return file;
  }

  /** Edits a file and gives it before and after. */
  function edited(spec: XisfSpec, ...edits: CardEdit[]) {
    const file = write(spec);
    const before = fs.readFileSync(file);
    editFile(file, edits);
    const after = fs.readFileSync(file);
    return { file, before, after, xml: xmlOf(after) };
  }

  function card(file: string, name: string, unit = 0): Card | undefined {
    return readXisfFile(file).hdus[unit]?.cards.find(({ keyword: one }) => one === name);
  }

  function refuses(file: string, edits: CardEdit[], code: string) {
    const before = fs.readFileSync(file);
    assert.throws(
      () => editFile(file, edits),
      (error) => error instanceof ArchiveError && error.code === code,
    );
    assert.deepEqual(fs.readFileSync(file), before);
    assert.deepEqual(fs.readdirSync(folder.path), ['x.xisf']);
  }

  /** The bytes of every block, found by the locations in the text itself. */
  function blocks(file: Buffer): Buffer[] {
    return [...xmlOf(file).matchAll(/attachment:(\d+):(\d+)/g)].map(([, at, size]) =>
      file.subarray(Number(at), Number(at) + Number(size)),
    );
  }

  it('changes a value and not one letter else', () => {
    const { before, after, xml } = edited(
      { body: BODY, blocks: BLOCKS },
      { keyword: 'OBJECT', value: "R&D's <1>" },
    );
    const expected = xmlOf(before).replace(`value="'M 31    '"`, `value="'R&amp;D''s &lt;1&gt;'"`);
    assert.equal(xml, expected);
    assert.deepEqual(after.subarray(4096), before.subarray(4096));
    assert.equal(after.length, before.length);
    const end = 16 + Buffer.byteLength(xml);
    assert.ok(after.subarray(end, 4096).every((byte) => byte === 0));
  });

  it('keeps quotes of the other kind, and a float a float', () => {
    const { xml, before, file } = edited(
      { body: BODY, blocks: BLOCKS },
      { keyword: 'EXPTIME', value: 60, comment: "it's" },
    );
    assert.equal(
      xml,
      xmlOf(before).replace(`comment='[s] > 0' value='300.'`, `comment='it&apos;s' value='60.0'`),
    );
    assert.deepEqual(card(file, 'EXPTIME'), {
      keyword: 'EXPTIME',
      value: 60,
      type: 'float',
      comment: "it's",
    });
  });

  it('adds a keyword behind the last one, laid out like it', () => {
    const { xml, before, file } = edited(
      { body: BODY, blocks: BLOCKS },
      { keyword: 'CD1_1', value: -0.0008660254037844387, comment: 'deg/pixel' },
      { keyword: 'HISTORY', value: 'two words' },
    );
    const last = `<FITSKeyword name="OBJECT" value="'a second one'" comment=""/>`;
    const fresh =
      `\n    <FITSKeyword name="CD1_1" value="-0.0008660254037844387" comment="deg/pixel"/>` +
      `\n    <FITSKeyword name="HISTORY" value="" comment="two words"/>`;
    assert.equal(xml, xmlOf(before).replace(last, last + fresh));
    assert.equal(card(file, 'CD1_1')?.value, -0.0008660254037844387);
    assert.equal(card(file, 'HISTORY')?.value, 'two words');
    assert.equal(card(file, 'CD1_1', 1), undefined);
  });

  it('adds a keyword to an image without any, open or closed', () => {
    const open = image(property('a', 'String', 'b'));
    const closed = '<Image geometry="8:6:1" sampleFormat="UInt16" location="{{0}}"/>';
    for (const body of [open, closed]) {
      const { file, xml } = edited({ body, blocks: [pixels()] }, { keyword: 'OBJECT', value: 'M 1' });
      assert.ok(xml.includes(`><FITSKeyword name="OBJECT" value="'M 1'" comment=""/><`), xml);
      assert.equal(card(file, 'OBJECT')?.value, 'M 1');
    }
  });

  it('takes a keyword out with the blanks in front of it', () => {
    const { xml, before, file } = edited(
      { body: BODY, blocks: BLOCKS },
      { keyword: 'EXPTIME', value: null, remove: true },
    );
    const element = `\n    <FITSKeyword comment='[s] > 0' value='300.' name='EXPTIME' ></FITSKeyword>`;
    assert.equal(xml, xmlOf(before).replace(element, ''));
    assert.equal(card(file, 'EXPTIME'), undefined);
  });

  it('writes nothing where nothing changes', () => {
    const file = write({ body: BODY + image(keyword('FILTER', 'Red')), blocks: BLOCKS });
    fs.chmodSync(file, 0o400);
    const { ino, ctimeMs } = fs.statSync(file);
    editFile(file, [
      { keyword: 'OBJECT', value: 'M 31' },
      { keyword: 'EXPTIME', value: 300 },
      { keyword: 'NOTHERE', value: null, remove: true },
    ]);
    const now = fs.statSync(file);
    assert.deepEqual([now.ino, now.ctimeMs], [ino, ctimeMs]);
  });

  it('takes a string without quotes for the same string', () => {
    const file = write({ body: image(keyword('FILTER', 'Red')), blocks: [pixels()] });
    const before = fs.readFileSync(file);
    editFile(file, [{ keyword: 'FILTER', value: 'Red' }]);
    assert.deepEqual(fs.readFileSync(file), before);
  });

  it('moves the blocks when the header grows over the padding, and keeps mode and times', () => {
    const file = write({ body: BODY, blocks: BLOCKS, alignment: 16 });
    fs.chmodSync(file, 0o640);
    const before = fs.readFileSync(file);
    const was = fs.statSync(file);
    editFile(file, [{ keyword: 'LONGTEXT', value: 'x'.repeat(9000) }]);
    const after = fs.readFileSync(file);
    const now = fs.statSync(file);
    assert.deepEqual(blocks(after), BLOCKS);
    const shift = after.length - before.length;
    assert.ok(shift >= 4096 && shift % 4096 === 0, String(shift));
    assert.equal(card(file, 'LONGTEXT')?.value, 'x'.repeat(9000));
    assert.deepEqual([now.mode, now.mtimeMs], [was.mode, was.mtimeMs]);
    const old = xmlOf(before).replace(/attachment:\d+/g, 'attachment:');
    const fresh = xmlOf(after).replace(/attachment:\d+/g, 'attachment:');
    assert.equal(fresh.replace(/\n *<FITSKeyword name="LONGTEXT"[^>]*>/, ''), old);
  });

  it('moves them by the alignment that the file names', () => {
    const metadata = `<Metadata>${property('XISF:BlockAlignmentSize', 'UInt16', '64')}</Metadata>`;
    const { before, after } = edited(
      { body: image('') + metadata, blocks: [pixels()], alignment: 64 },
      { keyword: 'LONGTEXT', value: 'x'.repeat(300) },
    );
    assert.equal((after.length - before.length) % 64, 0);
    assert.ok(after.length - before.length < 400);
    assert.deepEqual(blocks(after), [pixels()]);
  });

  it('keeps bytes in front of the first block of which nothing says what they are', () => {
    const gap = Buffer.concat([Buffer.alloc(10), Buffer.from('unknown')]);
    const { after, before } = edited(
      { body: image(''), blocks: [pixels()], gap },
      { keyword: 'OBJECT', value: 'x'.repeat(200) },
    );
    assert.ok(after.includes('unknown'));
    assert.equal(
      after.indexOf(pixels()) - after.indexOf('unknown'),
      before.indexOf(pixels()) - before.indexOf('unknown'),
    );
    assert.deepEqual(blocks(after), [pixels()]);
  });

  it('edits an image whose data stand in the header', () => {
    const text = pixels().toString('base64');
    const body = `<Image geometry="8:6:1" sampleFormat="UInt16" location="inline:base64">${text}</Image>`;
    const { file, after } = edited({ body }, { keyword: 'OBJECT', value: 'M 1' });
    assert.ok(after.includes(text));
    assert.equal(card(file, 'OBJECT')?.value, 'M 1');
  });

  it('edits an image whose block begins right behind the header', () => {
    const bytes = makeXisf({ body: image(''), blocks: [pixels()], alignment: 1 });
    // The zeros in front of the block belong to the header then.
    bytes.writeUInt32LE(bytes.indexOf(pixels()) - 16, 8);
    const file = write(bytes);
    editFile(file, [{ keyword: 'OBJECT', value: 'M 1' }]);
    assert.equal(card(file, 'OBJECT')?.value, 'M 1');
    assert.deepEqual(blocks(fs.readFileSync(file)), [pixels()]);
  });

  it('refuses what is signed, damaged or not to be written', () => {
    const signed = `${image('')}<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>`;
    refuses(write({ body: signed, blocks: [pixels()] }), [{ keyword: 'GAIN', value: 1 }], 'request');
    refuses(write({ body: '' }), [{ keyword: 'GAIN', value: 1 }], 'request');
    refuses(write(Buffer.from('XISF0100')), [{ keyword: 'GAIN', value: 1 }], 'format');
    const inside = '<Image geometry="8:6:1" sampleFormat="UInt16" location="attachment:20:96"/>';
    refuses(write({ body: inside }), [{ keyword: 'GAIN', value: 1 }], 'format');
    const file = write({ body: BODY, blocks: BLOCKS });
    refuses(file, [{ keyword: 'NAXIS1', value: 9 }], 'request');
    refuses(file, [{ keyword: 'OBJECT', value: 'Größe' }], 'request');
    refuses(file, [{ keyword: 'OBJECT', value: 'a', comment: '\n' }], 'request');
    refuses(file, [{ keyword: 'no=keyword', value: 'a' }], 'request');
    refuses(file, [{ keyword: 'GAIN', value: NaN }], 'request');
    refuses(file, [{ keyword: 'FILTER', value: null, remove: true }], 'request');
    refuses(file, [{ keyword: 'LONGTEXT', value: 'x'.repeat(1 << 24) }], 'request');
  });

  it('follows a link to the file and leaves the link', function () {
    if (process.platform === 'win32') this.skip();
    const file = write({ body: BODY, blocks: BLOCKS });
    const link = path.join(folder.path, 'link.xisf');
    fs.symlinkSync(file, link);
    editFile(link, [{ keyword: 'OBJECT', value: 'M 1' }]);
    assert.ok(fs.lstatSync(link).isSymbolicLink());
    assert.equal(card(file, 'OBJECT')?.value, 'M 1');
  });

  it('writes any text and number so that it reads back, and leaves the blocks alone', () => {
    const text = fc.string({ unit: 'grapheme-ascii', maxLength: 60 }).map((s) => s.replace(/ +$/, ''));
    const value = fc.oneof(
      text,
      fc.integer(),
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((x) => !Object.is(x, -0)),
    );
    const name = fc.constantFrom('OBJECT', 'EXPTIME', 'FILTER', 'NEW');
    fc.assert(
      fc.property(name, value, text, fc.constantFrom(16, 4096), (keyword, wanted, comment, alignment) => {
        const { file, after, before } = edited(
          { body: BODY, blocks: BLOCKS, alignment },
          { keyword, value: wanted, comment: comment.trim() },
        );
        const written = card(file, keyword);
        assert.deepEqual([written?.value, written?.comment], [wanted, comment.trim()]);
        assert.deepEqual(blocks(after), BLOCKS);
        // Taking the edited element and the positions out of both leaves the same text.
        const rest = (bytes: Buffer) =>
          xmlOf(bytes)
            .replace(/<!--.*?-->/g, '')
            .replace(
              new RegExp(
                `\\s*<FITSKeyword(?=(?:"[^"]*"|'[^']*'|[^'">])* name=.${keyword}.)(?:"[^"]*"|'[^']*'|[^'">])*>(?:</FITSKeyword>)?`,
              ),
              '',
            )
            .replace(/attachment:\d+/g, '');
        assert.equal(rest(after), rest(before));
      }),
      { numRuns: 150 },
    );
  });
});
