/** What is wrong with a script, as data. */
import type { ScriptFix } from './fixes';

export type ProblemCode =
  | 'byte-order-mark'
  | 'lone-carriage-return'
  | 'blank-line'
  | 'comment'
  | 'quote'
  | 'no-break-space'
  | 'requires-missing'
  | 'requires-version'
  | 'version-here'
  | 'unknown-command'
  | 'command-later'
  | 'command-gone'
  | 'not-scriptable'
  | 'missing-argument'
  | 'surplus-argument'
  | 'unknown-option'
  | 'option-value'
  | 'missing-folder'
  | 'missing-sequence'
  | 'missing-file'
  | 'no-images';

/** `error`: Siril stops here. `warning`: it goes on, hardly as meant. */
export type Severity = 'error' | 'warning' | 'information';

export interface ScriptProblem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** One or two short sentences. */
  readonly message: string;
  /** Counted from 0; columns in UTF-16 units. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** What would mend it; made on demand, since a fix can go through the whole script. */
  readonly fixes?: () => readonly ScriptFix[];
}

/** A foreign word for a message, cut to 40 characters. */
export function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
