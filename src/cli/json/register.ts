/** The shape of the JSON answer of `register`. */
import type { RegisterReport } from '../../core/api/archive';

/** A plan adds where files go and what room they take. */
export function registerJson(report: RegisterReport): unknown {
  const { counts, plan } = report;
  return {
    registered: report.registered.map(({ from, to, type, sha256, size, edits, instead }) => ({
      from,
      to,
      type,
      sha256,
      size,
      edits,
      ...(instead === undefined ? {} : { instead }),
    })),
    duplicates: report.duplicates.map(({ path, of, same, says }) => ({
      path,
      of,
      same,
      ...(says === undefined ? {} : { says }),
    })),
    failed: report.failed.map(({ path, error }) => ({ path, error })),
    skipped: report.skipped.map(({ path, why, unread }) => ({
      path,
      why,
      ...(unread && { unread: { ending: unread.ending, files: unread.files } }),
    })),
    counts: {
      registered: counts.registered,
      duplicates: counts.duplicates,
      failed: counts.failed,
      skipped: counts.skipped,
    },
    known: report.known,
    bytes: report.bytes,
    ...(plan && {
      groups: plan.groups.map(({ type, folder, files, bytes }) => ({ type, folder, files, bytes })),
      space: { needed: plan.space.needed, free: plan.space.free },
    }),
    cancelled: report.cancelled,
    seconds: report.seconds,
  };
}
