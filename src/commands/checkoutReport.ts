/** A checkout in words: one line for a message, a page for those who want to know more. */
import type { CheckoutGroup, CheckoutReport, CleanReport } from '../core/api/archive';
import { bytesText, countText, linkKindText } from '../core/text/words';
import { codeSpan } from './markdown';
import { section } from './reportSection';

/** `40 files linked, 2 unpacked (12 MB), in 2 groups`. */
export function checkoutCounts({ linked, copied, unpacked, groups, links }: CheckoutReport): string {
  const size = (way: 'copy' | 'unpack') =>
    bytesText(links.filter((each) => each.way === way).reduce((sum, { bytes }) => sum + bytes, 0));
  const parts = [`${countText(linked, 'file')} linked`];
  if (copied > 0) parts.push(`${copied} copied (${size('copy')})`);
  if (unpacked > 0) parts.push(`${unpacked} unpacked (${size('unpack')})`);
  return `${parts.join(', ')}, in ${countText(groups.length, 'group')}`;
}

/** The plan as Markdown; whatever comes from a header or a path stands in code spans. */
export function checkoutPlanMarkdown(report: CheckoutReport): string {
  return [
    '# What a checkout would make',
    `${checkoutCounts(report)}, into ${codeSpan(report.folder)}.`,
    ...section('Warnings', report.warnings.map(codeSpan), { count: null }),
    ...section('Lights', report.groups.map(groupLine), { count: null }),
    ...section(
      'Calibration sets',
      report.sets.map(
        ({ kind, text, place, used }) =>
          `${linkKindText(kind)} ${codeSpan(place)}: ${codeSpan(text)}${used ? '' : ', not needed by the script'}`,
      ),
      { count: null },
    ),
    ...section(
      'Files',
      report.links.map(
        ({ way, files, bytes, reason }) =>
          `${countText(files, 'file')} by ${way}${bytes > 0 ? `, ${bytesText(bytes)}` : ''}: ${codeSpan(reason)}`,
      ),
      { count: null },
    ),
    ...section('Results of the script', report.results.map(codeSpan), { count: null }),
    '',
  ].join('\n\n');
}

function groupLine({ name, lights, biases, darks, flats, flatDarks, result }: CheckoutGroup): string {
  const sets = [
    countText(lights, 'light'),
    countText(darks, 'dark'),
    countText(flats, 'flat'),
    countText(biases, 'bias', 'biases'),
    countText(flatDarks, 'flat-dark'),
  ].filter((text) => !text.startsWith('0 '));
  return `${codeSpan(name)}: ${sets.join(', ')} → ${codeSpan(result)}`;
}

/** `1.2 GB of 340 files: process 1.1 GB, masters 40 MB, frames 60 MB`. */
export function cleanSummary({ process, masters, frames }: CleanReport): string {
  const parts = [process, masters, frames];
  const files = parts.reduce((sum, part) => sum + part.files, 0);
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  return (
    `${bytesText(bytes)} of ${countText(files, 'file')}: process ${bytesText(process.bytes)}, ` +
    `masters ${bytesText(masters.bytes)}, frames ${bytesText(frames.bytes)}`
  );
}
