/** What the statistics page sums up: sessions, and what is in none, straight from the tables. */
import type { CountedKind, SensorTemperature, StatsRow } from '../../api/archive';
import { LINK_KINDS, type Session } from '../../base/session';
import { oneSpelling } from '../../rules/figures/oneSpelling';
import { wantsCalibration } from '../../rules/sessions/linkSessions';
import { calibratedCopies, copiedFrames, type Copies, NO_COPIES } from './copies';
import { readSessions } from './readSessions';
import type { Sqlite } from './sqlite';
import { COUNTED_TYPE } from './statistics';

/** Every frame of the archive is counted in exactly one row. */
export function readStatsRows(sqlite: Sqlite): StatsRow[] {
  const copied = JSON.stringify(copiedFrames(sqlite));
  const copies = calibratedCopies(sqlite);
  const files = readFiles(sqlite);
  const temperatures = readTemperatures(sqlite, copied);
  const sessions = readSessions(sqlite, 'order by id').map((session) => ({
    ...rowOf(session, copies.get(session.id)),
    ...(files.get(session.id) ?? NO_FILES),
    temperatures: temperatures.get(session.id) ?? [],
  }));
  return oneSpelling([...sessions, ...readLoose(sqlite, copied)]);
}

type SessionFigures = Omit<StatsRow, 'files' | 'bytes' | 'temperatures'>;

function rowOf(session: Session, copies: Copies = NO_COPIES): SessionFigures {
  const { id, type, master, object, night, telescope, imager, filter, bayerPattern, links } = session;
  return {
    ...{ session: id, kind: master ? 'master' : type, rejected: false, object, night, telescope, imager },
    filter: filter ?? (bayerPattern === null ? null : 'OSC'),
    frameCount: session.frameCount - copies.frameCount,
    totalExposure: session.totalExposure - copies.totalExposure,
    copies: copies.frameCount,
    calibrated:
      type === 'light' && wantsCalibration(session)
        ? LINK_KINDS.filter((kind) => links[kind] !== null)
        : null,
  };
}

const NO_FILES = { files: 0, bytes: 0 };

const FILES = `select session.id, count(*), sum(frame.size) from member
  join frame on frame.id = member.frame join session on session.number = member.session group by member.session`;

function readFiles(sqlite: Sqlite): Map<string, { files: number; bytes: number }> {
  return new Map(
    sqlite
      .rows(FILES)
      .map(([id, files, bytes]) => [String(id), { files: Number(files), bytes: Number(bytes) }]),
  );
}

const TEMPERATURES = `select session.id, round(frame.ccd_temp, 1) as measured, setting.set_temp, count(*)
  from session join member on member.session = session.number join frame on frame.id = member.frame
  join setting on setting.id = frame.setting
  where session.type = 'light' and frame.ccd_temp is not null
    and frame.id not in (select value from json_each(?))
  group by session.number, measured, setting.set_temp`;

function readTemperatures(sqlite: Sqlite, copied: string): Map<string, SensorTemperature[]> {
  const found = new Map<string, SensorTemperature[]>();
  for (const [id, measured, set, frameCount] of sqlite.rows(TEMPERATURES, copied)) {
    const own = found.get(String(id)) ?? [];
    own.push({ measured: Number(measured), set: set as number | null, frameCount: Number(frameCount) });
    found.set(String(id), own);
  }
  return found;
}

const LOOSE = `select ${COUNTED_TYPE} as counted, master, rejected, object, night, telescope, imager,
    coalesce(filter, iif(bayer_pattern is null, null, 'OSC')) as filter_name,
    frame.id in (select value from json_each(?)) as copied, count(*), sum(exposure), sum(size)
  from frame join setting on setting.id = frame.setting
  where frame.id not in (select frame from member)
  group by counted, master, rejected, object, night, telescope, imager, filter_name, copied`;

/** Frames in no session: rejected, processed or stacked ones, those of unknown type, and what is new. */
function readLoose(sqlite: Sqlite, copied: string): StatsRow[] {
  return sqlite.rows(LOOSE, copied).map((row) => {
    const [type, master, rejected, object, night, telescope, imager, filter, isCopy, files, exposure, bytes] =
      row;
    const text = (value: unknown) => value as string | null;
    const kind = master === 1 ? 'master' : (String(type) as CountedKind);
    const counts = isCopy === 1 ? 0 : Number(files);
    return {
      ...{ session: null, kind, rejected: rejected === 1, object: text(object), night: text(night) },
      ...{ telescope: text(telescope), imager: text(imager), filter: text(filter) },
      frameCount: counts,
      totalExposure: isCopy === 1 ? 0 : Number(exposure ?? 0),
      copies: Number(files) - counts,
      ...{ files: Number(files), bytes: Number(bytes), calibrated: null, temperatures: [] },
    };
  });
}
