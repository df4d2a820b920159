/** Requests and answers for a database that cannot be opened, or is to be made again. */
import type { Context } from '../base/ports';

export interface DatabaseCondition {
  readonly database: string;
  /** `refused`: written by a newer version, or by another program. */
  readonly state: 'whole' | 'absent' | 'damaged' | 'refused';
  /** What is wrong with it, null where nothing is. */
  readonly why: string | null;
  /** The generation before the last save, null where there is none that opens. */
  readonly previous: {
    readonly path: string;
    /** When it was saved, ISO 8601 UTC. */
    readonly saved: string;
    readonly frameCount: number;
  } | null;
}

export interface RestoreReport {
  readonly database: string;
  /** Where the database is kept that was there before; null where there was none. */
  readonly kept: string | null;
  readonly saved: string;
  readonly frameCount: number;
}

export interface RebuildReport {
  readonly database: string;
  /** Where the database is kept that was there before; null where there was none. */
  readonly kept: string | null;
  /**
   * Folders that were registered in place: the repository, and those outside it that the old database knew.
   */
  readonly folders: readonly string[];
  readonly frameCount: number;
  readonly sessions: number;
  /** How many files could not be registered; `failed` tells of the first of them. */
  readonly failures: number;
  readonly failed: readonly { readonly path: string; readonly error: string }[];
  readonly seconds: number;
}

/**
 * What can be done where the archive does not open. Nobody may have it open meanwhile: rejects with `in-use`.
 */
export interface Rescue {
  condition(): Promise<DatabaseCondition>;
  /** Puts the generation before the last save in the place of the database, which is kept. */
  restore(): Promise<RestoreReport>;
  /**
   * Rebuilds the database from the files. Cancelled (rejects with `cancelled`) or failed, the old one is
   * still there.
   */
  rebuild(context: Context): Promise<RebuildReport>;
}
