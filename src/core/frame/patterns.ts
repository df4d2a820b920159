/** Patterns of standard names and folders; `{TOKEN}` stands for a value of the header. */
import { sanitiseValue } from './sanitise';

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
/** Longer words are sentences. */
const LONGEST_WORD = 40;

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

const TITLES: Readonly<Record<PatternName, string>> = {
  lightName: 'Name of lights',
  calibrationName: 'Name of calibration frames',
  lightFolder: 'Folder of lights',
  calibrationFolder: 'Folder of calibration frames',
  masterFolder: 'Folder of masters',
  stackFolder: 'Folder of stacks',
};

/**
 * What is wrong with patterns from the settings, a sentence each, empty when nothing is:
 * `Name of lights: {OBJEKT} is not known; use OBJECT, TELESCOPE, …`.
 */
export function validatePatterns(patterns: NamePatterns): string[] {
  const found = (Object.keys(TITLES) as PatternName[]).flatMap((key) => {
    const pattern: unknown = patterns[key];
    if (pattern === undefined && key === 'stackFolder') return [];
    return complaints(pattern, key.endsWith('Folder')).map((text) => `${TITLES[key]}: ${text}`);
  });
  return [...found, ...otherComplaints(patterns)];
}

function otherComplaints({ noFilter, longPaths }: NamePatterns): string[] {
  const [word, long]: unknown[] = [noFilter, longPaths];
  const found: string[] = [];
  const isWord = typeof word === 'string' && word.length <= LONGEST_WORD && sanitiseValue(word) === word;
  if (word !== undefined && !isWord) {
    found.push(`Word for no filter: is not one that can stand in names, such as ${DEFAULT_NO_FILTER}`);
  }
  if (long !== undefined && typeof long !== 'boolean') found.push('Long paths: is neither true nor false');
  return found;
}

function complaints(pattern: unknown, folder: boolean): string[] {
  if (typeof pattern !== 'string' || pattern.trim() === '') return ['is empty'];
  if (pattern.length > 500) return ['is longer than 500 characters'];
  const found: string[] = [];
  for (const [, name = ''] of pattern.matchAll(/\{([^{}]*)\}/g)) {
    if (!isToken(name)) found.push(`{${name}} is not known; use ${TOKENS.join(', ')}`);
  }
  const literal = pattern.replace(/\{[^{}]*\}/g, '');
  if (/[{}]/.test(literal)) found.push('a brace has no partner');
  if (literal.includes('\\')) found.push('write / between folders, not \\');
  if (!folder && literal.includes('/')) found.push('a file name has no folders in it');
  if (folder && pattern.split('/').some((part) => /^\s*\.{1,2}\s*$/.test(part))) {
    found.push('. and .. cannot be folders of the repository');
  }

  if (/[:*?"<>|\u0000-\u001f]/.test(literal)) found.push('one of : * ? " < > | is not allowed in names');
  return found;
}
