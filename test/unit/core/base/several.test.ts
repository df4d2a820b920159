/** Many things, a few at a time. */
import assert from 'node:assert/strict';
import { CancelledError } from '../../../../src/core/base/errors';
import { both, several } from '../../../../src/core/base/several';

const turn = () => new Promise((resolve) => setImmediate(resolve));
const items = Array.from({ length: 50 }, (_, index) => index);

describe('several', () => {
  it('returns results in order, a few at a time', async () => {
    let running = 0;
    let most = 0;
    const results = await several(items, async (item) => {
      most = Math.max(most, ++running);
      for (let turns = item % 3; turns >= 0; turns--) await turn();
      running--;
      return 2 * item;
    });
    assert.deepEqual(
      results,
      items.map((item) => 2 * item),
    );
    assert.ok(most > 1 && most <= 8, String(most));
  });

  it('rejects with the first error, begins nothing after it, and leaves nothing running', async () => {
    let running = 0;
    let begun = 0;
    const work = async (item: number) => {
      running++;
      begun++;
      await turn();
      running--;
      if (item === 3) throw new Error('third');
    };
    await assert.rejects(several(items, work), /third/);
    assert.equal(running, 0);
    assert.ok(begun < items.length);
  });

  it('stops on cancel', async () => {
    let done = 0;
    const cancel = {
      get isCancellationRequested() {
        return done > 10;
      },
    };
    const work = async () => {
      await turn();
      done++;
    };
    await assert.rejects(several(items, work, cancel), CancelledError);
    assert.ok(done < items.length);
  });

  it('has nothing to do for nothing', async () => {
    assert.deepEqual(await several([], () => Promise.reject(new Error('called'))), []);
  });
});

describe('both', () => {
  it('returns both results', async () => {
    assert.deepEqual(await both(Promise.resolve(1), Promise.resolve('a')), [1, 'a']);
  });

  for (const failing of [0, 1]) {
    it(`leaves nothing running where the ${failing === 0 ? 'first' : 'second'} fails`, async () => {
      let running = 0;
      const work = async (index: number) => {
        running++;
        for (let turns = index === failing ? 0 : 20; turns > 0; turns--) await turn();
        running--;
        if (index === failing) throw new RangeError(String(index));
      };
      await assert.rejects(both(work(0), work(1)), new RangeError(String(failing)));
      assert.equal(running, 0);
    });
  }
});
