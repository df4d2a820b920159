/**
 * The table of requests. Most of this is proved by the compiler: under each `@ts-expect-error` stands what somebody might
 * forget, and `npm run types` fails where it compiles.
 */
import assert from 'node:assert/strict';
import type { Archive, RegisterReport } from '../../../../src/core/api/archive';
import { RequestMethods } from '../../../../src/core/api/methods';
import {
  type AnyRequest,
  type AnyTable,
  checks,
  type Request,
  writes,
} from '../../../../src/core/api/request';
import {
  type RequestName,
  REQUESTS,
  type Requests,
  requestsOf,
  type Table,
} from '../../../../src/core/api/requests';
import { CHANGES, FRAMES, type ViewChanges } from '../../../../src/core/archive/changes';
import { HANDLERS, type Handlers } from '../../../../src/core/archive/handlers';
import type { ArchiveParts } from '../../../../src/core/archive/parts';
import { type Context, noContext } from '../../../../src/core/base/ports';

interface Measure {
  readonly dryRun: boolean;
}
/** The table of one planted request. */
type Only<R extends AnyRequest> = Readonly<Record<'measure', R>>;
type Long = Only<Request<'long', 'writes', Measure, number>>;
type Short = Only<Request<'short', 'writes', Measure, number>>;
type Reading = Only<Request<'long', 'reads', Measure, number>>;
type Checking = Only<Request<'long', 'checks', Measure, number>>;

const measure = (_: Measure, parts: ArchiveParts, { cancel }: Context) =>
  cancel.isCancellationRequested ? 0 : parts.frames.count();

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Only compiled. */
export function compiled(archive: Archive, asShort: Requests<Short>, asLong: Requests<Long>): unknown {
  const handled: Handlers<Long> = { measure };
  const told: ViewChanges<Long> = { measure: (frames) => (frames > 0 ? FRAMES : null) };
  const nothingToTell: ViewChanges<Reading> = {};
  const precise: Same<ReturnType<Archive['register']>, Promise<RegisterReport>> = true;
  const bare: Same<Parameters<Archive['status']>, []> = true;
  return [
    // @ts-expect-error A new request needs a handler.
    HANDLERS satisfies Handlers<Table & Long>,
    // @ts-expect-error A new request that writes has to say what it changes.
    CHANGES satisfies ViewChanges<Table & Long>,
    // @ts-expect-error A long request that was declared short gets no context,
    { measure } satisfies Handlers<Short>,
    // @ts-expect-error and takes none.
    asShort.measure({ dryRun: true }, noContext),
    // @ts-expect-error A long request cannot be asked without a context.
    asLong.measure({ dryRun: true }),
    // @ts-expect-error A handler returns what the table says.
    { measure: () => 'many' } satisfies Handlers<Long>,
    // @ts-expect-error Every request has a class of work,
    { measure: { takes: 'long', workOf: () => 'reads' } } satisfies AnyTable,
    // @ts-expect-error one of those that there are,
    { measure: { takes: 'long', work: 'sleeps', workOf: () => 'reads' } } satisfies AnyTable,
    // @ts-expect-error and whoever has a dry run says what that does.
    writes.long<Measure, number>(),
    // @ts-expect-error Whoever checks can be stopped, and is long.
    checks.short,
    // @ts-expect-error The archive has no such request.
    archive.measure,
    handled,
    told,
    nothingToTell,
    { measure } satisfies Handlers<Checking>,
    precise,
    bare,
  ];
}

describe('the table of requests', () => {
  it('has every request once, as a short or as a long one', () => {
    const names = [...requestsOf('short'), ...requestsOf('long')];
    assert.deepEqual(names.sort(), Object.keys(REQUESTS).sort());
  });

  it('gives whoever answers a method for each, with a context for short ones as well', async () => {
    const asked: unknown[] = [];
    const methods = new RequestMethods((name, request, context) => {
      asked.push([name, request, context]);
      return Promise.resolve(name);
    });
    const context: Context = { ...noContext };
    const names = Object.keys(REQUESTS) as RequestName[];
    for (const name of names) {
      const { takes } = REQUESTS[name];
      const method = methods[name] as (request: unknown, context?: Context) => Promise<unknown>;
      assert.equal(await (takes === 'long' ? method(name, context) : method(name)), name);
    }
    assert.deepEqual(
      asked,
      names.map((name) => [name, name, context]),
    );
  });

  it('knows what dry runs and mere questions are', () => {
    const { register, importAstrofiler, nameRules: alias, note, undo } = REQUESTS;
    const run = { sources: [], mode: 'copy' } as const;
    assert.equal(register.workOf({ ...run, dryRun: true }), 'plans');
    assert.equal(register.workOf({ ...run, dryRun: false }), 'writes');
    assert.equal(importAstrofiler.workOf({ path: '/a.db', dryRun: true }), 'reads');
    assert.equal(importAstrofiler.workOf({ path: '/a.db', dryRun: false }), 'writes');
    assert.equal(alias.workOf({ action: 'list' }), 'reads');
    assert.equal(alias.workOf({ action: 'remove', spelling: 'm31' }), 'writes');
    assert.equal(note.workOf({ subject: { object: 'M 31' } }), 'reads');
    assert.equal(note.workOf({ subject: { object: 'M 31' }, text: null }), 'writes');
    assert.equal(undo.workOf({ operation: null, dryRun: true }), 'plans');
  });
});
