/** What the program says when a call has failed: which file, and what the user can do. */
import type { Bench } from './bench';
import type { Ending } from './launch';

/** A sentence of advice behind what went wrong: `… the drive is full (ENOSPC). Free some space and try again.` */
const ADVICE = /[.!?] [A-Z][^\n]{8,}[.?]?\s*$/;

/** Broken promises about exit status and words. */
export function checkMessages(bench: Bench, { code, hung, stdout, stderr }: Ending): readonly string[] {
  if (hung) return ['It did not end'];
  // A request that cannot be met, such as a checkout whose every frame is refused, ends with 2.
  const expected = bench.scenario.ends === 'untouched' ? [0, 1, 2] : [0, 1];
  if (code === null || !expected.includes(code)) return [`It ended with ${code ?? 'a signal'}: ${stderr}`];
  if (/^\s+at .*:\d+:\d+\)?$/m.test(stderr)) return [`It broke down: ${stderr}`];
  const complaints = [...failuresIn(stdout), ...stderr.split('\n').filter((line) => line.trim() !== '')];
  if (code === 0) return [];
  if (complaints.length === 0) return ['It failed without a word'];
  const problems: string[] = [];
  if (code === 1 && !complaints.some((text) => bench.folders.some((folder) => text.includes(folder))))
    problems.push(`It names no file: ${complaints.join(' | ')}`);
  if (!complaints.some((text) => ADVICE.test(text)))
    problems.push(`It does not say what to do: ${complaints.join(' | ')}`);
  return problems;
}

/** The lists of failed and refused files in the JSON of `register` and `undo`. */
function failuresIn(stdout: string): string[] {
  if (!stdout.startsWith('{')) return [];
  try {
    const { failed = [], refused = [] } = JSON.parse(stdout) as {
      readonly failed?: readonly { readonly path: string; readonly error: string }[];
      readonly refused?: readonly { readonly path: string; readonly why: string }[];
    };
    return [...failed, ...refused.map(({ path, why }) => ({ path, error: why }))].map(({ path, error }) =>
      error.includes(path) ? error : `${path}: ${error}`,
    );
  } catch {
    return [];
  }
}
