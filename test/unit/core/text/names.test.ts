import assert from 'node:assert/strict';
import type { MapReport } from '../../../../src/core/api/archive';
import {
  importText,
  mapText,
  nameChangeText,
  ruleText,
  suggestionDetail,
  suggestionText,
} from '../../../../src/core/text/names';

describe('names in words', () => {
  it('tell a suggestion by its names and their frames', () => {
    const one = { kind: 'telescope', name: 'EQ6', frameCount: 120, why: 'spelling', rules: [] } as const;
    const spellings = [
      { name: 'eq 6', frameCount: 3 },
      { name: 'EQ-6', frameCount: 1 },
    ];
    assert.equal(suggestionText({ ...one, spellings }), 'eq 6, EQ-6 → EQ6');
    assert.equal(
      suggestionDetail({ ...one, spellings }),
      '3 frames, 1 frame; 120 frames already use EQ6; different spelling',
    );
    assert.equal(
      suggestionDetail({ ...one, why: 'typo', spellings: spellings.slice(0, 1) }),
      '3 frames; 120 frames already use EQ6; one letter differs',
    );
  });

  it('tell a rule and what it changes, also of headers that say nothing', () => {
    assert.equal(ruleText({ spelling: '', name: 'L' }), '(empty) → L');
    assert.equal(
      nameChangeText({ kind: 'imager', from: null, to: 'ASI2600', frameCount: 1 }),
      'camera (empty) → ASI2600: 1 frame',
    );
    const report: MapReport = {
      names: [],
      frameCount: 3,
      misnamed: null,
      rules: [],
      files: null,
      plan: null,
      cancelled: false,
      seconds: 1,
    };
    assert.equal(mapText(report), '3 frames in 0 names');
    assert.equal(mapText({ ...report, misnamed: 1 }), '3 frames in 0 names, 1 file would get another name');
  });

  it('tell what became of a file of rules', () => {
    const rule = { kind: 'filter', spelling: 'H', name: 'Ha', matching: 'folded' } as const;
    const report = { added: [rule], replaced: [], conflicts: [], same: 0, refused: [] };
    assert.equal(importText(report), '1 rule added');
    assert.equal(
      importText({ ...report, replaced: [{ rule, own: rule }], same: 2, refused: [{ entry: '7', why: '' }] }),
      '1 rule added, 1 replaced an existing rule, 2 already known, 1 entry not understood',
    );
  });
});
