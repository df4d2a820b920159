/** What the requests of an open archive work with. */
import type { ArchiveSettings, RecoveredFiles } from '../api/archive';
import type { Log } from '../base/ports';
import type { Edit } from '../operations/edit/byHand/editHeaders';
import { KeptPlan } from '../operations/edit/keptPlan';
import type { Merge } from '../operations/edit/merge/mergeObjects';
import type { Mapping } from '../operations/edit/names/mapNames';
import { ShownPlans } from '../operations/register/shownPlans';
import { digester, poolFor, type ScanPool } from '../operations/scan/pool';
import type { Database } from '../storage/database/database';
import { Frames } from '../storage/database/frames';
import { Results } from '../storage/database/results';
import { Sessions } from '../storage/database/sessions';
import type { Digest } from '../storage/files/digests';
import type { ArchiveHome } from '../storage/identity/home';
import type { Identity } from '../storage/identity/identity';
import { Listings } from './listings';
import type { OpenOptions } from './open';
import { StatsCache } from './statsCache';

type Settings = Pick<ArchiveSettings, 'repository' | 'timeZone' | 'tolerances' | 'sirilPath'>;

export interface ArchiveParts extends Settings {
  readonly settings: ArchiveSettings;
  readonly home: ArchiveHome;
  readonly identity: Identity;
  readonly database: Database;
  readonly frames: Frames;
  readonly sessions: Sessions;
  readonly results: Results;
  readonly pool: ScanPool;
  readonly digest: Digest;
  readonly log: Log;
  readonly lists: Listings;
  readonly stats: StatsCache;
  /** What dry runs have shown last. */
  readonly shown: Shown;
  /** What became of an interrupted operation at opening, null where there was none. */
  readonly recovered: RecoveredFiles | null;
}

interface Shown {
  readonly register: ShownPlans;
  readonly merge: KeptPlan<Merge>;
  readonly edit: KeptPlan<Edit>;
  readonly map: KeptPlan<Mapping>;
}

/** Before anything is recovered. Hashing threads may run from here on: `closeParts` ends them. */
export function partsOf(home: ArchiveHome, options: OpenOptions): ArchiveParts {
  const { database, settings, identity } = home;
  const { repository, timeZone, tolerances, sirilPath } = settings;
  const frames = new Frames(database.sqlite, repository);
  const sessions = new Sessions(database.sqlite);
  const results = new Results(database.sqlite, repository);
  const pool = poolFor(options);
  const keeps = database.isWritable;
  return {
    settings,
    repository,
    timeZone,
    tolerances,
    sirilPath,
    home,
    identity,
    database,
    frames,
    sessions,
    results,
    pool,
    digest: digester(pool),
    log: options.log,
    lists: new Listings(database, settings, frames, sessions, results),
    stats: new StatsCache(database, sessions, tolerances),
    shown: {
      register: new ShownPlans(settings, keeps),
      merge: new KeptPlan(keeps),
      edit: new KeptPlan(keeps),
      map: new KeptPlan(keeps),
    },
    recovered: null,
  };
}

/** Ends the threads, forgets plans, saves, and gives the repository up. */
export async function closeParts({ home, pool, shown }: ArchiveParts): Promise<void> {
  shown.register.close();
  try {
    await pool.close();
  } finally {
    await home.close();
  }
}
