import assert from 'node:assert/strict';
import { type FileNews, WatchedFile } from '../../../src/webview/watchedFile';

/** A file in a state that the test sets, and what was told about it. */
function watched() {
  const told: FileNews[] = [];
  const file = { state: '10 1' as string | null, ask: () => Promise.resolve(file.state) };
  const watching = new WatchedFile(
    'light.fits',
    (news) => void told.push(news),
    () => file.ask(),
  );
  return { file, told, watching };
}

describe('a file that is shown', () => {
  it('is said once to have changed, and to be as it was', async () => {
    const { file, told, watching } = watched();
    await watching.remember();
    for (const state of ['10 1', '10 2', '10 2', '10 3', '10 1']) {
      file.state = state;
      await watching.look();
    }
    assert.deepEqual(told, ['changed', 'same']);
  });

  it('is said to be gone, unless it was gone when it was read', async () => {
    const { file, told, watching } = watched();
    await watching.remember();
    file.state = null;
    await watching.look();
    await watching.remember();
    await watching.look();
    assert.deepEqual(told, ['gone']);
    file.state = '10 1';
    await watching.look();
    assert.deepEqual(told, ['gone', 'changed']);
  });

  it('is not compared with what it was before it was read again', async () => {
    const { file, told, watching } = watched();
    await watching.remember();
    file.state = '10 2';
    let answer: (state: string) => void = () => undefined;
    const slow = new Promise<string>((resolve) => (answer = resolve));
    const before = file.ask;
    file.ask = () => slow;
    const looking = watching.look();
    file.ask = before;
    await watching.remember();
    answer('10 1');
    await looking;
    await watching.look();
    assert.deepEqual(told, []);
  });

  it('is spoken of again to a page that begins to show it', async () => {
    const { file, told, watching } = watched();
    await watching.remember();
    watching.tellAgain();
    file.state = '10 2';
    await watching.look();
    watching.tellAgain();
    assert.deepEqual(told, ['changed', 'changed']);
  });

  it('is not spoken of any more once the page is gone', async () => {
    const { file, told, watching } = watched();
    await watching.remember();
    file.state = '10 2';
    const looking = watching.look();
    watching.dispose();
    await looking;
    assert.deepEqual(told, []);
  });
});
