/** Asking for masters. */
import type { PageRequest } from './listing';

export interface MasterQuery extends PageRequest {
  /** Only this one: a session id. */
  readonly session?: string;
  /** Days after which a master is stale, 0 for never; that of the settings where absent. */
  readonly staleDays?: number;
}
