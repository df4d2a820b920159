/** Every request of an open archive: who may work when, what is handed to whom, and which views have to look again. */
import type * as Ask from '../api/archive';
import type { Archive, ArchiveChange, ArchiveSettings } from '../api/archive';
import { importAstrofiler } from '../operations/astrofiler/import';
import { isWorthTaking } from '../text/astrofiler';
import { ByHand } from '../operations/knowledge/byHand';
import { checkoutSessions } from '../operations/checkout/checkoutSessions';
import { cleanFolder } from '../operations/checkout/cleanFolder';
import type { Database } from '../storage/database/database';
import { Frames } from '../storage/database/frames';
import { Results } from '../storage/database/results';
import { Sessions } from '../storage/database/sessions';
import { duplicates } from '../operations/duplicates/duplicates';
import { forgetRemoved, recheckDuplicates } from '../operations/duplicates/recheck';
import { ArchiveError } from '../base/errors';
import { explanationOf } from './explanation';
import { findSession } from '../storage/database/findSession';
import { headerReport } from './headerReport';
import type { ArchiveHome } from '../storage/identity/home';
import { join } from '../operations/join/join';
import { Listings, pageSize } from './listings';
import type { OpenOptions } from './openOptions';
import { NameRequests } from '../operations/edit/names/requests';
import { Merger } from '../operations/edit/merge/merger';
import { recordResults } from '../operations/results/recordResults';
import { historyPage } from '../operations/history/history';
import { undo } from '../operations/history/undo';
import { recover } from '../storage/journal/recover';
import { noContext, type Context, type Log } from '../base/ports';
import { bringUpToDate } from '../operations/reread/bringUpToDate';
import { regenerate } from '../operations/regenerate/regenerate';
import { rejectFrames } from '../operations/knowledge/rejectFrames';
import { poolFor } from '../operations/scan/poolFor';
import type { ScanPool } from '../operations/scan/pool';
import { digester } from '../operations/scan/digest';
import { catchUp } from '../operations/follow/catchUp';
import { reconcile } from '../operations/follow/reconcile';
import { Registrar } from '../operations/register/registrar';
import { HeaderEditor } from '../operations/edit/byHand/editor';
import { StatsCache } from './statsCache';
import { Turns } from '../base/turns';
import { repair } from '../operations/verify/repair';
import { verify } from '../operations/verify/verify';

const FRAMES: ArchiveChange = { frames: true, sessions: false };
const BOTH: ArchiveChange = { frames: true, sessions: true };

/** An archive in this process, from its opening to its end. Made by `openArchive`. */
export class OpenedArchive implements Archive {
  readonly #settings: ArchiveSettings;
  readonly #log: Log;
  readonly #onChange: (change: ArchiveChange) => void;
  readonly #home: ArchiveHome;
  readonly #database: Database;
  readonly #frames: Frames;
  readonly #sessions: Sessions;
  readonly #results: Results;
  readonly #lists: Listings;
  readonly #stats: StatsCache;
  readonly #pool: ScanPool;
  readonly #registrar: Registrar;
  readonly #byHand: ByHand;
  readonly #merger: Merger;
  readonly #editor: HeaderEditor;
  readonly #turns: Turns;
  readonly #names: NameRequests;
  readonly #writable: boolean;
  #recovered: Awaited<ReturnType<typeof recover>> = null;
  #closing: Promise<void> | undefined;

  constructor(options: OpenOptions, home: ArchiveHome) {
    const { database } = home;
    this.#home = home;
    this.#settings = options.settings;
    this.#log = options.log;
    this.#onChange = options.onChange ?? (() => undefined);
    this.#database = database;
    this.#writable = options.access !== 'read';
    this.#frames = new Frames(database.sqlite, options.settings.repository);
    this.#sessions = new Sessions(database.sqlite);
    this.#results = new Results(database.sqlite, options.settings.repository);
    this.#lists = new Listings(database, this.#settings, this.#frames, this.#sessions, this.#results);
    this.#stats = new StatsCache(database, this.#sessions, options.settings.tolerances);
    this.#pool = poolFor(options);
    const parts = this.#parts();
    this.#registrar = new Registrar(parts, this.#writable);
    const amending = { ...parts, digest: digester(this.#pool) };
    this.#merger = new Merger(amending, this.#writable);
    this.#editor = new HeaderEditor(amending, this.#writable);
    const { database: path } = options.settings;
    const refusal = () => new ArchiveError('request', 'The archive is closed', { path });
    this.#turns = new Turns(refusal, () => home.found());
    this.#names = new NameRequests(amending, this.#writable, this.#turns, this.#onChange);
    this.#byHand = new ByHand({ ...parts, turns: this.#turns, onChange: this.#onChange });
  }

  /** Finishes or rolls back what a crash has left open. */
  async recover() {
    const parts = { ...this.#parts(), digest: digester(this.#pool) };
    this.#recovered = await this.#turns.exclusive(() => recover(parts));
  }

  status() {
    return this.#turns.answer(() => ({
      repository: this.#settings.repository,
      database: this.#settings.database,
      frames: this.#frames.count(),
      sessions: this.#sessions.count(),
      recovered: this.#recovered,
      other: this.#home.other,
      outdated: this.#frames.outdated(),
    }));
  }

  header(path: string) {
    return this.#turns.answer(() => headerReport(path, this.#settings.timeZone));
  }

  register(request: Ask.RegisterRequest, context: Context) {
    return this.#writing(
      () => this.#registrar.register(request, context),
      ({ counts }) => (counts.registered > 0 && !request.dryRun ? FRAMES : null),
      request.dryRun,
    );
  }

  planRows(request: Ask.PlanRowsRequest) {
    return this.#turns.answer(() => this.#registrar.rows({ ...request, limit: pageSize(request) }));
  }

  regenerate(request: Ask.RegenerateRequest, context: Context) {
    return this.#writing(
      () => bringUpToDate(request, this.#parts(), context),
      () => BOTH,
    );
  }

  objects(request: Ask.PageRequest) {
    return this.#turns.answer(() => this.#lists.objects(request));
  }

  sessions(request: Ask.SessionQuery) {
    return this.#turns.answer(() => this.#lists.sessions(request));
  }

  session(id: string) {
    return this.#turns.answer(() => findSession(this.#sessions, id));
  }

  frames(request: Ask.FrameQuery) {
    return this.#turns.answer(() => this.#lists.frames(request));
  }

  explain(id: string) {
    return this.#turns.answer(() =>
      explanationOf(findSession(this.#sessions, id), this.#sessions, this.#settings.tolerances),
    );
  }

  link: Archive['link'] = (request) => this.#byHand.link(request);

  reject(request: Ask.RejectRequest) {
    return this.#writing(
      () => rejectFrames(request, this.#parts()),
      ({ changed }) => (changed.length > 0 ? BOTH : null),
    );
  }

  alias: Archive['alias'] = (request) => this.#names.alias(request);
  suggestNames: Archive['suggestNames'] = (request) => this.#names.suggest(request);
  importNames: Archive['importNames'] = (request) => this.#names.import(request);
  mapNames: Archive['mapNames'] = (request, context) => this.#names.map(request, context);

  note: Archive['note'] = (request) => this.#byHand.note(request);

  setCards(request: Ask.SetRequest, context: Context) {
    const changed = request.dryRun ? null : BOTH;
    return this.#writing(
      () => this.#editor.set(request, context),
      ({ counts }) => (counts.changed > 0 ? changed : null),
      request.dryRun,
    );
  }

  importAstrofiler(request: Ask.AstrofilerRequest, context: Context) {
    if (request.dryRun) {
      return this.#turns.reading(context, (stoppable) => importAstrofiler(request, this.#parts(), stoppable));
    }
    return this.#writing(
      () => importAstrofiler(request, this.#parts(), context),
      (report) => (isWorthTaking(report) ? BOTH : null),
    );
  }

  checkout(request: Ask.CheckoutRequest, context: Context) {
    const work = () => checkoutSessions(request, { ...this.#parts(), results: this.#results }, context);
    return this.#turns[request.dryRun ? 'exclusive' : 'writing'](work);
  }

  cleanCheckout(request: Ask.CleanRequest, context: Context) {
    const work = () => cleanFolder(request, this.#parts(), context);
    return this.#turns[request.dryRun ? 'exclusive' : 'writing'](work);
  }

  recordResults(request: Ask.RecordResultsRequest) {
    return this.#turns.writing(async () => {
      const report = await recordResults(request, { ...this.#parts(), results: this.#results });
      if (report.recorded.length > 0) this.#onChange({ frames: false, sessions: true });
      return report;
    });
  }

  results(request: Ask.ResultQuery) {
    return this.#turns.answer(() => this.#lists.results(request));
  }

  verify(request: Ask.VerifyRequest, context: Context) {
    const parts = {
      ...this.#parts(),
      remembers: this.#writable,
      onMarked: () => this.#onChange(FRAMES),
      exclusive: <T>(work: () => Promise<T>) => this.#turns.inTurn(work),
    };
    return this.#turns.reading(context, (stoppable) => verify(request, parts, stoppable));
  }

  repair(request: Ask.RepairRequest, context: Context) {
    return this.#writing(
      () => repair(request, this.#parts(), context),
      ({ moved, read, registered, forgotten }) =>
        moved.length + read.length + registered.length + forgotten.length > 0 ? FRAMES : null,
    );
  }

  reconcile(request: Ask.ReconcileRequest, context: Context) {
    return this.#turns.exclusive(() => reconcile(request, this.#following(), context));
  }

  catchUp(_request: unknown, context: Context) {
    return catchUp(this.#following(), this.#turns, context);
  }

  duplicates(request: Ask.DuplicatesRequest, context: Context) {
    return this.#turns.reading(context, (stoppable) => duplicates(request, this.#parts(), stoppable));
  }

  async recheckDuplicates(request: Ask.RecheckRequest) {
    this.#turns.refuseClosed();
    await recheckDuplicates(request, { frames: this.#frames, digest: digester(this.#pool) });
    return null;
  }

  forgetRemoved(paths: readonly string[]) {
    return this.#writing(
      () => forgetRemoved(paths, this.#parts()),
      (forgotten) => (forgotten > 0 ? FRAMES : null),
    );
  }

  /** Brings sessions that there are into line with what the notebook knew better. */
  async learn(): Promise<void> {
    if (this.#frames.count() > 0) await regenerate({}, this.#parts(), noContext);
  }

  merge(request: Ask.MergeRequest, context: Context) {
    return this.#writing(
      () => this.#merger.merge(request, context),
      () => (request.dryRun ? null : BOTH),
      request.dryRun,
    );
  }

  join(request: Ask.JoinRequest, context: Context) {
    return this.#writing(
      () => join(request, this.#parts(), context),
      () => (request.dryRun ? null : BOTH),
      request.dryRun,
    );
  }

  history(request: Ask.PageRequest) {
    return this.#turns.answer(() => historyPage(this.#database.sqlite, request.from ?? 0, pageSize(request)));
  }

  undo(request: Ask.UndoRequest, context: Context) {
    const parts = { ...this.#parts(), digest: digester(this.#pool) };
    const changed = request.dryRun ? null : BOTH;
    return this.#writing(
      () => undo(request, parts, context),
      () => changed,
      request.dryRun,
    );
  }

  masters(request: Ask.MasterQuery) {
    return this.#turns.answer(() => this.#lists.masters(request));
  }

  stats(request: { readonly fresh: boolean }) {
    return this.#turns.answer(() => this.#stats.get(request.fresh));
  }

  close() {
    return (this.#closing ??= this.#close());
  }

  /** One operation that writes; `changed` says what the views have to look at again, null for nothing. */
  #writing<T>(
    work: () => Promise<T>,
    changed: (report: T) => ArchiveChange | null,
    dryRun = false,
  ): Promise<T> {
    return this.#turns[dryRun ? 'exclusive' : 'writing'](async () => {
      const report = await work();
      const change = changed(report);
      if (change) this.#onChange(change);
      return report;
    });
  }

  /** Operations that run end first; those that wait for them are refused. */
  async #close(): Promise<void> {
    await this.#turns.close();
    this.#registrar.close();
    try {
      await this.#pool.close();
    } finally {
      await this.#home.close();
    }
  }

  #parts() {
    const { identity, database } = this.#home;
    const { repository, timeZone, tolerances, sirilPath } = this.#settings;
    return {
      settings: this.#settings,
      repository,
      timeZone,
      tolerances,
      sirilPath,
      identity,
      database,
      frames: this.#frames,
      sessions: this.#sessions,
      pool: this.#pool,
      log: this.#log,
    };
  }

  #following() {
    return { ...this.#parts(), onMarked: () => this.#onChange(FRAMES) };
  }
}
