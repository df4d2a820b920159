/** Names and rules of merged objects. */
import assert from 'node:assert/strict';
import type { NameRule } from '../../../../../../src/core/base/nameRule';
import {
  mergedNames,
  ruleChanges,
  type Spelling,
} from '../../../../../../src/core/operations/edit/merge/merged';
import { namerOf } from '../../../../../../src/core/rules/names/namer';
import { objectKey } from '../../../../../../src/core/rules/names/objectName';

const rule = (spelling: string, name: string, matching: NameRule['matching'] = 'folded'): NameRule => ({
  kind: 'object',
  spelling,
  name,
  matching,
});
const spelled = (...names: string[]): Spelling[] => names.map((name, i) => ({ name, frameCount: 10 - i }));

describe('the names of merged objects', () => {
  const merged = (
    from: string,
    into: string,
    names: readonly string[],
    aliases: readonly NameRule[] = [],
  ) => {
    const found = mergedNames(from, into, spelled(...names), aliases);
    const nameOf = namerOf(found.aliases);
    const shown = new Map(names.map((name) => [name, nameOf(name)]));
    return { ...found, names: found.spellings.map(({ name }) => name), shown };
  };

  it('are all spellings of the one that goes, by the tables and by rules', () => {
    const names = ['M 31', 'm_31', 'NGC 224', 'Andromeda Galaxy', 'My M31', 'M 32', 'M 31 Panel 1'];
    const { names: taken, into } = merged('m31', 'Field A', names, [rule('My M31', 'M 31')]);
    assert.deepEqual(taken, ['M 31', 'm_31', 'NGC 224', 'Andromeda Galaxy', 'My M31']);
    assert.equal(into, 'Field A');
  });

  it('need no rule where only the spelling is another', () => {
    const { names: taken, aliases } = merged('M 31', 'Andromeda Galaxy', ['M 31', 'Andromeda Galaxy', 'm31']);
    assert.deepEqual([taken, aliases], [['M 31', 'm31'], []]);
  });

  it('lead where rules led, and are followed once', () => {
    const { aliases, shown } = merged(
      'Foo',
      'Bar',
      ['X', 'Foo', 'panel 7'],
      [
        rule('X', 'Foo'),
        rule('panel *', 'foo', 'pattern'),
        { kind: 'telescope', spelling: 'Foo', name: 'Scope', matching: 'folded' },
      ],
    );
    assert.deepEqual([...shown.values()], ['Bar', 'Bar', 'Bar']);
    assert.ok(aliases.some(({ kind, name }) => kind === 'telescope' && name === 'Scope'));
  });

  it('can be turned round, and go to what another rule has made of the name that is given', () => {
    const back = merged('B', 'A', ['A', 'B'], [rule('A', 'B')]);
    assert.deepEqual(back.aliases, [rule('B', 'A')]);
    const third = merged('C', 'A', ['A', 'B', 'C'], [rule('A', 'B')]);
    assert.equal(third.into, 'B');
    assert.deepEqual([...third.shown.values()], ['B', 'B', 'B']);
  });

  it('leave an object alone that a rule has taken away from the name', () => {
    // X is shown as Foo; frames that say Foo themselves are shown as Bar, and are none of its business.
    const { shown, names: taken } = merged('X', 'New', ['X', 'Foo'], [rule('X', 'Foo'), rule('Foo', 'Bar')]);
    assert.deepEqual(taken, ['X']);
    assert.deepEqual([shown.get('X'), shown.get('Foo')], ['New', 'Bar']);
  });

  it('are the same object afterwards, whatever rules there were', () => {
    const words = ['A', 'B', 'C', 'D', 'a b', 'M 31', 'NGC 224'];
    let state = 5;
    const next = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const pick = () => words[next(words.length)] ?? 'A';
    for (let round = 0; round < 500; round++) {
      const ways = ['exact', 'folded', 'pattern'] as const;
      const aliases = Array.from({ length: next(5) }, () => rule(pick(), pick(), ways[next(3)]));
      // As the archive keeps them: one of each spelling, and one of each folded one.
      const bySpelling = [...new Map(aliases.map((alias) => [alias.spelling, alias])).values()];
      const keyOf = ({ matching, spelling }: NameRule) =>
        matching === 'folded' ? objectKey(spelling) : `${matching} ${spelling}`;
      const unique = [...new Map(bySpelling.map((alias) => [keyOf(alias), alias])).values()];
      const [from, into] = [pick(), pick()];
      const before = namerOf(unique);
      const { spellings, aliases: after, into: target } = mergedNames(from, into, spelled(...words), unique);
      const now = namerOf(after);
      for (const { name } of spellings) assert.equal(objectKey(now(name)), objectKey(target));

      const shown = objectKey(before(target));
      if (shown === objectKey(target) || shown === objectKey(before(from)))
        assert.equal(objectKey(now(target)), objectKey(target));
      const taken = new Set(spellings.map(({ name }) => name));
      for (const name of words) {
        // Whatever is not of the two objects is called what it was called.
        const key = objectKey(before(name));
        const ours = [objectKey(before(from)), objectKey(before(into)), objectKey(into)].includes(key);
        if (!taken.has(name) && !ours) assert.equal(now(name), before(name), `${round} ${name}`);
      }
      const { added, removed } = ruleChanges(unique, after);
      const applied = [...unique.filter((alias) => !removed.includes(alias)), ...added];
      assert.equal(applied.length, after.length);
    }
  });
});
