import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  distinctNames,
  nameInSet,
  safeName,
  treatment,
} from '../../../../../src/core/operations/checkout/checkoutNames';

describe('safeName', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['NGC 7000', 'NGC_7000'],
    ['../../etc/passwd', 'etc_passwd'],
    ['Hα 3.5nm', 'Ha_3_5nm'],
    ['Große Wolke', 'Grosse_Wolke'],
    ['Abell 85 é', 'Abell_85_e'],
    ['CON', 'CON_x'],
    ['-out=x', 'out_x'],
    ['M31; load "x"', 'M31_load_x'],
    ['银河', ''],
  ];
  for (const [text, expected] of cases) {
    it(`${text} is "${expected}"`, () => assert.equal(safeName(text), expected));
  }

  it('is safe for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        assert.match(safeName(text), /^$|^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,41})$/);
      }),
    );
  });
});

describe('distinctNames', () => {
  it('uses as few words as tell the rows apart', () => {
    const rows = [
      ['L', '2024-09-13', '60s'],
      ['L', '2024-09-14', '60s'],
      ['Ha', '2024-09-13', '60s'],
    ];
    assert.deepEqual(distinctNames(rows, 1, 'x'), ['L_2024-09-13', 'L_2024-09-14', 'Ha_2024-09-13']);
    assert.deepEqual(
      distinctNames(
        [
          ['L', '2024'],
          ['Ha', '2024'],
        ],
        1,
        'x',
      ),
      ['L', 'Ha'],
    );
  });

  it('numbers what nothing tells apart, and does not count case', () => {
    assert.deepEqual(distinctNames([['ha'], ['Ha'], ['HA']], 1, 'x'), ['ha', 'Ha_2', 'HA_3']);
    assert.deepEqual(distinctNames([[''], ['银河']], 1, 'set'), ['set', 'set_2']);
  });

  it('is unique for any rows', () => {
    const rows = fc.array(fc.array(fc.constantFrom('a', 'A', 'a_2', '2', '', '..', 'é'), { maxLength: 3 }));
    fc.assert(
      fc.property(rows, (words) => {
        const names = distinctNames(words, 1, 'set').map((name) => name.toLowerCase());
        assert.equal(new Set(names).size, words.length);
      }),
    );
  });
});

describe('the name of a file in its set', () => {
  it('keeps readable names and tells equal ones apart', () => {
    const taken = new Set<string>();
    assert.equal(nameInSet('/a/M 31 [300s].fits', taken), 'M 31 [300s].fits');
    assert.equal(nameInSet('/b/m 31 [300S].fits', taken), 'm 31 [300S]_2.fits');
    assert.equal(nameInSet('/c/M 31 [300s].fits.gz', taken), 'M 31 [300s]_3.fits');
  });

  it('has nothing that hides it or breaks a line', () => {
    assert.equal(nameInSet('/a/._x.fits', new Set()), '_x.fits');
    assert.equal(nameInSet('/a/a\nb:c.FIT', new Set()), 'a_b_c.FIT');
    assert.equal(nameInSet('/a/.fits', new Set()), 'frame.fits');
    assert.ok(Buffer.byteLength(nameInSet(`/a/${'é'.repeat(120)}.fits`, new Set())) < 200);
  });

  it('goes by what Siril reads', () => {
    assert.equal(treatment('/a/x.FTS'), 'link');
    assert.equal(treatment('/a/x.fits.fz'), 'link');
    assert.equal(treatment('/a/x.fit.GZ'), 'unpack');
    assert.equal(treatment('/a/x.xisf'), 'refuse');
    assert.equal(treatment('/a/x.jpg'), 'refuse');
  });
});

describe('names beyond U+FFFF', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 });

  it('are never cut in two', () => {
    fc.assert(
      fc.property(text, (stem) => {
        const name = nameInSet(`/archive/${stem}.fits`, new Set());
        assert.ok(!/\p{Cs}/u.test(name), name);
        assert.ok(Buffer.byteLength(name) <= 200);
      }),
    );
    const long = nameInSet(`/archive/${'\u{1F52D}'.repeat(100)}.fits`, new Set());
    assert.equal(long, `${'\u{1F52D}'.repeat(45)}.fits`);
  });

  it('are read as the letters that they stand for', () => {
    assert.equal(safeName('\u{1D407}\u{1D6C2} \u{1F52D} M31'), 'Ha_M31');
    assert.equal(safeName(`x${'\u{1D400}'.repeat(100)}`), `x${'A'.repeat(39)}`);
  });
});
