import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Problem } from '../../../../../src/core/base/frame';
import { parseCard, parseCards } from '../../../../../src/core/formats/fits/cards';
import { formatCard } from '../../../../../src/core/formats/fits/formatCard';
import type { CardValue } from '../../../../../src/core/formats/fits/header';

const parse = (image: string, problems: Problem[] = []) => parseCard(image.padEnd(80), problems);
const header = (...lines: string[]) =>
  parseCards(Buffer.from(lines.map((line) => line.padEnd(80)).join(''), 'latin1'));

describe('a card', () => {
  const values: [string, CardValue, string][] = [
    ["'LIGHT   '", 'LIGHT', 'string'],
    ["'  leading blanks count'", '  leading blanks count', 'string'],
    ["''", '', 'string'],
    ["'O''Hara''s'", "O'Hara's", 'string'],
    ["'a / b'", 'a / b', 'string'],
    ['42', 42, 'integer'],
    ['-00042', -42, 'integer'],
    ['+7', 7, 'integer'],
    ['9007199254740993', 9007199254740993n, 'integer'],
    ['-12345678901234567890', -12345678901234567890n, 'integer'],
    ['1.', 1, 'float'],
    ['.5', 0.5, 'float'],
    ['-0.0', -0, 'float'],
    ['1.5D+03', 1500, 'float'],
    ['3.00000000000E+002', 300, 'float'],
    ['1E5', 100000, 'float'],
    ['T', true, 'logical'],
    ['F', false, 'logical'],
    ['(1.0, -2.5)', [1, -2.5], 'complex'],
    ['', null, 'undefined'],
    ['NaN', 'NaN', 'invalid'],
    ['1,5', '1,5', 'invalid'],
    ['12:34:56', '12:34:56', 'invalid'],
    ['1E999', '1E999', 'invalid'],
    ['TRUE', 'TRUE', 'invalid'],
  ];
  for (const [text, value, type] of values) {
    it(`reads ${text === '' ? 'no value' : text} as ${type}, in fixed and in free format`, () => {
      for (const field of [text, text.padStart(20), `  ${text}`]) {
        const card = parse(`KEY     = ${field} / [unit] comment`);
        assert.deepEqual(card, { keyword: 'KEY', value, type, comment: '[unit] comment' });
      }
    });
  }

  it('reads a comment without blanks around its slash', () => {
    assert.equal(parse('NAXIS   =                    2 /number of axes').comment, 'number of axes');
    assert.equal(parse("OBJECT  = 'M31'/name").comment, 'name');
  });

  it('takes COMMENT, HISTORY, a blank keyword and a card without equals sign as commentary', () => {
    const cases: [string, string, string][] = [
      ['COMMENT   two blanks stay', 'COMMENT', '  two blanks stay'],
      ['COMMENT = not a value', 'COMMENT', '= not a value'],
      ['HISTORY step 1', 'HISTORY', 'step 1'],
      ['        free text = 5', '', 'free text = 5'],
      ['ESO-LOG 00:00> DATE = x', 'ESO-LOG', '00:00> DATE = x'],
    ];
    for (const [image, keyword, value] of cases) {
      assert.deepEqual(parse(image), { keyword, value, type: 'commentary', comment: '' });
    }
  });

  it('reads HIERARCH names as they are written', () => {
    assert.deepEqual(parse('HIERARCH ESO DET NAME = ’CCD’'.replaceAll('’', "'")), {
      keyword: 'ESO DET NAME',
      value: 'CCD',
      type: 'string',
      comment: '',
    });
    assert.equal(parse('HIERARCH CAMERA-DATE-OBS=5').value, 5);
    assert.equal(parse('HIERARCH without a value').type, 'commentary');
  });

  it('reads illegal writing and says so', () => {
    const cases: [string, string, CardValue, string][] = [
      ['exptime =                  300', 'EXPTIME', 300, 'keyword'],
      ['EXPTIME=300', 'EXPTIME', 300, 'value-indicator'],
      ['GAIN    =100 / no blank', 'GAIN', 100, 'value-indicator'],
      ["OBJECT  = 'M 31", 'OBJECT', 'M 31', 'unclosed-string'],
      ["OBJECT  = 'M31' what / c", 'OBJECT', 'M31', 'text-after-string'],
      ['EXPTIME = 1.5e+01', 'EXPTIME', 15, 'exponent'],
    ];
    for (const [image, keyword, value, code] of cases) {
      const problems: Problem[] = [];
      const card = parse(image, problems);
      assert.equal(card.keyword, keyword, image);
      assert.equal(card.value, value, image);
      assert.ok(
        problems.some((problem) => problem.code === code),
        `${image}: ${JSON.stringify(problems)}`,
      );
    }
  });
});

describe('the cards of a header', () => {
  it('joins a string over CONTINUE cards, quotes, blanks and comments included', () => {
    const { cards } = header(
      "OBJECT  = 'one &' / first",
      "CONTINUE  ' two '' &'",
      "CONTINUE  '&' / second",
      "CONTINUE  'three' / third",
      'END',
    );
    assert.deepEqual(cards, [
      { keyword: 'OBJECT', value: "one  two ' three", type: 'string', comment: 'first second third' },
    ]);
  });

  it('keeps the ampersand of a string that nothing continues, and an orphan as commentary', () => {
    const { cards, problems } = header("A       = 'x&'", "B       = 'y'", "CONTINUE  'z'");
    assert.deepEqual(
      cards.map((card) => card.value),
      ['x&', 'y', "  'z'"],
    );
    assert.deepEqual(
      problems.map((problem) => problem.code),
      ['continue'],
    );
  });

  it('keeps duplicates in their order and stops at END, not at a comment that ends with it', () => {
    const { cards } = header('GAIN    = 100', 'COMMENT the END', 'GAIN    = 120', 'END', 'GAIN    = 140');
    assert.deepEqual(
      cards.map((card) => card.value),
      [100, 'the END', 120],
    );
  });

  it('decodes letters outside ASCII as UTF-8 where they are that, else as latin-1', () => {
    const latin = header("OBJECT  = '\u00c9toile' / d\u00e9j\u00e0 vu");
    assert.equal(latin.cards[0]?.value, 'Étoile');
    assert.equal(latin.cards[0]?.comment, 'déjà vu');
    assert.equal(latin.problems[0]?.code, 'non-ascii');
    const grave = Buffer.from("OBJECT  = 'voilà'".padEnd(79), 'utf8');
    assert.equal(parseCards(grave).cards[0]?.value, 'voilà');
    const utf8 = parseCards(Buffer.concat([Buffer.from("OBJECT  = 'Öküz'", 'utf8'), Buffer.alloc(62, 32)]));
    assert.equal(utf8.cards[0]?.value, 'Öküz');
  });

  it('reads control characters as blanks', () => {
    const { cards, problems } = header("OBJECT\t= 'a\nb\0\0'");
    assert.deepEqual(cards, [{ keyword: 'OBJECT', value: 'a b', type: 'string', comment: '' }]);
    assert.equal(problems[0]?.code, 'control-character');
  });

  it('reads a card the same whatever was read before it', () => {
    const keyword = fc.constantFrom(
      'GAIN',
      'OBJECT',
      'EXPTIME',
      'HIERARCH a b',
      'COMMENT',
      'exptime',
      'GA\tIN',
    );
    const field = fc.constantFrom(
      '100',
      '101',
      "'M 31'",
      "'M 31' / c",
      '1.5e3',
      "'open &'",
      'nan',
      "'é'",
      '',
    );
    const line = fc.tuple(keyword, field).map(([name, text]) => `${name.padEnd(8)}= ${text}`);
    fc.assert(
      fc.property(fc.array(fc.array(line, { maxLength: 12 }), { maxLength: 4 }), (headers) => {
        for (const lines of headers) {
          const alone = lines.map((text) => header(text));
          const together = header(...lines);
          assert.deepEqual(
            together.cards,
            alone.flatMap(({ cards }) => cards),
          );
          // All at once, the letters outside ASCII are noted last.
          const codes = (problems: readonly Problem[]) => problems.map(({ code }) => code).sort();
          assert.deepEqual(codes(together.problems), codes(alone.flatMap(({ problems }) => problems)));
        }
      }),
    );
  });

  it('does not drown in the problems of a hostile header', () => {
    const { cards, problems } = parseCards(Buffer.alloc(80 * 5000, 'x'));
    assert.equal(cards.length, 5000);
    assert.equal(problems.length, 51);
  });

  it('reads a string over thousands of CONTINUE cards in linear time', () => {
    const pieces = new Array<string>(50_000).fill(`CONTINUE  '${'x'.repeat(60)}&'`);
    const { cards } = header("A       = '&'", ...pieces);
    assert.equal(String(cards[0]?.value).length, 3_000_001);
  });
});

describe('a written card', () => {
  const text = fc.string({ unit: fc.constantFrom(...printable()), maxLength: 300 });
  const value = fc.oneof(
    text.map((string) => string.trimEnd()),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }),
    fc.boolean(),
    fc.constant(null),
    fc.tuple(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.constant(1.5)),
  );

  it('reads back as it was, whatever the value', () => {
    fc.assert(
      fc.property(value, fc.constantFrom('OBJECT', 'A', 'ESO DET CHIP NAME'), (written, keyword) => {
        const images = formatCard(keyword, written, 'c');
        assert.ok(images.every((image) => image.length === 80));
        const { cards } = parseCards(Buffer.from(images.join(''), 'latin1'));
        assert.equal(cards.length, 1);
        assert.equal(cards[0]?.keyword, keyword);
        const expected = typeof written === 'bigint' && isSafe(written) ? Number(written) : written;
        assert.deepEqual(cards[0]?.value, expected);
      }),
      { numRuns: 500 },
    );
  });

  it('stands in fixed format', () => {
    assert.equal(
      formatCard('EXPTIME', 300, '[s]', true)[0]?.trimEnd(),
      'EXPTIME =                300.0 / [s]',
    );
    assert.equal(formatCard('SIMPLE', true, '')[0]?.trimEnd(), 'SIMPLE  =                    T');
    assert.equal(formatCard('FILTER', 'L', 'c')[0]?.trimEnd(), "FILTER  = 'L       '           / c");
    assert.equal(formatCard('CD1_1', -2.5e-7, '')[0]?.trimEnd(), 'CD1_1   =              -2.5E-7');
  });

  it('is refused where FITS has no way to write it', () => {
    for (const bad of [Number.NaN, Infinity, 'Ödland', 'a\nb', 10n ** 80n]) {
      assert.throws(() => formatCard('KEY', bad, ''), { name: 'ArchiveError', code: 'request' });
    }
    for (const keyword of ['', 'A=B', ' X', 'x'.repeat(80), 'Ä']) {
      assert.throws(() => formatCard(keyword, 1, ''), { name: 'ArchiveError', code: 'request' });
    }
  });
});

function printable(): string[] {
  return Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
}

function isSafe(value: bigint): boolean {
  return Number.isSafeInteger(Number(value));
}
