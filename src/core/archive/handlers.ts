/** What is done for each request, as a function of the request, the parts of the archive and a context. */
import type { AnswerOf, AnyRequest, AnyTable, AskedOf } from '../api/request';
import type { Table } from '../api/requests';
import type { Context } from '../base/ports';
import type { CheckContext } from '../base/turns';
import { acquisitions, filterNumbers } from '../operations/astrobin/acquisitions';
import { importAstrofiler } from '../operations/astrofiler/import';
import { checkoutSessions } from '../operations/checkout/checkoutSessions';
import { cleanFolder } from '../operations/checkout/clean';
import { duplicates } from '../operations/duplicates/duplicates';
import { forgetRemoved, recheckDuplicates } from '../operations/duplicates/recheck';
import { editHeaders } from '../operations/edit/byHand/editHeaders';
import { mergeObjects } from '../operations/edit/merge/mergeObjects';
import { importNames } from '../operations/edit/names/importNames';
import { mapNames } from '../operations/edit/names/mapNames';
import { nameSuggestions } from '../operations/edit/names/nameSuggestions';
import { follow } from '../operations/follow/follow';
import { followAll } from '../operations/follow/followAll';
import { goals } from '../operations/goals/goals';
import { tonight } from '../operations/goals/tonight';
import { historyPage } from '../operations/history/history';
import { undo } from '../operations/history/undo';
import { join } from '../operations/join/join';
import { changeRules } from '../operations/knowledge/changeRules';
import { linkByHand } from '../operations/knowledge/linkByHand';
import { note } from '../operations/knowledge/notes';
import { rejectFrames } from '../operations/knowledge/rejectFrames';
import { registerRequest } from '../operations/register/registerRequest';
import { bringUpToDate } from '../operations/reread/reread';
import { recordResults } from '../operations/results/recordResults';
import { importGoals } from '../operations/scheduler/importGoals';
import { seriesOf } from '../operations/series/seriesOf';
import { repair } from '../operations/verify/repair';
import { verify } from '../operations/verify/verify';
import { readRules } from '../storage/database/nameRules';
import { findSession } from '../storage/database/sessions';
import { statusOf } from './archiveStatus';
import { explanationOf } from './explanation';
import { headerReport } from './headerReport';
import { pageSize } from './listings';
import type { ArchiveParts } from './parts';
import { skyOfYear } from './skyOfYear';

/** What a handler is given beside the request and the parts. */
type ContextOf<R extends AnyRequest> = R['takes'] extends 'short'
  ? undefined
  : R['work'] extends 'checks'
    ? CheckContext
    : Context;

type Handler<R extends AnyRequest> = (
  request: AskedOf<R>,
  parts: ArchiveParts,
  context: ContextOf<R>,
) => AnswerOf<R> | Promise<AnswerOf<R>>;

/** A handler for each request of a table. */
export type Handlers<T extends AnyTable = Table> = { readonly [Name in keyof T]: Handler<T[Name]> };

/** Handlers only do the work. The façade decides when they run, refuses readers, and tells the views. */
export const HANDLERS: Handlers = {
  status: (_, parts) => statusOf(parts),
  header: (path, { timeZone }) => headerReport(path, timeZone),
  register: (request, parts, context) =>
    registerRequest(request, { ...parts, shown: parts.shown.register }, context),
  planRows: (request, { shown }) => shown.register.rows({ ...request, limit: pageSize(request) }),
  regenerate: bringUpToDate,
  objects: (request, { lists }) => lists.objects(request),
  cameras: (_, { lists }) => lists.cameras(),
  sessions: (request, { lists }) => lists.sessions(request),
  session: (id, { sessions }) => findSession(sessions, id),
  frames: (request, { lists }) => lists.frames(request),
  problems: (_, { frames }) => frames.problems(),
  series: seriesOf,
  masters: (request, { lists }) => lists.masters(request),
  explain: (id, { sessions, tolerances }) => explanationOf(findSession(sessions, id), sessions, tolerances),
  link: linkByHand,
  reject: rejectFrames,
  nameRules: (request, parts) =>
    request.action === 'list' ? readRules(parts.database.sqlite) : changeRules(request, parts),
  suggestNames: nameSuggestions,
  importNames,
  mapNames: (request, parts, context) => mapNames(request, { ...parts, shown: parts.shown.map }, context),
  note,
  goals,
  tonight,
  importGoals,
  acquisitions,
  filterNumbers,
  editHeaders: (request, parts, context) =>
    editHeaders(request, { ...parts, shown: parts.shown.edit }, context),
  importAstrofiler,
  checkout: checkoutSessions,
  cleanCheckout: cleanFolder,
  recordResults,
  results: (request, { lists }) => lists.results(request),
  verify,
  repair,
  follow,
  followAll,
  duplicates,
  recheckDuplicates,
  forgetRemoved,
  merge: (request, parts, context) => mergeObjects(request, { ...parts, shown: parts.shown.merge }, context),
  history: (request, { database }) => historyPage(database.sqlite, request.from ?? 0, pageSize(request)),
  undo,
  stats: ({ fresh }, { stats }) => stats.get(fresh),
  statsRows: ({ fresh }, { stats }) => stats.rows(fresh),
  skyOfYear,
  join,
};
