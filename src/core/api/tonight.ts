/** Which of the goals can be worked on tonight. */
import type { GoalProgress } from './goals';

export interface TonightRequest {
  /** ISO 8601; now unless given. */
  readonly at?: string;
  /** Where the newest frames were taken unless given. */
  readonly site?: Site;
}

/** A place on the earth in degrees, north and east positive. */
export interface Site {
  readonly latitude: number;
  readonly longitude: number;
}

/** Part of a night; times are ISO 8601 UTC. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** What a night is like at a place. */
export interface NightSky {
  /** The night from now on: as dark as it gets; null where it does not get dark. */
  readonly dark: Span | null;
  /** How far the Sun is below the horizon then: 18° for astronomical, 12° for nautical darkness. */
  readonly darkness: 'astronomical' | 'nautical' | null;
  /** The lit part of the Moon's disc in the middle of the night, 0 to 1. */
  readonly moonIllumination: number;
  /** Dark seconds with the Moon below the horizon. */
  readonly moonless: number;
}

/** How an object stands in a night. */
export interface Visibility {
  /** Seconds of darkness in which it is 30° high or higher. */
  readonly high: number;
  /** Those of them in which the Moon does not disturb broadband filters. */
  readonly highMoonless: number;
  /** From the first to the last of `high`; null where there is none. */
  readonly span: Span | null;
  /** The highest that it gets in darkness, in degrees; null where it does not get dark. */
  readonly highest: { readonly altitude: number; readonly time: string } | null;
  /** The closest that the Moon comes to it in darkness while both are up, in degrees; null where it does not. */
  readonly moonSeparation: number | null;
  /** Altitudes in degrees over the whole night, every 20 minutes. */
  readonly curve: readonly { readonly time: string; readonly altitude: number }[];
}

export interface TonightGoal extends GoalProgress {
  /** Seconds tonight in which this filter is of use; what sorts the goals. */
  readonly usable: number;
}

export interface TonightTarget extends Visibility {
  readonly object: string;
  /** Degrees, J2000. */
  readonly ra: number;
  readonly dec: number;
  /** What is not done yet, the most usable time first. */
  readonly goals: readonly TonightGoal[];
}

export interface TonightReport extends NightSky {
  readonly site: Site;
  /** The local date on which the night begins: `2024-09-13`. */
  readonly night: string;
  /** The one that can be worked on longest first. */
  readonly targets: readonly TonightTarget[];
  /** Objects with goals of which no frame tells where they are. */
  readonly unplaced: readonly string[];
}
