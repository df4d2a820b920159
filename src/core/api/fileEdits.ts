/**
 * Requests and answers for changing frames that are in the archive: cards of their headers, and their names.
 */
import type { FrameType } from '../base/frame';
import type { Reason } from '../base/reasons';
import type { CardValue } from '../formats/fits/header';
import type { SessionsReport } from './regenerate';
import type { FailedFile } from './register';

/** One change of a header. Which keywords and values are allowed is said when a file is looked at. */
export type CardChange =
  /** The value takes the place of the keyword's first one, or comes as a new card. */
  | { readonly do: 'set'; readonly keyword: string; readonly value: CardValue; readonly comment?: string }
  /** A line of HISTORY or COMMENT; of any other keyword a card where the header has none yet. */
  | { readonly do: 'add'; readonly keyword: string; readonly value: CardValue; readonly comment?: string }
  | { readonly do: 'remove'; readonly keyword: string };

/** A card before and after, as it stands in the header: `OBJECT  = 'm31'`; null where there is none. */
export interface CardDifference {
  readonly keyword: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What will happen to one frame. */
export interface FileEditRow {
  /** Id of the frame. */
  readonly frame: number;
  /** Absolute. */
  readonly path: string;
  /** Where it will lie; the same path where its name stays. */
  readonly to: string;
  readonly type: FrameType;
  /** Empty where its header stays as it is. */
  readonly differences: readonly CardDifference[];
  /** Why its name stays although files are renamed; null where it is renamed, or has its right name. */
  readonly kept: string | null;
  /** The same as data: `changed`, `ENOSPC`; absent where nothing tells it apart. */
  readonly reason?: Reason;
}

/** A file that is not touched. */
export interface LeftFile {
  readonly path: string;
  readonly why: string;
  /** The same as data: `changed`, `ENOSPC`; absent where nothing tells it apart. */
  readonly reason?: Reason;
}

/** How many files of a plan are what. */
export interface FileEditCounts {
  /** Files that change in one way or another. */
  readonly changed: number;
  /** Of these, headers. */
  readonly edited: number;
  /** Of these, names. */
  readonly renamed: number;
  readonly left: number;
  /** Files in which everything is as it should be. */
  readonly unchanged: number;
}

/** How it ended. Lists hold as many rows as were asked for, `counts` tells of all. */
export interface FileEditsReport {
  readonly changed: readonly FileEditRow[];
  readonly left: readonly LeftFile[];
  readonly failed: readonly FailedFile[];
  readonly counts: FileEditCounts & { readonly failed: number };
  /** The sessions as they are then; null where they could not be regenerated, and in a dry run. */
  readonly sessions: SessionsReport | null;
  readonly cancelled: boolean;
  readonly seconds: number;
}
