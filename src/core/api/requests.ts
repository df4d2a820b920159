/**
 * The one table of requests: what each takes and returns, whether it takes long, and the class of its work.
 * The type of the archive, its handlers, the engine's protocol and the client's methods all follow from it.
 * An entry without a handler, or one that changes something without saying which views look again, does not
 * compile.
 */
import type { ArchivedFrame, FrameProblem } from '../base/archivedFrame';
import type { Master } from '../base/master';
import type { NameRule } from '../base/nameRule';
import type { Session } from '../base/session';
import type {
  AcquisitionsReport,
  AcquisitionsRequest,
  FilterNumbers,
  FilterNumbersRequest,
} from './astrobin';
import type { AstrofilerReport, AstrofilerRequest } from './astrofiler';
import type { CheckoutReport, CheckoutRequest, CleanReport, CleanRequest } from './checkout';
import type { DuplicatesReport, DuplicatesRequest, RecheckRequest } from './duplicates';
import type { EditReport, EditRequest } from './editHeaders';
import type { FollowAllRequest, FollowReport, FollowRequest } from './follow';
import type { GoalProgress, GoalsRequest, ImportGoalsReport, ImportGoalsRequest } from './goals';
import type { HistoryEntry, UndoReport, UndoRequest } from './history';
import type { JoinReport, JoinRequest } from './join';
import type { LinkRequest, RejectReport, RejectRequest } from './link';
import type {
  CameraSummary,
  FrameQuery,
  HeaderReport,
  ObjectSummary,
  Page,
  PageRequest,
  SessionExplanation,
  SessionQuery,
} from './listing';
import type { MasterQuery } from './masters';
import type { MergeReport, MergeRequest } from './merge';
import type {
  ImportNamesReport,
  ImportNamesRequest,
  MapReport,
  MapRequest,
  NameSuggestion,
  SuggestRequest,
} from './names';
import type { NoteReport, NoteRequest, RuleRequest } from './notes';
import type { RegenerateReport, RegenerateRequest } from './regenerate';
import type { PlanRow, PlanRowsRequest, RegisterReport, RegisterRequest } from './register';
import {
  type AnyTable,
  checks,
  dryRunPlans,
  dryRunReads,
  follows,
  type Method,
  reads,
  writes,
} from './request';
import type { RecordResultsReport, RecordResultsRequest, ResultQuery, StackedResult } from './results';
import type { FrameSeries, SeriesRequest } from './series';
import type { Stats, StatsRequest } from './stats';
import type { StatsRows } from './statsRows';
import type { ArchiveStatus } from './status';
import type { TonightReport, TonightRequest } from './tonight';
import type { RepairReport, RepairRequest, VerifyReport, VerifyRequest } from './verify';
import type { YearSky, YearSkyRequest } from './yearSky';

export const REQUESTS = {
  status: reads.short<void, ArchiveStatus>(),
  /** The header of any file, by its absolute path. */
  header: reads.short<string, HeaderReport>(),
  register: writes.long<RegisterRequest, RegisterReport>(dryRunPlans),
  /** Rows of the plan that the last dry run of `register` has made. */
  planRows: reads.short<PlanRowsRequest, Page<PlanRow>>(),
  /** Regenerates sessions and links, from the frames that have changed where that is enough. */
  regenerate: writes.long<RegenerateRequest, RegenerateReport>(),
  objects: reads.short<PageRequest, Page<ObjectSummary>>(),
  /** Cameras with their calibration frames, by name, those without a name last. */
  cameras: reads.short<void, readonly CameraSummary[]>(),
  sessions: reads.short<SessionQuery, Page<Session>>(),
  /** One session by its id or the unambiguous beginning of it. */
  session: reads.short<string, Session>(),
  frames: reads.short<FrameQuery, Page<ArchivedFrame>>(),
  /** How many frames need the user's eye for each reason. */
  problems: reads.short<void, Readonly<Record<FrameProblem, number>>>(),
  /** Frames to look at one after the other with a file; null where that is no frame of the archive. */
  series: reads.short<SeriesRequest, FrameSeries | null>(),
  /** Masters, the newest night first: their age, and the raw sets that they stand in for. */
  masters: reads.short<MasterQuery, Page<Master>>(),
  /** Why a session has its links, by its id or the unambiguous beginning of it. */
  explain: reads.short<string, SessionExplanation>(),
  /** Links calibration sessions by hand; returns the session after that. */
  link: writes.short<LinkRequest, Session>(),
  /** Takes frames out of their sessions, or back into them; the sessions are brought up to date. */
  reject: writes.short<RejectRequest, RejectReport>(),
  /** Returns all name rules as they are then; after a change the sessions are brought up to date. */
  nameRules: writes.short<RuleRequest, readonly NameRule[]>(({ action }) =>
    action === 'list' ? 'reads' : null,
  ),
  /** Names that probably mean the same, those that concern the most frames first. */
  suggestNames: reads.short<SuggestRequest, readonly NameSuggestion[]>(),
  /** Takes name rules over from a file; the sessions are brought up to date. */
  importNames: writes.short<ImportNamesRequest, ImportNamesReport>(dryRunPlans),
  /** Carries name rules out on what is there: sessions, and headers and file names where asked. */
  mapNames: writes.long<MapRequest, MapReport>(dryRunPlans),
  /** Reads or writes what the user notes about a session, an object or a frame. */
  note: writes.short<NoteRequest, NoteReport>(({ text }) => (text === undefined ? 'reads' : null)),
  /** Returns all goals as they are then, with what there is of them. */
  goals: writes.short<GoalsRequest, readonly GoalProgress[]>(({ action }) =>
    action === 'list' ? 'reads' : null,
  ),
  /** Takes goals over from N.I.N.A.'s Target Scheduler; that file is only read. */
  importGoals: writes.short<ImportGoalsRequest, ImportGoalsReport>(dryRunPlans),
  /** Goals that are not done, by how long they can be worked on tonight. */
  tonight: reads.short<TonightRequest, TonightReport>(),
  /** Rows for AstroBin's form of acquisitions. */
  acquisitions: reads.short<AcquisitionsRequest, AcquisitionsReport>(),
  /** Returns AstroBin's numbers of filters as they are then. */
  filterNumbers: writes.short<FilterNumbersRequest, FilterNumbers>(({ set }) =>
    set === undefined ? 'reads' : null,
  ),
  /** Sets, adds or removes cards in the headers of frames; undoable. */
  editHeaders: writes.long<EditRequest, EditReport>(dryRunPlans),
  /** Compares with AstroFiler's database and takes over what headers do not hold; that file is only read. */
  importAstrofiler: writes.long<AstrofilerRequest, AstrofilerReport>(dryRunReads),
  checkout: writes.long<CheckoutRequest, CheckoutReport>(dryRunPlans),
  /** Clears a checkout away but for its results and scripts. */
  cleanCheckout: writes.long<CleanRequest, CleanReport>(dryRunPlans),
  /**
   * Notes what the script of a checkout has written, with the sessions it was made from; reads their headers.
   */
  recordResults: writes.short<RecordResultsRequest, RecordResultsReport>(),
  /** Recorded results, newest first. */
  results: reads.short<ResultQuery, Page<StackedResult>>(),
  /** Reads every archived file again and says what is wrong. The next one goes on where one was cancelled. */
  verify: checks.long<VerifyRequest, VerifyReport>(),
  /** Brings the database into line with the files; never touches a file. */
  repair: writes.long<RepairRequest, RepairReport>(),
  /** Follows files that were moved, deleted or put back by hand; looks only where it is told to. */
  follow: follows.long<FollowRequest, FollowReport>(),
  /** The same for whatever has happened in the repository since its folders were last looked into. */
  followAll: checks.long<FollowAllRequest, FollowReport>(),
  duplicates: reads.long<DuplicatesRequest, DuplicatesReport>(),
  /**
   * Rejects unless, at this moment, the file that stays is archived, whole, and the same as the one that is
   * to go.
   */
  recheckDuplicates: reads.short<RecheckRequest, null>(),
  /**
   * Takes those of the files (absolute paths) out of the archive that are no longer there; returns how many.
   */
  forgetRemoved: writes.short<readonly string[], number>(),
  /** Makes one object of two: names, headers, files and sessions, as far as is asked for. */
  merge: writes.long<MergeRequest, MergeReport>(dryRunPlans),
  /** The operations of the past, the newest first. */
  history: reads.short<PageRequest, Page<HistoryEntry>>(),
  /**
   * Takes the last registration, checkout or change of frames back, file by file, as far as each is as it was
   * left.
   */
  undo: writes.long<UndoRequest, UndoReport>(dryRunPlans),
  /** Figures at most 300 s old, counted again when the data has changed or `fresh` is set. */
  stats: reads.short<StatsRequest, Stats>(),
  /** What figures of a time, an object or a rig are sums of; kept and counted again like `stats`. */
  statsRows: reads.short<StatsRequest, StatsRows>(),
  /** Moon and darkness of the nights of a year, where the newest frames were taken. */
  skyOfYear: reads.short<YearSkyRequest, YearSky>(),
  /** Takes what another database of this archive knows; that file is only read. */
  join: writes.long<JoinRequest, JoinReport>(dryRunPlans),
};

export type Table = typeof REQUESTS;
export type RequestName = keyof Table;

/** Requests of one length: `header` is a `NameOf<'short'>`, `register` a `NameOf<'long'>`. */
export type NameOf<Takes extends 'short' | 'long'> = {
  [Name in RequestName]: Table[Name]['takes'] extends Takes ? Name : never;
}[RequestName];

/** Every request as a method: `register(request, context)`. */
export type Requests<T extends AnyTable = Table> = { readonly [Name in keyof T]: Method<T[Name]> };

/** The names of all requests of one length. */
export function requestsOf<Takes extends 'short' | 'long'>(takes: Takes): readonly NameOf<Takes>[] {
  const names = Object.keys(REQUESTS) as RequestName[];
  return names.filter((name): name is NameOf<Takes> => REQUESTS[name].takes === takes);
}
