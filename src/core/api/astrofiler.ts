/** Requests and answers for taking over from AstroFiler. */
import type { NameRule } from '../base/nameRule';

export interface AstrofilerRequest {
  /**
   * AstroFiler's database, or the folder in which its `astrofiler.db` lies, absolute. It is only ever read.
   */
  readonly path: string;
  /** Say what would be taken over and change nothing. */
  readonly dryRun: boolean;
  /** Rows that each list of the report holds at most, 1000 unless given; `counts` tells of all. */
  readonly listed?: number;
}

/** What both programs say of a frame. */
export const COMPARED_FIELDS = [
  'type',
  'object',
  'telescope',
  'imager',
  'filter',
  'exposure',
  'binningX',
  'binningY',
  'ccdTemp',
  'gain',
  'offset',
  'dateObs',
] as const;
export type ComparedField = (typeof COMPARED_FIELDS)[number];

/** A value on which the two do not agree, in words. */
export interface AstrofilerDifference {
  readonly path: string;
  readonly field: ComparedField;
  readonly archive: string;
  readonly astrofiler: string;
}

/** A value that AstroFiler has and the headers do not: it was made up of folder names or mappings. */
export interface AstrofilerGap {
  readonly field: ComparedField;
  readonly value: string;
  readonly frameCount: number;
}

/** A mapping that is not taken over, and why: `the archive takes EQ6 for EQ6-R`. */
export interface RefusedMapping {
  /** `TELESCOP` */
  readonly card: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

export interface AstrofilerNote {
  /** The frame, or the session all of whose frames have this note. */
  readonly path: string | null;
  readonly session: string | null;
  readonly text: string;
}

export interface AstrofilerReport {
  /** The file that was read. */
  readonly database: string;
  readonly counts: {
    /** Files that AstroFiler knows, without its masters. */
    readonly files: number;
    /** Of them, those that the archive has: found by path, by SHA-256, or as where a frame came from. */
    readonly byPath: number;
    readonly byHash: number;
    readonly bySource: number;
    /** Of those that the archive has: the same in every value that both give. */
    readonly agreeing: number;
    readonly differing: number;
    readonly differences: number;
    /** On the disk, but in no archive. */
    readonly unregistered: number;
    /** Neither in the archive nor on the disk. */
    readonly gone: number;
    /** Lights that AstroFiler has calibrated, which are no raw frames. */
    readonly calibrated: number;
    readonly masters: number;
    readonly sessions: number;
    /** Sessions whose frames the archive has in one session, too. */
    readonly sameSessions: number;
    /** Sessions whose frames lie in several sessions of the archive. */
    readonly splitSessions: number;
    readonly rejected: number;
    readonly notes: number;
    readonly sources: number;
    readonly rules: number;
    /** What an earlier import took over and was changed since; it stays as it is now. */
    readonly leftAlone: number;
  };
  readonly differences: readonly AstrofilerDifference[];
  /** At most 100 of them, those of most frames first. */
  readonly gaps: readonly AstrofilerGap[];
  /** Files to register. */
  readonly unregistered: readonly string[];
  readonly gone: readonly string[];
  /** Lights that AstroFiler has calibrated and that are in the archive. */
  readonly calibrated: readonly string[];
  readonly masters: {
    readonly archived: number;
    readonly unregistered: readonly string[];
    readonly gone: readonly string[];
  };
  /** Taken over, or to be: */
  readonly rules: readonly NameRule[];
  readonly refusedMappings: readonly RefusedMapping[];
  /** Frames that AstroFiler's user has deleted from its lists, and that are rejected here from now on. */
  readonly rejected: readonly string[];
  readonly notes: readonly AstrofilerNote[];
  /** Where frames lie or lay according to AstroFiler, for those of which the archive does not know it. */
  readonly sources: readonly { readonly path: string; readonly source: string }[];
  readonly cancelled: boolean;
  readonly seconds: number;
}
