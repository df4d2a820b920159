/** An entry of the table of requests, and the functions that make one. */
import type { Context } from '../base/ports';

/**
 * The class of a request's work, which decides when it may run, and on which archives:
 *
 * - `reads`: changes nothing; runs beside everything else. A long one is cancelled when the archive closes.
 * - `plans`: changes nothing, but no other operation writes meanwhile: a dry run.
 * - `checks`: runs beside everything else, and takes a turn only to note what it finds. A reader
 *   notes nothing.
 * - `follows`: writes down what has happened to files, but does not found an archive. Readers are refused.
 * - `writes`: one at a time; the first one founds the archive. Readers are refused.
 */
export type Work = 'reads' | 'plans' | 'checks' | 'follows' | 'writes';

/** Classes of work after which views may have to look again. */
export type ChangingWork = 'follows' | 'writes';

/** An entry of the table: `short` requests return soon; `long` ones report progress and can be cancelled. */
export interface Request<Takes extends 'short' | 'long', Class extends Work, Asked, Answer> {
  readonly takes: Takes;
  /** The class of its work. */
  readonly work: Class;
  /** The class of the work with these parameters: `plans` for the dry run of a request that writes. */
  readonly workOf: (request: Asked) => Work;
  /** Never set: it carries the types of what the request takes and returns. */
  readonly types?: { readonly asked: Asked; readonly answer: Answer };
}

/** Any entry of a table. */
export interface AnyRequest {
  readonly takes: 'short' | 'long';
  readonly work: Work;
  readonly workOf: (request: never) => Work;
  readonly types?: { readonly asked: unknown; readonly answer: unknown };
}

/** Any table: a request for each name. */
export type AnyTable = Readonly<Record<string, AnyRequest>>;

/** What a request takes: `RegisterRequest`; void for nothing. */
export type AskedOf<R extends AnyRequest> = NonNullable<R['types']>['asked'];

/** What a request returns: `RegisterReport`. */
export type AnswerOf<R extends AnyRequest> = NonNullable<R['types']>['answer'];

/** A request as a method: a long one takes a context as well. */
export type Method<R extends AnyRequest> = R['takes'] extends 'long'
  ? (request: AskedOf<R>, context: Context) => Promise<AnswerOf<R>>
  : [AskedOf<R>] extends [void]
    ? () => Promise<AnswerOf<R>>
    : (request: AskedOf<R>) => Promise<AnswerOf<R>>;

/** The class of the work where the parameters say that nothing changes, null for all others. */
type Lesser<Asked> = (request: Asked) => 'reads' | 'plans' | null;

/** A request with a dry run must say what class that is. */
type Lessers<Asked> = 'dryRun' extends keyof Asked ? [Lesser<Asked>] : [Lesser<Asked>?];

function entry<Takes extends 'short' | 'long', Class extends Work, Asked, Answer>(
  takes: Takes,
  work: Class,
  lesser?: Lesser<Asked>,
): Request<Takes, Class, Asked, Answer> {
  return { takes, work, workOf: (request) => lesser?.(request) ?? work };
}

function shortAndLong<Class extends Work>(work: Class) {
  return {
    short: <Asked, Answer>(...[lesser]: Lessers<Asked>) =>
      entry<'short', Class, Asked, Answer>('short', work, lesser),
    long: <Asked, Answer>(...[lesser]: Lessers<Asked>) =>
      entry<'long', Class, Asked, Answer>('long', work, lesser),
  };
}

/** Entries of each class of work: `writes.long<RegisterRequest, RegisterReport>(dryRunPlans)`. */
export const reads = shortAndLong('reads');
export const writes = shortAndLong('writes');
export const follows = shortAndLong('follows');
/** Always long: a check can be stopped. */
export const checks = { long: <Asked, Answer>() => entry<'long', 'checks', Asked, Answer>('long', 'checks') };

/** For requests whose dry run plans what would be done. */
export const dryRunPlans: Lesser<{ readonly dryRun?: boolean }> = ({ dryRun }) => (dryRun ? 'plans' : null);

/** For requests whose dry run looks at things that no other operation changes. */
export const dryRunReads: Lesser<{ readonly dryRun: boolean }> = ({ dryRun }) => (dryRun ? 'reads' : null);
