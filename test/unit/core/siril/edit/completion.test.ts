import assert from 'node:assert/strict';
import { completionAt } from '../../../../../src/core/siril/edit/completion';
import { inOrder } from '../../../../support/inOrder';

const V10 = { major: 1, minor: 0, patch: 6 };
const V14 = { major: 1, minor: 4, patch: 0 };

/** The answer at `|` in a line. */
function at(line: string, version = V14) {
  const character = line.indexOf('|');
  return completionAt(line.replace('|', ''), character, version);
}
const labels = (line: string, version = V14) => at(line, version)?.entries.map(({ label }) => label) ?? [];

describe('completionAt', () => {
  it('offers the commands of the version that a script may use', () => {
    assert.ok(labels('ca|').includes('calibrate'));
    assert.ok(!labels('|').includes('preprocess'));
    assert.ok(!labels('|').includes('ls'));
    assert.ok(labels('  pre|', V10).includes('preprocess'));
    assert.deepEqual([at('  pre|')?.start, at('  pre|')?.end], [2, 5]);
    assert.equal(at('# ca|'), null);
    assert.equal(at('nothing |'), null);
  });

  it('gives a command what it cannot do without', () => {
    const snippet = (name: string) => at('|')?.entries.find(({ label }) => label === name)?.snippet;
    assert.equal(snippet('calibrate'), 'calibrate ${1:sequence}');
    assert.equal(snippet('setref'), 'setref ${1:sequence} ${2:index}');
    assert.equal(snippet('setext'), 'setext ${1|fit,fits,fts|}');
    assert.equal(snippet('close'), null);
  });

  it('offers options that are not there yet', () => {
    const offered = labels('calibrate light -dark=x -|');
    assert.ok(offered.includes('-flat=') && offered.includes('-cfa') && offered.includes('-opt'));
    assert.ok(!offered.includes('-dark='));
    assert.ok(!labels('preprocess light -|', V10).includes('-cc='));
    const entry = at('calibrate light -|')?.entries.find(({ label }) => label === '-cc=');
    assert.match(entry?.summary ?? '', inOrder('hot', 'cold'));
    assert.equal(entry?.detail, '-cc=dark|bpm');
  });

  it('offers the values of an option', () => {
    assert.deepEqual(labels('stack x rej 3 3 -norm=|'), ['add', 'addscale', 'mul', 'mulscale']);
    assert.deepEqual(labels('stack x rej 3 3 -norm=ad|'), ['add', 'addscale', 'mul', 'mulscale']);
    assert.deepEqual(at('stack x rej 3 3 -norm=ad|')?.start, 22);
  });

  it('offers the words that stand at a place', () => {
    const offered = labels('stack x |');
    for (const word of ['sum', 'median', 'rej', 'mean']) assert.ok(offered.includes(word), word);
    assert.ok(!offered.includes('winsorized'));
    assert.ok(labels('stack x rej w|').includes('winsorized'));
    assert.ok(labels('set core.|').includes('core.extension'));
  });

  it('asks the disk for sequences, images and folders', () => {
    assert.equal(at('register |')?.path?.kind, 'sequence');
    assert.equal(at('cd ../li|')?.path?.kind, 'folder');
    assert.deepEqual(at('calibrate light -dark=../masters/da|')?.path, {
      kind: 'image',
      folder: '../masters/',
      before: '-dark=',
      word: { start: 16, end: 35, quoted: false },
    });
    assert.equal(at('cd "my li|')?.path?.word.quoted, true);
    assert.equal(at('calibrate light -dark=../masters/da|')?.start, 33);
  });
});
