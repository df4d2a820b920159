/** Results of earlier runs, so that a run of some operations leaves those of the others in the table. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from './scenarios';
import type { Result } from './table';

export function keepResult(folder: string, result: Result): void {
  const file = fileOf(folder, result.scenario);
  mkdirSync(join(folder, 'results'), { recursive: true });
  writeFileSync(file, JSON.stringify(result));
}

/** In the order of the scenarios; those that have never been run are left out. */
export function keptResults(folder: string, scenarios: readonly Scenario[]): readonly Result[] {
  return scenarios
    .map((scenario) => fileOf(folder, scenario))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Result);
}

function fileOf(folder: string, { name }: Scenario): string {
  return join(folder, 'results', `${name.replace(/\W+/g, '-')}.json`);
}
