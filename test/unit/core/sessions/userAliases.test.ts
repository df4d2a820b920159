import assert from 'node:assert/strict';
import type { Alias } from '../../../../src/core/model';
import { namerOf } from '../../../../src/core/sessions/userAliases';

const alias = (spelling: string, name: string, matching: Alias['matching'] = 'folded'): Alias => ({
  kind: 'object',
  spelling,
  name,
  matching,
});

describe('names that the user gives to objects', () => {
  it('are compared exactly, folded, or by a pattern, in this order', () => {
    const name = namerOf([
      alias('* panel ?', 'Mosaic', 'pattern'),
      alias('Trunk', 'IC 1396'),
      alias('trunk', 'exactly', 'exact'),
      alias('NGC 224', 'Andromeda'),
    ]);
    assert.equal(name('TRUNK'), 'IC 1396');
    assert.equal(name(' trunk '), 'exactly');
    assert.equal(name('M31'), 'Andromeda', 'by catalogue');
    assert.equal(name('Veil_Panel_2'), 'Mosaic');
    assert.equal(name('Veil panel 12'), 'Veil panel 12');
    assert.equal(name('M 33'), 'M 33');
    assert.equal(name('constructor'), 'constructor');
  });

  it('are followed once, so that no two lead in a circle', () => {
    const name = namerOf([alias('a', 'b'), alias('b', 'a')]);
    assert.deepEqual([name('a'), name('b')], ['b', 'a']);
  });

  it('do not depend on the order in which they were given', () => {
    const both = [alias('v*', 'first', 'pattern'), alias('*l', 'second', 'pattern')];
    assert.equal(namerOf(both)('Veil'), 'second');
    assert.equal(namerOf([...both].reverse())('Veil'), 'second');
  });

  it('find their way through any pattern in a time that can be foreseen', () => {
    const name = namerOf([alias(`${'*a'.repeat(90)}b`, 'x', 'pattern')]);
    assert.equal(name('a'.repeat(20_000)), 'a'.repeat(20_000));
    assert.equal(namerOf([alias('a*b*c', 'x', 'pattern')])('aXbbYc'), 'x');
    assert.equal(namerOf([alias('(a+)+$', 'x', 'pattern')])('aaaa'), 'aaaa', 'no regular expression');
  });
});
