/** What is to go wrong in a process, handed to it as JSON in one environment variable. */

export const VARIABLE = 'ASTRO_ARCHIVE_FAULT';

/** What a file system answers when it refuses. */
export type FaultCode = 'ENOSPC' | 'EACCES' | 'EIO' | 'EXDEV' | 'EMFILE' | 'EBUSY';

/** When the process is killed: just before a call, in the middle of what it writes, or just after it. */
export type Moment = 'before' | 'half' | 'after';

export type Fault =
  | { readonly kind: 'kill'; readonly at: number; readonly moment: Moment }
  /** Milliseconds after the first counted call, whatever is going on then. */
  | { readonly kind: 'kill-later'; readonly after: number }
  | {
      readonly kind: 'fail';
      readonly at: number;
      readonly code: FaultCode;
      /** Half of the data are written before the call fails. */
      readonly half?: boolean;
      /** Every later call that this code suits fails as well: the drive stays full, or has gone. */
      readonly lasting?: boolean;
    };

export interface FaultPlan {
  /** Only calls about files in these folders count; absolute. */
  readonly folders: readonly string[];
  /** A line of JSON for each counted call goes into this file, which lies outside of them. */
  readonly trace: string;
  /** Null only counts and traces. Kills count the calls that change something, failures count all. */
  readonly fault: Fault | null;
  /** Every `link` answers EPERM, as on exFAT. */
  readonly noLinks: boolean;
}

/** One counted call, as it stands in the trace. */
export interface TracedCall {
  /** Its number among all counted calls, from 1. */
  readonly n: number;
  /** Its number among the calls that change something; 0 for those that only read. */
  readonly change: number;
  /** `link`, `fsync`, `filehandle.sync`: the same name for the three forms of a function. */
  readonly call: string;
  readonly path: string;
  readonly to?: string;
  /** Whether it can be cut off in the middle. */
  readonly writes: boolean;
  /** Milliseconds on the process's clock. */
  readonly time: number;
  /** What was done to it: `kill before`, `fail EIO`. */
  readonly did?: string;
}
