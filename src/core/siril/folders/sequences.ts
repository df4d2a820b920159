/** The sequences that a script makes, and the images that are in one. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { SirilVersion } from '../commands/version';
import { commandsOf, parseScript } from '../parser/script';
import { effectOf } from './effects';
import { SIRIL_EXTENSIONS } from './imageNames';

/** What the newest commands make, so that none is left out. */
const VERSION: SirilVersion = { major: 1, minor: 4, patch: 0 };

/** Names of sequences that the text of a script tells of, in whatever folder: `light_L`, `pp_light_L`. */
export function sequencesMade(text: string): string[] {
  const products = commandsOf(parseScript(text)).flatMap((command) => effectOf(command, VERSION).products);
  const names = products
    .filter(({ kind }) => kind === 'sequence')
    .map(({ name }) => path.posix.basename(name));
  return [...new Set(names)].filter((name) => name !== '' && name !== '.');
}

/**
 * `imageNumbers('/c/process', 'pp_light')`: [1, 2, 3] for `pp_light_00001.fit` … Empty where the folder
 * cannot be read.
 */
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
