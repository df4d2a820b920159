/** The JSON answer of `import-astrofiler`, field by field. */
import type { AstrofilerReport, RegisterReport } from '../../core/api/archive';
import { aliasJson } from './json';
import { registerJson } from './register';

/** `registered` is what was registered first; null where nothing was. */
export function astrofilerJson(report: AstrofilerReport, registered: RegisterReport | null): unknown {
  return {
    database: report.database,
    counts: { ...report.counts },
    differences: report.differences.map(({ path, field, archive, astrofiler }) => ({
      path,
      field,
      archive,
      astrofiler,
    })),
    gaps: report.gaps.map(({ field, value, frameCount }) => ({ field, value, frames: frameCount })),
    unregistered: report.unregistered,
    gone: report.gone,
    calibrated: report.calibrated,
    masters: {
      archived: report.masters.archived,
      unregistered: report.masters.unregistered,
      gone: report.masters.gone,
    },
    rules: report.rules.map(aliasJson),
    refusedMappings: report.refusedMappings.map(({ card, from, to, why }) => ({ card, from, to, why })),
    rejected: report.rejected,
    notes: report.notes.map(({ path, session, text }) => ({ path, session, text })),
    sources: report.sources.map(({ path, source }) => ({ path, source })),
    cancelled: report.cancelled,
    seconds: report.seconds,
    register: registered && registerJson(registered),
  };
}
