/** Moon and darkness of each night of a year. Pure; the arithmetic is astronomy-engine's. */
import { Body, Equator, MakeTime, Observer } from 'astronomy-engine';
import type { Site } from '../../api/tonight';
import type { MoonAndDarkness } from '../../api/yearSky';
import { moonIllumination } from './ephemeris';

/** Milliseconds. */
const DAY = 86_400_000;
/** Degrees of the Sun at which astronomical darkness begins. */
const DARK = -18;
const RADIANS = Math.PI / 180;

/** Nights begin on these local dates, and are looked at where they are deepest. Without a place, at Greenwich. */
export function yearSky(year: number, site: Site | null): MoonAndDarkness[] {
  const [first, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  const east = ((site?.longitude ?? 0) / 360) * DAY;
  return Array.from({ length: Math.round((end - first) / DAY) }, (_, day) => {
    const midnight = first + (day + 1) * DAY - east;
    return {
      night: new Date(first + day * DAY).toISOString().slice(0, 10),
      moon: Number(moonIllumination(midnight).toFixed(3)),
      dark: site === null ? null : darkSeconds(midnight, site),
    };
  });
}

/**
 * Seconds of a night with the Sun 18° or more below the horizon, from its declination at midnight; good to two
 * minutes where the Sun sets every day.
 */
export function darkSeconds(midnight: number, { latitude, longitude }: Site): number {
  const observer = new Observer(latitude, longitude, 0);
  const declination = Equator(Body.Sun, MakeTime(new Date(midnight)), observer, true, true).dec * RADIANS;
  const place = latitude * RADIANS;
  // Meeus, Astronomical Algorithms, 15.1: the hour angle at which a body has this altitude.
  const cosine =
    (Math.sin(DARK * RADIANS) - Math.sin(place) * Math.sin(declination)) /
    (Math.cos(place) * Math.cos(declination));
  const light = Math.acos(Math.min(1, Math.max(-1, cosine)));
  return Math.round((1 - light / Math.PI) * (DAY / 1000));
}
