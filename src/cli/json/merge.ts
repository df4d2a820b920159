/** The JSON answer of `merge`, field by field. */
import type { FileEditRow, MergeReport } from '../../core/api/archive';
import { aliasJson, regenerateJson } from './json';

export function mergeJson(report: MergeReport): unknown {
  const { from, into, mode, spellings, counts, changed, left, failed, rules, merged, warnings } = report;
  return {
    from,
    into,
    mode,
    spellings: spellings.map(({ name, frameCount: frames }) => ({ name, frames })),
    frames: spellings.reduce((sum, { frameCount: frames }) => sum + frames, 0),
    headersChanged: counts.edited,
    changed: changed.map(rowJson),
    renamed: changed.filter(({ path, to }) => path !== to).map(({ path, to }) => ({ from: path, to })),
    left: left.map(({ path, why }) => ({ path, why })),
    failed: failed.map(({ path, error }) => ({ path, error })),
    rules: { added: rules.added.map(aliasJson), removed: rules.removed.map(aliasJson) },
    sessions: merged.map(({ id, night, filter, exposure, frameCount: frames, joins }) => ({
      id,
      night,
      filter,
      exposure,
      frames,
      joins,
    })),
    warnings: [...warnings],
    counts: { ...counts },
    regenerated: report.sessions === null ? null : regenerateJson(report.sessions),
    cancelled: report.cancelled,
    seconds: report.seconds,
  };
}

function rowJson({ path, to, type, differences }: FileEditRow): unknown {
  return {
    path,
    to,
    type,
    cards: differences.map(({ keyword, before, after }) => ({ keyword, before, after })),
  };
}
