/** Later operations that stand on what an undo would take away. */
import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ArchiveSettings } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { type Operation, operationsAfter } from '../../storage/database/operations';
import type { Sqlite } from '../../storage/database/sqlite';
import { journalPath } from '../../storage/journal/journal';
import { JournalReader } from '../../storage/journal/reader';
import { readMarker } from '../checkout/marker';
import { settledOf, titleOf } from './history';

/** Operations that an error names. */
const NAMED = 3;

interface Places {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

/**
 * Throws an ArchiveError `request` where a later operation that stands has touched one of the files of
 * `journal`, or where a checkout has links to them. Where there is none the files are not even looked
 * through.
 */
export async function refuseStanding(
  operation: Operation,
  journal: JournalReader,
  { repository, database }: Pick<ArchiveSettings, 'repository' | 'database'>,
  sqlite: Sqlite,
): Promise<void> {
  const later = operationsAfter(sqlite, operation.id).filter(({ undone }) => undone === null);
  const candidates = later.filter(
    (each) => each.kind === 'checkout' || (isOnFiles(each) && settledOf(each) === null),
  );
  if (candidates.length === 0) return;
  const places = await placesOf(journal);
  const standing: Operation[] = [];
  for (const each of candidates) {
    const stands =
      each.kind === 'checkout'
        ? hasLinks(String(each.summary['folder']), places)
        : await touches(await journalPath(database, each.journal ?? ''), repository, places);
    if (stands) standing.push(each);
  }
  if (standing.length === 0) return;
  const named = standing.slice(-NAMED).reverse().map(titleOf).join('; ');
  const more = standing.length - NAMED;
  throw new ArchiveError('request', english('A later operation stands on it'), {
    reason: 'later-operation',
    got: more > 0 ? english('{0} and {1} more', named, more) : named,
    advice: english('Undo that first, or clean the checkout.'),
  });
}

function isOnFiles({ kind, journal }: Operation): boolean {
  return journal !== null && kind !== 'undo';
}

/** Where the files of an operation lie now. */
async function placesOf(journal: JournalReader): Promise<Places> {
  const files = new Set<string>();
  const folders = new Set<string>();
  for await (const batch of journal.forwards()) {
    for (const { step, end } of batch) {
      if (end === 'failed') continue;
      files.add(step.to);
      folders.add(dirname(step.to));
    }
  }
  return { files, folders };
}

async function touches(path: string, repository: string, { files }: Places): Promise<boolean> {
  let journal: JournalReader;
  try {
    journal = await JournalReader.open(path, repository);
  } catch (error) {
    // One that is no longer kept can say nothing; the files themselves tell whether they have changed.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof ArchiveError) return false;
    throw error;
  }
  try {
    for await (const batch of journal.forwards()) {
      if (batch.some(({ step, end }) => end !== 'failed' && (files.has(step.from) || files.has(step.to))))
        return true;
    }
    return false;
  } finally {
    await journal.close();
  }
}

/** Whether a checkout that is there still has links which would lead nowhere. */
function hasLinks(folder: string, { files, folders }: Places): boolean {
  let marker: ReturnType<typeof readMarker>;
  try {
    marker = readMarker(folder);
  } catch {
    // What it holds is not known any more.
    return false;
  }
  return (marker?.files ?? []).some(({ path, source, made }) => {
    const leads = made === 'symlink' ? files.has(source) : made === 'junction' && folders.has(source);
    return leads && isLink(join(folder, ...path.split('/')));
  });
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
