/** Which tests run, in which of the processes, and what they come to together. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../host/paths';
import { runsInWine } from './gaps';

/** The pure tests and the tour. */
const USUAL = ['test/windows', 'test/unit'];
/** Those take several times as long in Wine, and run where a part of their name is given. */
const ASKED_FOR = ['test/archive', 'test/programs'];

/**
 * Of the suites of plain Node and of this folder, relative to the project, as TypeScript:
 * `test/unit/core/base/errors.test.ts`. `parts` are parts of paths: `test/archive`.
 */
export function testFiles(parts: readonly string[] = []): string[] {
  return [...USUAL, ...(parts.length === 0 ? [] : ASKED_FOR)]
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((name) => name.endsWith('.test.ts') && runsInWine(name))
    .filter((name) => parts.length === 0 || parts.some((part) => name.includes(part)))
    .sort();
}

/** Deals files out so that every process gets about as much, the largest first; nobody gets nothing. */
export function share(files: readonly string[], processes: number): string[][] {
  const weighed = files.map((file) => ({ file, bytes: statSync(join(ROOT, file)).size }));
  const shares = Array.from({ length: processes }, () => ({ files: [] as string[], bytes: 0 }));
  for (const { file, bytes } of weighed.sort((a, b) => b.bytes - a.bytes)) {
    const least = shares.reduce((a, b) => (b.bytes < a.bytes ? b : a));
    least.files.push(file.replace(/\.ts$/, '.js'));
    least.bytes += bytes;
  }
  return shares.map((one) => one.files).filter((one) => one.length > 0);
}

/** As the reporter of the tests writes them. */
export interface Results {
  readonly passed: number;
  readonly failures: readonly string[];
  readonly skipped: readonly string[];
  readonly ended: boolean;
}

/** Null stands for a process that has written none yet. */
export function sum(parts: readonly (Results | null)[]): Results {
  return {
    passed: parts.reduce((total, part) => total + (part?.passed ?? 0), 0),
    failures: parts.flatMap((part) => part?.failures ?? []),
    skipped: parts.flatMap((part) => part?.skipped ?? []),
    ended: parts.every((part) => part?.ended === true),
  };
}
