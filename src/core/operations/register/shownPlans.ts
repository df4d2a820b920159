/** The plan of a registration that was shown last, until it is carried out or another one is shown. */
import type { ArchiveSettings } from '../../api/archive';
import type { Page } from '../../api/listing';
import type { PlanRow, PlanRowsRequest, RegisterRequest } from '../../api/register';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { PlanStore, removeOldPlans } from './planStore';
import { ShownPlan } from './shownPlan';

interface Kept {
  readonly plan: ShownPlan;
  /** Of the archive when it was made. */
  readonly state: string;
}

export class ShownPlans {
  readonly #settings: Pick<ArchiveSettings, 'repository' | 'database'>;
  readonly #keeps: boolean;
  #kept: Kept | undefined;

  /**
   * `keeps` plans, in a file beside the database; a reader of the archive, who cannot carry them out, does
   * not.
   */
  constructor(settings: Pick<ArchiveSettings, 'repository' | 'database'>, keeps: boolean) {
    this.#settings = settings;
    this.#keeps = keeps;
    if (keeps) removeOldPlans(settings.database);
  }

  /** A new plan in place of the one before. Whoever has filled it keeps or closes it. */
  begin(request: RegisterRequest): ShownPlan {
    this.close();
    const { repository, database } = this.#settings;
    return new ShownPlan(request, repository, this.#keeps ? new PlanStore(database) : null);
  }

  /** `state` is that of the archive: the plan is good for no other. */
  keep(plan: ShownPlan, state: string): void {
    if (this.#keeps) this.#kept = { plan, state };
  }

  closeUnlessKept(plan: ShownPlan): void {
    if (this.#kept?.plan !== plan) plan.close();
  }

  /** @throws ArchiveError `stale` where another one has been shown since, or it was carried out already. */
  find(id: string): Kept {
    if (this.#kept?.plan.id !== id) throw stale();
    return this.#kept;
  }

  /** Throws as `find` does. */
  rows(request: PlanRowsRequest): Page<PlanRow> {
    return this.find(request.plan).plan.rows(request);
  }

  /** Forgets the plan. */
  close(): void {
    this.#kept?.plan.close();
    this.#kept = undefined;
  }
}

/** For a plan that is no longer that of the archive. */
export function stale(): ArchiveError {
  return new ArchiveError('stale', english('The archive has changed since the plan was made'), {
    advice: english('Look at a new plan.'),
  });
}
