/** Which goals can be worked on tonight, where the newest frames were taken. */
import type { Site, TonightReport, TonightRequest } from '../../api/tonight';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { goalKeys } from '../../rules/goals/goalKeys';
import { type PlacedObject, sortTonight } from '../../rules/goals/sortTonight';
import { nightAt, visibility } from '../../rules/sky/tonight';
import type { Database } from '../../storage/database/database';
import { readRules } from '../../storage/database/nameRules';
import { newestSite, placeOfObject } from '../../storage/database/places';
import { listGoals } from './goals';

/** Throws `request` for a time that is none, and where no frame names a place. */
export function tonight(
  { at, site: given }: TonightRequest,
  { database }: { readonly database: Database },
): TonightReport {
  const { sqlite } = database;
  const time = at === undefined ? Date.now() : Date.parse(at);
  if (Number.isNaN(time)) {
    throw new ArchiveError('request', english('The time cannot be read'), {
      expected: '2024-09-13T20:30:00Z',
      got: at ?? '',
    });
  }
  const site = siteOf(given ?? newestSite(sqlite));
  const keys = goalKeys(readRules(sqlite));
  const open = listGoals(sqlite).filter(({ done }) => !done);
  const placed: PlacedObject[] = [];
  const unplaced: string[] = [];
  for (const object of new Set(open.map((goal) => goal.object))) {
    const place = placeOfObject(sqlite, keys.ofObject(object));
    if (place) placed.push({ object, ...place });
    else unplaced.push(object);
  }
  const night = nightAt(time, site);
  const targets = sortTonight(open, placed, ({ ra, dec }) => visibility(night, ra, dec));
  return { site, night: night.date, ...night.sky, targets, unplaced };
}

function siteOf(site: Site | null): Site {
  if (site === null) {
    throw new ArchiveError('request', english('No frame says where it was taken'), {
      expected: english('SITELAT and SITELONG in the header of a frame'),
      advice: english('Name the place: goals --tonight --site LATITUDE,LONGITUDE.'),
    });
  }
  if (Math.abs(site.latitude) <= 90 && Math.abs(site.longitude) <= 360) return site;
  throw new ArchiveError('request', english('The place is not on the earth'), {
    expected: english('a latitude from -90 to 90 and a longitude from -180 to 180 degrees'),
    got: `${site.latitude}, ${site.longitude}`,
  });
}
