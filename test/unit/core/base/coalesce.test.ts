import assert from 'node:assert/strict';
import { coalesce } from '../../../../src/core/base/coalesce';

/** Work and pauses that end when the test says so. */
function stage() {
  const ends: (() => void)[] = [];
  const rests: (() => void)[] = [];
  let cancelled = 0;
  const call = coalesce(() => new Promise<void>((resolve) => ends.push(resolve)), 1000, {
    now: () => 0,
    later: (run, milliseconds) => {
      assert.equal(milliseconds, 1000);
      rests.push(run);
      return () => cancelled++;
    },
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { call, ends, rests, settle, cancelled: () => cancelled };
}

describe('coalesced work', () => {
  it('runs at once, then once more for any number of calls', async () => {
    const { call, ends, rests, settle } = stage();
    call();
    assert.equal(ends.length, 1);
    call();
    call();
    assert.equal(ends.length, 1);
    ends[0]?.();
    await settle();
    assert.equal(ends.length, 1, 'it rests first');
    call();
    rests[0]?.();
    assert.equal(ends.length, 2);
    ends[1]?.();
    await settle();
    rests[1]?.();
    assert.equal(ends.length, 2);
    call();
    assert.equal(ends.length, 3);
  });

  it('stops when it is disposed of', async () => {
    const { call, ends, rests, settle, cancelled } = stage();
    call();
    call();
    ends[0]?.();
    await settle();
    call.dispose();
    assert.equal(cancelled(), 1);
    rests[0]?.();
    call();
    assert.equal(ends.length, 1);
  });

  it('does not rest after its end', async () => {
    const { call, ends, rests, settle } = stage();
    call();
    call.dispose();
    ends[0]?.();
    await settle();
    assert.equal(rests.length, 0);
  });
});
