/** Rules for names as the text of a file that people hand to each other. */
import type { NameRule } from '../../base/nameRule';

const FORMAT = 'astro-archive-names';
/** Files of a later version are not read. */
export const NAMES_VERSION = 1;
/** Bytes of a file of names; a hundred thousand rules have twenty megabytes. */
export const LARGEST_NAMES = 64 * 1024 * 1024;

/** A rule a line: `{"kind":"filter","spelling":"H-alpha","name":"Ha","matching":"folded"}`. */
export function namesText(rules: readonly NameRule[]): string {
  const lines = rules.map(
    ({ kind, spelling, name, matching }) => `    ${JSON.stringify({ kind, spelling, name, matching })}`,
  );
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "format": "${FORMAT}",\n  "version": ${NAMES_VERSION},\n  "rules": ${list}\n}\n`;
}
