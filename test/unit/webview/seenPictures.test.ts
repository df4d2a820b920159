import assert from 'node:assert/strict';
import { SeenPictures } from '../../../src/webview/seenPictures';

/** Pictures of files in states that the test sets. */
function seen() {
  const told: (readonly number[])[] = [];
  const states: Record<string, string | null> = { '/1': '10 1', '/2': '20 1', '/3': null };
  const asked: string[] = [];
  const pictures = new SeenPictures<number>(
    (ids) => void told.push(ids),
    (path) => {
      asked.push(path);
      return Promise.resolve(states[path] ?? null);
    },
  );
  return { told, states, asked, pictures };
}

describe('the pictures in view', () => {
  it('are told of once when their files have changed since they were made', async () => {
    const { told, states, pictures } = seen();
    for (const id of [1, 2]) await pictures.remember(id, `/${id}`);
    pictures.see([2, 1]);
    await pictures.look();
    assert.deepEqual(told, []);
    Object.assign(states, { '/1': '10 2', '/2': '21 1' });
    await pictures.look();
    await pictures.look();
    assert.deepEqual(told, [[2, 1]]);
    await pictures.remember(1, '/1');
    await pictures.look();
    states['/1'] = '10 3';
    await pictures.look();
    assert.deepEqual(told, [[2, 1], [1]]);
  });

  it('are the only ones whose files are looked at', async () => {
    const { told, states, asked, pictures } = seen();
    for (const id of [1, 2]) await pictures.remember(id, `/${id}`);
    states['/1'] = '10 2';
    asked.length = 0;
    pictures.see([2, 9]);
    await pictures.look();
    assert.deepEqual([asked, told], [['/2'], []]);
    pictures.see([1]);
    await pictures.look();
    assert.deepEqual(told, [[1]]);
    pictures.forget();
    asked.length = 0;
    await pictures.look();
    assert.deepEqual(asked, []);
  });

  it('stay where a file is gone, and are told of when there is one', async () => {
    const { told, states, pictures } = seen();
    for (const id of [1, 3]) await pictures.remember(id, `/${id}`);
    pictures.see([1, 3]);
    states['/1'] = null;
    await pictures.look();
    assert.deepEqual(told, []);
    Object.assign(states, { '/1': '10 1', '/3': '5 5' });
    await pictures.look();
    assert.deepEqual(told, [[3]]);
  });

  it('are not told of when they were made again meanwhile, or when the page is gone', async () => {
    const { told, states, pictures } = seen();
    await pictures.remember(1, '/1');
    pictures.see([1]);
    states['/1'] = '10 2';
    const looking = pictures.look();
    await pictures.remember(1, '/1');
    await looking;
    assert.deepEqual(told, []);
    states['/1'] = '10 3';
    const last = pictures.look();
    pictures.dispose();
    await last;
    assert.deepEqual(told, []);
  });
});
