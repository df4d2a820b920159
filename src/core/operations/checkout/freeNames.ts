/** Names of sequences that no file which stays in `process` could slip into. Pure. */
import { claim } from './names';
import { couldJoin } from './scratch';

/**
 * Gives each sequence its name: the wanted one, or `light_L_2` where a file of these names would be stacked with it. `kept` are
 * names in `process` that stay there, of files and folders.
 */
export function freeNames(kept: readonly string[]): (sequence: string) => string {
  const taken = new Set<string>();
  const isFree = (sequence: string) => !kept.some((name) => couldJoin(name, sequence));
  return (sequence) => {
    if (isFree(sequence)) {
      taken.add(sequence.normalize('NFC').toLowerCase());
      return sequence;
    }
    for (;;) {
      const other = claim(sequence, '', taken);
      if (isFree(other)) return other;
    }
  };
}
