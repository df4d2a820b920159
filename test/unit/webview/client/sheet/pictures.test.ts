import assert from 'node:assert/strict';
import { Pictures } from '../../../../../src/webview/client/sheet/pictures';

describe('the pictures of a contact sheet', () => {
  it('are asked for once, also those that there are none of', () => {
    const pictures = new Pictures();
    pictures.take(1, 'data:1');
    pictures.take(2, null);
    assert.deepEqual(pictures.lacking([3, 2, 1, 4]), [3, 4]);
    assert.deepEqual([pictures.of(1), pictures.of(2), pictures.of(3)], ['data:1', null, undefined]);
  });

  it('are forgotten when many others were looked at since', () => {
    const pictures = new Pictures(3);
    for (const id of [1, 2, 3]) pictures.take(id, `data:${id}`);
    pictures.of(1);
    pictures.take(4, 'data:4');
    assert.deepEqual(pictures.lacking([1, 2, 3, 4]), [2]);
  });

  it('are asked for again when their files have changed, and shown until the new ones are there', () => {
    const pictures = new Pictures();
    pictures.take(1, 'data:1');
    pictures.take(2, 'data:2');
    pictures.outdate([2, 3]);
    assert.deepEqual(pictures.lacking([1, 2]), [2]);
    assert.equal(pictures.of(2), 'data:2');
    assert.deepEqual(pictures.lacking([1, 2]), [2]);
    pictures.take(2, 'data:new');
    assert.deepEqual([pictures.lacking([1, 2, 3]), pictures.of(2)], [[3], 'data:new']);
  });
});
