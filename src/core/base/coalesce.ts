/** Many calls, few runs. */

export interface Coalesced {
  /** Runs the work soon: at once when it rests, otherwise once more after the run in hand and its rest. */
  (): void;
  /** Forgets a run that waits. The run in hand ends by itself. */
  dispose(): void;
}

export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Calls `run` after a delay in milliseconds; returns a function that cancels it. */
  later(run: () => void, milliseconds: number): () => void;
}

const REAL: Clock = {
  now: () => performance.now(),
  later(run, milliseconds) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

/**
 * Runs `work` at most once at a time and rests after each run, so that an archive that changes a hundred times
 * a second while it registers is counted once a second. `rest` is in milliseconds: 1000, or a function of how
 * long the run took. `work` must not reject.
 */
export function coalesce(
  work: () => Promise<void>,
  rest: number | ((took: number) => number),
  clock: Clock = REAL,
): Coalesced {
  let state: 'idle' | 'busy' | 'again' = 'idle';
  let disposed = false;
  let cancel: (() => void) | undefined;

  const rested = () => {
    cancel = undefined;
    const again = state === 'again';
    state = 'idle';
    if (again) call();
  };
  const call = () => {
    if (disposed) return;
    if (state !== 'idle') {
      state = 'again';
      return;
    }
    state = 'busy';
    const began = clock.now();
    void work().finally(() => {
      const pause = typeof rest === 'number' ? rest : rest(clock.now() - began);
      if (!disposed) cancel = clock.later(rested, pause);
    });
  };
  return Object.assign(call, {
    dispose: () => {
      disposed = true;
      cancel?.();
    },
  });
}
