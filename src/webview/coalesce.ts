/** Many calls, few runs. */

export interface Coalesced {
  /** Runs the work soon: at once when it rests, otherwise once more after the run in hand. */
  (): void;
  /** Forgets a run that waits. The run in hand ends by itself. */
  dispose(): void;
}

/**
 * Runs `work` at most once at a time and rests `pause` milliseconds (1000) after each run, so that an archive
 * that changes a hundred times a second while it registers is counted once a second. `work` must not reject.
 */
export function coalesce(
  work: () => Promise<void>,
  pause: number,
  later: (run: () => void, milliseconds: number) => () => void = afterTimeout,
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
    void work().finally(() => {
      if (!disposed) cancel = later(rested, pause);
    });
  };
  return Object.assign(call, {
    dispose: () => {
      disposed = true;
      cancel?.();
    },
  });
}

function afterTimeout(run: () => void, milliseconds: number): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
