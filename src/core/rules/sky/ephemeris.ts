/** Where Sun, Moon and stars stand at a place and time. Pure; the arithmetic is astronomy-engine's. */
import {
  AngleBetween,
  Body,
  Equator,
  HorizonFromVector,
  Illumination,
  MakeTime,
  Observer,
  RotateVector,
  Rotation_EQJ_HOR,
  type RotationMatrix,
  Spherical,
  type Vector,
  VectorFromSphere,
} from 'astronomy-engine';
import type { Site } from '../../api/tonight';

/** The sky at one moment. */
export interface SkyMoment {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Degrees above the horizon, with the refraction of a normal atmosphere. */
  readonly sun: number;
  readonly moon: number;
  /** Degrees of a star above the horizon. */
  readonly altitudeOf: (star: Star) => number;
  /** Degrees between a star and the Moon as it is seen from the place. */
  readonly fromMoon: (star: Star) => number;
}

export type Star = Vector;

const DISTANCE = 1;

/** Right ascension and declination in degrees, J2000. */
export function starAt(ra: number, dec: number): Star {
  return VectorFromSphere(new Spherical(dec, ra, DISTANCE), new Date(0));
}

/** `time` in milliseconds since 1970. */
export function skyAt(time: number, { latitude, longitude }: Site): SkyMoment {
  const now = MakeTime(new Date(time));
  const observer = new Observer(latitude, longitude, 0);
  const toHorizon: RotationMatrix = Rotation_EQJ_HOR(now, observer);
  const altitude = (star: Vector) => HorizonFromVector(RotateVector(toHorizon, star), 'normal').lat;
  const place = (body: Body) => Equator(body, now, observer, false, true).vec;
  const moon = place(Body.Moon);
  return {
    time,
    sun: altitude(place(Body.Sun)),
    moon: altitude(moon),
    altitudeOf: altitude,
    fromMoon: (star) => AngleBetween(star, moon),
  };
}

/** The lit part of the Moon's disc: 0 new, 1 full. */
export function moonIllumination(time: number): number {
  return Illumination(Body.Moon, new Date(time)).phase_fraction;
}
