/** Playing pictures: at a pace, no faster than they come, and stopped when it is told to. */
import assert from 'node:assert/strict';
import { Player } from '../../../../../src/webview/client/tour/player';

interface Timer {
  readonly run: () => void;
  readonly milliseconds: number;
}

function begun(interval = 500) {
  let timers: Timer[] = [];
  const seen: string[] = [];
  const state = { isReady: true, stopsAt: Infinity, steps: 0 };
  const player: Player = new Player(
    interval,
    {
      isReady: () => state.isReady,
      step: () => {
        seen.push('step');
        if (++state.steps >= state.stopsAt) player.stop();
      },
      changed: (isPlaying) => seen.push(isPlaying ? 'on' : 'off'),
    },
    (run, milliseconds) => {
      const timer = { run, milliseconds };
      timers.push(timer);
      return () => (timers = timers.filter((each) => each !== timer));
    },
  );
  /** Lets the time pass that is waited for; returns how much. */
  const pass = () => {
    const due = timers;
    timers = [];
    for (const { run } of due) run();
    return due.map(({ milliseconds }) => milliseconds);
  };
  return { player, seen, state, pass };
}

describe('playing pictures', () => {
  it('shows one after the other at its pace', () => {
    const { player, seen, pass } = begun(200);
    player.start();
    assert.deepEqual([pass(), pass()], [[200], [200]]);
    player.interval = 1000;
    assert.deepEqual([pass(), pass()], [[200], [1000]]);
    assert.deepEqual(seen, ['on', 'step', 'step', 'step', 'step']);
  });

  it('waits for a picture that is late, and shows it when it comes', () => {
    const { player, seen, state, pass } = begun();
    state.isReady = false;
    player.start();
    player.arrived();
    assert.deepEqual(seen, ['on']);
    pass();
    player.arrived();
    assert.deepEqual(seen, ['on']);
    state.isReady = true;
    player.arrived();
    assert.deepEqual(seen, ['on', 'step']);
    player.arrived();
    assert.deepEqual(seen, ['on', 'step'], 'the next one is not due yet');
    assert.deepEqual(pass(), [500]);
    assert.deepEqual(seen, ['on', 'step', 'step']);
  });

  it('stops, and says so once', () => {
    const { player, seen, pass } = begun();
    player.start();
    player.start();
    player.stop();
    player.stop();
    assert.deepEqual(pass(), []);
    player.arrived();
    assert.deepEqual(seen, ['on', 'off']);
    assert.equal(player.isPlaying, false);
  });

  it('stops within a step', () => {
    const { player, seen, state, pass } = begun();
    state.stopsAt = 1;
    player.start();
    pass();
    assert.deepEqual([seen, pass()], [['on', 'step', 'off'], []]);
  });
});
