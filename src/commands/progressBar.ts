/** Reports of the archive as messages and steps of a bar. */
import type { Progress as Bar } from 'vscode';
import type { Progress, ProgressReport } from '../core/base/ports';
import { durationText } from '../core/text/words';

/** Characters of a name; its end is kept, since that tells the files of a session apart. */
const LONGEST_ITEM = 48;

/** `Reading headers · 120 of 400 · 12 s left · M31_0001.fits`. */
export function progressText({ phase, done, total, secondsLeft, item }: ProgressReport): string {
  const parts = [phase];
  if (total !== null) parts.push(`${Math.min(done, total)} of ${total}`);
  else if (done > 0) parts.push(String(done));
  if (secondsLeft !== null) parts.push(`${durationText(secondsLeft)} left`);
  const name = item === undefined ? '' : itemText(item);
  if (name !== '') parts.push(name);
  return parts.join(' · ');
}

/** The name of a file without its folders, or a title as it is. Notifications make links of `[text](address)`. */
function itemText(item: string): string {
  const isPath = /^(?:[\\/]|[A-Za-z]:[\\/])/.test(item);
  const name = isPath ? item.slice(Math.max(item.lastIndexOf('/'), item.lastIndexOf('\\')) + 1) : item;
  const line = name
    .replace(/\p{Cc}+/gu, ' ')
    .replaceAll('](', '] (')
    .trim();
  return line.length > LONGEST_ITEM ? `…${line.slice(1 - LONGEST_ITEM)}` : line;
}

/**
 * Turns reports of one piece of work into steps of a bar, of which it fills `from` to `to` (percent).
 * The bar never goes back, even where a total grows while files are still being counted.
 */
export function barOf(bar: Bar<{ message?: string; increment?: number }>, from = 0, to = 100): Progress {
  let shown = from;
  return {
    report(report) {
      const share = report.total === null || report.total === 0 ? 0 : Math.min(1, report.done / report.total);
      const reached = from + share * (to - from);
      const increment = Math.max(0, reached - shown);
      shown += increment;
      bar.report({ message: progressText(report), increment });
    },
  };
}
