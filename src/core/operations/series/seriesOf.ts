/** The frames that are looked at together with a file of the archive. */
import { basename, dirname } from 'node:path';
import type { FrameSeries, SeriesRequest } from '../../api/series';
import { type ArchivedFrame, picturedFrame } from '../../base/archivedFrame';
import type { Tolerances } from '../../base/matching';
import { naturalOrder } from '../../base/naturalOrder';
import type { Setting, Shot } from '../../base/shot';
import { frameNamer } from '../../rules/names/namer';
import { settingFamilies } from '../../rules/sessions/groupFrames';
import { around, inSeries, isOfSameFilter, sessionSeries } from '../../rules/sessions/series';
import type { Database } from '../../storage/database/database';
import type { Frames } from '../../storage/database/frames';
import { readRules } from '../../storage/database/nameRules';
import { Shots } from '../../storage/database/shots';

/** A folder or a filter with more frames is looked through in parts. */
const MOST = 10_000;

export interface SeriesParts {
  readonly database: Pick<Database, 'sqlite'>;
  readonly frames: Frames;
  readonly tolerances: Tolerances;
}

/** Null where the file is no frame of the archive. */
export function seriesOf({ path, scope }: SeriesRequest, parts: SeriesParts): FrameSeries | null {
  const frame = parts.frames.atPath(path);
  if (frame === undefined) return null;
  const ids = scope === 'folder' ? null : idsOf(frame.id, scope, parts);
  if (ids === null) return { scope: 'folder', frames: shown(inFolderOf(path, parts.frames), path) };
  const found = new Map(parts.frames.withIds(ids).map((each) => [each.id, each]));
  return {
    scope,
    frames: shown(
      ids.flatMap((id) => found.get(id) ?? []),
      path,
    ),
  };
}

/** In the order of their exposures; null for a frame that belongs to no session. */
function idsOf(
  id: number,
  scope: 'session' | 'filter',
  { database, tolerances }: SeriesParts,
): number[] | null {
  const shots = new Shots(database.sqlite, frameNamer(readRules(database.sqlite)));
  const settings = shots.settings();
  const frame = shots.byId(id);
  if (frame === undefined) return null;
  const series =
    scope === 'filter'
      ? inSeries(shots.ofSettings(settingsLike(frame.setting, settings)))
      : sessionSeries(frame, shots.ofSettings(familyOf(frame, settings)), tolerances);
  if (series === null) return null;
  const ids = series.map((shot) => shot.id);
  return [...around(ids, ids.indexOf(id), MOST)];
}

function settingsLike(setting: Setting, settings: ReadonlyMap<number, Setting>): number[] {
  return [...settings].flatMap(([id, other]) => (isOfSameFilter(setting, other) ? [id] : []));
}

function familyOf({ setting }: Shot, settings: ReadonlyMap<number, Setting>): readonly number[] {
  const isOwn = (id: number) => settings.get(id) === setting;
  return settingFamilies(settings).find((family) => family.settings.some(isOwn))?.settings ?? [];
}

/** In the natural order of their names, in which the other files of the folder come as well. */
function inFolderOf(path: string, frames: Frames): ArchivedFrame[] {
  return frames.inFolder(dirname(path)).sort((a, b) => naturalOrder(basename(a.path), basename(b.path)));
}

function shown(frames: readonly ArchivedFrame[], path: string): FrameSeries['frames'] {
  const there = frames.filter((frame) => !frame.missing || frame.path === path);
  const at = there.findIndex((frame) => frame.path === path);
  return around(there, at, MOST).map(picturedFrame);
}
