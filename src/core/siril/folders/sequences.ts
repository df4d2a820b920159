/** The sequences that a script makes. */
import * as path from 'node:path';
import type { SirilVersion } from '../commands/version';
import { commandsOf, parseScript } from '../parser/script';
import { effectOf } from './effects';

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
