/** Patches out of a journal: those of an edit of ours pass, in every state of the file; all others do not. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ArchiveError } from '../../../../../src/core/base/errors';
import type { HeaderPatch } from '../../../../../src/core/formats/fits/edit';
import { planEdit } from '../../../../../src/core/formats/image/imageFile';
import { refuseBeyondHeader } from '../../../../../src/core/storage/files/headerOnly';
import { applyPatches, inverse } from '../../../../../src/core/storage/files/patches';
import { failed } from '../../../../support/failed';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';
import { image, keyword, makeXisf, pixels } from '../../../../support/makeXisf';
import { light } from '../../../../support/night';
import { leavesNothingOpen } from '../../../../support/replaceCall';

describe('patches of a journal', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  const xisf = () => makeXisf({ body: image(keyword('OBJECT', "'M 31'")), blocks: [pixels()] });
  const edits = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ keyword: `KEY${i}`, value: `value ${i}` }));
  const passes = (file: string, patches: readonly HeaderPatch[], printable = true) =>
    refuseBeyondHeader(file, patches, { printable });
  const refuses = (file: string, patches: readonly HeaderPatch[], printable = true) => {
    const before = fs.readFileSync(file);
    assert.throws(() => passes(file, patches, printable), { code: 'format' });
    assert.deepEqual(fs.readFileSync(file), before);
  };
  const detailOf = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (error instanceof ArchiveError) return error.detail;
    }
    return assert.fail('it is refused');
  };
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

  for (const [name, content] of [
    ['a.fits', light(1)],
    ['a.xisf', xisf()],
  ] as const) {
    for (const count of [1, 60, 150]) {
      it(`pass where an edit of ${count} cards has made them for ${name}, and back`, () => {
        const file = writeFits(folder.path, name, content);
        const patches = planEdit(file, edits(count));
        passes(file, patches);
        applyPatches(file, patches);
        passes(file, inverse(patches));
      });
    }
  }

  it('pass where the write of them was cut off', () => {
    const file = writeFits(folder.path, 'a.fits', light());
    const patches = planEdit(file, edits(3));
    const [patch] = patches;
    assert.ok(patch);
    const torn = fs.readFileSync(file);
    torn.set(patch.after.subarray(0, patch.after.length / 2), patch.offset);
    fs.writeFileSync(file, torn);
    passes(file, patches);
  });

  it('do not pass where they reach into the pixels', () => {
    for (const [name, content] of [
      ['a.fits', light(1)],
      ['a.xisf', xisf()],
    ] as const) {
      const file = writeFits(folder.path, name, content);
      const old = fs.readFileSync(file);
      const at = old.length - 90;
      refuses(file, [{ offset: at, before: old.subarray(at, at + 80), after: bytes(' '.repeat(80)) }]);
      const [patch] = planEdit(file, edits(1));
      assert.ok(patch);
      const more = old.subarray(patch.offset, old.length - 10);
      const after = Uint8Array.from([...patch.after, ...more.subarray(patch.before.length)]);
      after[after.length - 1] = 7;
      refuses(file, [{ offset: patch.offset, before: more, after }]);
    }
  });

  it('do not pass where they begin in a header and end behind it, whatever they put there', () => {
    const file = writeFits(folder.path, 'a.fits', light());
    const old = fs.readFileSync(file);
    const before = old.subarray(2800, 2960);
    const after = Uint8Array.from(before);
    after.fill(0x41, 80);
    for (const printable of [true, false]) refuses(file, [{ offset: 2800, before, after }], printable);
    const last = { offset: 2800, before: old.subarray(2800, 2880), after: old.subarray(2800, 2880) };
    passes(file, [last], true);
    passes(file, [{ offset: 0, before: old.subarray(0, 80), after: old.subarray(0, 80) }]);
  });

  it('pass with every printable sign and no other', () => {
    const file = writeFits(folder.path, 'a.fits', light());
    const header = fs.readFileSync(file).subarray(0, 2880).toString('latin1');
    const sign = (code: number) => [
      {
        offset: 0,
        before: bytes(header),
        after: bytes(header.replace('7000', `7${String.fromCharCode(code)}00`)),
      },
    ];
    for (const code of [0x20, 0x21, 0x7d, 0x7e]) passes(file, sign(code));
    for (const code of [0x00, 0x09, 0x1f, 0x7f, 0x80, 0xff]) {
      refuses(file, sign(code));
      passes(file, sign(code), false);
    }
  });

  it('do not pass where one of several puts no printable sign there', () => {
    const file = writeFits(folder.path, 'a.fits', light());
    const old = fs.readFileSync(file);
    const to = (offset: number, text: string) => ({
      ...{ offset, before: old.subarray(offset, offset + 1), after: bytes(text) },
    });
    // Behind END, where any sign may stand.
    passes(file, [to(2878, 'a'), to(2879, 'b')]);
    refuses(file, [to(2878, 'a'), to(2879, '\x07')]);
  });

  it('say which file they would change', () => {
    const file = writeFits(folder.path, 'a.fits', light());
    const patches = [{ offset: 5000, before: bytes(' '), after: bytes('x') }];
    assert.throws(() => passes(file, patches), failed('format', { path: file }));
    const { expected, got } = detailOf(() => passes(file, patches));
    assert.deepEqual([typeof expected, typeof got], ['string', 'string']);
    const none = path.join(folder.path, 'none.fits');
    assert.throws(() => passes(none, patches), failed('file', { path: none, reason: 'ENOENT' }));
  });

  it('leave no file open', () => {
    const file = writeFits(folder.path, 'a.fits', light());
    const patches = planEdit(file, edits(1));
    leavesNothingOpen(() => passes(file, patches));
    leavesNothingOpen(() => passes(file, [{ offset: 5000, before: bytes(' '), after: bytes('x') }]));
  });

  it('do not pass where the file would have other data, or none', () => {
    const file = writeFits(folder.path, 'a.fits', light());
    const header = fs.readFileSync(file).subarray(0, 2880).toString('latin1');
    const replaced = (from: string, to: string) => [
      { offset: 0, before: bytes(header), after: bytes(header.replace(from, to)) },
    ];
    // eslint-disable-next-line no-restricted-syntax -- a card
    assert.match(header, /NAXIS1 {2}= {19}16/);
    refuses(file, replaced('NAXIS1  =                   16', 'NAXIS1  =                    8'));
    refuses(file, replaced('SIMPLE', '#!/bin'));
    refuses(file, [{ offset: 0, before: bytes(header), after: bytes('echo') }]);
    passes(file, replaced('NGC 7000', 'NGC 7001'));
  });

  it('do not pass where the data would begin elsewhere', () => {
    const long = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`LONG${i}`, i]));
    const file = writeFits(folder.path, 'a.fits', light(0, long));
    const old = fs.readFileSync(file).subarray(0, 2880);
    // The header would end a block earlier, and the rest of it would be the first pixels.
    const early = Buffer.from(old);
    early.write('END'.padEnd(80), 2800);
    const patches = [{ offset: 0, before: old, after: early }];
    refuses(file, patches);
    for (const options of [{}, { journaled: true }]) {
      assert.throws(() => applyPatches(file, patches, options), { code: 'format' });
      assert.ok(fs.readFileSync(file).subarray(0, 2880).equals(old));
    }
  });

  it('put bytes that are no ASCII into a FITS header only for a journal that is trusted', () => {
    const file = writeFits(folder.path, 'a.fits', light());
    const header = fs.readFileSync(file).subarray(0, 2880).toString('latin1');
    const patches = [{ offset: 0, before: bytes(header), after: bytes(header.replace('NGC', 'N\xb0C')) }];
    refuses(file, patches);
    passes(file, patches, false);
  });

  it('do not pass for any other file', () => {
    const text = path.join(folder.path, '.bashrc');
    fs.writeFileSync(text, '# executed by bash for shells\n'.repeat(200));
    refuses(text, [{ offset: 0, before: bytes('# executed'), after: bytes('curl evil ') }]);
    const gzip = writeFits(folder.path, 'a.fits.gz', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]));
    refuses(gzip, [{ offset: 0, before: bytes('\x1f\x8b'), after: bytes('SI') }]);
  });

  it('move the blocks of an XISF file all alike or not at all', () => {
    const file = writeFits(folder.path, 'a.xisf', xisf());
    const patches = planEdit(file, edits(150));
    const [patch] = patches;
    assert.ok(patch && patch.after.length > patch.before.length);
    const text = Buffer.from(patch.after).toString('latin1');
    const place = /attachment:(\d+):/.exec(text)?.[1] ?? assert.fail();
    const wrong = text.replace(`attachment:${place}:`, `attachment:${Number(place) - 16}:`);
    refuses(file, [{ ...patch, after: bytes(wrong) }]);
  });

  describe('of an XISF file with two blocks', () => {
    const vector = '<Property id="PCL:x" type="UI8Vector" length="16" location="{{1}}"/>';
    /** The file, an edit that makes its header longer, and the places of its blocks behind that. */
    function made() {
      const body = image(keyword('OBJECT', "'M 31'")) + vector;
      const file = writeFits(
        folder.path,
        'a.xisf',
        makeXisf({ body, blocks: [pixels(), Buffer.alloc(16, 7)], alignment: 16 }),
      );
      const [patch] = planEdit(file, edits(5));
      assert.ok(patch && patch.after.length > patch.before.length);
      const text = Buffer.from(patch.after).toString('latin1');
      const places = [...text.matchAll(/attachment:(\d+):(\d+)/g)].map(([all]) => all);
      const [first = assert.fail(), second = assert.fail()] = places;
      /** The same edit with other words in the header; what is longer takes bytes of the fill behind it. */
      const changed = (from: string, to: string) => {
        const end = patch.after.length;
        const other = Buffer.from(text.replace(from, to).padEnd(end, '\0').slice(0, end), 'latin1');
        other.writeUInt32LE(Buffer.from(patch.after).readUInt32LE(8) + to.length - from.length, 8);
        return [{ ...patch, after: Uint8Array.from(other) }];
      };
      return { file, patch, first, second, changed };
    }

    it('pass as an edit has made them, and with other words', () => {
      const { file, patch, changed } = made();
      passes(file, [patch]);
      passes(file, changed('value 4', 'value 5'));
    });

    it('do not pass where a block has another place or size, or is gone', () => {
      const { file, first, second, changed } = made();
      const at = (place: string, by: number, longer: number) =>
        place.replace(
          /(\d+):(\d+)/,
          (_, position, size) => `${Number(position) + by}:${Number(size) + longer}`,
        );
      for (const place of [first, second]) {
        refuses(file, changed(place, at(place, -1, 0)));
        refuses(file, changed(place, at(place, 1, -1)));
        refuses(file, changed(place, at(place, 0, -1)));
      }
      refuses(file, changed(`location="${second}"`, 'value="1"'));
    });

    it('do not pass where they are none, several, or begin behind the first byte', () => {
      const { file, patch } = made();
      refuses(file, []);
      const half = 40;
      refuses(file, [
        { offset: 0, before: patch.before.subarray(0, half), after: patch.after.subarray(0, half) },
        { offset: half, before: patch.before.subarray(half), after: patch.after.subarray(half) },
      ]);
      refuses(file, [{ offset: 1, before: patch.before.subarray(1), after: patch.after.subarray(1) }]);
    });
  });
});
