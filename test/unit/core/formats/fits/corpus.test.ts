/**
 * Compares what the reader makes of other programs' files with what astropy and cfitsio make of them. The files are
 * not part of the project (some may not be passed on); where they are absent these tests skip.
 */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseCard, parseCards } from '../../../../../src/core/formats/fits/cards';
import type { Card, FitsFile, Hdu } from '../../../../../src/core/formats/fits/header';
import { imageHeader } from '../../../../../src/core/formats/fits/image';
import { readFitsFile } from '../../../../../src/core/formats/fits/read';
import { shared } from '../../../../support/shared';

const CORPUS = shared('fits');

/** Where we differ on purpose: file → which differences, and why ours is right. */
const EXPLAINED: Record<string, readonly [differences: RegExp, why: string]> = {
  'gen_continue.fits': [/OBJECT value/, 'astropy loses text behind a doubled quote; cfitsio agrees with us'],
  'gen_latin1.fits': [/(OBJECT|SITENAME) value/, 'astropy replaces non-ASCII letters with question marks'],
  'gen_tabs.fits': [/OBJECT|FILTER|NEWLINE/, 'control characters are read as blanks instead of refused'],
  'gen_numbers.fits': [/^0 (NANV|INFV|HEX|COMMA|SEXA) refused$/, 'kept as invalid with the text'],
  'astropy_dss.14.29.56-62.41.05.fits.gz': [/SKEW refused/, 'two numbers in a card: kept as invalid'],
  'gen_noend.fits': [/dataOffset|cards/, 'the header ends where its text ends, not with the file'],
  'gen_simple_f.fits': [/Offset|Size|name|type/, 'SIMPLE = F: astropy takes the whole file as data'],
  'astropy_header_with_time.fits': [/Offset|name|type/, 'the same'],
  'astropy_group_invalid.fits': [/type|cards|NAXIS/, 'astropy repairs the header; we show what is written'],
  'astropy_ie6d07ujq_wcs.fits': [
    /D2IM/,
    'record-valued cards stay the strings that the standard makes of them',
  ],
};
for (const bits of ['+08', '+16', '+32', '+64', '-64']) {
  EXPLAINED[`astrogo_file-img2-bitpix${bits}.fits`] = [
    /^0 cards$/,
    'astropy adds an EXTEND that is not there',
  ];
}
/** Cards that astropy makes again when it unpacks an image, in its own words. */
const REBUILT = /^(XTENSION|SIMPLE|PCOUNT|GCOUNT|EXTNAME|CHECKSUM|DATASUM)$/;
const CFITSIO_EXPLAINED: Record<string, readonly [differences: RegExp, why: string]> = {
  'gen_latin1.fits': [/SITENAME value/, 'cfitsio keeps the bytes as they are, we decode UTF-8'],
  'gen_tabs.fits': [/OBJECT|FILTER|NEWLINE/, 'control characters are read as blanks'],
};
/** Files that astropy refuses and we read, with problems. */
const READABLE = new Set(['astropy_invalid_header.hdr', 'astropy_sip-broken.hdr']);
const TYPES: Record<Hdu['type'], string> = {
  primary: 'PrimaryHDU',
  image: 'ImageHDU',
  bintable: 'BinTableHDU',
  table: 'TableHDU',
  groups: 'GroupsHDU',
  other: 'NonstandardExtHDU',
};

type OracleValue = string | number | boolean | { int: string } | { undefined: true } | { complex: number[] };
interface OracleCard {
  keyword: string;
  value: OracleValue;
  type: string;
  comment: string;
  raw?: string;
}
interface OracleHdu {
  type: string;
  name: string;
  headerOffset: number;
  dataOffset: number;
  dataSize: number;
  cards: OracleCard[];
}
interface Oracle {
  error?: string;
  hdus?: OracleHdu[];
  decompressed?: { type: string; shape: number[]; cards: OracleCard[] }[];
}
interface CfitsioCard {
  keyword: string;
  valueText: string;
  comment: string;
  type: string;
  string?: string;
}
interface Cfitsio {
  error?: string;
  hdus?: { headerOffset: number; dataOffset: number; cards: CfitsioCard[] }[];
}

function json<T>(...parts: string[]): T {
  return JSON.parse(fs.readFileSync(path.join(CORPUS, ...parts), 'utf8')) as T;
}

function plain(value: OracleValue): unknown {
  if (typeof value !== 'object') return value;
  if ('int' in value) return BigInt(value.int);
  return 'complex' in value ? value.complex : null;
}

/** Which of a card's parts differ from astropy's, which has no type of its own for commentary. */
function cardDifferences(card: Card, oracle: OracleCard): string[] {
  if (oracle.raw !== undefined) return [`${card.keyword} refused`];
  const different: string[] = [];
  if (card.keyword !== oracle.keyword) different.push(`${oracle.keyword} keyword ${card.keyword}`);
  if (!equal(card.value, plain(oracle.value))) different.push(`${card.keyword} value`);
  if ((card.type === 'commentary' ? 'string' : card.type) !== oracle.type)
    different.push(`${card.keyword} kind`);
  if (card.comment !== oracle.comment) different.push(`${card.keyword} comment`);
  return different;
}

function equal(a: unknown, b: unknown): boolean {
  return Array.isArray(a) ? a.join() === (b as number[]).join() : Object.is(a, b);
}

function differences(file: FitsFile, oracle: OracleHdu[]): string[] {
  const different: string[] = [];
  if (file.hdus.length !== oracle.length) different.push(`units ${file.hdus.length}`);
  for (const [i, hdu] of file.hdus.entries()) {
    const other = oracle[i];
    if (other === undefined) break;
    for (const key of ['headerOffset', 'dataOffset', 'dataSize', 'name'] as const) {
      if (hdu[key] !== other[key]) different.push(`${i} ${key}`);
    }
    if (TYPES[hdu.type] !== other.type) different.push(`${i} type`);
    if (hdu.cards.length !== other.cards.length) {
      different.push(`${i} cards`);
      continue;
    }
    hdu.cards.forEach((card, j) => {
      const oracleCard = other.cards[j];
      if (oracleCard) different.push(...cardDifferences(card, oracleCard).map((text) => `${i} ${text}`));
    });
  }
  return different;
}

/** What differs from cfitsio in a unit: strings, numbers and logicals of cards that are no commentary. */
function cfitsioDifferences(hdu: Hdu, cards: CfitsioCard[]): string[] {
  const ours = hdu.cards.filter((card) => card.type !== 'commentary' && card.type !== 'invalid');
  const different: string[] = [];
  let next = 0;
  for (const card of ours) {
    const at = cards.findIndex(
      (other, i) => i >= next && other.keyword.toUpperCase() === card.keyword.toUpperCase(),
    );
    const other = cards[at];
    if (other === undefined) {
      different.push(`${card.keyword} missing`);
      continue;
    }
    next = at + 1;
    if (card.type === 'string' && other.string !== undefined && other.string.trimEnd() !== card.value) {
      different.push(`${card.keyword} value`);
    }
    if (card.type === 'integer' && BigInt(other.valueText) !== BigInt(String(card.value))) {
      different.push(`${card.keyword} value`);
    }
    if (card.type === 'float' && Number(other.valueText.replace(/D/i, 'E')) !== card.value) {
      different.push(`${card.keyword} value`);
    }
    if (card.type === 'logical' && (other.valueText === 'T') !== card.value)
      different.push(`${card.keyword} value`);
  }
  return different;
}

describe('the corpus of other programs’ files', () => {
  if (!fs.existsSync(CORPUS)) {
    it.skip(`skipped: the files are not at ${CORPUS}`);
    return;
  }
  for (const folder of ['real', 'edge']) {
    for (const name of fs.readdirSync(path.join(CORPUS, folder))) {
      if (name.endsWith('.xisf')) continue;
      const file = path.join(CORPUS, folder, name);
      const oracle = json<Oracle>('oracle', `${name}.json`);

      it(`reads ${folder}/${name} as astropy does`, () => {
        if (oracle.hdus === undefined) {
          if (READABLE.has(name)) assert.ok(readFitsFile(file).hdus.some((hdu) => hdu.problems.length > 0));
          else assert.throws(() => readFitsFile(file), { name: 'ArchiveError', code: 'format' });
          return;
        }
        const different = differences(readFitsFile(file), oracle.hdus);
        const [allowed] = EXPLAINED[name] ?? [/^$/];
        assert.deepEqual(
          different.filter((line) => !allowed.test(line)),
          [],
        );
        // A row of the table that explains nothing any more has to go.
        if (name in EXPLAINED) assert.ok(different.length > 0, 'nothing differs');
      });

      const cfitsio = json<Cfitsio>('oracle-cfitsio', `${name}.json`).hdus;
      if (cfitsio === undefined || oracle.hdus === undefined) {
        const refusing = cfitsio === undefined ? 'cfitsio' : 'astropy';
        it.skip(`skipped: ${refusing} refuses ${folder}/${name}, so there is nothing to compare with`);
        continue;
      }

      it(`reads ${folder}/${name} as cfitsio does`, () => {
        const units = readFitsFile(file).hdus;
        const different = cfitsio.flatMap((other, i) => {
          const hdu = units[i];
          if (hdu === undefined) return [`${i} missing`];
          const offsets = (['headerOffset', 'dataOffset'] as const).filter((key) => hdu[key] !== other[key]);
          return [...offsets, ...cfitsioDifferences(hdu, other.cards)].map((line) => `${i} ${line}`);
        });
        const [allowed] = CFITSIO_EXPLAINED[name] ?? [/^$/];
        assert.deepEqual(
          different.filter((line) => !allowed.test(line)),
          [],
        );
      });

      const image = oracle.decompressed?.find((hdu) => hdu.type === 'CompImageHDU');
      if (image === undefined) continue;
      it(`shows the image inside ${folder}/${name}`, () => {
        const header = imageHeader(readFitsFile(file));
        assert.ok(header);
        assert.deepEqual([...header.axes].reverse(), image.shape);
        const own = header.cards.slice(0, image.cards.length + 5);
        for (const card of image.cards.filter(({ keyword }) => !REBUILT.test(keyword))) {
          const ours = own.find(
            (other) => other.keyword === card.keyword && equal(other.value, plain(card.value)),
          );
          assert.ok(ours, `${card.keyword} is missing`);
        }
      });
    }
  }

  for (const name of fs.readdirSync(path.join(CORPUS, 'headers'))) {
    it(`reads the cards of headers/${name}`, () => {
      const text = fs.readFileSync(path.join(CORPUS, 'headers', name), 'latin1');
      const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('# '));
      const { cards } = parseCards(
        Buffer.from(lines.map((line) => line.padEnd(80).slice(0, 80)).join(''), 'latin1'),
      );
      assert.ok(cards.length > 8);
      assert.deepEqual(
        cards.filter((card) => card.type === 'invalid'),
        [],
      );
      assert.equal(cards.find((card) => card.keyword === 'NAXIS')?.type, 'integer');
    });

    it(`reads each card of headers/${name} as astropy does`, () => {
      const oracle = json<{ cards: (OracleCard & { raw: string; error?: string })[] }>(
        'oracle',
        `${name}.json`,
      );
      // Some lines are words of whoever wrote the dump; their "keyword" in small letters is shown in capitals.
      const different = oracle.cards.flatMap(({ raw, ...expected }) =>
        expected.error === undefined
          ? cardDifferences(parseCard(raw.padEnd(80)), {
              ...expected,
              keyword: raw.startsWith('HIERARCH') ? expected.keyword : expected.keyword.toUpperCase(),
            })
          : [],
      );
      assert.deepEqual(different, []);
    });
  }
});
