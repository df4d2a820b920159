/** Which of several names a suggestion keeps, and which suggestion comes first. */
import assert from 'node:assert/strict';
import type { NameKind, NameRule } from '../../../../../src/core/base/nameRule';
import { suggestNames } from '../../../../../src/core/rules/names/suggest';
import { suggest } from './support';

describe('suggestions for names, in their order', () => {
  /** A rule for telescopes, or for others: `chosen('Esprit 100ED', 'scope')`. */
  const chosen = (name: string, spelling: string, kind: NameKind = 'telescope'): NameRule => ({
    ...{ kind, spelling, name, matching: 'folded' },
  });

  it('lead to the name that a rule has chosen, however many frames have the other one', () => {
    const rules = [chosen('Esprit 100ED', 'scope')];
    assert.deepEqual(suggest('telescope', { scope: 1, 'Espirt 100ED': 90 }, rules), [
      'Espirt 100ED → Esprit 100ED (typo)',
    ]);
    assert.deepEqual(suggest('telescope', { scope: 1, 'esprit-100 ED': 2, 'Espirt 100ED': 90 }, rules), [
      'Espirt 100ED → Esprit 100ED (typo)',
      'esprit-100 ED → Esprit 100ED (spelling)',
    ]);
    const camera = [chosen('ZWO ASI2600MM Pro', 'camera', 'imager')];
    assert.deepEqual(suggest('imager', { camera: 1, 'ASI2600MM Pro': 90 }, camera), [
      'ASI2600MM Pro → ZWO ASI2600MM Pro (meaning)',
    ]);
  });

  it('lead each spelling to its own name where rules have chosen both', () => {
    const rules = [chosen('Esprit 100ED', 'scope'), chosen('Espirt 100ED', 'other')];
    assert.deepEqual(suggest('telescope', { scope: 9, other: 5, 'espirt-100 ED': 3 }, rules), [
      'espirt-100 ED → Espirt 100ED (spelling)',
    ]);
  });

  it('do not heed rules of another kind', () => {
    const rules = [chosen('eq 6', 'garden', 'site')];
    assert.deepEqual(suggest('telescope', { EQ6: 120, 'eq 6': 3 }, rules), ['eq 6 → EQ6 (spelling)']);
  });

  it('count the frames of all names that rules lead to one', () => {
    const rules = [chosen('EQ6', 'mount'), chosen('EQ6', 'scope')];
    const found = [
      ...[
        { name: 'mount', frameCount: 60 },
        { name: 'scope', frameCount: 50 },
      ],
      ...[{ name: 'eq 6', frameCount: 80 }],
    ];
    const [only, ...others] = suggestNames('telescope', found, rules);
    assert.deepEqual([only?.name, only?.frameCount, others], ['EQ6', 110, []]);
  });

  it('lead a slip to the name that has most frames in all its spellings, and all of its own at once', () => {
    assert.deepEqual(suggest('telescope', { 'Esprit 100ED': 10, 'esprit-100ed': 9, 'Espirt 100ED': 15 }), [
      'Espirt 100ED → Esprit 100ED (typo)',
      'esprit-100ed → Esprit 100ED (spelling)',
    ]);
    assert.deepEqual(suggest('telescope', { 'Esprit 100ED': 90, 'Espirt 100ED': 4, 'espirt-100ed': 2 }), [
      'Espirt 100ED, espirt-100ed → Esprit 100ED (typo)',
    ]);
  });

  it('come in the order of the frames that they concern, and by name where these are as many', () => {
    assert.deepEqual(
      suggest('telescope', { 'Alpha 8': 900, 'alpha-8': 2, 'ALPHA 8': 1, 'Zeta 9': 100, 'zeta-9': 50 }),
      ['zeta-9 → Zeta 9 (spelling)', 'alpha-8, ALPHA 8 → Alpha 8 (spelling)'],
    );
    assert.deepEqual(suggest('telescope', { 'Zeta 9': 100, 'zeta-9': 2, 'Alpha 8': 90, 'alpha-8': 2 }), [
      'alpha-8 → Alpha 8 (spelling)',
      'zeta-9 → Zeta 9 (spelling)',
    ]);
  });

  it('keep the same name of two that have as many frames, whichever comes first', () => {
    for (const names of [
      { EQ6: 5, 'eq 6': 5 },
      { 'eq 6': 5, EQ6: 5 },
    ]) {
      assert.deepEqual(suggest('telescope', names), ['eq 6 → EQ6 (spelling)']);
    }
  });
});
