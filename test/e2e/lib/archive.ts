/** An archive that is there before VS Code starts; how one comes to be is the matter of other tests. */
import type { Archive } from '../../../src/core/api/archive';
import { openArchive } from '../../../src/core/archive/open';
import { DEFAULT_TOLERANCES } from '../../../src/core/base/matching';
import { noContext, silentLog } from '../../../src/core/base/ports';
import { DEFAULT_PATTERNS } from '../../../src/core/rules/place/patterns';

export interface ArchivePlaces {
  /** Absolute. */
  readonly repository: string;
  readonly database: string;
  /** The folder with the files; the repository where not given. */
  readonly source?: string;
}

/** Opens an archive as the command line would, with the usual settings. The caller closes it. */
export function openAt({
  repository,
  database,
}: Pick<ArchivePlaces, 'repository' | 'database'>): Promise<Archive> {
  return openArchive({
    log: silentLog,
    hashThreads: 0,
    settings: {
      repository,
      database,
      timeZone: null,
      patterns: DEFAULT_PATTERNS,
      tolerances: DEFAULT_TOLERANCES,
      addWcs: 'never',
      sirilPath: null,
    },
  });
}

/** Registers the files where they are, groups them into sessions, and does what else is to be done. */
export async function fillArchive(
  { repository, database, source = repository }: ArchivePlaces,
  more: (archive: Archive) => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  const archive = await openAt({ repository, database });
  try {
    await archive.register({ sources: [source], mode: 'in-place', dryRun: false }, noContext);
    await archive.regenerate({}, noContext);
    await more(archive);
  } finally {
    await archive.close();
  }
}
