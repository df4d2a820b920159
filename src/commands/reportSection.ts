/** Sections of reports: a heading and a list. */
import * as l10n from '@vscode/l10n';
import type { FileEditsReport } from '../core/api/archive';
import { translated } from '../core/base/translation';
import { fileText, type ReportSection } from '../core/text/report';

export interface SectionOptions {
  /** How many there are, where not all are listed; null for a heading without a number. */
  readonly count?: number | null;
  /** A paragraph above the list. */
  readonly note?: string;
}

/** A file by its paths before and after, equal where its name stays. */
interface Renamed {
  readonly path: string;
  readonly to: string;
}

/**
 * One section; none where there is nothing to list. `section('Failed', ['a'], { count: 3 })` has two that are
 * not listed.
 */
export function section(
  title: string,
  lines: readonly string[],
  { count = lines.length, note = '' }: SectionOptions = {},
): ReportSection[] {
  const total = count ?? lines.length;
  return total === 0 ? [] : [{ title, count, note, lines, rest: total - lines.length }];
}

/** A file and what there is to say about it: `/astro/a.fits: it no longer exists`. */
export function fileLine(path: string, about: string): string {
  return `${fileText(path)}: ${fileText(translated(about))}`;
}

/** A file before and after: `/in/a.fits → /astro/b.fits`; one path where they are equal. */
export function renamedLine({ path, to }: Renamed): string {
  return path === to ? fileText(path) : `${fileText(path)} → ${fileText(to)}`;
}

/** What edits of files have come to: files that failed, files left unchanged. */
export function failedSections({
  failed,
  left,
  counts,
}: Pick<FileEditsReport, 'failed' | 'left' | 'counts'>): ReportSection[] {
  return [
    ...section(
      l10n.t('Failed'),
      failed.map(({ path, error }) => fileLine(path, error)),
      { count: counts.failed },
    ),
    ...section(
      l10n.t('Left unchanged'),
      left.map(({ path, why }) => fileLine(path, why)),
      { count: counts.left },
    ),
  ];
}

/** Files that edits have changed, with their new names. */
export function changedSection({
  changed,
  counts,
}: Pick<FileEditsReport, 'counts'> & { readonly changed: readonly Renamed[] }): ReportSection[] {
  return section(l10n.t('Changed'), changed.map(renamedLine), { count: counts.changed });
}
