import assert from 'node:assert/strict';
import {
  allOptions,
  optionNamed,
  parametersAt,
  parseUsage,
} from '../../../../../src/core/siril/commands/usage';

describe('parseUsage', () => {
  const only = (text: string) => {
    const [form, ...more] = parseUsage(text);
    assert.ok(form);
    assert.equal(more.length, 0);
    return form;
  };

  it('counts the words that are no options', () => {
    const counts = (text: string) => [only(text).least, only(text).most];
    assert.deepEqual(counts('close'), [0, 0]);
    assert.deepEqual(counts('cd <folder>'), [1, 1]);
    assert.deepEqual(counts('crop [<x> <y> <width> <height>]'), [0, 4]);
    assert.deepEqual(counts('merge <sequence> <sequence> [<sequence> ...] <output>'), [3, Infinity]);
    assert.deepEqual(counts('subsky {-rbf | <degree>} [-dither]'), [0, 1]);
    assert.deepEqual(counts('stack <s> {med|median} [-norm=add|mul]'), [2, 2]);
    assert.deepEqual(counts('calibrate <s> [-cc=dark [<cold> <hot>] | -cc=bpm <file>]'), [1, 3]);
  });

  it('reads options with their values', () => {
    const form = only('x [-opt[=exp]] [-norm=add|mul] -out=<output> [-filter-incl[uded]] [-32b]');
    assert.deepEqual(
      form.options.map(({ name, spellings, value, kind, choices }) => [
        name,
        spellings,
        value,
        kind,
        choices,
      ]),
      [
        ['-opt', [], 'may', null, ['exp']],
        ['-norm', [], 'must', null, ['add', 'mul']],
        ['-out', [], 'must', 'output', []],
        ['-filter-incl', ['-filter-included'], 'no', null, []],
        ['-32b', [], 'no', null, []],
      ],
    );
  });

  it('says where the places of a signature are', () => {
    const form = only('setref <sequence> <index>');
    assert.deepEqual(
      form.parameters.map(({ start, end }) => form.text.slice(start, end)),
      ['<sequence>', '<index>'],
    );
    assert.deepEqual(only('setext {fit|fits|fts}').parameters[0]?.choices, ['fit', 'fits', 'fts']);
  });

  it('finds options over several ways of use and joins their values', () => {
    const forms = parseUsage('x [-cc=dark | -cc=bpm <file>]\nx [-out=<output>]');
    assert.deepEqual(optionNamed(forms, '-cc')?.choices, ['dark', 'bpm']);
    assert.equal(optionNamed(forms, '-nothing'), undefined);
    assert.deepEqual(
      allOptions(forms).map(({ name }) => name),
      ['-cc', '-out'],
    );
  });

  it('repeats the last place where there may be more', () => {
    const forms = parseUsage('wrecons <c1> <c2> ...');
    assert.deepEqual(
      parametersAt(forms, 7).map(({ kind }) => kind),
      ['c2'],
    );
  });
});
