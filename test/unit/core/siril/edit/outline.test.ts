import assert from 'node:assert/strict';
import { describeAt, lifetimeText, signatureAt } from '../../../../../src/core/siril/edit/describeCommand';
import { folds, outline, type Section } from '../../../../../src/core/siril/edit/outline';
import { parseScript } from '../../../../../src/core/siril/parser/script';

const V14 = { major: 1, minor: 4, patch: 0 };

const SCRIPT = [
  '#############', // 0
  '# My script', //  1
  '# second', //     2
  '#############', // 3
  '', //             4
  'requires 1.2.0', // 5
  'cd masters', //   6
  '', //             7
  '# Bias', //       8
  'cd biases', //    9
  'convert bias', // 10
  'cd ..', //        11
  '', //             12
  '#---- Lights ----', // 13
  'cd lights', //    14
  'close', //        15
].join('\n');

describe('outline', () => {
  const flat = (sections: readonly Section[]): unknown[] =>
    sections.map(({ title, first, last, line, children }) => [title, first, last, line, ...flat(children)]);

  it('has comments that head commands, and folders within', () => {
    assert.deepEqual(flat(outline(parseScript(SCRIPT))), [
      ['cd masters', 6, 6, 6],
      ['Bias', 8, 11, 8, ['cd biases', 9, 11, 9]],
      ['Lights', 13, 15, 13, ['cd lights', 14, 15, 14]],
    ]);
  });

  it('takes the first comment with letters of a block', () => {
    const sections = outline(parseScript('####\n# Title\n# more\n####\nclose\n'));
    assert.deepEqual(flat(sections), [['Title', 0, 4, 1]]);
  });

  it('folds sections and blocks of comments', () => {
    assert.deepEqual(folds(parseScript(SCRIPT)), [
      { first: 0, last: 3, comment: true },
      { first: 8, last: 11, comment: false },
      { first: 13, last: 15, comment: false },
    ]);
    assert.deepEqual(folds(parseScript('# a\n# b')), [{ first: 0, last: 1, comment: true }]);
    assert.deepEqual(folds(parseScript('')), []);
  });
});

describe('describeAt', () => {
  it('tells commands and options, of other versions too', () => {
    const line = 'preprocess light -dark=x -cfa';
    assert.equal(describeAt(line, 3, V14)?.command.name, 'preprocess');
    const option = describeAt(line, 20, V14);
    assert.equal(option?.kind === 'option' && option.option.name, '-dark');
    assert.deepEqual([option?.start, option?.end], [17, 22]);
    assert.equal(describeAt(line, 24, V14), null, 'a value is something else');
    assert.equal(describeAt(line, 12, V14), null);
    assert.equal(describeAt('# preprocess', 4, V14), null);
    assert.equal(describeAt('register x -norot', 13, V14)?.kind, 'option');
  });

  it('says when something came and went', () => {
    assert.equal(lifetimeText({ since: '1.0.0' }), '');
    assert.equal(lifetimeText({ since: '1.2.0' }), 'since Siril 1.2.0');
    assert.equal(lifetimeText({ since: '1.0.0', until: '1.2' }), 'up to Siril 1.2');
  });
});

describe('signatureAt', () => {
  const at = (line: string) => signatureAt(line.replace('|', ''), line.indexOf('|'), V14);

  it('tells the place and the way of use that fits', () => {
    assert.deepEqual([at('setref |')?.place, at('setref a |')?.place, at('setref a b|')?.place], [0, 1, 1]);
    assert.equal(at('setr|ef'), null);
    assert.equal(at('stack x -norm=|')?.place, -1);
    const stack = at('stack x rej 3 |');
    assert.match(stack?.forms[stack.active]?.text ?? '', /\{rej\|mean\}/);
    const median = at('stack x med |');
    assert.match(median?.forms[median.active]?.text ?? '', /\{med\|median\}/);
  });
});
