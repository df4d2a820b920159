/** Patterns from the settings are checked before they make names. Pure. */
import type { NamePatterns } from '../../api/settings';
import { english } from '../../base/english';
import { DEFAULT_NO_FILTER, isToken, type PatternName, TOKENS } from './patterns';
import { sanitiseValue } from './sanitise';

/** Longer words are sentences. */
const LONGEST_WORD = 40;
const TITLES: Readonly<Record<PatternName, string>> = {
  lightName: english('Name of lights'),
  calibrationName: english('Name of calibration frames'),
  lightFolder: english('Folder of lights'),
  calibrationFolder: english('Folder of calibration frames'),
  masterFolder: english('Folder of masters'),
  stackFolder: english('Folder of stacks'),
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
    found.push(
      english('Word for no filter: is not one that can stand in names, such as {0}', DEFAULT_NO_FILTER),
    );
  }
  if (long !== undefined && typeof long !== 'boolean')
    found.push(english('Long paths: is neither true nor false'));
  return found;
}

function complaints(pattern: unknown, folder: boolean): string[] {
  if (typeof pattern !== 'string' || pattern.trim() === '') return [english('is empty')];
  if (pattern.length > 500) return [english('is longer than 500 characters')];
  const found: string[] = [];
  for (const [, name = ''] of pattern.matchAll(/\{([^{}]*)\}/g)) {
    if (!isToken(name)) found.push(english('{{0}} is not known; use {1}', name, TOKENS.join(', ')));
  }
  const literal = pattern.replace(/\{[^{}]*\}/g, '');
  if (/[{}]/.test(literal)) found.push(english('a brace has no partner'));
  if (literal.includes('\\')) found.push(english('write / between folders, not \\'));
  if (!folder && literal.includes('/')) found.push(english('a file name has no folders in it'));
  if (folder && pattern.split('/').some((part) => /^\s*\.{1,2}\s*$/.test(part))) {
    found.push(english('. and .. cannot be folders of the repository'));
  }

  if (/[:*?"<>|\u0000-\u001f]/.test(literal))
    found.push(english('one of : * ? " < > | is not allowed in names'));
  return found;
}
