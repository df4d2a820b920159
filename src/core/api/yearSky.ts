/** Moon and darkness of the nights of a year. */
import type { Site } from './tonight';

export interface YearSkyRequest {
  /** 2024; from 1900 to 2100. */
  readonly year: number;
}

export interface YearSky {
  /** Where the newest frames were taken; null where no frame says that. */
  readonly site: Site | null;
  /** Every night of the year, the first of January first. */
  readonly nights: readonly MoonAndDarkness[];
}

export interface MoonAndDarkness {
  /** `2024-09-13`. */
  readonly night: string;
  /** The lit part of the Moon's disc at midnight: 0 new, 1 full. */
  readonly moon: number;
  /** Seconds in which the Sun is 18° or more below the horizon; null where the place is not known. */
  readonly dark: number | null;
}
