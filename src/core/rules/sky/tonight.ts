/** A night at a place, and how objects stand in it. Pure. */
import type { NightSky, Site, Span, Visibility } from '../../api/tonight';
import { moonIllumination, skyAt, type SkyMoment, starAt } from './ephemeris';

/** Milliseconds. */
const [MINUTE, DAY] = [60_000, 86_400_000];
/** Between two looks at the sky; hours are good to this much. */
const STEP = 10 * MINUTE;
/** Between two points of a curve. */
const POINTS = 20 * MINUTE;
/** Degrees. Lower down the air takes too much light. */
export const HIGH = 30;
/** A thinner Moon leaves the sky dark. */
const BRIGHT_MOON = 0.25;
/** Degrees; farther away it disturbs less than the haze of most places. */
const FAR_FROM_MOON = 90;

/** Degrees of the Sun, the darkest first. */
const DARKNESS = [
  ['astronomical', -18],
  ['nautical', -12],
] as const;

export interface Night {
  /** Milliseconds between two moments. */
  readonly step: number;
  readonly sky: NightSky;
  /** The local date on which it begins. */
  readonly date: string;
  /** From noon to noon by the Sun. */
  readonly moments: readonly SkyMoment[];
  /** Those that are dark and still to come. */
  readonly dark: readonly SkyMoment[];
}

/**
 * The noon of the mean Sun at which the night begins that goes on at a time or comes next, and its local
 * date.
 */
export function nightStart(
  time: number,
  { longitude }: Site,
): { readonly noon: number; readonly date: string } {
  const local = (longitude / 360) * DAY;
  const noon = Math.floor((time + local - DAY / 2) / DAY) * DAY + DAY / 2;
  return { noon: noon - local, date: new Date(noon).toISOString().slice(0, 10) };
}

/** That night, from noon to noon, looked at every `step` milliseconds. */
export function nightAt(time: number, site: Site, step = STEP): Night {
  const { noon, date } = nightStart(time, site);
  const moments = Array.from({ length: DAY / step + 1 }, (_, i) => skyAt(noon + i * step, site));
  const coming = moments.filter((moment) => moment.time > time - step);
  const found = DARKNESS.find(([, below]) => coming.some(({ sun }) => sun < below));
  const dark = found ? coming.filter(({ sun }) => sun < found[1]) : [];
  const sky: NightSky = {
    dark: spanOf(dark, step),
    darkness: found?.[0] ?? null,
    moonIllumination: moonIllumination(noon + DAY / 2),
    moonless: seconds(
      dark.filter(({ moon }) => moon < 0),
      step,
    ),
  };
  return { step, sky, date, moments, dark };
}

/** How an object of these coordinates (degrees, J2000) stands in a night. */
export function visibility({ step, moments, dark, sky }: Night, ra: number, dec: number): Visibility {
  const star = starAt(ra, dec);
  const seen = dark.map((moment) => ({ moment, altitude: moment.altitudeOf(star) }));
  const high = seen.filter(({ altitude }) => altitude >= HIGH);
  const isDisturbed = (moment: SkyMoment) =>
    sky.moonIllumination >= BRIGHT_MOON && moment.moon >= 0 && moment.fromMoon(star) < FAR_FROM_MOON;
  const [highest] = [...seen].sort((a, b) => b.altitude - a.altitude);
  const near = seen
    .filter(({ moment, altitude }) => altitude > 0 && moment.moon >= 0)
    .map(({ moment }) => moment.fromMoon(star));
  return {
    high: seconds(high, step),
    highMoonless: seconds(
      high.filter(({ moment }) => !isDisturbed(moment)),
      step,
    ),
    span: spanOf(
      high.map(({ moment }) => moment),
      step,
    ),
    highest: highest ? { altitude: rounded(highest.altitude), time: iso(highest.moment.time) } : null,
    moonSeparation: near.length === 0 ? null : rounded(Math.min(...near)),
    curve: moments
      .filter((_, i) => i % Math.max(1, Math.round(POINTS / step)) === 0)
      .map((moment) => ({ time: iso(moment.time), altitude: rounded(moment.altitudeOf(star)) })),
  };
}

function seconds(looks: readonly unknown[], step: number): number {
  return (looks.length * step) / 1000;
}

function spanOf(moments: readonly SkyMoment[], step: number): Span | null {
  const [first, last] = [moments[0], moments.at(-1)];
  return first && last ? { from: iso(first.time), to: iso(last.time + step) } : null;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

/** A tenth of a degree. */
function rounded(degrees: number): number {
  return Math.round(degrees * 10) / 10;
}
