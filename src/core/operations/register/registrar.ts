/** Registers, and keeps the plan that was shown last until it is carried out. */
import { FramePlaces } from '../../storage/database/framePlaces';
import { ArchiveError } from '../../base/errors';
import { refuseAbsent } from '../../storage/files/refuseAbsent';
import { planState } from '../../storage/database/planState';
import type { Context } from '../../base/ports';
import type { Page } from '../../api/listing';
import type { PlanRow, PlanRowsRequest, RegisterReport, RegisterRequest } from '../../api/register';
import { PlanStore, removeOldPlans } from './planStore';
import { register, registerPlan, type RegisterParts } from './register';
import { ShownPlan } from './shownPlan';

interface Kept {
  readonly plan: ShownPlan;
  /** Of the archive when it was made. */
  readonly state: string;
}

export class Registrar {
  readonly #parts: RegisterParts;
  readonly #keeps: boolean;
  #kept: Kept | undefined;

  /** `keeps` plans, in a file beside the database; a reader of the archive, who cannot carry them out, does not. */
  constructor(parts: RegisterParts, keeps: boolean) {
    this.#parts = parts;
    this.#keeps = keeps;
    if (keeps) removeOldPlans(parts.settings.database);
  }

  /** Rejects with `stale` when the plan that is to be carried out is gone, or the archive has changed since. */
  async register(request: RegisterRequest, context: Context): Promise<RegisterReport> {
    if (request.dryRun || request.plan === undefined) await this.#refuseAbsent(request);
    if (request.dryRun) return this.#plan(request, context);
    if (request.plan === undefined) return register(request, this.#parts, context);
    const { plan, state } = this.#find(request.plan);
    try {
      await this.#refuseAbsent(plan.request);
      if (state !== this.#state()) throw stale();
      return await registerPlan(plan, this.#parts, context, request.listed);
    } finally {
      this.close();
    }
  }

  rows(request: PlanRowsRequest): Page<PlanRow> {
    return this.#find(request.plan).plan.rows(request);
  }

  /** Forgets the plan. */
  close(): void {
    this.#kept?.plan.close();
    this.#kept = undefined;
  }

  async #plan(request: RegisterRequest, context: Context): Promise<RegisterReport> {
    this.close();
    const { settings } = this.#parts;
    const store = this.#keeps ? new PlanStore(settings.database) : null;
    const plan = new ShownPlan(request, settings.repository, store);
    try {
      const report = await register(request, this.#parts, context, plan);
      if (store && !report.cancelled) this.#kept = { plan, state: this.#state() };
      return report;
    } finally {
      if (this.#kept?.plan !== plan) plan.close();
    }
  }

  /** Registering in place makes nothing in a mount point, and finds files there that the user has put elsewhere. */
  #refuseAbsent({ mode }: RegisterRequest): Promise<void> {
    const { settings, database } = this.#parts;
    const { founded, sample } = new FramePlaces(database.sqlite, settings.repository).repository();
    const known =
      mode === 'in-place' ? { founded: founded || sample.length > 0, sample: [] } : { founded, sample };
    return refuseAbsent(settings.repository, known);
  }

  #state(): string {
    return planState(this.#parts.frames, this.#parts.database.sqlite);
  }

  #find(id: string): Kept {
    if (this.#kept?.plan.id !== id) throw stale();
    return this.#kept;
  }
}

function stale(): ArchiveError {
  return new ArchiveError('stale', 'The archive has changed since the plan was made', {
    advice: 'Look at a new plan.',
  });
}
