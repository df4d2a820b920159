/** Images that a script says it writes, by the names on its own lines. */
import * as path from 'node:path';
import { isSirilFits, stem } from '../folders/imageNames';
import { located, type ScriptStep } from '../folders/walkScript';
import { type CommandLine, isCommand, optionValue, plainWords } from '../parser/script';

export interface ScriptResult {
  /** Absolute, without extension: `/c/NGC_7000_L`. */
  readonly path: string;
  /** The line that writes it last, counted from 0. */
  readonly line: number;
}

/** With `-out=` these write one image of that name. */
const MAKERS = ['stack', 'rgbcomp'];

/** Each image once, in the order of the lines; names that Siril makes up itself are not among them. */
export function resultsOf(steps: readonly ScriptStep[]): readonly ScriptResult[] {
  const lines = new Map<string, number>();
  for (const step of steps) {
    const name = writtenName(step.command);
    const target = name === null ? null : located(step, name);
    if (target === null) continue;
    const result = isSirilFits(target) ? stem(target) : target;
    lines.delete(result);
    lines.set(result, step.command.line);
  }
  return [...lines].map(([target, line]) => ({ path: target, line }));
}

/** Those in the folder itself: what the script is for, while masters and steps on the way lie below it. */
export function mainResults(results: readonly ScriptResult[], folder: string): readonly ScriptResult[] {
  const main = results.filter((result) => path.dirname(result.path) === path.normalize(folder));
  return main.length > 0 ? main : results.slice(-1);
}

function writtenName(command: CommandLine): string | null {
  const name = isCommand(command, 'save')
    ? plainWords(command)[0]?.text
    : MAKERS.some((maker) => isCommand(command, maker))
      ? optionValue(command, '-out')
      : null;
  // `result_$LIVETIME:%d$s` becomes something else, and `~` is for the shell.
  return name === undefined || name === null || name === '' || /[$~]/.test(name) ? null : name;
}
