/** The frames that a person means: by id, by path, by session, by object. */
import { dirname } from 'node:path';
import type { FrameSelection } from '../../../api/editHeaders';
import { isInside } from '../../../base/inside';
import { namerOf } from '../../../rules/names/namer';
import { objectKey } from '../../../rules/names/objectName';
import type { Frames } from '../../../storage/database/frames';
import { framesOfObjects, objectSpellings } from '../../../storage/database/headerNames';
import { readRules } from '../../../storage/database/nameRules';
import { findSession, type Sessions } from '../../../storage/database/sessions';
import type { Sqlite } from '../../../storage/database/sqlite';
import { fromStored } from '../../../storage/database/storedPaths';
import { spelledIn } from '../../../storage/files/spelling';

export interface SelectionParts {
  readonly sqlite: Sqlite;
  readonly frames: Frames;
  readonly sessions: Sessions;
  /** The folder of the archive, absolute. */
  readonly repository: string;
}

export interface Selected {
  /** Each once, in the order of their ids, which is that of their registration. */
  readonly frames: readonly number[];
  /** Paths at which there is nothing. */
  readonly unknown: readonly string[];
}

const PAGE = 1000;

/** Throws `request` for a session that is not there. */
export function selectFrames(selection: FrameSelection, parts: SelectionParts): Selected {
  const { frames, sessions } = parts;
  const ids = new Set<number>();
  const unknown: string[] = [];
  for (const id of selection.frames ?? []) {
    if (frames.byId(id)) ids.add(id);
    else unknown.push(`frame ${id}`);
  }
  for (const path of selection.paths ?? []) {
    const found = atPath(path, parts);
    if (found.length === 0) unknown.push(path);
    for (const id of found) ids.add(id);
  }
  for (const session of selection.sessions ?? []) {
    for (const { id } of frames.bySession(findSession(sessions, session).id)) ids.add(id);
  }
  for (const object of selection.objects ?? []) for (const id of ofObject(object, parts)) ids.add(id);
  if (selection.problem !== undefined) {
    for (let from = 0; ;) {
      const page = frames.page({ problem: selection.problem, from, limit: PAGE });
      for (const { id } of page) ids.add(id);
      if (page.length < PAGE) break;
      from = page.at(-1)?.id ?? from;
    }
  }
  return { frames: [...ids].sort((a, b) => a - b), unknown };
}

/** The frame of a file, or the frames below a folder. */
function atPath(path: string, { sqlite, frames, repository }: SelectionParts): number[] {
  const file = frames.stateAt(path) ?? frames.stateAt(spelledIn(repository, path));
  if (file) return [file.id];
  if (dirname(path) === path) return [];
  const below = sqlite
    .rows('select id, path from folder')
    .filter(([, stored]) => isInside(path, fromStored(repository, String(stored))))
    .map(([id]) => Number(id));
  return idsOf(
    sqlite.rows(
      'select id from frame where folder in (select value from json_each(?)) order by id',
      JSON.stringify(below),
    ),
  );
}

/** Frames of an object under any of its names, also those in no session; null for lights without one. */
function ofObject(object: string | null, { sqlite }: SelectionParts): number[] {
  if (object === null) {
    return idsOf(
      sqlite.rows(
        `select id from frame where setting in (select id from setting where object is null and type = 'light')
         order by id`,
      ),
    );
  }
  const namer = namerOf(readRules(sqlite));
  const keyOf = (name: string) => objectKey(namer(name));
  const key = keyOf(object);
  const names = objectSpellings(sqlite).flatMap(({ name }) => (keyOf(name) === key ? [name] : []));
  return framesOfObjects(sqlite, names);
}

function idsOf(rows: readonly (readonly unknown[])[]): number[] {
  return rows.map(([id]) => Number(id));
}
