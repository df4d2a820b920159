/** Registers, at once or as the plan of a dry run has shown it. */
import type { RegisterReport, RegisterRequest } from '../../api/register';
import type { Context } from '../../base/ports';
import { FramePlaces } from '../../storage/database/framePlaces';
import { planState } from '../../storage/database/planState';
import { refuseAbsent } from '../../storage/files/refuseAbsent';
import { register, type RegisterParts, registerPlan } from './register';
import { type ShownPlans, stale } from './shownPlans';

export interface RegisterRequestParts extends RegisterParts {
  /** The plan that was shown last. */
  readonly shown: ShownPlans;
}

/** Rejects with `stale` when the plan that is to be carried out is gone, or the archive has changed since. */
export async function registerRequest(
  request: RegisterRequest,
  parts: RegisterRequestParts,
  context: Context,
): Promise<RegisterReport> {
  const { shown } = parts;
  if (request.dryRun || request.plan === undefined) await refuseAbsentDrive(request, parts);
  if (request.dryRun) return planRegistration(request, parts, context);
  if (request.plan === undefined) return register(request, parts, context);
  const { plan, state } = shown.find(request.plan);
  try {
    await refuseAbsentDrive(plan.request, parts);
    if (state !== stateOf(parts)) throw stale();
    return await registerPlan(plan, parts, context, request.listed);
  } finally {
    shown.close();
  }
}

async function planRegistration(
  request: RegisterRequest,
  parts: RegisterRequestParts,
  context: Context,
): Promise<RegisterReport> {
  const plan = parts.shown.begin(request);
  try {
    const report = await register(request, parts, context, plan);
    if (!report.cancelled) parts.shown.keep(plan, stateOf(parts));
    return report;
  } finally {
    parts.shown.closeUnlessKept(plan);
  }
}

/**
 * Registering in place makes nothing in a mount point, and finds files there that the user has put elsewhere.
 */
function refuseAbsentDrive({ mode }: RegisterRequest, { settings, database }: RegisterParts): Promise<void> {
  const { founded, sample } = new FramePlaces(database.sqlite, settings.repository).repository();
  const known =
    mode === 'in-place' ? { founded: founded || sample.length > 0, sample: [] } : { founded, sample };
  return refuseAbsent(settings.repository, known);
}

function stateOf({ frames, database }: RegisterParts): string {
  return planState(frames, database.sqlite);
}
