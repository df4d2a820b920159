/** A plan as headings: files to register by type and folder, then other files by reason. Pure. */
import * as l10n from '@vscode/l10n';
import type { PlanGroup, RegisterList } from '../../core/api/archive';
import { bytesText, countText, frameTypeText } from '../../core/text/words';
import type { PlanSummary } from '../planProtocol';
import type { Heading } from './outline';

export function planHeadings({ counts, known, bytes, plan, repository }: PlanSummary): readonly Heading[] {
  const toRegister: Heading = {
    ...listHeading('registered', l10n.t('To register'), counts.registered),
    size: bytesText(bytes),
    files: null,
    children: plan.groups.map((group, index) => groupHeading(group, index, repository)),
  };
  const archived = listHeading('skipped', l10n.t('Already in the archive'), known);
  const headings: readonly (readonly [count: number, heading: Heading])[] = [
    [counts.registered, toRegister],
    [counts.duplicates, listHeading('duplicates', l10n.t('Duplicates (not registered)'), counts.duplicates)],
    [counts.failed, listHeading('failed', l10n.t('Problems'), counts.failed)],
    [counts.skipped - known, listHeading('skipped', l10n.t('Skipped'), counts.skipped - known)],
    [known, { ...archived, key: 'known', files: null }],
  ];
  return headings.filter(([count]) => count > 0).map(([, heading]) => heading);
}

function listHeading(list: RegisterList, title: string, count: number): Heading {
  const files = { list, group: null, count };
  return { key: list, title, detail: countText(count, 'file'), size: '', level: 1, files, children: [] };
}

function groupHeading({ type, folder, files, bytes }: PlanGroup, index: number, repository: string): Heading {
  return {
    key: `registered ${index}`,
    title: folder === null ? l10n.t('Other folders') : inside(repository, folder),
    detail: frameTypeText(type, files),
    size: bytesText(bytes),
    level: 2,
    files: { list: 'registered', group: index, count: files },
    children: [],
  };
}

/** `Light/M_31` for `/astro/Light/M_31` in `/astro`; other folders stay as they are. */
function inside(repository: string, folder: string): string {
  const rest = folder.startsWith(repository) ? folder.slice(repository.length) : '';
  return /^[\\/]./.test(rest) ? rest.slice(1) : folder;
}
