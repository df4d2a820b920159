/** Integrated calibration frames: their age, and what they stand in for. */

/** What is known of a master beyond its session. */
export interface Master {
  /** Id of its session. */
  readonly id: string;
  /** How many frames it was made of; null where its header does not say. */
  readonly stackCount: number | null;
  /** Days since its night, 412; null without a date. */
  readonly ageDays: number | null;
  /**
   * Older than the limit, while nothing newer can serve in its place. Flats are for their night and never
   * stale.
   */
  readonly stale: boolean;
  /**
   * Id of a session of a later night, raw or master, that can serve in its place; null where there is none.
   */
  readonly newer: string | null;
  /**
   * Ids of the sessions of raw frames that it can stand in for, the nearest night first: nothing that both
   * headers say differs, and flats are of the same night, others not farther away than a master is good for.
   */
  readonly replaces: readonly string[];
}
