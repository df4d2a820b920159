/** A checkout in words: one line for a message, and a report in Markdown. */
import * as l10n from '@vscode/l10n';
import type { CheckoutGroup, CheckoutReport, CleanReport } from '../core/api/archive';
import { translated } from '../core/base/translation';
import { fileText, type Report } from '../core/text/report';
import { bytesText, countText, linkKindText } from '../core/text/words';
import { section } from './reportSection';

/** `40 files linked, 2 unpacked (12 MB), in 2 groups`. */
export function checkoutCounts({ linked, copied, unpacked, groups, links }: CheckoutReport): string {
  const size = (way: 'copy' | 'unpack') =>
    bytesText(links.filter((each) => each.way === way).reduce((sum, { bytes }) => sum + bytes, 0));
  const parts = [l10n.t('{0} linked', countText(linked, 'file'))];
  if (copied > 0) parts.push(l10n.t('{0} copied ({1})', copied, size('copy')));
  if (unpacked > 0) parts.push(l10n.t('{0} unpacked ({1})', unpacked, size('unpack')));
  return l10n.t('{0}, in {1}', parts.join(', '), countText(groups.length, 'group'));
}

/** The plan as Markdown; text from headers and paths is in code spans. */
export function checkoutPlanReport(report: CheckoutReport): Report {
  return {
    title: l10n.t('Checkout plan'),
    intro: [l10n.t('{0}, to {1}.', checkoutCounts(report), fileText(report.folder))],
    sections: [
      ...section(
        l10n.t('Warnings'),
        report.warnings.map((warning) => fileText(translated(warning))),
        { count: null },
      ),
      ...section(l10n.t('Lights'), report.groups.map(groupLine), { count: null }),
      ...section(
        l10n.t('Calibration sets'),
        report.sets.map(
          ({ kind, text, place, used }) =>
            `${linkKindText(kind)} ${fileText(place)}: ${fileText(text)}${used ? '' : `, ${l10n.t('not used by the script')}`}`,
        ),
        { count: null },
      ),
      ...section(
        l10n.t('Files'),
        report.links.map(
          ({ way, files, bytes, reason }) =>
            `${wayText(way, countText(files, 'file'))}${bytes > 0 ? `, ${bytesText(bytes)}` : ''}: ${fileText(translated(reason))}`,
        ),
        { count: null },
      ),
      ...section(l10n.t('Results of the script'), report.results.map(fileText), { count: null }),
    ],
  };
}

function wayText(way: CheckoutReport['links'][number]['way'], files: string): string {
  switch (way) {
    case 'symlink':
      return l10n.t('{0} by symbolic link', files);
    case 'hardlink':
      return l10n.t('{0} by hard link', files);
    case 'junction':
      return l10n.t('{0} by junction', files);
    case 'copy':
      return l10n.t('{0} copied', files);
    case 'unpack':
      return l10n.t('{0} unpacked', files);
  }
}

function groupLine({ name, lights, biases, darks, flats, flatDarks, result }: CheckoutGroup): string {
  const counts = [
    [lights, 'light'],
    [darks, 'dark'],
    [flats, 'flat'],
    [biases, 'bias frame'],
    [flatDarks, 'flat-dark'],
  ] as const;
  const sets = counts.filter(([count]) => count > 0).map(([count, thing]) => countText(count, thing));
  return `${fileText(name)}: ${sets.join(', ')} → ${fileText(result)}`;
}

/** `340 intermediate files (1.2 GB): process 1.1 GB, masters 40 MB, frames 60 MB`. */
export function cleanSummary({ process, masters, frames }: CleanReport): string {
  const parts = [process, masters, frames];
  const files = parts.reduce((sum, part) => sum + part.files, 0);
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const all =
    files === 1
      ? l10n.t('1 intermediate file ({0})', bytesText(bytes))
      : l10n.t('{0} intermediate files ({1})', files, bytesText(bytes));
  return l10n.t(
    '{0}: process {1}, masters {2}, frames {3}',
    all,
    bytesText(process.bytes),
    bytesText(masters.bytes),
    bytesText(frames.bytes),
  );
}
