import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { encode, sum32 } from '../../../../../src/core/formats/fits/checksum';
import { headerPatches } from '../../../../../src/core/formats/fits/edit';
import type { CardEdit, FitsFile } from '../../../../../src/core/formats/fits/header';
import { historyEdit } from '../../../../../src/core/formats/fits/historyCards';
import { imageHeader } from '../../../../../src/core/formats/fits/image';
import { readFitsFile } from '../../../../../src/core/formats/fits/read';
import { bytesSource } from '../../../../../src/core/formats/fits/source';
import { editFile } from '../../../../support/editFile';
import {
  type FitsSpec,
  makeFits,
  temporaryFolder,
  type TestCard,
  writeFits,
} from '../../../../support/makeFits';

const pixels = (x: number, y: number) => x * 3 + y;
const light: FitsSpec = {
  cards: { OBJECT: 'M 31', EXPTIME: 300.5, GAIN: 100 },
  width: 50,
  height: 40,
  pixels,
};
const wcs: CardEdit[] = ['CD1_1', 'CD1_2', 'CD2_1', 'CD2_2'].map((keyword, i) => ({
  keyword,
  value: i / 7,
  float: true,
}));

function cardsOf(file: FitsFile, hdu = 0): string[] {
  const { headerOffset, dataOffset } = file.hdus[hdu] ?? assert.fail();
  const text = fs.readFileSync(file.path).toString('latin1', headerOffset, dataOffset);
  return text.match(/.{80}/gs) ?? [];
}

function dataOf(file: string): string {
  const bytes = fs.readFileSync(file);
  return readFitsFile(file)
    .hdus.map(({ dataOffset, dataSize }) => bytes.toString('latin1', dataOffset, dataOffset + dataSize))
    .join('|');
}

const valueOf = (file: string, keyword: string) =>
  imageHeader(readFitsFile(file))?.cards.find((card) => card.keyword === keyword)?.value;

describe('editing a header', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());
  let count = 0;
  const write = (content: FitsSpec | Buffer, name = `${count++}.fits`) =>
    writeFits(folder.path, name, content);

  it('replaces a value in its place and keeps the comment and every other byte', () => {
    const file = write({
      ...light,
      cards: [
        ['OBJECT', 'M 31', 'the target'],
        ['GAIN', 100],
        ['OBJECT', 'twice'],
      ],
    });
    const before = fs.readFileSync(file);
    editFile(file, [{ keyword: 'OBJECT', value: 'NGC 224' }]);
    const after = fs.readFileSync(file);
    const at = 4 * 80 + 80;
    assert.equal(
      after.toString('latin1', at, at + 80),
      "OBJECT  = 'NGC 224 '           / the target".padEnd(80),
    );
    before.copy(after, at, at, at + 80);
    assert.ok(before.equals(after));
  });

  it('adds cards behind the last one, in front of END', () => {
    const file = write(light);
    const before = cardsOf(readFitsFile(file));
    const data = dataOf(file);
    editFile(file, wcs);
    const after = cardsOf(readFitsFile(file));
    const end = before.findIndex((image) => image.trimEnd() === 'END');
    assert.deepEqual(after.slice(0, end), before.slice(0, end));
    assert.equal(after[end]?.trimEnd(), 'CD1_1   =                  0.0');
    assert.equal(after[end + 4]?.trimEnd(), 'END');
    assert.equal(fs.statSync(file).size % 2880, 0);
    assert.equal(dataOf(file), data);
  });

  it('uses cards kept blank for it', () => {
    const file = write({ ...light, reserve: 3 });
    editFile(file, wcs.slice(0, 2));
    const cards = cardsOf(readFitsFile(file));
    assert.equal(
      cards.findIndex((image) => image.trimEnd() === 'END'),
      5 + 3 + 3,
    );
    assert.equal(valueOf(file, 'CD1_2'), 1 / 7);
  });

  it('grows by a block when there is no room, extensions and trailing bytes included', () => {
    const full: TestCard[] = Array.from({ length: 30 }, (_, i) => [`KEY${i}`, i]);
    const trailing = Buffer.from('kept');
    const file = write({ ...light, cards: full, extensions: [{ width: 9, height: 9, bitpix: 8 }], trailing });
    const size = fs.statSync(file).size;
    const data = dataOf(file);
    editFile(file, wcs);
    assert.equal(fs.statSync(file).size, size + 2880);
    assert.equal(dataOf(file), data);
    assert.equal(valueOf(file, 'CD2_2'), 3 / 7);
    assert.ok(fs.readFileSync(file).toString('latin1').endsWith('kept'));
    assert.deepEqual(
      fs.readdirSync(folder.path).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });

  it('keeps mode and modification time, in place and when the file is rewritten', () => {
    for (const edits of [wcs, Array.from({ length: 40 }, (_, i) => ({ keyword: `K${i}`, value: i }))]) {
      const file = write(light);
      fs.chmodSync(file, 0o640);
      fs.utimesSync(file, 1_600_000_000, new Date('2024-09-13T20:30:00.123Z'));
      const before = fs.statSync(file);
      editFile(file, edits);
      const after = fs.statSync(file);
      assert.equal(after.mode, before.mode);
      assert.equal(after.mtimeMs, before.mtimeMs);
    }
  });

  it('writes nothing when nothing changes', () => {
    const file = write(light);
    const before = fs.statSync(file, { bigint: true });
    editFile(file, [
      { keyword: 'OBJECT', value: 'M 31' },
      { keyword: 'NOSUCH', value: null, remove: true },
    ]);
    editFile(file, []);
    const after = fs.statSync(file, { bigint: true });
    assert.equal(after.ctimeNs, before.ctimeNs);
  });

  it('leaves other hard links and symbolic links as they are', () => {
    const file = write(light);
    const original = fs.readFileSync(file);
    const hard = path.join(folder.path, 'hard.fits');
    const soft = path.join(folder.path, 'soft.fits');
    fs.linkSync(file, hard);
    fs.symlinkSync(file, soft);
    editFile(soft, [{ keyword: 'GAIN', value: 101 }]);
    assert.ok(fs.readFileSync(hard).equals(original));
    assert.ok(fs.lstatSync(soft).isSymbolicLink());
    assert.equal(valueOf(file, 'GAIN'), 101);
  });

  it('edits the image in an extension, and the primary for what is only inherited', () => {
    const file = write({
      cards: ['HISTORY old', ['OBJECT', 'M 31'], ['NAXIS9', 'x']],
      extensions: [{ cards: { INHERIT: true, FILTER: 'L' }, width: 5, height: 5, pixels }],
    });
    editFile(file, [
      { keyword: 'FILTER', value: 'Ha' },
      { keyword: 'OBJECT', value: 'M 33' },
      { keyword: 'GAIN', value: 5 },
      historyEdit('of the image'),
    ]);
    const names = readFitsFile(file).hdus.map((hdu) => hdu.cards.map((card) => card.keyword).slice(-3));
    assert.deepEqual(names, [
      ['HISTORY', 'OBJECT', 'NAXIS9'],
      ['FILTER', 'GAIN', 'HISTORY'],
    ]);
    assert.equal(valueOf(file, 'OBJECT'), 'M 33');
  });

  it('takes cards out so that adding and removing leaves the file as it was', () => {
    for (const reserve of [0, 6]) {
      const file = write({ ...light, reserve });
      const original = fs.readFileSync(file);
      editFile(file, wcs);
      assert.ok(!fs.readFileSync(file).equals(original));
      editFile(
        file,
        wcs.map(({ keyword }) => ({ keyword, value: null, remove: true })),
      );
      assert.ok(fs.readFileSync(file).equals(original), `reserve ${reserve}`);
    }
  });

  it('replaces a long string with its CONTINUE cards by a short one, and back', () => {
    const file = write(light);
    const long = `It's ${'a long '.repeat(30)}name`;
    editFile(file, [{ keyword: 'OBJECT', value: long, comment: 'kept' }]);
    assert.equal(valueOf(file, 'OBJECT'), long);
    assert.equal(valueOf(file, 'GAIN'), 100);
    editFile(file, [{ keyword: 'OBJECT', value: 'M 31' }]);
    const { cards } = readFitsFile(file).hdus[0] ?? assert.fail();
    assert.ok(!cards.some((card) => card.keyword === 'CONTINUE'));
    assert.equal(cards.find((card) => card.keyword === 'OBJECT')?.comment, 'kept');
  });

  it('keeps a float a float and adds HISTORY', () => {
    const file = write(light);
    editFile(file, [
      { keyword: 'EXPTIME', value: 300 },
      { keyword: 'HISTORY', value: 'x'.repeat(100) },
    ]);
    const cards = readFitsFile(file).hdus[0]?.cards ?? [];
    assert.equal(cards.find((card) => card.keyword === 'EXPTIME')?.type, 'float');
    assert.equal(cards.filter((card) => card.keyword === 'HISTORY').length, 2);
  });

  it('adds HISTORY once, and takes it out again without a trace', () => {
    for (const reserve of [0, 12]) {
      const file = write({ ...light, cards: ['HISTORY first'], reserve });
      const original = fs.readFileSync(file);
      const edits = [...wcs, historyEdit('CD matrix'), historyEdit('y'.repeat(100))];
      const history = () =>
        (readFitsFile(file).hdus[0]?.cards ?? []).filter((card) => card.keyword === 'HISTORY').length;
      editFile(file, edits);
      assert.equal(history(), 4);
      editFile(file, [historyEdit('y'.repeat(100))]);
      assert.equal(history(), 4);
      editFile(file, [historyEdit('CD matrix')]);
      assert.equal(history(), 5);
      const all = [...edits, historyEdit('CD matrix')];
      editFile(
        file,
        all.map((edit) => ({ ...edit, remove: true })),
      );
      assert.ok(fs.readFileSync(file).equals(original), `reserve ${reserve}`);
      editFile(file, [{ ...historyEdit('no such line'), remove: true }]);
      assert.ok(fs.readFileSync(file).equals(original));
    }
  });

  it('refuses gzip, XISF, headers without END, what describes the data and what is not ASCII', () => {
    const refuse = (file: string, edit: CardEdit, code: string) => {
      const before = fs.readFileSync(file);
      assert.throws(() => editFile(file, [edit]), { name: 'ArchiveError', code });
      assert.ok(fs.readFileSync(file).equals(before));
    };
    const gain = { keyword: 'GAIN', value: 1 };
    refuse(write(gzipSync(makeFits(light)), 'a.fits.gz'), gain, 'request');
    assert.throws(() => headerPatches(bytesSource('a.xisf', Buffer.from('XISF0100')), [gain]), {
      code: 'request',
    });
    refuse(write(makeFits(light).subarray(0, 8 * 80)), gain, 'format');
    for (const keyword of ['NAXIS1', 'BZERO', 'SIMPLE', 'END', 'CHECKSUM', 'ZBITPIX']) {
      refuse(write(light), { keyword, value: 8 }, 'request');
    }
    refuse(write(light), { keyword: 'OBJECT', value: 'Étoile' }, 'request');
    refuse(write(light), { keyword: 'OBJECT', value: 'x', comment: 'a\nb' }, 'request');
    assert.throws(() => editFile('/no/such.fits', [gain]), { code: 'file' });
  });

  it('keeps a CHECKSUM valid without reading the data', () => {
    const file = write({
      ...light,
      cards: [
        ['OBJECT', 'M 31'],
        ['CHECKSUM', '0'.repeat(16)],
        ['DATASUM', '1'],
      ],
    });
    const bytes = fs.readFileSync(file);
    const at = bytes.indexOf('CHECKSUM');
    bytes.set(encode(~sum32(bytes) >>> 0), at + 11);
    assert.equal(sum32(bytes), 0xffffffff);
    fs.writeFileSync(file, bytes);
    editFile(file, [{ keyword: 'OBJECT', value: 'Andromeda' }]);
    assert.equal(sum32(fs.readFileSync(file)), 0xffffffff);
    editFile(
      file,
      Array.from({ length: 40 }, (_, i) => ({ keyword: `K${i}`, value: i })),
    );
    assert.equal(sum32(fs.readFileSync(file)), 0xffffffff);
    assert.equal(valueOf(file, 'DATASUM'), '1');
  });

  it('changes only what it is asked to, whatever the header and the edits', () => {
    const keyword = fc.constantFrom('A', 'B', 'C', 'OBJECT', 'LONG NAME');
    const value = fc.oneof(fc.constantFrom("it's", 'x'.repeat(150), '', 'M 31'), fc.integer(), fc.boolean());
    const edits = fc.array(fc.record({ keyword, value, remove: fc.boolean() }), {
      minLength: 1,
      maxLength: 8,
    });
    const file = path.join(folder.path, 'property.fits');
    fc.assert(
      fc.property(edits, fc.nat(60), fc.nat(5), (list, filler, reserve) => {
        const cards: TestCard[] = Array.from({ length: filler }, (_, i) => [`FILL${i}`, i, 'kept']);
        cards.splice(filler >> 1, 0, ['OBJECT', 'M 31', 'c'], ['B', 5], ['B', 6]);
        writeFits(folder.path, 'property.fits', { ...light, cards, reserve });
        const data = dataOf(file);
        const untouched = (file: FitsFile) =>
          cardsOf(file).filter((image) => /^(FILL|SIMPLE|NAXIS|BITPIX)/.test(image));
        const before = untouched(readFitsFile(file));
        editFile(file, list);
        const after = readFitsFile(file);
        assert.deepEqual(untouched(after), before);
        assert.equal(dataOf(file), data);
        assert.deepEqual([...after.problems, ...(after.hdus[0]?.problems ?? [])], []);
        const last = list.at(-1) ?? assert.fail();
        if (!last.remove) assert.equal(valueOf(file, last.keyword), last.value);
      }),
      { numRuns: 60 },
    );
  });
});
