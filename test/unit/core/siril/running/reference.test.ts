/** The rest of a script, registered on another image. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { continuation, referencesToTry } from '../../../../../src/core/siril/running/reference';

const BASE = path.resolve('/checkout');
const SCRIPT = [
  '# made by somebody',
  'requires 1.0.0',
  'setext fits',
  'setref light 2',
  'cd lights',
  'convert light -out=../process',
  'cd ../process',
  'preprocess light',
  'cd ..',
  '',
  'cd process',
  'register pp_light',
  'stack r_pp_light rej 3 3 -out=../M_31',
  'cd ..',
  'close',
  '',
].join('\n');
const REGISTER = 11;

describe('continuation', () => {
  it('keeps what is done, and sets the reference before it registers', () => {
    const rest = continuation(SCRIPT, BASE, { sequence: 'pp_light', line: REGISTER }, 5);
    assert.deepEqual(rest?.text.split('\n').slice(1), [
      'requires 1.0.0',
      'setext fits',
      'cd process',
      'setref pp_light 5',
      'register pp_light',
      'stack r_pp_light rej 3 3 -out=../M_31',
      'cd ..',
      'close',
      '',
    ]);
  });

  it('knows the lines of the whole script', () => {
    const rest = continuation(SCRIPT, BASE, { sequence: 'pp_light', line: REGISTER }, 5);
    const at = (text: string) => rest?.text.split('\n').indexOf(text) ?? -1;
    assert.equal(rest?.toOriginal(at('stack r_pp_light rej 3 3 -out=../M_31')), 12);
    assert.equal(rest?.toOriginal(at('setref pp_light 5')), REGISTER);
    assert.equal(rest?.toOriginal(at('requires 1.0.0')), REGISTER);
  });

  it('quotes a folder with blanks, and needs none in the folder itself', () => {
    const text = ['requires 1.2.0', 'cd "my process"', 'register light'].join('\n');
    assert.match(
      continuation(text, BASE, { sequence: 'light', line: 2 }, 2)?.text ?? '',
      // eslint-disable-next-line no-restricted-syntax -- a line of a script
      /^cd "my process"$/m,
    );
    const bare = continuation('requires 1.2.0\nregister light', BASE, { sequence: 'light', line: 1 }, 2);
    assert.doesNotMatch(bare?.text ?? '', /^cd/m);
  });

  it('is not made where the folder cannot be told, or the name could be a command', () => {
    const text = ['requires 1.2.0', 'cd ~/x', 'register light'].join('\n');
    assert.equal(continuation(text, BASE, { sequence: 'light', line: 2 }, 2), null);
    assert.equal(continuation(SCRIPT, BASE, { sequence: 'a\nload x', line: REGISTER }, 2), null);
  });
});

describe('referencesToTry', () => {
  it('begins in the middle and leaves out the first, which Siril has tried', () => {
    assert.deepEqual(referencesToTry([1, 2, 3, 4, 5, 6, 7]), [4, 2, 6, 3, 5, 7]);
    assert.deepEqual(referencesToTry([1, 2]), [2]);
    assert.deepEqual(referencesToTry([1]), []);
    assert.deepEqual(referencesToTry([]), []);
  });

  it('names each image once, and a dozen at most', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { maxLength: 300 }), (images) => {
        const order = referencesToTry(images);
        assert.equal(new Set(order).size, order.length);
        assert.equal(order.length, Math.min(12, Math.max(0, images.length - 1)));
        assert.ok(order.every((image) => images.slice(1).includes(image)));
      }),
    );
  });
});
