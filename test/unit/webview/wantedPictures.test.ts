import assert from 'node:assert/strict';
import type { Cancel } from '../../../src/core/base/ports';
import { WantedPictures } from '../../../src/webview/wantedPictures';

/** Lets everything that can go on do so. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the pictures that are wanted', () => {
  let begun: number[];
  let made: [number, string | null][];
  let inHand: Map<number, { cancel: Cancel; end(address: string | null): void }>;
  let pictures: WantedPictures<number>;

  beforeEach(() => {
    begun = [];
    made = [];
    inHand = new Map();
    pictures = new WantedPictures<number>({
      make(key, cancel) {
        begun.push(key);
        return new Promise((resolve, reject) => {
          const end = (address: string | null) =>
            address === null ? reject(new Error('none')) : resolve(address);
          inHand.set(key, { cancel, end });
        });
      },
      made: (key, address) => made.push([key, address]),
    });
  });
  const end = async (key: number, address: string | null = `data:${key}`) => {
    const one = inHand.get(key) ?? assert.fail(`${key} was not begun`);
    inHand.delete(key);
    one.end(address);
    await settled();
  };

  it('are made in their order, two at a time', async () => {
    pictures.want([5, 3, 9, 7]);
    assert.deepEqual(begun, [5, 3]);
    await end(3);
    assert.deepEqual(begun, [5, 3, 9]);
    await end(5);
    await end(9);
    await end(7);
    assert.deepEqual(
      made,
      [3, 5, 9, 7].map((key) => [key, `data:${key}`]),
    );
  });

  it('are given up where nobody looks at them any more, and made once where somebody still does', async () => {
    pictures.want([1, 2, 3]);
    pictures.want([2, 8]);
    assert.deepEqual(
      [inHand.get(1)?.cancel.isCancellationRequested, inHand.get(2)?.cancel.isCancellationRequested],
      [true, false],
    );
    await end(1, null);
    await end(2);
    await end(8);
    assert.deepEqual(begun, [1, 2, 8]);
    assert.deepEqual(made, [
      [2, 'data:2'],
      [8, 'data:8'],
    ]);
  });

  it('are begun again where they were given up and are wanted after all', async () => {
    pictures.want([1]);
    pictures.want([]);
    pictures.want([1]);
    await end(1, null);
    assert.deepEqual(begun, [1, 1]);
    await end(1);
    assert.deepEqual(made, [[1, 'data:1']]);
    pictures.want([2]);
    pictures.want([]);
    pictures.want([2]);
    await end(2);
    assert.deepEqual(made.at(-1), [2, 'data:2'], 'one that came in spite of it');
    assert.deepEqual(begun, [1, 1, 2]);
  });

  it('say which cannot be shown', async () => {
    pictures.want([1]);
    await end(1, null);
    assert.deepEqual(made, [[1, null]]);
  });
});
