/** Patterns of standard names and folders; `{TOKEN}` stands for a value of the header. */
import type { NamePatterns } from '../../api/settings';

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
