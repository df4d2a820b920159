import assert from 'node:assert/strict';
import type { FollowReport } from '../../../src/core/api/archive';
import { coalesce } from '../../../src/core/base/coalesce';
import { silentLog } from '../../../src/core/base/ports';
import { Burst } from '../../../src/watch/burst';
import { Follower } from '../../../src/watch/follower';
import { restAfter } from '../../../src/watch/restAfter';

/** A clock that is turned by hand. */
function clock() {
  let now = 0;
  let waiting: { at: number; run: () => void }[] = [];
  return {
    later: (run: () => void, milliseconds: number) => {
      const entry = { at: now + milliseconds, run };
      waiting.push(entry);
      return () => void (waiting = waiting.filter((each) => each !== entry));
    },
    turn(milliseconds: number) {
      now += milliseconds;
      for (const entry of waiting.filter(({ at }) => at <= now)) {
        if (waiting.includes(entry)) {
          waiting = waiting.filter((each) => each !== entry);
          entry.run();
        }
      }
    },
    waiting: () => waiting.length,
  };
}

describe('Burst', () => {
  const bursts = (most = 10) => {
    const time = clock();
    const told: (readonly string[])[] = [];
    const options = { quiet: 1000, longest: 10_000, most, whole: '/astro', later: time.later };
    return { time, told, burst: new Burst(options, (paths) => told.push(paths)) };
  };

  it('tells once, each path once, when it has been quiet', () => {
    const { time, told, burst } = bursts();
    for (const name of ['/a', '/b', '/a']) {
      burst.add(name);
      time.turn(900);
    }
    assert.deepEqual(told, []);
    time.turn(100);
    assert.deepEqual(told, [['/a', '/b']]);
    time.turn(20_000);
    assert.equal(told.length, 1);
    assert.equal(time.waiting(), 0);
  });

  it('does not wait for quiet for ever', () => {
    const { time, told, burst } = bursts(1000);
    for (let i = 0; i < 25; i++) {
      burst.add(`/${i}`);
      time.turn(500);
    }
    assert.equal(told[0]?.length, 20);
  });

  it('names the whole folder instead of very many paths, and forgets when it is disposed of', () => {
    const { time, told, burst } = bursts(2);
    ['/a', '/b', '/c', '/d'].forEach((name) => burst.add(name));
    time.turn(1000);
    assert.deepEqual(told, [['/astro']]);
    burst.add('/e');
    burst.dispose();
    time.turn(20_000);
    assert.equal(told.length, 1);
  });
});

describe('looking with rests', () => {
  /** Work that takes `cost` milliseconds and ends when it is told to. */
  const paced = (cost: number) => {
    const time = clock();
    let [done, now] = [0, 0];
    const ends: (() => void)[] = [];
    const turn = (milliseconds: number) => {
      now += milliseconds;
      time.turn(milliseconds);
    };
    const ask = coalesce(
      () => {
        done++;
        return new Promise((resolve) => ends.push(resolve));
      },
      restAfter,
      { now: () => now, later: time.later },
    );
    const end = async () => {
      turn(cost);
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    };
    return { ask, turn, end, done: () => done, waiting: () => time.waiting() };
  };

  it('works at once, and again after a rest, once for all that asked meanwhile', async () => {
    const { ask, turn, end, done } = paced(100);
    ask();
    assert.equal(done(), 1);
    ask();
    ask();
    await end();
    assert.equal(done(), 1);
    turn(1999);
    assert.equal(done(), 1);
    turn(1);
    assert.equal(done(), 2);
    await end();
    turn(100_000);
    assert.equal(done(), 2, 'nobody has asked');
  });

  it('never works twice at a time, however often and long it is asked', async () => {
    const { ask, turn, end, done } = paced(100);
    ask();
    turn(200_000);
    ask();
    turn(200_000);
    ask();
    assert.equal(done(), 1);
    await end();
    ask();
    turn(200_000);
    assert.equal(done(), 2, 'one that waits for its rest waits once');
  });

  it('rests a minute at most, however long it had to wait', async () => {
    const { ask, turn, end, done } = paced(3_600_000);
    ask();
    await end();
    ask();
    turn(60_000);
    assert.equal(done(), 2);
  });

  it('does nothing once it is disposed of', async () => {
    const { ask, turn, end, done, waiting } = paced(1);
    ask();
    ask();
    await end();
    ask.dispose();
    ask();
    turn(100_000);
    assert.deepEqual([done(), waiting()], [1, 0]);
  });
});

describe('Follower', () => {
  const NONE: FollowReport = {
    moved: [],
    missing: [],
    returned: [],
    changed: [],
    ambiguous: [],
    unknown: [],
    absent: false,
    cancelled: false,
    seconds: 0,
  };
  const follower = (unknown: (paths: readonly string[]) => readonly string[]) => {
    const asked: (readonly string[])[] = [];
    const offered: (readonly string[])[] = [];
    const answers: (() => void)[] = [];
    const made = new Follower({
      log: silentLog,
      isThere: () => true,
      archive: {
        follow: ({ paths }) => {
          asked.push(paths);
          return Promise.resolve({ ...NONE, unknown: unknown(paths).map((name) => ({ path: name })) });
        },
        followAll: () => {
          asked.push(['everything']);
          return Promise.resolve({ ...NONE, unknown: unknown(['/late']).map((name) => ({ path: name })) });
        },
      },
      withProgress: (work) => work({ report() {} }),
      warn: () => undefined,
      offer: (files) => {
        offered.push(files);
        return new Promise((resolve) => answers.push(resolve));
      },
    });
    return { made, asked, offered, answers };
  };

  it('offers new files once, and asks one question at a time', async () => {
    const { made, offered, answers } = follower((paths) => paths);
    await made.follow(['/a', '/b']);
    await made.follow(['/c']);
    assert.deepEqual(offered, [['/a', '/b']]);
    answers[0]?.();
    await new Promise((resolve) => setImmediate(resolve));
    await made.follow([]);
    assert.deepEqual(
      offered[1],
      ['/c'],
      'what came while the question stood is asked about after the answer',
    );
    answers[1]?.();
    await new Promise((resolve) => setImmediate(resolve));
    await made.follow(['/d']);
    assert.deepEqual(offered[2], ['/d']);
  });

  it('asks of what came while a question stood only about what is still new after the answer', async () => {
    const registered = new Set<string>();
    const { made, offered, answers } = follower((paths) => paths.filter((file) => !registered.has(file)));
    await made.follow(['/a']);
    await made.follow(['/b', '/c']);
    registered.add('/b');
    answers[0]?.();
    await new Promise((resolve) => setImmediate(resolve));
    await made.follow([]);
    assert.deepEqual(offered, [['/a'], ['/c']]);
  });

  it('tells of images that were changed', async () => {
    const changed = [{ path: '/a.fits', what: 'pixels' }] as const;
    const told: (readonly object[])[] = [];
    const made = new Follower({
      log: silentLog,
      isThere: () => true,
      archive: {
        follow: () => Promise.resolve({ ...NONE, changed }),
        followAll: () => Promise.resolve(NONE),
      },
      withProgress: (work) => work({ report() {} }),
      offer: () => Promise.resolve(),
      warn: (files) => told.push(files),
    });
    await made.follow(['/a.fits']);
    await made.followAll();
    assert.deepEqual(told, [changed]);
  });

  it('looks at new files once more with the next burst, which may say where they came from', async () => {
    const { made, asked } = follower((paths) => paths.filter((name) => name === '/new'));
    await made.follow(['/new']);
    await made.follow(['/old']);
    assert.deepEqual(asked, [['/new'], ['/old', '/new']]);
  });

  it('makes no archive because a file was made', async () => {
    let there = false;
    let calls = 0;
    const made = new Follower({
      log: silentLog,
      isThere: () => there,
      archive: { follow: () => (calls++, Promise.resolve(NONE)), followAll: () => Promise.resolve(NONE) },
      withProgress: (work) => work({ report() {} }),
      offer: () => Promise.resolve(),
      warn: () => undefined,
    });
    await made.follow(['/a.fits']);
    assert.equal(calls, 0);
    there = true;
    await made.follow(['/a.fits']);
    assert.equal(calls, 1);
  });

  it('offers what it finds by itself as well, one look after the other', async () => {
    const { made, asked, offered } = follower((paths) => paths);
    await Promise.all([made.followAll(), made.follow(['/a'])]);
    assert.deepEqual(asked, [['everything'], ['/a', '/late']]);
    assert.deepEqual(offered, [['/late']]);
  });

  it('outlives an error, and does nothing once it is disposed of', async () => {
    let calls = 0;
    const made = new Follower({
      log: silentLog,
      isThere: () => true,
      archive: {
        follow: () => Promise.reject(new Error(String(++calls))),
        followAll: () => Promise.reject(new Error(String(++calls))),
      },
      withProgress: (work) => work({ report() {} }),
      offer: () => Promise.resolve(),
      warn: () => undefined,
    });
    await made.follow(['/a']);
    await made.followAll();
    assert.equal(calls, 2);
    made.dispose();
    await made.follow(['/c']);
    await made.followAll();
    assert.equal(calls, 2);
  });
});
