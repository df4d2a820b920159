/** Patterns of standard names and folders; `{TOKEN}` stands for a value of the header. */

export interface NamePatterns {
  /** Name of a light without its extension. */
  readonly lightName: string;
  /** Name of a calibration frame; `{FILTER}` and the dash before it vanish where it has none. */
  readonly calibrationName: string;
  /** Folder of lights inside the repository, `/` between parts. */
  readonly lightFolder: string;
  readonly calibrationFolder: string;
  readonly masterFolder: string;
  /** Folder of stacks, which are results and belong neither to the lights nor to the masters. */
  readonly stackFolder?: string;
  /** What `{FILTER}` is for a light of a mono camera without one; empty to leave it out, `NoFilter` where absent. */
  readonly noFilter?: string;
  /** On Windows, names may make a whole path longer than 260 characters, which some programs cannot open. */
  readonly longPaths?: boolean;
}

/** The patterns proper. */
export type PatternName = Exclude<keyof NamePatterns, 'noFilter' | 'longPaths'>;

export const DEFAULT_NO_FILTER = 'NoFilter';

export const DEFAULT_PATTERNS: Required<Pick<NamePatterns, PatternName>> = {
  lightName: '{OBJECT}-{TELESCOPE}-{INSTRUMENT}-{FILTER}-{DATE}-{EXPOSURE}s-{BINNINGX}x{BINNINGY}-t{TEMP}',
  calibrationName:
    '{TYPE}-{TELESCOPE}-{INSTRUMENT}-{FILTER}-{DATE}-{EXPOSURE}s-{BINNINGX}x{BINNINGY}-t{TEMP}',
  lightFolder: 'Light/{OBJECT}/{TELESCOPE}/{INSTRUMENT}/{NIGHT}',
  calibrationFolder: 'Calibrate/{TYPE}/{TELESCOPE}/{INSTRUMENT}/{DETAIL}/{NIGHT}',
  masterFolder: 'Masters/{TYPE}/{TELESCOPE}/{INSTRUMENT}/{DETAIL}/{NIGHT}',
  stackFolder: 'Stacks/{OBJECT}/{TELESCOPE}/{INSTRUMENT}/{NIGHT}',
};

/** What can stand between braces. `{DETAIL}` is the exposure of darks and the filter of flats. */
export const TOKENS = [
  'OBJECT',
  'TELESCOPE',
  'INSTRUMENT',
  'FILTER',
  'DATE',
  'EXPOSURE',
  'BINNINGX',
  'BINNINGY',
  'TEMP',
  'TYPE',
  'NIGHT',
  'DETAIL',
  'GAIN',
  'OFFSET',
  'OBSERVER',
  'SITE',
] as const;
export type Token = (typeof TOKENS)[number];

export function isToken(name: string): name is Token {
  return (TOKENS as readonly string[]).includes(name);
}
