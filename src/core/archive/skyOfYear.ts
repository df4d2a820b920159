/** Moon and darkness where the newest frames were taken. */
import type { YearSky, YearSkyRequest } from '../api/archive';
import { yearSky } from '../rules/sky/yearSky';
import type { Database } from '../storage/database/database';
import { newestSite } from '../storage/database/places';

/** For these years the positions are good; a header with a broken clock can say any. */
const [FIRST, LAST] = [1900, 2100];

/** No nights for a year outside 1900 to 2100. A place that is not on the earth is none. */
export function skyOfYear({ year }: YearSkyRequest, { database }: { readonly database: Database }): YearSky {
  const found = newestSite(database.sqlite);
  const isOnEarth = found !== null && Math.abs(found.latitude) <= 90 && Math.abs(found.longitude) <= 360;
  const site = isOnEarth ? found : null;
  return { site, nights: year >= FIRST && year <= LAST ? yearSky(year, site) : [] };
}
