/** Where frames were taken, and where on the sky. */
import type { Site } from '../../api/tonight';
import type { Sqlite } from './sqlite';

/** The place of the newest frame that names one; null where none does. */
export function newestSite(sqlite: Sqlite): Site | null {
  const [row] = sqlite.rows(
    `select site_latitude, site_longitude from frame
     where site_latitude is not null and site_longitude is not null order by date_obs desc limit 1`,
  );
  return row ? { latitude: Number(row[0]), longitude: Number(row[1]) } : null;
}

/**
 * Right ascension and declination in degrees of the newest light of an object that has them; null where none
 * does.
 */
export function placeOfObject(
  sqlite: Sqlite,
  objectKey: string,
): { readonly ra: number; readonly dec: number } | null {
  const [row] = sqlite.rows(
    `select ra, dec from session join member on member.session = session.number
       join frame on frame.id = member.frame
     where session.object_key = ? and session.type = 'light' and ra is not null and dec is not null
     order by frame.date_obs desc limit 1`,
    objectKey,
  );
  return row ? { ra: Number(row[0]), dec: Number(row[1]) } : null;
}
