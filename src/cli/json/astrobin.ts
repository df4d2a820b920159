/** The JSON answer of `astrobin`, field by field; columns are called as AstroBin calls them. */
import type { Acquisition, AcquisitionsReport } from '../../core/api/astrobin';

export function acquisitionsJson(
  { rows, unnumbered, left }: AcquisitionsReport,
  file: string | null,
): unknown {
  return {
    rows: rows.map(rowJson),
    unnumbered,
    left: left.map(({ session, why }) => ({ session, why })),
    file,
  };
}

function rowJson(row: Acquisition): unknown {
  return {
    date: row.date,
    filter: row.filter,
    filterName: row.filterName,
    number: row.number,
    duration: row.duration,
    iso: row.iso,
    binning: row.binning,
    gain: row.gain,
    sensorCooling: row.sensorCooling,
    darks: row.darks,
    flats: row.flats,
    flatDarks: row.flatDarks,
    bias: row.bias,
  };
}
