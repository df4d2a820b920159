/** Reading pictures ahead: one at a time, and no longer than they may come. */
import assert from 'node:assert/strict';
import { Ahead, type Loaded } from '../../../../../src/webview/client/tour/ahead';

const MOST = 1024;
const choice = { image: 0, plane: null };
const loaded = (path: string, most = MOST): Loaded<{ readonly bytes: number }> => ({
  file: { path, name: path, images: [], first: null, problems: [] },
  most,
  shown: null,
});

function begun() {
  const asked: string[] = [];
  const ahead = new Ahead<{ readonly bytes: number }>((path) => asked.push(path));
  return { ahead, asked };
}

describe('reading pictures ahead', () => {
  it('asks for one after the other', () => {
    const { ahead, asked } = begun();
    ahead.want(['b', 'c', 'a'], MOST, choice);
    assert.deepEqual([asked, ahead.isIdle], [['b'], false]);
    assert.equal(ahead.receive(loaded('b')), true);
    assert.deepEqual(asked, ['b', 'c']);
    ahead.receive(loaded('c'));
    ahead.receive(loaded('a'));
    assert.deepEqual([asked, ahead.isIdle], [['b', 'c', 'a'], true]);
    assert.equal(ahead.get('c')?.file.path, 'c');
  });

  it('drops what comes no longer, and does not keep what is late', () => {
    const { ahead, asked } = begun();
    ahead.want(['b', 'c'], MOST, choice);
    ahead.receive(loaded('b'));
    ahead.want(['x'], MOST, choice);
    assert.equal(ahead.get('b'), undefined);
    assert.equal(ahead.receive(loaded('c')), false);
    assert.equal(ahead.get('c'), undefined);
    assert.deepEqual(asked, ['b', 'c', 'x']);
  });

  it('reads again in another size or of another plane', () => {
    const { ahead, asked } = begun();
    ahead.want(['b'], MOST, choice);
    ahead.receive(loaded('b'));
    ahead.want(['b'], 512, choice);
    ahead.receive(loaded('b', 512));
    ahead.want(['b'], 512, { image: 0, plane: 1 });
    assert.deepEqual(asked, ['b', 'b', 'b']);
    assert.equal(ahead.receive(loaded('b', MOST)), false, 'of the size before');
  });

  it('goes on after one that cannot be read, and says why', () => {
    const { ahead, asked } = begun();
    ahead.want(['b', 'c'], MOST, choice);
    ahead.fail('b', 'cut off');
    ahead.receive(loaded('c'));
    assert.deepEqual([asked, ahead.failure('b'), ahead.failure('c')], [['b', 'c'], 'cut off', undefined]);
    ahead.forgive();
    ahead.want(['b', 'c'], MOST, choice);
    assert.deepEqual(asked, ['b', 'c', 'b']);
  });

  it('waits for the next wish after one that was given up, unless there was one meanwhile', () => {
    const { ahead, asked } = begun();
    ahead.want(['b', 'c'], MOST, choice);
    ahead.fail('b', null);
    assert.deepEqual([asked, ahead.isIdle, ahead.failure('b')], [['b'], true, undefined]);
    ahead.want(['x', 'b'], MOST, choice);
    assert.deepEqual(asked, ['b', 'x']);
    ahead.want(['b'], MOST, choice);
    ahead.fail('x', null);
    assert.deepEqual(asked, ['b', 'x', 'b']);
  });

  it('keeps the picture that was in front, if it has the size of the others', () => {
    const { ahead } = begun();
    ahead.want(['b'], MOST, choice);
    ahead.put('a', loaded('a'));
    ahead.put('z', loaded('z', 800));
    assert.deepEqual([ahead.get('a')?.most, ahead.get('z')], [MOST, undefined]);
  });
});
