/** Operations of the past in words, for the command line and the views alike. */
import type { HistoryEntry, UndoReport } from '../api/archive';
import { countText } from './words';

const TITLES: Readonly<Record<string, string>> = {
  register: 'Registration',
  regenerate: 'Regeneration of the sessions',
  checkout: 'Checkout',
  clean: 'Cleaning of a checkout',
  run: 'Run in Siril',
  link: 'Links by hand',
  note: 'Note',
  reject: 'Rejection of frames',
  alias: 'Rules for names',
  merge: 'Merge of objects',
  map: 'Mapping of names',
  set: 'Edit of headers',
  'import-astrofiler': 'Import from AstroFiler',
  repair: 'Repair',
  restore: 'Restoration of the database',
  rebuild: 'Rebuilding of the database',
  join: 'Joining of archives',
  undo: 'Undo',
};

/** `Registration by moving: 120 files, 2 failed, interrupted`. */
export function operationText({ kind, summary }: Pick<HistoryEntry, 'kind' | 'summary'>): string {
  const title = TITLES[kind] ?? kind;
  const details = detailsOf(kind, summary);
  if (summary['cancelled'] === true) details.push('cancelled');
  if (summary['interrupted'] === true) details.push('interrupted');
  return details.length === 0 ? title : `${title}: ${details.join(', ')}`;
}

function detailsOf(kind: string, summary: HistoryEntry['summary']): string[] {
  const number = (key: string) => (typeof summary[key] === 'number' ? summary[key] : 0);
  const text = (key: string) => (typeof summary[key] === 'string' ? summary[key] : '');
  switch (kind) {
    case 'register': {
      if (summary['interrupted'] === true) return [`${countText(number('finished'), 'file')} recovered`];
      const failed = number('failed') > 0 ? [`${number('failed')} failed`] : [];
      return [`${countText(number('registered'), 'file')} (${text('mode')})`, ...failed];
    }
    case 'regenerate':
      return [countText(number('lightSessions'), 'light session')];
    case 'checkout':
    case 'clean':
    case 'run':
      return text('folder') === '' ? [] : [text('folder')];
    case 'note':
      return [`${text('subject')}${summary['removed'] === true ? ', removed' : ''}`];
    case 'link':
      return Object.entries(recordOf(summary['links'])).map(([kind, to]) =>
        to === 'none' || to === 'automatic' ? `${kind} (${to})` : kind,
      );
    case 'repair':
      return REPAIRED.filter(([key]) => number(key) > 0).map(
        ([key, words]) => `${countText(number(key), 'file')} ${words}`,
      );
    case 'merge':
    case 'map':
    case 'set': {
      if (summary['interrupted'] === true) return [`${countText(number('finished'), 'file')} recovered`];
      const failed = number('failed') > 0 ? [`${number('failed')} failed`] : [];
      const names = text('from') === '' ? [] : [`${text('from')} → ${text('into')}`];
      return [...names, countText(number('changed'), 'file'), ...failed];
    }
    case 'undo': {
      const left = number('refused') > 0 ? [`${number('refused')} left as they were`] : [];
      const of = (TITLES[text('kind')] ?? text('kind')).toLowerCase();
      return [`${countText(number('undone'), 'file')} of ${/^[aeiou]/.test(of) ? 'an' : 'a'} ${of}`, ...left];
    }
    default:
      return [];
  }
}

const REPAIRED = [
  ['moved', 'found again'],
  ['read', 'read again'],
  ['registered', 'registered'],
  ['forgotten', 'taken out of the archive'],
] as const;

function recordOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

/** `118 files moved back, 2 left as they are`; `Nothing can be taken back: its journal is no longer kept`. */
export function undoText({
  settled,
  counts,
  learnt,
  cancelled,
}: Pick<UndoReport, 'settled' | 'counts' | 'learnt' | 'cancelled'>): string {
  if (settled !== null) return `Nothing can be taken back. ${settled}`;
  const parts = [
    [counts.moved, 'moved back'],
    [counts.removed, 'removed'],
    [counts.restored, 'restored'],
    [counts.unlisted, 'no longer listed'],
  ] as const;
  const done = parts.filter(([n]) => n > 0).map(([n, words]) => `${countText(n, 'file')} ${words}`);
  if (learnt) done.push('names and links as they were');
  if (counts.refused > 0) done.push(`${countText(counts.refused, 'file')} left as they are`);
  return `${done.length === 0 ? 'Nothing to take back' : done.join(', ')}${cancelled ? '; cancelled' : ''}`;
}

/** What has become of an operation: `taken back 2024-11-04 22:10`, `can be undone`; empty for most. */
export function stateText({
  undone,
  settled,
  undoable,
}: Pick<HistoryEntry, 'undone' | 'settled' | 'undoable'>): string {
  if (undone !== null) return `taken back ${timeText(undone)}`;
  if (settled !== null) return `nothing to take back: ${settled}`;
  return undoable ? 'can be undone' : '';
}

/** The minute on the clock of this machine: `2024-11-04 22:10`. */
export function timeText(iso: string): string {
  const time = new Date(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`;
}
