/** From the tangent plane to the sphere (Calabretta & Greisen 2002, A&A 395, 1077: §2.3 and §5.1.3). */

/** Right ascension and declination in degrees: `{ ra: 163.54, dec: 11.42 }`; ra from 0 up to 360. */
export interface SkyPosition {
  readonly ra: number;
  readonly dec: number;
}

const DEGREE = Math.PI / 180;

/**
 * The position of a point in the tangent plane.
 * @param x Degrees along the axis of right ascension, east positive.
 * @param y Degrees along the axis of declination.
 * @param lonpole Native longitude of the celestial pole: LONPOLE, in degrees.
 */
export function fromTangentPlane(x: number, y: number, reference: SkyPosition, lonpole: number): SkyPosition {
  const longitude = Math.atan2(x, -y) - lonpole * DEGREE;
  const distance = Math.hypot(x, y) * DEGREE;
  // Sine and cosine of the native latitude, whose cotangent is the distance.
  const sin = 1 / Math.hypot(1, distance);
  const cos = distance * sin;
  const sinPole = Math.sin(reference.dec * DEGREE);
  const cosPole = Math.cos(reference.dec * DEGREE);
  const east = -cos * Math.sin(longitude);
  const north = sin * cosPole - cos * sinPole * Math.cos(longitude);
  const up = sin * sinPole + cos * cosPole * Math.cos(longitude);
  const ra = reference.ra + Math.atan2(east, north) / DEGREE;
  return { ra: ((ra % 360) + 360) % 360, dec: Math.atan2(up, Math.hypot(east, north)) / DEGREE };
}

/** What `to` is away from `from`: degrees to the east and to the north, for small distances. */
export function offsetOf(from: SkyPosition, to: SkyPosition): readonly [east: number, north: number] {
  const [ra, dec, otherDec] = [(to.ra - from.ra) * DEGREE, from.dec * DEGREE, to.dec * DEGREE];
  const east = Math.cos(otherDec) * Math.sin(ra);
  // The sine of a difference of declinations, without the loss that the difference of sines has.
  const north = Math.sin(otherDec - dec) + 2 * Math.sin(dec) * Math.cos(otherDec) * Math.sin(ra / 2) ** 2;
  return [east / DEGREE, north / DEGREE];
}
