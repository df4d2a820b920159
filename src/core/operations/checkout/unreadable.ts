/** Which files of a plan are missing or cannot be read. */
import { access, constants, stat } from 'node:fs/promises';
import { fileError } from '../../base/errors';
import type { Context } from '../../base/ports';
import { Meter } from '../../base/progress';
import { several } from '../../base/several';
import type { CheckoutPlan } from './types';

/**
 * Source to reason: `it no longer exists (ENOENT). Was it moved, or is its drive disconnected?` Rejects with
 * CancelledError after a cancel.
 */
export async function unreadables(
  plan: Pick<CheckoutPlan, 'files'>,
  { progress, cancel }: Context,
): Promise<Map<string, string>> {
  const sources = [...new Set(plan.files.map((file) => file.source))];
  const meter = new Meter(progress, 'Looking at the frames', sources.length);
  const reasons = await several(
    sources,
    async (source) => {
      const reason = await unreadable(source);
      meter.step(source);
      return reason;
    },
    cancel,
  );
  return new Map(
    sources.flatMap((source, index) => {
      const reason = reasons[index] ?? null;
      return reason === null ? [] : [[source, reason] as const];
    }),
  );
}

async function unreadable(source: string): Promise<string | null> {
  try {
    if (!(await stat(source)).isFile()) return 'it is not a file';
    await access(source, constants.R_OK);
    return null;
  } catch (error) {
    const told = fileError(error, source);
    return [told.message, told.detail.advice].filter(Boolean).join('. ');
  }
}
