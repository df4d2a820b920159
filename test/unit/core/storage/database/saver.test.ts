/** When a database is saved by itself: seldom, never twice at a time, and not after it was closed. */
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { type Log, silentLog } from '../../../../../src/core/base/ports';
import { Saver } from '../../../../../src/core/storage/database/saver';

/** Time that passes only when the test says so, until mocks are restored. */
function stoppedClock() {
  const timers = new Map<object, { readonly due: number; readonly run: () => void }>();
  const clock = {
    /** Milliseconds. */
    now: 1000,
    /** What has come due runs, and what follows from it. */
    async pass(milliseconds: number): Promise<void> {
      clock.now += milliseconds;
      for (const [timer, { due, run }] of timers) {
        if (due <= clock.now && timers.delete(timer)) run();
      }
      for (let i = 0; i < 10; i++) await Promise.resolve();
    },
  };
  mock.method(performance, 'now', () => clock.now);
  mock.method(globalThis, 'setTimeout', (run: () => void, pause: number) => {
    const timer = { unref() {} };
    timers.set(timer, { due: clock.now + pause, run });
    return timer;
  });
  mock.method(globalThis, 'clearTimeout', (timer: object) => timers.delete(timer));
  return clock;
}

describe('the time of a save', () => {
  let saves: number;
  let cost: number;
  let failure: Error | null;
  let errors: string[];
  let clock: ReturnType<typeof stoppedClock>;
  beforeEach(() => {
    [saves, cost, failure, errors] = [0, 0, null, []];
    clock = stoppedClock();
  });
  afterEach(() => mock.restoreAll());

  const log: Log = { ...silentLog, error: (text) => void errors.push(text) };
  /** Each save takes `cost` milliseconds. */
  const makeSaver = () =>
    new Saver(() => {
      saves++;
      clock.now += cost;
      return failure ? Promise.reject(failure) : Promise.resolve();
    }, log);
  const pass = (milliseconds: number) => clock.pass(milliseconds);

  it('is two seconds after the first change, however many follow', async () => {
    const saver = makeSaver();
    saver.changed();
    await pass(1500);
    saver.changed();
    await pass(499);
    assert.equal(saves, 0);
    await pass(1);
    assert.equal(saves, 1);
    await pass(60_000);
    assert.equal(saves, 1, 'nothing has changed since');
    saver.changed();
    await pass(2000);
    assert.equal(saves, 2);
  });

  it('is as much later as the last save has cost twenty times, so that work is not slowed down', async () => {
    const saver = makeSaver();
    cost = 500;
    saver.changed();
    await pass(2000);
    assert.equal(saves, 1);
    saver.changed();
    await pass(9999);
    assert.equal(saves, 1);
    cost = 1;
    await pass(1);
    assert.equal(saves, 2);
    saver.changed();
    await pass(2000);
    assert.equal(saves, 3, 'two seconds are the least');
  });

  it('does not come after the saver was stopped, nor once more after all was saved on demand', async () => {
    const saver = makeSaver();
    saver.changed();
    saver.changed();
    saver.stop();
    await pass(60_000);
    assert.equal(saves, 0);
    saver.changed();
    await saver.flush();
    assert.equal(saves, 1);
    await pass(60_000);
    assert.equal(saves, 1);
  });

  it('goes to the log where it fails, and what has changed is saved with the next change', async () => {
    const saver = makeSaver();
    failure = new Error('full');
    saver.changed();
    await pass(2000);
    assert.deepEqual([saves, errors.length], [1, 1]);
    assert.ok(errors[0]?.includes('full'));
    failure = null;
    await saver.flush();
    assert.equal(saves, 2);
    assert.equal(errors.length, 1);
  });
});
