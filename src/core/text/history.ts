/** Past operations in words, for the command line and the views alike. */
import * as l10n from '@vscode/l10n';
import type { HistoryEntry, UndoReport } from '../api/archive';
import { translated } from '../base/translation';
import { bytesText, countText } from './words';

const TITLES: Readonly<Record<string, () => string>> = {
  register: () => l10n.t('Registration'),
  regenerate: () => l10n.t('Session regeneration'),
  checkout: () => l10n.t('Checkout'),
  clean: () => l10n.t('Checkout cleanup'),
  run: () => l10n.t('Run in Siril'),
  link: () => l10n.t('Links set by hand'),
  note: () => l10n.t('Note'),
  goals: () => l10n.t('Goals'),
  astrobin: () => l10n.t('AstroBin filter numbers'),
  reject: () => l10n.t('Rejection of frames'),
  alias: () => l10n.t('Name rules'),
  merge: () => l10n.t('Merge of objects'),
  map: () => l10n.t('Name mapping'),
  set: () => l10n.t('Header edit'),
  'import-astrofiler': () => l10n.t('Import from AstroFiler'),
  repair: () => l10n.t('Repair'),
  restore: () => l10n.t('Database restore'),
  rebuild: () => l10n.t('Database rebuild'),
  join: () => l10n.t('Join of databases'),
  undo: () => l10n.t('Undo'),
};

/** `Registration`; the name of an operation that a newer version has recorded stays as it is. */
function titleOf(kind: string): string {
  return TITLES[kind]?.() ?? kind;
}

/** `Registration: 120 files (move), 2 failed, interrupted`. */
export function operationText({ kind, summary }: Pick<HistoryEntry, 'kind' | 'summary'>): string {
  const details = detailsOf(kind, summary);
  if (summary['cancelled'] === true) details.push(l10n.t('cancelled'));
  if (summary['interrupted'] === true) details.push(l10n.t('interrupted'));
  return details.length === 0 ? titleOf(kind) : `${titleOf(kind)}: ${details.join(', ')}`;
}

function detailsOf(kind: string, summary: HistoryEntry['summary']): string[] {
  const number = (key: string) => (typeof summary[key] === 'number' ? summary[key] : 0);
  const text = (key: string) => (typeof summary[key] === 'string' ? summary[key] : '');
  const failed = number('failed') > 0 ? [l10n.t('{0} failed', number('failed'))] : [];
  const recovered = l10n.t('{0} recovered', countText(number('finished'), 'file'));
  switch (kind) {
    case 'register':
      if (summary['interrupted'] === true) return [recovered];
      return [`${countText(number('registered'), 'file')} (${modeText(text('mode'))})`, ...failed];
    case 'regenerate':
      return [countText(number('lightSessions'), 'light session')];
    case 'checkout':
    case 'clean':
    case 'run':
      return checkoutTexts(text('folder'), number);
    case 'note':
      return summary['removed'] === true ? [text('subject'), l10n.t('removed')] : [text('subject')];
    case 'goals':
      return text('object') === '' ? [countText(number('goals'), 'goal')] : [text('object')];
    case 'link':
      return Object.entries(recordOf(summary['links'])).map(([link, to]) => linkText(link, to));
    case 'repair':
      return repairTexts(number);
    case 'merge':
    case 'map':
    case 'set': {
      if (summary['interrupted'] === true) return [recovered];
      const names = text('from') === '' ? [] : [`${text('from')} → ${text('into')}`];
      return [...names, countText(number('changed'), 'file'), ...failed];
    }
    case 'undo': {
      const left = number('refused') > 0 ? [l10n.t('{0} left unchanged', number('refused'))] : [];
      return [titleOf(text('kind')), countText(number('undone'), 'file'), ...left];
    }
    default:
      return [];
  }
}

/** `/co/M_31, 340 files deleted (1.2 GB)` for a cleaning, `/co/M_31, 2 results` for a run of the script. */
function checkoutTexts(folder: string, number: (key: string) => number): string[] {
  const files = countText(number('files'), 'file');
  return [
    ...(folder === '' ? [] : [folder]),
    ...(number('bytes') > 0 ? [l10n.t('{0} deleted ({1})', files, bytesText(number('bytes')))] : []),
    ...(number('results') > 0 ? [countText(number('results'), 'result')] : []),
  ];
}

function modeText(mode: string): string {
  switch (mode) {
    case 'copy':
      return l10n.t('copied');
    case 'move':
      return l10n.t('moved');
    case 'in-place':
      return l10n.t('in place');
    default:
      return mode;
  }
}

function linkText(link: string, to: unknown): string {
  if (to === 'none') return l10n.t('{0} (none)', link);
  return to === 'automatic' ? l10n.t('{0} (automatic)', link) : link;
}

function repairTexts(number: (key: string) => number): string[] {
  const files = (key: string) => countText(number(key), 'file');
  return [
    ...(number('moved') > 0 ? [l10n.t('{0} found again', files('moved'))] : []),
    ...(number('read') > 0 ? [l10n.t('{0} read again', files('read'))] : []),
    ...(number('registered') > 0 ? [l10n.t('{0} registered', files('registered'))] : []),
    ...(number('forgotten') > 0 ? [l10n.t('{0} removed from the archive', files('forgotten'))] : []),
  ];
}

function recordOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

/** `118 files moved back, 2 files left unchanged`; `Nothing can be undone. Its journal is no longer kept`. */
export function undoText({
  settled,
  counts,
  learnt,
  cancelled,
  operation,
}: Pick<UndoReport, 'settled' | 'counts' | 'learnt' | 'cancelled'> &
  Partial<Pick<UndoReport, 'operation'>>): string {
  if (settled !== null) return l10n.t('Nothing can be undone. {0}', translated(settled));
  const { moved, removed, restored, unlisted, refused } = counts;
  const parts = [
    ...(moved > 0 ? [l10n.t('{0} moved back', countText(moved, 'file'))] : []),
    ...(removed > 0 ? [l10n.t('{0} removed', countText(removed, 'file'))] : []),
    ...(restored > 0 ? [l10n.t('{0} restored', countText(restored, 'file'))] : []),
    ...(unlisted > 0 ? [l10n.t('{0} no longer listed', countText(unlisted, 'file'))] : []),
    ...(learnt ? [learntText(operation?.kind)] : []),
    ...(refused > 0 ? [l10n.t('{0} left unchanged', countText(refused, 'file'))] : []),
  ];
  const text = parts.length === 0 ? l10n.t('Nothing to undo') : parts.join(', ');
  return cancelled ? l10n.t('{0}; cancelled', text) : text;
}

function learntText(kind: string | undefined): string {
  return kind === 'goals' ? l10n.t('goals restored') : l10n.t('names and links restored');
}

/** What has become of an operation: `undone 2024-11-04 22:10`, `can be undone`; empty for most. */
export function stateText({
  undone,
  settled,
  undoable,
}: Pick<HistoryEntry, 'undone' | 'settled' | 'undoable'>): string {
  if (undone !== null) return l10n.t('undone {0}', timeText(undone));
  if (settled !== null) return l10n.t('nothing to undo: {0}', translated(settled));
  return undoable ? l10n.t('can be undone') : '';
}

/** The local time to the minute: `2024-11-04 22:10`. */
export function timeText(iso: string): string {
  const time = new Date(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`;
}
