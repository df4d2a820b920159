/** AstroBin's table of acquisitions, of objects and sessions of the archive. */
import type {
  AcquisitionsReport,
  AcquisitionsRequest,
  FilterNumbers,
  FilterNumbersRequest,
} from '../../api/astrobin';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { Session } from '../../base/session';
import { acquisitionsOf } from '../../rules/astrobin/acquisitions';
import { filterNumberFinder } from '../../rules/astrobin/filterNumbers';
import { foldSpelling, namerOf } from '../../rules/names/namer';
import { objectKey } from '../../rules/names/objectName';
import { calibratedCopies } from '../../storage/database/copies';
import type { Database } from '../../storage/database/database';
import { putFilterNumber, readFilterNumbers } from '../../storage/database/goals';
import { readRules } from '../../storage/database/nameRules';
import { recordOnce } from '../../storage/database/operations';
import { readStackCounts } from '../../storage/database/readSessions';
import { findSession, type Sessions } from '../../storage/database/sessions';

interface Parts {
  readonly database: Database;
  readonly sessions: Sessions;
}

/** Throws `request` for what is neither an object with lights nor a session of lights. */
export function acquisitions({ of }: AcquisitionsRequest, { database, sessions }: Parts): AcquisitionsReport {
  const { sqlite } = database;
  const nameOf = namerOf(readRules(sqlite));
  const keyOf = (object: string) => objectKey(nameOf(object));
  const found = new Map(
    of.flatMap((name) => lightsOf(name, sessions, keyOf)).map((session) => [session.id, session]),
  );
  const copies = calibratedCopies(sqlite);
  const stacked = readStackCounts(sqlite);
  return acquisitionsOf([...found.values()], {
    numberOf: filterNumberFinder(readFilterNumbers(sqlite)),
    framesOf: (id) => {
      const calibration = sessions.byId(id);
      if (!calibration) return null;
      return calibration.master ? (stacked.get(id) ?? null) : calibration.frameCount;
    },
    lightsOf: ({ id, frameCount }) => frameCount - (copies.get(id)?.frameCount ?? 0),
  });
}

/** More sessions of one object than nights in a life. */
const MOST = 100_000;

function lightsOf(name: string, sessions: Sessions, keyOf: (object: string) => string): readonly Session[] {
  const { items } = sessions.page({ object: name, type: 'light' }, 0, MOST, keyOf);
  if (items.length > 0) return items;
  if (!/^[0-9a-f]+$/.test(name) || sessions.byPrefix(name, 1).length === 0) {
    throw new ArchiveError('request', english('There is no object and no session {0}', name), {
      reason: 'no-frames',
      advice: english('List the sessions to see names and ids.'),
    });
  }
  const session = findSession(sessions, name);
  if (session.type === 'light') return [session];
  throw new ArchiveError('request', english('Session {0} holds no lights', session.id), {
    advice: english('Name a session of lights; its calibration frames are counted by its links.'),
  });
}

/** Returns all numbers as they are then. Throws `request` for what is no number of a filter. */
export async function filterNumbers(
  { set }: FilterNumbersRequest,
  { database }: Pick<Parts, 'database'>,
): Promise<FilterNumbers> {
  if (set !== undefined && set.length > 0) await write(set, database);
  return readFilterNumbers(database.sqlite);
}

async function write(set: NonNullable<FilterNumbersRequest['set']>, database: Database): Promise<void> {
  const started = new Date().toISOString();
  for (const { filter, number } of set) refuseSenseless(filter, number);
  database.write((sqlite) => {
    for (const { filter, number } of set) {
      const key = foldSpelling('filter', filter);
      for (const other of readFilterNumbers(sqlite)) {
        if (foldSpelling('filter', other.filter) === key) putFilterNumber(sqlite, other.filter, null);
      }
      putFilterNumber(sqlite, filter.trim(), number);
    }
    recordOnce(sqlite, { kind: 'astrobin', started, summary: {} }, ({ kind }) => kind === 'astrobin');
  });
  await database.flush();
}

function refuseSenseless(filter: string, number: number | null): void {
  const name = filter.trim();
  if (
    name !== '' &&
    name.length <= 200 &&
    (number === null || (Number.isSafeInteger(number) && number > 0))
  ) {
    return;
  }
  throw new ArchiveError('request', english('That is no number of a filter'), {
    expected: english('the number in the address of the filter’s page in AstroBin’s equipment database'),
    got: `${name} ${String(number)}`,
  });
}
