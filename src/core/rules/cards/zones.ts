/** Offsets of time zones from UTC, remembered, since every frame of a night asks for the same few. */
import { IANAZone } from 'luxon';

/** Clocks change on quarters of an hour at the finest. */
const STEP = 900_000;
const MOST_REMEMBERED = 10_000;

const zones = new Map<string, IANAZone | null>();
const remembered = new Map<string, number>();

/** Whether the name is that of a zone the system knows: `Europe/Berlin`. */
export function isZone(name: string): boolean {
  return zoneOf(name) !== null;
}

/** Minutes east of UTC at a moment: 120 for `Europe/Berlin` in summer. Null for the machine's own zone. */
export function zoneOffset(name: string | null, ms: number): number {
  const zone = name === null ? null : zoneOf(name);
  if (zone === null) return -new Date(ms).getTimezoneOffset();
  const step = Math.floor(ms / STEP);
  const key = `${zone.name} ${step}`;
  let offset = remembered.get(key);
  if (offset === undefined) {
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    offset = zone.offset(step * STEP);
    remembered.set(key, offset);
  }
  return offset;
}

/**
 * The UTC moment at which the clocks of a zone show `local`; the later reading of an hour that comes twice.
 */
export function utcOfLocal(name: string | null, local: number): number {
  const guess = local - zoneOffset(name, local) * 60_000;
  return local - zoneOffset(name, guess) * 60_000;
}

function zoneOf(name: string): IANAZone | null {
  let zone = zones.get(name);
  if (zone === undefined) {
    zone = IANAZone.isValidZone(name) ? IANAZone.create(name) : null;
    if (zones.size > 1000) zones.clear();
    zones.set(name, zone);
  }
  return zone;
}
