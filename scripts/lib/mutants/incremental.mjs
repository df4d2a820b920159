import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { NOT_IN_SAMPLE } from './sample.mjs';

/**
 * Takes the mutants that were left out of a sample out of what Stryker remembers, since the next run may want
 * them.
 * @param {string} file Stryker's incremental file
 */
export function keepInSample(file) {
  if (!existsSync(file)) return;
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  for (const part of Object.values(kept.files)) {
    part.mutants = part.mutants.filter(({ statusReason }) => statusReason !== NOT_IN_SAMPLE);
  }
  writeFileSync(file, JSON.stringify(kept));
}
