import { ArchiveError } from '../core/base/errors';
import type { Services } from './services';

/**
 * Runs `once`, which shows a plan and carries out just that. A plan that holds no longer, since something else was done
 * meanwhile, is made and shown anew.
 */
export async function asShown<T>({ log }: Services, once: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await once();
    } catch (error) {
      if (!(error instanceof ArchiveError) || error.code !== 'stale') throw error;
      log.info(`${error.message}; it is made anew`);
    }
  }
}
