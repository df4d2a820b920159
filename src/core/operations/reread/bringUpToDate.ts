/** Makes the sessions of what the headers say by the rules of now. */
import type { ArchiveSettings, RegenerateReport, RegenerateRequest } from '../../api/archive';
import type { Context } from '../../base/ports';
import { regenerate, type RegenerateParts } from '../regenerate/regenerate';
import { reread } from './reread';

export interface UpToDateParts extends RegenerateParts {
  readonly settings: Pick<ArchiveSettings, 'repository' | 'timeZone'>;
}

/** Rejects with `cancelled`; the headers that were read until then stay read. */
export async function bringUpToDate(
  request: RegenerateRequest,
  { settings: { repository, timeZone }, ...parts }: UpToDateParts,
  context: Context,
): Promise<RegenerateReport> {
  const { database, log } = parts;
  const again = await reread({ database, log, repository, timeZone }, context);
  return { ...(await regenerate(request, parts, context)), reread: again };
}
