/** Progress reports of the archive as messages and steps of a progress bar. */
import * as l10n from '@vscode/l10n';
import type { Progress as Bar } from 'vscode';
import type { Progress, ProgressReport } from '../core/base/ports';
import { phaseText } from '../core/text/phases';
import { durationText } from '../core/text/words';

/**
 * In characters. A longer name loses its start, because the end is what differs between the files of a
 * session.
 */
const LONGEST_ITEM = 48;

/** `Reading headers · 120 of 400 · 12 s left · M31_0001.fits`. */
export function progressText({ phase, done, total, secondsLeft, item }: ProgressReport): string {
  const parts = [phaseText(phase)];
  if (total !== null) parts.push(l10n.t('{0} of {1}', Math.min(done, total), total));
  else if (done > 0) parts.push(String(done));
  if (secondsLeft !== null) parts.push(l10n.t('{0} left', durationText(secondsLeft)));
  const name = item === undefined ? '' : itemText(item);
  if (name !== '') parts.push(name);
  return parts.join(' · ');
}

/**
 * A file name without its folders, or an unchanged title. Avoids `[text](address)`, which notifications turn
 * into links.
 */
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
 * Turns progress reports into steps of a bar, which it fills from `from` to `to` (percent). The bar never
 * goes back, even if the total grows while files are still being counted.
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
