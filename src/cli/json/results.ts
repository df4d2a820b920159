/** The shapes of the JSON answers about stacked results. */
import type { RecordResultsReport, StackedResult } from '../../core/api/archive';

export function resultJson(result: StackedResult): unknown {
  return {
    path: result.path,
    kind: result.kind,
    object: result.object,
    filter: result.filter,
    sessions: result.sessions,
    stackCount: result.stackCount,
    frames: result.stackCount,
    lights: result.lights,
    leftOut: result.leftOut.map(({ name, why }) => ({ name, why })),
    totalExposure: result.totalExposure,
    made: result.made,
    exists: result.exists,
  };
}

export function recordResultsJson(report: RecordResultsReport): unknown {
  return {
    recorded: report.recorded.map(resultJson),
    missing: report.missing.map(({ path, why }) => ({ path, why })),
  };
}
