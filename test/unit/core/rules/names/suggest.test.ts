import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { NAME_KINDS, type NameKind, type NameRule } from '../../../../../src/core/base/nameRule';
import { FIELD_KEYWORDS } from '../../../../../src/core/rules/cards/fieldKeywords';
import { namerOf } from '../../../../../src/core/rules/names/namer';
import { suggestNames } from '../../../../../src/core/rules/names/suggest';
import { isTypo, typoKeys, wordsOf } from '../../../../../src/core/rules/names/typo';
import { shared } from '../../../../support/shared';
import { suggest } from './support';

const HEADERS = shared('fits', 'headers');

describe('suggestions for names', () => {
  it('keep the spelling that most frames have', () => {
    const found = suggestNames(
      'telescope',
      [
        { name: 'eq 6', frameCount: 3 },
        { name: 'EQ6', frameCount: 120 },
        { name: 'EQ-6', frameCount: 1 },
        { name: 'RASA 8', frameCount: 9 },
      ],
      [],
    );
    assert.deepEqual(found, [
      {
        kind: 'telescope',
        name: 'EQ6',
        frameCount: 120,
        spellings: [
          { name: 'eq 6', frameCount: 3 },
          { name: 'EQ-6', frameCount: 1 },
        ],
        why: 'spelling',
        rules: [{ kind: 'telescope', spelling: 'eq 6', name: 'EQ6', matching: 'folded' }],
      },
    ]);
  });

  it('know the filters of a wheel by all their names', () => {
    assert.deepEqual(
      suggest('filter', { Ha: 50, 'H-alpha': 4, Hα: 3, H_alpha: 2, H: 1, Hb: 40, 'H-beta': 5 }),
      ['H-alpha, Hα, H_alpha, H → Ha (meaning)', 'H-beta → Hb (meaning)'],
    );
    assert.deepEqual(suggest('filter', { OIII: 9, O3: 2, SII: 8, S2: 1, SIII: 5, NII: 4 }), [
      'O3 → OIII (meaning)',
      'S2 → SII (meaning)',
    ]);
    assert.deepEqual(suggest('filter', { L: 9, Lum: 3, Luminance: 2, Luminence: 1 }), [
      'Lum, Luminance → L (meaning)',
    ]);
    assert.deepEqual(suggest('filter', { HaOIII: 9, HaOiii: 3, HaO3: 1 }), [
      'HaOiii, HaO3 → HaOIII (meaning)',
    ]);
  });

  it('suggest nothing for names that differ in a digit, a model, a side or a letter that counts', () => {
    const apart: readonly (readonly [NameKind, ...string[]])[] = [
      ['object', 'M 31', 'M 32', 'M 3', 'M 3 1', 'NGC 7000', 'NGC 700', 'IC 434', 'IC 443'],
      ['object', 'Veil East', 'Veil West', 'Veil Northeast', 'Veil Northwest', 'Veil'],
      ['object', 'M 31 Panel A', 'M 31 Panel B', 'PanelA', 'PanelB', 'M 31 Panel 1', 'M 31'],
      [
        'filter',
        'Ha',
        'Hb',
        'OIII',
        'SII',
        'SIII',
        'L',
        'R',
        'G',
        'B',
        'Astro',
        'Duo',
        'IRCUT',
        'LP',
        'UV/IR',
      ],
      [
        'telescope',
        'DWARFII',
        'DWARFIII',
        'DWARF mini',
        'S50_153dd4e2',
        'S50_1623087d',
        'EQ6',
        'HEQ5',
        'EQ6-R',
      ],
      [
        'telescope',
        'Ascar V 80mm extender',
        'Ascar V 80mm reducer',
        'Celestron 8',
        'Meade 8',
        'C 9 25',
        'C 92 5',
      ],
      [
        'imager',
        'ZWO ASI2600MM Pro',
        'ZWO ASI2600MC Pro',
        'ZWO ASI1600MM',
        'ZWO ASI1600MM Pro',
        'ASI294MC Pro',
      ],
      ['imager', 'ASI Camera (1) (ASCOM)', 'ASI Camera (2) (ASCOM)', 'Apogee USB/Net', 'QSI CCD'],
      ['observer', 'Anna', 'Anne', 'Anna Bell', 'Anna Carr'],
      ['site', 'iTelescope.Net T33 SSO', 'iTelescope.Net T32 SSO'],
    ];
    for (const [kind, ...names] of apart) {
      const all = Object.fromEntries(names.map((name, index) => [name, 10 + index]));
      assert.deepEqual(suggest(kind, all), [], names.join(', '));
    }
  });

  it('know a camera with its serial number, and two numbers as two cameras', () => {
    assert.deepEqual(suggest('imager', { 'ZWO ASI2600MM Pro': 90, 'ZWO ASI2600MM Pro 0a1b2c': 4 }), [
      'ZWO ASI2600MM Pro 0a1b2c → ZWO ASI2600MM Pro (meaning)',
    ]);
    assert.deepEqual(suggest('imager', { QHY268M: 9, 'QHY268M-abcdef0123456789': 4, 'QHYCCD QHY268M': 2 }), [
      'QHY268M-abcdef0123456789 → QHY268M (meaning)',
      'QHYCCD QHY268M → QHY268M (meaning)',
    ]);
    const two = { 'ZWO ASI2600MM Pro 0a1b2c': 4, 'ZWO ASI2600MM Pro 9f8e7d': 3, 'ZWO ASI2600MM Pro': 9 };
    assert.deepEqual(suggest('imager', two), []);
    assert.deepEqual(suggest('imager', { 'Apogee Alta F16000': 4, 'Apogee Alta F9000': 3 }), []);
  });

  it('know the cameras of Player One, Altair and Canon by all their names', () => {
    assert.deepEqual(
      suggest('imager', { 'Poseidon-M PRO': 9, 'Player One Poseidon-M PRO': 4, 'Poseidon-C PRO': 2 }),
      ['Player One Poseidon-M PRO → Poseidon-M PRO (meaning)'],
    );
    assert.deepEqual(suggest('imager', { 'Altair Hypercam 26M': 9, 'AltairAstro 26M': 4, 'Altair 26C': 2 }), [
      'AltairAstro 26M → Altair Hypercam 26M (meaning)',
    ]);
    assert.deepEqual(
      suggest('imager', {
        'Canon EOS 600D': 9,
        'Canon EOS Rebel T3i': 4,
        'EOS Kiss X5': 2,
        'Kiss X5': 1,
        'Canon EOS 60D': 5,
        'Canon EOS 6D': 5,
        'Canon EOS 1100D': 5,
        'Canon EOS Rebel T5i': 3,
      }),
      ['Canon EOS Rebel T3i, EOS Kiss X5, Kiss X5 → Canon EOS 600D (meaning)'],
    );
    assert.deepEqual(suggest('imager', { 'Canon EOS 300D': 9, 'Nikon 300D': 4, 'Canon EOS 600Da': 3 }), []);
  });

  it('see a slip of the hand', () => {
    assert.deepEqual(suggest('telescope', { 'Esprit 100ED': 90, 'Espirt 100 ED': 4, Espri100ED: 1 }), [
      'Espirt 100 ED → Esprit 100ED (typo)',
    ]);
    assert.deepEqual(
      suggest('object', { 'Cresent Nebulla': 2, 'Crescent Nebula': 30, 'Crescent Nebulla': 3 }),
      ['Crescent Nebulla → Crescent Nebula (typo)'],
    );
    assert.deepEqual(suggest('site', { Ghent: 50, Gehnt: 2, Gent: 8 }), ['Gehnt → Ghent (typo)']);
    assert.deepEqual(suggest('observer', { 'Jürgen Müller': 7, 'Jurgen Muller': 1 }), [
      'Jurgen Muller → Jürgen Müller (meaning)',
    ]);
  });

  it('know objects by their catalogues, and two known ones for two', () => {
    assert.deepEqual(suggest('object', { 'M 31': 120, m31: 3, 'Andromeda Galaxy': 5, 'M 32': 7 }), [
      'Andromeda Galaxy, m31 → M 31 (meaning)',
    ]);
    assert.deepEqual(suggest('object', { 'M 31': 1, m31: 3 }), ['M 31 → m31 (spelling)']);
  });

  it('see a maker that is left out, and none where there are two', () => {
    const cameras = { 'ZWO ASI2600MM Pro': 90, 'ZWO CCD ASI2600MM Pro': 20, 'ASI2600MM Pro': 5 };
    assert.deepEqual(suggest('imager', cameras).sort(), [
      'ASI2600MM Pro → ZWO ASI2600MM Pro (meaning)',
      'ZWO CCD ASI2600MM Pro → ZWO ASI2600MM Pro (meaning)',
    ]);
    assert.deepEqual(suggest('telescope', { 'Vixen ED80': 9, 'Orion ED80': 3, ED80: 1 }), []);
  });

  it('know an observer by a first name that only one has', () => {
    assert.deepEqual(suggest('observer', { Benny: 200, 'Benny Colyn': 3 }), ['Benny → Benny Colyn (short)']);
    assert.deepEqual(suggest('telescope', { Benny: 200, 'Benny Colyn': 3 }), []);
  });

  it('lead to the name that a rule has chosen, and lead nothing on that a rule leads to', () => {
    const rules: NameRule[] = [{ kind: 'telescope', spelling: 'scope', name: 'eq 6', matching: 'folded' }];
    assert.deepEqual(suggest('telescope', { scope: 1, EQ6: 120 }, rules), ['EQ6 → eq 6 (spelling)']);
    const two: NameRule[] = [
      ...rules,
      { kind: 'telescope', spelling: 'other', name: 'EQ-6', matching: 'folded' },
    ];
    assert.deepEqual(suggest('telescope', { scope: 1, other: 120 }, two), []);
  });

  it('leave nothing to suggest once they are carried out, whatever the names', () => {
    const word = fc.constantFrom(
      'Esprit',
      'Espirt',
      'esprit',
      'M 31',
      'm31',
      'M 32',
      'Ha',
      'H-alpha',
      'ZWO',
      'ASI',
      '26',
      'Benny',
    );
    const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.constantFrom(...NAME_KINDS),
        fc.uniqueArray(fc.tuple(name, fc.integer({ min: 1, max: 99 })), {
          selector: ([text]) => text,
          maxLength: 12,
        }),
        (kind, names) => {
          const found = names.map(([text, frames]) => ({ name: text, frameCount: frames }));
          const suggestions = suggestNames(kind, found, []);
          const spellings = suggestions.flatMap((each) => each.spellings.map((spelling) => spelling.name));
          assert.equal(new Set(spellings).size, spellings.length, 'each name once');
          for (const { spellings: from, name: to, rules } of suggestions) {
            assert.ok(!spellings.includes(to), 'what is kept is not renamed');
            const nameOf = namerOf(rules, kind);
            for (const each of [...from.map((spelling) => spelling.name), to]) assert.equal(nameOf(each), to);
          }
        },
      ),
    );
  });
});

describe('a slip of the hand', () => {
  it('is found through the keys of both names', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'x', '1'), maxLength: 9 }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(
        words,
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.constantFrom('a', 'b', 'x'),
        (parts, at, how, letter) => {
          const one = parts.join(' ');
          const place = one.length === 0 ? 0 : at % one.length;
          const other = [
            one.slice(0, place) + letter + one.slice(place + 1),
            one.slice(0, place) + letter + one.slice(place),
            one.slice(0, place) + one.slice(place + 1),
            one.slice(0, place) + (one[place + 1] ?? '') + (one[place] ?? '') + one.slice(place + 2),
          ][how];
          const [a, b] = [wordsOf(one), wordsOf(other ?? '')];
          if (!isTypo(a, b)) return;
          assert.ok(isTypo(b, a));
          const keys = new Set(typoKeys(a));
          assert.ok(
            typoKeys(b).some((key) => keys.has(key)),
            `${one} / ${other}`,
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('suggestions for the names of real headers', () => {
  it('are few and right', function () {
    // The optional corpus lies beside the project; without it there is nothing to read.
    if (!fs.existsSync(HEADERS)) this.skip();
    const found = new Map<NameKind, Map<string, number>>(NAME_KINDS.map((kind) => [kind, new Map()]));
    for (const file of fs.readdirSync(HEADERS).filter((name) => name.endsWith('.txt'))) {
      const lines = fs.readFileSync(path.join(HEADERS, file), 'latin1').split('\n');
      for (const kind of NAME_KINDS) {
        const keyword: string = FIELD_KEYWORDS[kind][0].padEnd(8);
        const [, text = ''] =
          lines
            .map((line) => /^(.{8})= '([^']*)'/.exec(line))
            .find((m) => m?.[1] === keyword)
            ?.slice(1) ?? [];
        const name = text.trim();
        if (name !== '') found.get(kind)?.set(name, (found.get(kind)?.get(name) ?? 0) + 1);
      }
    }
    const all = NAME_KINDS.flatMap((kind) => suggest(kind, Object.fromEntries(found.get(kind) ?? [])));
    assert.ok([...found.values()].reduce((sum, names) => sum + names.size, 0) > 30);
    assert.deepEqual(all, ['HaOIII → HaOiii (spelling)', 'Benny → Benny Colyn (short)']);
  });
});
