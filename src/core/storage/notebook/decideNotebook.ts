/** Which of the two knows better, the database or the notebook beside it. Pure. */
import type { UserKnowledge } from '../database/userKnowledge';
import type { NotebookReading } from './notebookFile';

/** The version of the notebook that a database wrote or read last. */
export interface NotebookState {
  readonly revision: number;
  readonly sha256: string;
}

/**
 * `same`: they agree. `import`: the file's knowledge takes the place of the database's. `join`: what the file
 * has beside it is added. `write`: the database's goes into the file; what is there, if anything, is kept
 * under another name first. `leave`: the file is of a newer version of this program, and is neither read nor
 * written.
 */
export type NotebookDecision = 'same' | 'import' | 'join' | 'write' | 'leave';

/**
 * Every version of the file has a higher revision than the one before and is written before the database that
 * knows of it. So a file that has changed since, with a revision no lower than the database's, is newer: a
 * crash came between the two, the database is a restored one, or somebody has edited the file. A lower one is
 * an old copy. A database that has never seen a notebook is new or rebuilt, and gains what the file has.
 */
export function decideNotebook(reading: NotebookReading, state: NotebookState | null): NotebookDecision {
  if (reading.kind === 'newer') return 'leave';
  if (reading.kind !== 'read') return 'write';
  if (state === null) return 'join';
  if (reading.sha256 === state.sha256) return 'same';
  return reading.notebook.revision >= state.revision ? 'import' : 'write';
}

/** Both together; where they contradict each other the first one counts. */
export function joined(first: UserKnowledge, second: UserKnowledge): UserKnowledge {
  const both = <T>(a: readonly T[], b: readonly T[], key: (entry: T) => string): T[] => [
    ...new Map([...b, ...a].map((entry) => [key(entry), entry])).values(),
  ];
  return {
    links: both(first.links, second.links, ({ session, kind }) => `${session} ${kind}`),
    aliases: both(first.aliases, second.aliases, ({ kind, spelling }) => `${kind} ${spelling}`),
    rejected: both(first.rejected, second.rejected, ({ sha256 }) => sha256),
    notes: both(first.notes, second.notes, ({ subject, key }) => `${subject} ${key}`),
    goals: both(first.goals, second.goals, ({ object, filter }) => JSON.stringify([object, filter])),
    filterNumbers: both(first.filterNumbers, second.filterNumbers, ({ filter }) => filter),
  };
}
