/** Names that the commands before a line have made in a folder. */
import * as path from 'node:path';
import { located, type Step } from './walk';

/** Sequences and images, each by its name in `folder`. */
export function madeBefore(
  steps: readonly Step[],
  line: number,
  folder: string,
): { readonly sequences: readonly string[]; readonly images: readonly string[] } {
  const sequences = new Set<string>();
  const images = new Set<string>();
  for (const step of steps) {
    if (step.command.line >= line) break;
    for (const { kind, name } of step.effect.products) {
      const target = located(step, name);
      if (target === null || path.dirname(target) !== folder) continue;
      (kind === 'sequence' ? sequences : images).add(path.basename(target));
    }
  }
  return { sequences: [...sequences], images: [...images] };
}
