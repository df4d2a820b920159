import type { StatsRow } from '../../../../../src/core/api/archive';

/** A session of ten lights of M 31 in Ha, 300 s each; `row({ night: null })` differs in that. */
export function row(differs: Partial<StatsRow> = {}): StatsRow {
  return {
    ...{ session: 'a', kind: 'light', rejected: false, object: 'M 31', night: '2024-09-13' },
    ...{ telescope: 'FSQ', imager: 'ASI', filter: 'Ha', frameCount: 10, totalExposure: 3000 },
    ...{ copies: 0, files: 10, bytes: 1000, calibrated: [], temperatures: [] },
    ...differs,
  };
}
