/** Requests and answers for what the user wants to have of an object. */

export type GoalsRequest =
  | { readonly action: 'list' }
  /** Replaces goals of the same object and filter. */
  | {
      readonly action: 'set';
      /** By any of its names. */
      readonly object: string;
      readonly times: readonly GoalTime[];
      /** Whether all other goals of the object go. */
      readonly only?: boolean;
    }
  | {
      readonly action: 'remove';
      readonly object: string;
      /** Empty for all of the object. */
      readonly filters: readonly string[];
    };

export interface GoalTime {
  /** `Ha`; `OSC` for a colour camera without a filter, `none` for a mono camera without one. */
  readonly filter: string;
  /** `10h`, `60x300s`. */
  readonly wanted: string;
}

/** A goal, and what there is of it. Rejected frames do not count. */
export interface GoalProgress {
  /** The name that is shown elsewhere, too: what most of its frames carry. */
  readonly object: string;
  readonly filter: string;
  /** As the user said it: `60x300s`. */
  readonly said: string;
  /** Seconds: 18000. */
  readonly wanted: number;
  /** Seconds of accepted frames; can be more than what was wanted. */
  readonly accepted: number;
  /** Seconds, 0 at least. */
  readonly remaining: number;
  readonly done: boolean;
}

export interface ImportGoalsRequest {
  /** The database of N.I.N.A.'s Target Scheduler, or its folder, absolute; it is only read. */
  readonly path: string;
  /** Whether goals of the archive that want something else are replaced. */
  readonly replace: boolean;
  readonly dryRun: boolean;
}

/** A goal of another program. */
export interface ForeignGoal extends GoalTime {
  readonly object: string;
}

export interface ImportGoalsReport {
  readonly added: readonly ForeignGoal[];
  /** In the place of another, `own` is what was wanted before. */
  readonly replaced: readonly { readonly goal: ForeignGoal; readonly own: string }[];
  /** Left out, since the archive wants something else. */
  readonly conflicts: readonly { readonly goal: ForeignGoal; readonly own: string }[];
  /** How many the archive had already. */
  readonly same: number;
  /** Exposure plans that make no goal, and why. */
  readonly left: readonly { readonly plan: string; readonly why: string }[];
}
