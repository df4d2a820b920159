/** Cleans a checkout and notes it in the history. */
import type { CleanReport, CleanRequest } from '../../api/archive';
import { cleanCheckout } from './clean';
import { ownerOf, type OwnerParts } from './owner';
import { recordOperation } from '../../storage/database/operations';
import type { Context, Log } from '../../base/ports';
import { bytesText, countText } from '../../text/words';

export interface CleanParts extends OwnerParts {
  readonly log: Log;
}

/** Throws as `cleanCheckout` does. */
export async function cleanFolder(
  { folder, dryRun }: CleanRequest,
  parts: CleanParts,
  context: Context,
): Promise<CleanReport> {
  const started = new Date().toISOString();
  const report = await cleanCheckout(folder, dryRun, ownerOf(parts), context);
  if (dryRun) return report;
  const { process, masters, frames, kept } = report;
  const removed = [process, masters, frames];
  const files = removed.reduce((sum, part) => sum + part.files, 0);
  const bytes = removed.reduce((sum, part) => sum + part.bytes, 0);
  parts.database.write((sqlite) =>
    recordOperation(sqlite, {
      kind: 'clean',
      started,
      summary: {
        folder,
        files,
        bytes,
        kept: kept.length,
        process: process.files,
        masters: masters.files,
        frames: frames.files,
      },
    }),
  );
  await parts.database.flush();
  parts.log.info(
    `Cleaned ${folder}: ${countText(files, 'file')} removed (${bytesText(bytes)}), ${kept.length} kept`,
  );
  for (const { path, why } of kept) parts.log.warn(`Kept in the checkout: ${path}: ${why}`);
  return report;
}
