/** The two telescopes of the sample night, what they took and when. */

export interface Rig {
  /** Folder in which the capture program of this telescope keeps its files. */
  readonly folder: string;
  readonly telescope: string;
  readonly imager: string;
  /** Colour filter array, first row first; null for a mono camera. */
  readonly bayer: 'RGGB' | null;
  /** Millimetres. */
  readonly focalLength: number;
  readonly focalRatio: number;
  readonly gain: number;
  readonly offset: number;
  /** Degrees. */
  readonly rotator: number;
}

export const MONO: Rig = {
  folder: 'Esprit 100ED mono',
  telescope: 'Esprit 100ED',
  imager: 'ZWO ASI2600MM Pro',
  bayer: null,
  focalLength: 550,
  focalRatio: 5.5,
  gain: 100,
  offset: 50,
  rotator: 182.5,
};

export const COLOUR: Rig = {
  folder: 'RedCat 51 colour',
  telescope: 'RedCat 51',
  imager: 'ZWO ASI533MC Pro',
  bayer: 'RGGB',
  focalLength: 250,
  focalRatio: 4.9,
  gain: 101,
  offset: 70,
  rotator: 12,
};

export type ShotType = 'LIGHT' | 'FLAT' | 'DARK' | 'BIAS';

export interface Target {
  readonly name: string;
  /** Degrees. */
  readonly ra: number;
  readonly dec: number;
  readonly raText: string;
  readonly decText: string;
}

const NORTH_AMERICA: Target = {
  name: 'NGC 7000',
  ra: 314.75,
  dec: 44.3666667,
  raText: '20 59 00',
  decText: '+44 22 00',
};
const ANDROMEDA: Target = {
  name: 'M 31',
  ra: 10.6847083,
  dec: 41.26875,
  raText: '00 42 44',
  decText: '+41 16 07',
};

/** Frames of one kind taken one after another. */
export interface Run {
  readonly rig: Rig;
  readonly type: ShotType;
  readonly target: Target | null;
  readonly filter: string | null;
  /** Seconds. */
  readonly exposure: number;
  /** Start of the first exposure, UTC. */
  readonly start: string;
  /** Seconds from one start to the next. */
  readonly every: number;
  readonly count: number;
}

/**
 * The night of 13 September 2024 near Munich (UTC + 2 h). The mono camera changes filters after every
 * exposure, so both of its runs cross local midnight (22:00 UTC) and midnight UTC. Deliberately, nobody took
 * darks for the colour camera.
 */
export function runsOfTheNight(lights: number, calibrations: number): readonly Run[] {
  const mono = { rig: MONO, target: null, filter: null, count: calibrations };
  const colour = { rig: COLOUR, target: null, filter: null, count: calibrations };
  const light = { type: 'LIGHT', count: lights } as const;
  // Spread over three hours however few there are.
  const every = Math.max(370, Math.round(10800 / Math.max(1, lights - 1)));
  return [
    {
      ...mono,
      ...light,
      target: NORTH_AMERICA,
      filter: 'L',
      exposure: 60,
      start: '2024-09-13T21:20:04',
      every,
    },
    {
      ...mono,
      ...light,
      target: NORTH_AMERICA,
      filter: 'Ha',
      exposure: 300,
      start: '2024-09-13T21:21:10',
      every,
    },
    { ...mono, type: 'FLAT', filter: 'L', exposure: 2, start: '2024-09-14T04:40:00', every: 4 },
    { ...mono, type: 'FLAT', filter: 'Ha', exposure: 6, start: '2024-09-14T04:43:00', every: 8 },
    { ...mono, type: 'DARK', exposure: 60, start: '2024-09-14T05:00:00', every: 61 },
    { ...mono, type: 'DARK', exposure: 300, start: '2024-09-14T05:20:00', every: 301 },
    // Two a second: their standard names would be the same but for a number at the end.
    { ...mono, type: 'BIAS', exposure: 0.001, start: '2024-09-14T06:10:00', every: 0.4 },
    { ...colour, ...light, target: ANDROMEDA, exposure: 120, start: '2024-09-13T21:50:30', every: 125 },
    { ...colour, type: 'FLAT', exposure: 1.5, start: '2024-09-14T04:50:00', every: 3 },
    { ...colour, type: 'BIAS', exposure: 0.001, start: '2024-09-14T06:20:00', every: 0.5 },
  ];
}
