/** Which views have to look again after a request, by what it was asked and what it has done. */
import type { ArchiveChange } from '../api/archive';
import type { AnswerOf, AnyRequest, AnyTable, AskedOf, ChangingWork } from '../api/request';
import type { RequestName, Table } from '../api/requests';
import { hasMarked } from '../operations/follow/follow';
import { isWorthTaking } from '../text/astrofiler';

export const FRAMES: ArchiveChange = { frames: true, sessions: false };
const SESSIONS: ArchiveChange = { frames: false, sessions: true };
const BOTH: ArchiveChange = { frames: true, sessions: true };

/** Requests that may change the archive. */
type ChangingName<T extends AnyTable> = {
  [Name in keyof T]: T[Name] extends { readonly work: ChangingWork } ? Name : never;
}[keyof T];

type Change<R extends AnyRequest> = (answer: AnswerOf<R>, request: AskedOf<R>) => ArchiveChange | null;

/** For each request that may change the archive, what it has changed; null for nothing that a view shows. */
export type ViewChanges<T extends AnyTable = Table> = { readonly [Name in ChangingName<T>]: Change<T[Name]> };

export const CHANGES: ViewChanges = {
  register: ({ counts }) => (counts.registered > 0 ? FRAMES : null),
  regenerate: () => BOTH,
  link: () => SESSIONS,
  reject: ({ changed }) => (changed.length > 0 ? BOTH : null),
  // Names are shown with frames and with sessions.
  nameRules: () => BOTH,
  importNames: () => BOTH,
  mapNames: () => BOTH,
  note: (_, { subject }) => ('frame' in subject ? FRAMES : SESSIONS),
  goals: () => SESSIONS,
  filterNumbers: () => null,
  importGoals: () => SESSIONS,
  editHeaders: ({ counts }) => (counts.changed > 0 ? BOTH : null),
  importAstrofiler: (report) => (isWorthTaking(report) ? BOTH : null),
  checkout: () => null,
  cleanCheckout: () => null,
  recordResults: ({ recorded }) => (recorded.length > 0 ? SESSIONS : null),
  repair: ({ moved, read, registered, forgotten }) =>
    moved.length + read.length + registered.length + forgotten.length > 0 ? FRAMES : null,
  follow: (report) => (hasMarked(report) ? FRAMES : null),
  forgetRemoved: (forgotten) => (forgotten > 0 ? FRAMES : null),
  merge: () => BOTH,
  undo: () => BOTH,
  join: () => BOTH,
};

/** What a request has changed, by its parameters and its answer; null for nothing that a view shows. */
export function changeAfter(name: RequestName, request: unknown, answer: unknown): ArchiveChange | null {
  const changes: Readonly<Partial<Record<RequestName, Change<never>>>> = CHANGES;
  return changes[name]?.(answer as never, request as never) ?? null;
}
