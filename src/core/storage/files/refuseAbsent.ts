/** Guards against a drive that is away: its mount point is no archive, and must not become a second one. */
import { dirname, join } from 'node:path';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { infoOf, isFolder } from './whatIsThere';

/** What the database knows of a repository. */
export interface KnownRepository {
  /** Whether it says that an archive was founded there. */
  readonly founded: boolean;
  /** Files of frames inside it, absolute, spread over its folders; none where it has no frames there. */
  readonly sample: readonly string[];
}

/** What is there of it. */
export interface RepositorySight {
  readonly folder: boolean;
  /** The small file that says which archive it is. */
  readonly identity: boolean;
  /** A file of the sample, its folder, or something of which the system does not say whether it is there. */
  readonly something: boolean;
}

/**
 * Whether the repository is away. One that the database does not know yet never is: its folder may still have
 * to be made. A known one is away where its folder is, and where nothing is in the folder that the database
 * knows. Pure.
 */
export function isAbsent(known: KnownRepository, sight: RepositorySight): boolean {
  if (!known.founded && known.sample.length === 0) return false;
  if (!sight.folder) return true;
  return known.sample.length > 0 && !sight.identity && !sight.something;
}

/** Whether the drive of a repository is away, as far as the database knows it; see `isAbsent`. */
export async function isAway(repository: string, known: KnownRepository): Promise<boolean> {
  return isAbsent(known, await look(repository, known));
}

/** Throws where the drive of a repository that the database knows is away; see `isAbsent`. */
export async function refuseAbsent(repository: string, known: KnownRepository): Promise<void> {
  const sight = await look(repository, known);
  if (!isAbsent(known, sight)) return;
  throw sight.folder
    ? new ArchiveError('file', english('The files of the archive are missing'), {
        path: repository,
        reason: 'repository-missing',
        expected: english('one of the files that the database knows'),
        advice: english('Is its drive connected? If they are gone for good, rebuild the database.'),
      })
    : absent(repository);
}

/** Throws unless the repository is a folder: without it every file would count as missing. */
export async function refuseNoFolder(repository: string): Promise<void> {
  if (!(await isFolder(repository))) throw absent(repository);
}

async function look(repository: string, { sample }: KnownRepository): Promise<RepositorySight> {
  const folder = await isFolder(repository);
  if (!folder) return { folder, identity: false, something: false };
  if (await mayBeThere(join(repository, '.astro-archive', 'archive.json'))) {
    return { folder, identity: true, something: false };
  }
  for (const path of sample) {
    const something = dirname(path) === repository ? path : dirname(path);
    if (await mayBeThere(something)) return { folder, identity: false, something: true };
  }
  return { folder, identity: false, something: false };
}

/** False only where the system is sure of it. */
function mayBeThere(path: string): Promise<boolean> {
  return infoOf(path).then(
    (info) => info !== null,
    () => true,
  );
}

function absent(repository: string): ArchiveError {
  return new ArchiveError('file', english('The folder of the archive is missing'), {
    path: repository,
    reason: 'repository-missing',
    expected: 'a folder',
    advice: english('Is its drive connected?'),
  });
}
