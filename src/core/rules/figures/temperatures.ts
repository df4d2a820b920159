/** How warm the sensors were, as a histogram. Pure. */
import type { StatsRow } from '../../api/archive';
import { isLight } from './selection';

export interface TemperatureBin {
  /** Middle of the bin, °C: -10. */
  readonly middle: number;
  readonly frameCount: number;
  /** Ids of the sessions with such frames. */
  readonly sessions: readonly string[];
}

export interface Histogram {
  /** Width of a bin in °C. */
  readonly step: number;
  /** Without holes between the coldest and the warmest. */
  readonly bins: readonly TemperatureBin[];
  /** Frames that are in no bin, since the outermost of them would make too many. */
  readonly outside: number;
}

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10] as const;
const MOST_BINS = 40;
/** What no sensor of a camera for the sky shows, °C: a header without a sensor says -273 or 999. */
const COLDEST = -120;
const WARMEST = 80;

interface Reading {
  readonly celsius: number;
  readonly frameCount: number;
  readonly session: string;
}

/** Temperatures as measured. */
export function measuredTemperatures(rows: readonly StatsRow[]): Histogram {
  return histogram(
    readings(rows).map(({ measured, ...rest }) => ({ ...rest, celsius: measured })),
    1,
  );
}

/** Measured less asked for, where the header says both: 0 where the cooler held the temperature. */
export function coolingErrors(rows: readonly StatsRow[]): Histogram {
  return histogram(
    readings(rows).flatMap(({ measured, set, ...rest }) =>
      set === null ? [] : [{ ...rest, celsius: measured - set }],
    ),
    0.1,
  );
}

function readings(rows: readonly StatsRow[]) {
  return rows
    .filter(isLight)
    .flatMap(({ session, temperatures }) =>
      temperatures.map((temperature) => ({ ...temperature, session: session ?? '' })),
    );
}

/** Bins of the finest step, at least `finest`, that makes no more than 40. */
function histogram(all: readonly Reading[], finest: number): Histogram {
  const inside = all.filter(({ celsius }) => celsius >= COLDEST && celsius <= WARMEST);
  const outside = frames(all) - frames(inside);
  if (inside.length === 0) return { step: finest, bins: [], outside };
  const [low, high] = inside.reduce(
    ([low, high], { celsius }) => [Math.min(low, celsius), Math.max(high, celsius)] as const,
    [Infinity, -Infinity] as readonly [number, number],
  );
  const step = STEPS.find((each) => each >= finest && (high - low) / each < MOST_BINS - 1) ?? 10;

  const numberOf = (celsius: number) => Math.round(Number((celsius / step).toFixed(6)));
  const bins = new Map<number, { frameCount: number; sessions: Set<string> }>();
  for (let number = numberOf(low); number <= numberOf(high); number++) {
    bins.set(number, { frameCount: 0, sessions: new Set() });
  }
  for (const { celsius, frameCount, session } of inside) {
    const bin = bins.get(numberOf(celsius));
    if (bin === undefined) continue;
    bin.frameCount += frameCount;
    bin.sessions.add(session);
  }
  return {
    step,
    bins: [...bins].map(([number, { frameCount, sessions }]) => ({
      middle: Number((number * step).toFixed(1)),
      frameCount,
      sessions: [...sessions],
    })),
    outside,
  };
}

function frames(all: readonly Reading[]): number {
  return all.reduce((sum, { frameCount }) => sum + frameCount, 0);
}
