/**
 * The face of the engine: what an archive can do. `open.ts` implements it in this process; the engine's client
 * implements it over a message port, so that views and commands never know where the work is done. The shapes
 * of requests and answers are in `requests`.
 */
import type { Alias } from '../base/nameRule';
import type { ArchivedFrame } from '../base/archivedFrame';
import type { Session } from '../base/session';
import type { Master } from '../base/master';
import type { Context } from '../base/ports';
import type { RegisterRequest, RegisterReport, PlanRow, PlanRowsRequest } from './register';
import type { RegenerateRequest, RegenerateReport } from './regenerate';
import type { LinkRequest, RejectReport, RejectRequest } from './link';
import type { AstrofilerReport, AstrofilerRequest } from './astrofiler';
import type { SetReport, SetRequest } from './set';
import type { AliasRequest, NoteReport, NoteRequest } from './notes';
import type {
  ImportNamesReport,
  ImportNamesRequest,
  MapReport,
  MapRequest,
  NameSuggestion,
  SuggestRequest,
} from './names';
import type { CheckoutRequest, CheckoutReport, CleanReport, CleanRequest } from './checkout';
import type { VerifyRequest, VerifyReport, RepairRequest, RepairReport } from './verify';
import type { CatchUpRequest, ReconcileRequest, ReconcileReport } from './reconcile';
import type { DuplicatesRequest, DuplicatesReport, RecheckRequest } from './duplicates';
import type {
  Page,
  PageRequest,
  ObjectSummary,
  SessionQuery,
  FrameQuery,
  SessionExplanation,
  HeaderReport,
} from './listing';
import type { RecordResultsReport, RecordResultsRequest, ResultQuery, StackedResult } from './results';
import type { HistoryEntry, UndoReport, UndoRequest } from './history';
import type { JoinReport, JoinRequest } from './join';
import type { MergeReport, MergeRequest } from './merge';
import type { MasterQuery } from './masters';
import type { Stats } from './stats';

export type * from './register';
export type * from './astrofiler';
export type * from './regenerate';
export type * from './checkout';
export type * from './verify';
export type * from './reconcile';
export type * from './duplicates';
export type * from './link';
export type * from './listing';
export type * from './masters';
export type * from './results';
export type * from './history';
export type * from './names';
export type * from './notes';
export type * from './diagnostics';
export type * from './rescue';
export type * from './set';
export type * from './settings';
export type * from './stats';
export type * from './amend';
export type * from './join';
export type * from './merge';

export interface ArchiveStatus {
  readonly repository: string;
  readonly database: string;
  readonly frames: number;
  readonly sessions: number;
  /** What became of an operation that had been interrupted, when the archive was opened; null where there was none. */
  readonly recovered: RecoveredFiles | null;
  /** Another database of this repository, which can be joined; null where there is none. */
  readonly other: string | null;
  /** Frames whose headers were read by earlier rules than those of now; the next regeneration reads them again. */
  readonly outdated: number;
}

/** Files of an interrupted operation, by what became of them. */
export interface RecoveredFiles {
  readonly finished: number;
  /** Not begun, or back where they were. */
  readonly rolledBack: number;
  /** What somebody has to look at; the log has the first of them. */
  readonly problems: number;
  /**
   * Of the problems, files that are at neither place, or whose drive does not answer: tried again at the next start. Left out
   * where there are none.
   */
  readonly waiting?: number;
}

/** What changed, so that views refresh what they show. */
export interface ArchiveChange {
  readonly frames: boolean;
  readonly sessions: boolean;
}

/** An open archive. Every request rejects with an ArchiveError that says what the user can do. */
export interface Archive {
  status(): Promise<ArchiveStatus>;
  header(path: string): Promise<HeaderReport>;
  register(request: RegisterRequest, context: Context): Promise<RegisterReport>;
  /** Rows of the plan that the last dry run has made. */
  planRows(request: PlanRowsRequest): Promise<Page<PlanRow>>;
  /** Regenerates sessions and links, from the frames that have changed where that is enough. */
  regenerate(request: RegenerateRequest, context: Context): Promise<RegenerateReport>;
  objects(request: PageRequest): Promise<Page<ObjectSummary>>;
  sessions(request: SessionQuery): Promise<Page<Session>>;
  /** One session by its id or the unambiguous beginning of it. */
  session(id: string): Promise<Session>;
  frames(request: FrameQuery): Promise<Page<ArchivedFrame>>;
  /** Masters, the newest night first: their age, and the raw sets that they stand in for. */
  masters(request: MasterQuery): Promise<Page<Master>>;
  explain(session: string): Promise<SessionExplanation>;
  /** Links calibration sessions by hand; returns the session after that. */
  link(request: LinkRequest): Promise<Session>;
  /** Takes frames out of their sessions, or back into them; the sessions are brought up to date. */
  reject(request: RejectRequest): Promise<RejectReport>;
  /** All aliases as they are then; after a change the sessions are brought up to date. */
  alias(request: AliasRequest): Promise<readonly Alias[]>;
  /** Names that probably mean the same, those that concern the most frames first. */
  suggestNames(request: SuggestRequest): Promise<readonly NameSuggestion[]>;
  /** Takes rules for names over from a file; the sessions are brought up to date. */
  importNames(request: ImportNamesRequest): Promise<ImportNamesReport>;
  /** Carries rules for names out on what is there: sessions, and headers and file names where asked. */
  mapNames(request: MapRequest, context: Context): Promise<MapReport>;
  /** Reads or writes what the user notes about a session, an object or a frame. */
  note(request: NoteRequest): Promise<NoteReport>;
  /** Sets, adds or removes cards in the headers of frames; undoable. */
  setCards(request: SetRequest, context: Context): Promise<SetReport>;
  /** Compares with AstroFiler's database and takes over what headers do not hold; that file is only read. */
  importAstrofiler(request: AstrofilerRequest, context: Context): Promise<AstrofilerReport>;
  checkout(request: CheckoutRequest, context: Context): Promise<CheckoutReport>;
  /** Clears a checkout away but for its results and scripts. */
  cleanCheckout(request: CleanRequest, context: Context): Promise<CleanReport>;
  /** Notes what the script of a checkout has written, with the sessions it was made from; reads their headers. */
  recordResults(request: RecordResultsRequest): Promise<RecordResultsReport>;
  /** Recorded results, newest first. */
  results(request: ResultQuery): Promise<Page<StackedResult>>;
  /** Reads every archived file again and says what is wrong. A cancelled one is continued by the next. */
  verify(request: VerifyRequest, context: Context): Promise<VerifyReport>;
  /** Brings the database into line with the files; never touches a file. */
  repair(request: RepairRequest, context: Context): Promise<RepairReport>;
  /** Follows files that were moved, deleted or put back by hand; looks only where it is told to. */
  reconcile(request: ReconcileRequest, context: Context): Promise<ReconcileReport>;
  /** The same for whatever has happened in the repository since its folders were last looked into. */
  catchUp(request: CatchUpRequest, context: Context): Promise<ReconcileReport>;
  duplicates(request: DuplicatesRequest, context: Context): Promise<DuplicatesReport>;
  /** Rejects unless, at this moment, the file that stays is archived, whole, and the same as the one that is to go. */
  recheckDuplicates(request: RecheckRequest): Promise<null>;
  /** Takes those of the files out of the archive that are no longer there; says how many. */
  forgetRemoved(paths: readonly string[]): Promise<number>;
  /** Makes one object of two: names, headers, files and sessions, as far as is asked for. */
  merge(request: MergeRequest, context: Context): Promise<MergeReport>;
  /** The operations of the past, the newest first. */
  history(request: PageRequest): Promise<Page<HistoryEntry>>;
  /** Takes the last registration, checkout or change of frames back, file by file, as far as each is as it was left. */
  undo(request: UndoRequest, context: Context): Promise<UndoReport>;
  /** Figures at most 300 s old, counted again when the data has changed or `fresh` is set. */
  stats(request: { readonly fresh: boolean }): Promise<Stats>;
  /** Takes what another database of this archive knows; that file is only read. */
  join(request: JoinRequest, context: Context): Promise<JoinReport>;
  /** Saves and closes; further requests reject. */
  close(): Promise<void>;
}
