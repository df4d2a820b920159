/**
 * A script that goes on where `register` found no stars in its reference, with another image as reference.
 * Pure.
 */
import * as path from 'node:path';
import { requiresLine } from '../check/target';
import { folderOfLine } from '../folders/walkScript';
import { commandsOf, parseScript } from '../parser/script';
import type { Registration } from './registration';

/** References that are tried for one sequence; each costs the search for stars in one image. */
const MOST_TRIES = 12;

export interface Continuation {
  readonly text: string;
  /**
   * The line of the whole script that a line of this one is: the lines before the first one are that of
   * `register`.
   */
  toOriginal(line: number): number;
}

/**
 * The part of a script from the `register` of `registration` on, with `setref` before it: what comes before
 * is done, and its images lie in the folder still. Null where the folder that it runs in cannot be told.
 * `base` is where the script starts.
 */
export function continuation(
  text: string,
  base: string,
  registration: Pick<Registration, 'sequence' | 'line'>,
  image: number,
): Continuation | null {
  const script = parseScript(text);
  const { sequence, line } = registration;
  const folder = folderOfLine(script, base, line);
  if (folder === null || !/^[^\s"'$~]+$/.test(sequence)) return null;
  const requires = requiresLine(script);
  const settings = commandsOf(script).filter(
    (command) => command.line < line && /^set(?!ref\b)/i.test(command.name.text),
  );
  const relative = path.relative(base, folder).split(path.sep).join('/');
  const head = [
    '# The rest of the script, registered on another image',
    ...(requires === undefined ? [] : [requires.raw]),
    ...settings.map(({ raw }) => raw),
    ...(relative === '' ? [] : [`cd ${/\s/.test(relative) ? `"${relative}"` : relative}`]),
    `setref ${sequence} ${image}`,
  ];
  const rest = script.lines.filter((each) => each.line >= line).map(({ raw }) => raw);
  return {
    text: `${[...head, ...rest].join('\n')}\n`,
    toOriginal: (at) => line + Math.max(0, at - head.length),
  };
}

/**
 * Which images to try, the middle one first, then those between, as clouds come and go in stretches: [5, 3,
 * 7, 2, 4, …] of 1 to 9. The first one is what Siril has tried itself.
 */
export function referencesToTry(images: readonly number[]): number[] {
  const order: number[] = [];
  let stretches: (readonly [from: number, to: number])[] = [[1, images.length - 1]];
  while (stretches.length > 0 && order.length < MOST_TRIES) {
    const next: (readonly [number, number])[] = [];
    for (const [from, to] of stretches) {
      if (from > to) continue;
      const middle = Math.floor((from + to) / 2);
      const image = images[middle];
      if (image !== undefined) order.push(image);
      next.push([from, middle - 1], [middle + 1, to]);
    }
    stretches = next;
  }
  return order.slice(0, MOST_TRIES);
}
