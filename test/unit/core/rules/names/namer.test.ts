import assert from 'node:assert/strict';
import type { Frame } from '../../../../../src/core/base/frame';
import type { NameKind, NameRule } from '../../../../../src/core/base/nameRule';
import { foldSpelling, frameNamer, namerOf } from '../../../../../src/core/rules/names/namer';
import { lightFrame } from '../../../../support/frame';

const alias = (spelling: string, name: string, matching: NameRule['matching'] = 'folded'): NameRule => ({
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

describe('names that the user gives to the values of a frame', () => {
  const rule = (
    kind: NameKind,
    spelling: string,
    name: string,
    matching: NameRule['matching'] = 'folded',
  ): NameRule => ({ kind, spelling, name, matching });

  it('are each of their own kind', () => {
    const named = frameNamer([
      rule('telescope', 'eq 6', 'EQ6'),
      rule('imager', '*2600MM*', 'ASI2600MM', 'pattern'),
      rule('filter', 'H-alpha', 'Ha'),
      rule('observer', 'Benny', 'Benny Colyn', 'exact'),
      rule('site', 'ghent', 'Gent'),
    ]);
    const names = { telescope: 'EQ-6', imager: 'ZWO ASI2600MM Pro', filter: 'H_Alpha', observer: 'Benny' };
    const frame = lightFrame({ ...names, object: 'eq 6', site: 'GHENT' });
    assert.deepEqual(named(frame), {
      ...frame,
      telescope: 'EQ6',
      imager: 'ASI2600MM',
      filter: 'Ha',
      observer: 'Benny Colyn',
      site: 'Gent',
    });
    assert.equal(named({ type: 'dark' as const, observer: 'benny' }).observer, 'benny', 'exactly');
  });

  it('leave the frame itself where there is nothing to change', () => {
    const frame = lightFrame();
    assert.equal(frameNamer([])(frame), frame);
    assert.equal(frameNamer([rule('telescope', 'EQ6', 'EQMod')])(frame), frame);
  });

  it('fill in what a header does not say, where frames of that type have it', () => {
    const named = frameNamer([
      rule('telescope', '', 'Esprit', 'exact'),
      rule('filter', '', 'L', 'exact'),
      rule('object', '', 'Sky', 'exact'),
    ]);
    const bare = { telescope: null, filter: null, object: null };
    const of = (type: Frame['type']) => {
      const { telescope, filter, object } = named({ type, ...bare });
      return [telescope, filter, object];
    };
    assert.deepEqual(of('light'), ['Esprit', 'L', 'Sky']);
    assert.deepEqual(of('flat'), ['Esprit', 'L', null]);
    assert.deepEqual(of('dark'), ['Esprit', null, null]);
    const full = lightFrame();
    assert.equal(named(full), full, 'what a header says stays');
  });

  it('keep apart what differs in a digit or its place', () => {
    assert.equal(foldSpelling('telescope', 'EQ-6 R'), foldSpelling('telescope', 'eq_6r'));
    assert.notEqual(foldSpelling('telescope', 'C 9 25'), foldSpelling('telescope', 'C 92 5'));
    assert.equal(foldSpelling('filter', 'Hα'), foldSpelling('filter', 'h-α'));
    assert.notEqual(
      foldSpelling('imager', 'M 31'),
      foldSpelling('imager', 'NGC 224'),
      'catalogues are of objects',
    );
  });
});
