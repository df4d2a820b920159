/** The images of a sequence, by the names that Siril gives their files. */
import * as fs from 'node:fs';
import { SIRIL_EXTENSIONS } from './imageNames';

/** `imageNumbers('/c/process', 'pp_light')`: [1, 2, 3] for `pp_light_00001.fit` … Empty where the folder cannot be read. */
export function imageNumbers(
  folder: string,
  sequence: string,
  extensions: readonly string[] = SIRIL_EXTENSIONS,
): number[] {
  const prefix = `${sequence}_`;
  const numbers = new Set<number>();
  for (const name of namesIn(folder)) {
    if (!name.startsWith(prefix)) continue;
    const number = /^(\d{5,9})(\..+)$/.exec(name.slice(prefix.length));
    if (number !== null && extensions.includes(number[2] ?? '')) numbers.add(Number(number[1]));
  }
  return [...numbers].sort((a, b) => a - b);
}

function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    // There is no such folder, or it cannot be read: nothing is known.
    return [];
  }
}
