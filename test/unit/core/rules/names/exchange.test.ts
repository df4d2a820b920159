import assert from 'node:assert/strict';
import type { NameRule } from '../../../../../src/core/base/nameRule';
import { mergeNames, parseNames } from '../../../../../src/core/rules/names/exchange';
import { namesText } from '../../../../../src/core/rules/names/rulesFile';
import { failed } from '../../../../support/failed';

const rule = (spelling: string, name: string, matching: NameRule['matching'] = 'folded'): NameRule => ({
  kind: 'telescope',
  spelling,
  name,
  matching,
});

describe('name rules in a file', () => {
  it('come back as they went, a rule a line', () => {
    const rules = [rule('eq 6', 'EQ6'), rule('*"\\', 'Ünïcode', 'pattern'), rule('', 'Esprit', 'exact')];
    assert.deepEqual(parseNames(namesText(rules)), { rules, refused: [] });
    assert.equal(namesText(rules).split('\n').length, 10);
    assert.deepEqual(parseNames(namesText([])).rules, []);
  });

  it('may be a notebook, or a bare list', () => {
    const one = rule('eq 6', 'EQ6');
    assert.deepEqual(
      parseNames(JSON.stringify({ format: 'astro-archive-notebook', version: 1, aliases: [one] })).rules,
      [one],
    );
    assert.deepEqual(parseNames(JSON.stringify([one])).rules, [one]);
  });

  it('are refused one by one where they are none, and together where the file has none', () => {
    const { rules, refused } = parseNames(
      JSON.stringify({
        rules: [
          rule('a', 'b'),
          { ...rule('a', 'b'), kind: 'mount' },
          { ...rule('a', 'b'), matching: 'regex' },
          rule('', 'b'),
          rule('a', 'a'),
          { ...rule('a', 'b'), name: 7 },
          rule('x'.repeat(500), 'b'),
          null,
          ['a', 'b'],
        ],
      }),
    );
    assert.deepEqual([rules.length, refused.length], [1, 8]);
    for (const text of ['', 'null', '7', '{}', '{"rules":7}', '[']) {
      assert.throws(() => parseNames(text), failed('format', { reason: 'no-names' }), text);
    }
    assert.throws(
      () => parseNames('{"version":2,"rules":[]}'),
      failed('format', { reason: 'newer-version', got: 'version 2' }),
    );
  });

  it('leave what the archive has, or take its place', () => {
    const own = [rule('eq 6', 'EQ6'), rule('esprit*', 'Esprit', 'pattern')];
    const incoming = [rule('EQ-6', 'EQMod'), rule('esprit*', 'Esprit', 'pattern'), rule('RASA', 'RASA 8')];
    const kept = mergeNames(own, incoming, false);
    assert.deepEqual(kept, {
      added: [rule('RASA', 'RASA 8')],
      replaced: [],
      conflicts: [{ rule: rule('EQ-6', 'EQMod'), own: rule('eq 6', 'EQ6') }],
      same: 1,
      removed: [],
    });
    const replaced = mergeNames(own, incoming, true);
    assert.deepEqual(replaced.replaced, [{ rule: rule('EQ-6', 'EQMod'), own: rule('eq 6', 'EQ6') }]);
    assert.deepEqual(replaced.removed, [rule('eq 6', 'EQ6')]);
    assert.deepEqual(replaced.conflicts, []);
  });

  it('count once where the file has them twice, the first before another', () => {
    const merged = mergeNames([], [rule('a', 'b'), rule('A', 'b'), rule('a', 'c')], true);
    assert.deepEqual([merged.added, merged.same, merged.conflicts.length], [[rule('a', 'b')], 1, 1]);
  });
});
