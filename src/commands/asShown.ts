import { ArchiveError } from '../core/base/errors';
import type { Services } from './services';

/**
 * Runs `once`, which shows a plan and carries out exactly that plan. If the plan is out of date because
 * something else has changed meanwhile, runs it again with a new plan.
 */
export async function asShown<T>({ log }: Services, once: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await once();
    } catch (error) {
      if (!(error instanceof ArchiveError) || error.code !== 'stale') throw error;
      log.info(`${error.message}; making a new plan`);
    }
  }
}
