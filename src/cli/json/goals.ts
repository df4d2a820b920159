/** The JSON answers of `goals`, field by field. Times are seconds. */
import type { GoalProgress } from '../../core/api/goals';

export function goalJson({ object, filter, said, wanted, accepted, remaining, done }: GoalProgress): unknown {
  return { object, filter, wanted, accepted, remaining, done, said };
}
