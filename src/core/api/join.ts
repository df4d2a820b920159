/** Requests and answers for joining another database of the archive. */

export interface JoinRequest {
  /** The other database, absolute; it is only read. */
  readonly database: string;
  readonly dryRun: boolean;
}

export interface JoinReport {
  readonly database: string;
  /** Frames that only the other one knew, and whose files are there. */
  readonly added: number;
  /** Frames whose files this one was missing and the other one knew at another place. */
  readonly found: number;
  /** Frames that both knew. */
  readonly known: number;
  /** Frames of the other one whose files are not there, or not as it knew them. */
  readonly left: number;
  /** What only the user knows and this one did not, by its kind. */
  readonly learnt: {
    readonly links: number;
    readonly aliases: number;
    readonly rejected: number;
    readonly notes: number;
    readonly goals: number;
    readonly filterNumbers: number;
  };
  readonly results: number;
  readonly cancelled: boolean;
  readonly seconds: number;
}
