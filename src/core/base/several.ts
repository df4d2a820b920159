/** Work on many things, a few at a time, and on two at once. */
import { CancelledError } from './errors';
import { type Cancel, neverCancelled } from './ports';

/**
 * A network drive answers slowly and several at a time; more than this, and others have to wait for their
 * turn.
 */
const AT_ONCE = 8;

/**
 * The results of `work` for each item, in their order. Rejects with the first error once what was begun has
 * ended, with CancelledError after a cancel: `await several(files, (file) => stat(file), cancel)`.
 */
export async function several<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
  cancel: Cancel = neverCancelled,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let failed = false;
  const lane = async (): Promise<void> => {
    while (next < items.length && !failed) {
      if (cancel.isCancellationRequested) throw new CancelledError();
      const index = next++;
      try {
        results[index] = await work(items[index] as T, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
  const first = ends.find((end) => end.status === 'rejected');
  if (first !== undefined) throw first.reason;
  return results;
}

/**
 * The results of two pieces of work that run beside each other. Rejects once both have ended, with the error
 * of the first of them that failed: `await both(digest(source), digest(target))`. Until then the other may
 * hold its file open, and Windows keeps the name of an open file that is removed.
 */
export async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}
