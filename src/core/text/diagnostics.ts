/** The state of a program and its archive as text, to be pasted into a bug report. */
import type {
  ArchiveFacts,
  DatabaseFacts,
  Diagnostics,
  FileFacts,
  JournalFacts,
  ProgramFacts,
  UseFacts,
} from '../api/diagnostics';
import { bytesText, countText } from './words';

type Line = readonly [label: string, value: string];

const UNKNOWN = 'unknown';

const FILES: Readonly<Record<FileFacts, string>> = {
  absent: 'none',
  whole: 'readable',
  newer: 'of a newer version of Astro Archive',
  damaged: 'damaged',
  unreadable: 'the system does not let it be read',
};

const USE: Readonly<Record<UseFacts, string>> = {
  free: 'no program has it open for writing',
  this: 'open in this window',
  other: 'open in another program',
  unknown: 'perhaps open in a program that cannot be asked from here',
};

const STATES: Readonly<Record<DatabaseFacts['state'], string>> = {
  whole: 'whole',
  absent: 'none yet',
  damaged: 'damaged',
  refused: 'of another program, or of a newer version of Astro Archive',
  unreadable: 'the system does not let it be read',
};

const FOLDERS: Readonly<Record<ArchiveFacts['folder'], string>> = {
  there: 'there',
  absent: 'not there',
  unreadable: 'the system does not let it be read',
};

/** One fact a line, labels in a column: `Database    whole, schema 5 of 5, 1.2 MB, saved 12 times`. */
export function diagnosticsText({ program, siril, archive, database, journals }: Diagnostics): string {
  const lines: readonly Line[] = [
    ...programLines(program),
    ['Siril', siril ?? 'not found'],
    ...(archive === null
      ? [['Archive', 'none: no folder is open, or a setting cannot be used'] as const]
      : archiveLines(archive)),
    ...(database === null ? [] : databaseLines(database)),
    ...(journals === null ? [] : [journalLine(journals)]),
  ];
  const width = Math.max(...lines.map(([label]) => label.length));
  return lines.map(([label, value]) => `${label.padEnd(width)}  ${value}`).join('\n');
}

function programLines({ version, node, editor, platform, processor, system }: ProgramFacts): Line[] {
  const where = editor && [
    editor.window,
    ...(editor.remote ? ['remote'] : []),
    ...(editor.trusted ? [] : ['not trusted']),
  ];
  return [
    ['Astro Archive', version],
    ...(editor && where ? [['VS Code', `${editor.version} (${where.join(', ')})`] as const] : []),
    ['Node', node],
    ['System', [platform, processor, system].filter((part) => part !== '').join(' ')],
  ];
}

function archiveLines(facts: ArchiveFacts): Line[] {
  const { folder, drive, identity, isAtHome, isOwnDatabase, databaseInRepository, notebook, use } = facts;
  const identityParts = [
    FILES[identity],
    ...(isAtHome === null ? [] : [isAtHome ? 'where it was' : 'moved or copied since']),
    ...(isOwnDatabase === null ? [] : [isOwnDatabase ? 'its database' : 'the database of another archive']),
  ];
  return [
    ['Folder', `${FOLDERS[folder]}, ${drive === 'local' ? 'local drive' : 'kind of drive unknown'}`],
    ['Identity', identityParts.join(', ')],
    ['Notebook', FILES[notebook]],
    ['In use', USE[use]],
    ['Database lies', databaseInRepository ? 'in the archive' : 'outside of the archive'],
  ];
}

function databaseLines(facts: DatabaseFacts): Line[] {
  const { state, system, schema, newestSchema, bytes, generation } = facts;
  const { frameCount, sessions, rules, outdated, previous, previousFrameCount } = facts;
  const standing = [
    `${STATES[state]}${system === null ? '' : ` (${system})`}`,
    `schema ${schema ?? UNKNOWN} of ${newestSchema}`,
    ...(bytes === null ? [] : [bytesText(bytes)]),
    ...(generation === null ? [] : [`saved ${countText(generation, 'time')}`]),
  ];
  const contents = [
    frameCount === null ? 'frames unknown' : countText(frameCount, 'frame'),
    sessions === null ? 'sessions unknown' : countText(sessions, 'session'),
    `${outdated ?? UNKNOWN} read by other rules than ${rules}`,
  ];
  const before =
    previousFrameCount === null ? previous : `${previous}, ${countText(previousFrameCount, 'frame')}`;
  const beside = [
    `${countText(facts.unfinishedSaves, 'unfinished save')}`,
    `${facts.unsaved} not saved since another program had`,
    `${facts.kept} kept aside`,
  ];
  return [
    ['Database', (state === 'absent' ? standing.slice(0, 1) : standing).join(', ')],
    ...(state === 'absent' ? [] : [['Contents', contents.join(', ')] as const]),
    ['Previous', before],
    ['Beside it', beside.join(', ')],
  ];
}

function journalLine({ open, closed, damaged }: JournalFacts): Line {
  return ['Journals', `${open ?? UNKNOWN} open, ${closed ?? UNKNOWN} closed, ${damaged ?? UNKNOWN} damaged`];
}
