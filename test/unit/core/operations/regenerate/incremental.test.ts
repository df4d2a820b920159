/** A regeneration of what has changed ends in exactly the state that one of everything ends in. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CancelledError } from '../../../../../src/core/base/errors';
import type { Frame } from '../../../../../src/core/base/frame';
import { DEFAULT_TOLERANCES } from '../../../../../src/core/base/matching';
import type { NameRule } from '../../../../../src/core/base/nameRule';
import { noContext, noProgress } from '../../../../../src/core/base/ports';
import { LINK_KINDS, type Session } from '../../../../../src/core/base/session';
import { regenerate } from '../../../../../src/core/operations/regenerate/regenerate';
import { missingSets } from '../../../../../src/core/rules/sessions/missing';
import { putRule, readRules, removeRule } from '../../../../../src/core/storage/database/nameRules';
import { putNote, readNotes } from '../../../../../src/core/storage/database/notes';
import { Results } from '../../../../../src/core/storage/database/results';
import { countFigures } from '../../../../../src/core/storage/database/statistics';
import { frameSpec } from '../../rules/sessions/arbitrary';
import type { FrameSpec } from '../../rules/sessions/scenario';
import { lights, lookedAt, Store } from './store';

type Step = (store: Store) => void;

const pick = <T>(list: readonly T[], die: number): T | undefined => list[die % (list.length || 1)];
const die = fc.nat({ max: 1000 });

/** Rules on the names that the frames of `frameSpec` have, and on those that lack one. */
const alias: fc.Arbitrary<NameRule> = fc
  .tuple(
    fc.constantFrom<Pick<NameRule, 'kind' | 'spelling' | 'name'>>(
      { kind: 'object', spelling: 'M 31', name: 'NGC 7000' },
      { kind: 'object', spelling: '*', name: 'Everything' },
      { kind: 'object', spelling: '', name: 'Nameless' },
      { kind: 'telescope', spelling: 'RASA 8', name: 'FSQ' },
      { kind: 'telescope', spelling: '', name: 'RASA 8' },
      { kind: 'imager', spelling: '*2600*', name: 'Camera' },
      { kind: 'filter', spelling: 'Ha', name: 'L' },
      { kind: 'filter', spelling: '', name: 'L' },
      { kind: 'site', spelling: 'Ghent', name: 'Home' },
    ),
    fc.constantFrom('folded' as const, 'pattern' as const),
  )
  .map(([rule, matching]) => ({ ...rule, matching: rule.spelling === '' ? 'exact' : matching }));

/** What users and registrations do to an archive. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.array(frameSpec, { minLength: 1, maxLength: 8 }).map(
    (specs): Step =>
      (store) =>
        store.add(specs),
  ),
  fc.tuple(frameSpec, die).map(([spec, n]): Step => (store) => {
    store.add([spec], pick(store.ids(), n) ?? null);
  }),
  die.map(
    (n): Step =>
      (store) =>
        store.frames.remove([pick(store.ids(), n) ?? 0]),
  ),
  fc.tuple(die, fc.boolean()).map(([n, rejected]): Step => (store) => {
    store.frames.setRejected(pick(store.ids(), n) ?? 0, rejected);
  }),
  fc
    .tuple(
      die,
      fc.constantFrom<Partial<Frame>[]>(
        { object: 'M 31' },
        { object: null },
        { gain: 0 },
        { filter: null },
        { night: '2024-09-03' },
        { exposure: 2 },
        { ccdTemp: 3.5 },
        { setTemp: -15 },
        { rotator: 90 },
        { focalLength: 440 },
        { type: 'dark' },
        { master: true },
        { dateObs: '2024-09-01T00:00:00.000Z' },
        { width: 10 },
        { imager: 'x' },
        { telescope: 'RASA 8' },
        { offset: 7 },
      ),
    )
    .map(([n, changes]): Step => (store) => {
      store.change(pick(store.ids(), n) ?? 0, changes);
    }),
  fc.tuple(alias, die, fc.boolean()).map(([added, n, adds]): Step => ({ sqlite }) => {
    const known = readRules(sqlite);
    const gone = pick(known, n);
    if (adds) putRule(sqlite, added);
    else if (gone) removeRule(sqlite, gone.kind, gone.spelling);
  }),
  fc.tuple(die, die, die, fc.constantFrom(...LINK_KINDS)).map(([n, m, what, kind]): Step => (store) => {
    const sessions = store.sessions
      .all()
      .map(({ id }) => id)
      .sort();
    const [session, target] = [pick(sessions, n), pick(sessions, m)];
    if (session === undefined) return;
    store.sessions.setManualLink(session, kind, what % 4 === 0 ? null : what % 4 === 1 ? undefined : target);
  }),
);

/** Figures come from as few rows as will do; they must be those of all frames and all sessions. */
function checkFigures({ sqlite, sessions }: Store): void {
  const figures = countFigures(sqlite);
  const { lights, darks, flats, biases, flatDarks, stacks, unknown, masters, processed } = figures;
  const counts = {
    light: lights,
    dark: darks,
    flat: flats,
    bias: biases,
    flatDark: flatDarks,
    stack: stacks,
    unknown,
  };
  const delivered = "type = 'light' and processing = 'calibrated' and byproduct = 0";
  const copy = `${delivered} and exists (select 1 from whole_frame as raw where raw.type = 'light' and raw.processing is null
    and raw.date_obs = frame.date_obs and raw.imager = frame.imager and raw.night is frame.night)`;
  const counted = sqlite.rows(
    `select type, count(*) from whole_frame as frame
     where master = 0 and (processing is null or ${delivered}) and not coalesce(${copy}, 0) group by type`,
  );
  for (const [type, n] of Object.entries(counts)) {
    assert.equal(n, Number(counted.find(([one]) => one === type)?.[1] ?? 0), type);
  }
  const sum = [...Object.values(counts), processed, masters].reduce((total, n) => total + n, 0);
  assert.equal(sum, sqlite.get('select count(*) as n from whole_frame')?.['n']);
  assert.equal(masters, sqlite.get('select count(*) as n from whole_frame where master = 1')?.['n']);
  const missing = (of: readonly Session[]) => {
    const links = new Map(of.map(({ id, links }) => [id, links]));
    return missingSets(of, links, DEFAULT_TOLERANCES, sessions.manualLinks()).map(({ sessions }) => sessions);
  };
  assert.deepEqual(missing(sessions.waiting()), missing(sessions.all()));
}

describe('Regenerating what has changed', () => {
  it('ends in exactly the state of regenerating everything', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(frameSpec, { maxLength: 40 }),
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        async (specs, rounds) => {
          const store = await Store.empty();
          store.add(specs);
          await regenerate({}, store.parts(), noContext);
          for (const steps of rounds) {
            for (const change of steps) change(store);
            const whole = await store.copy();
            const expected = await regenerate({ full: true }, whole.parts(), noContext);
            const got = await regenerate({}, store.parts(), noContext);
            assert.deepEqual(store.tables(), whole.tables());
            assert.deepEqual({ ...got, seconds: 0 }, { ...expected, seconds: 0 });
            checkFigures(store);
            whole.close();
          }
          store.close();
        },
      ),
      { numRuns: 8 },
    );
  });

  it('looks at the frames of the sessions concerned alone, and keeps their ids', async () => {
    const store = await Store.empty();
    store.add([lights(5), lights(7, { filter: 'Ha' }), lights(9, { at: '2024-09-15 22:00' })]);
    await regenerate({}, store.parts(), noContext);
    assert.deepEqual(lookedAt(store), ['all', '21']);
    const before = store.sessions.all().map(({ id }) => id);
    store.add([lights(2, { at: '2024-09-13 23:00' })]);
    await regenerate({}, store.parts(), noContext);
    assert.deepEqual(lookedAt(store), ['changed', '7']);
    const after = store.sessions.all();
    assert.deepEqual(
      after.map(({ id }) => id),
      before,
    );
    assert.deepEqual(after.map(({ frameCount }) => frameCount).sort(), [7, 7, 9]);
    await regenerate({}, store.parts(), noContext);
    assert.deepEqual(lookedAt(store), ['changed', '0']);
    await regenerate({ full: true }, store.parts(), noContext);
    assert.deepEqual(lookedAt(store), ['all', '23']);
  });

  it('lets rejected frames count where the borders of sessions are made', async () => {
    const dark = (hour: number, ccdTemp: number): FrameSpec => ({
      type: 'dark',
      exposure: 300,
      ccdTemp,
      at: `2024-09-13 ${hour}:00`,
    });
    const store = await Store.empty();
    store.add([dark(20, 14), dark(21, 16), dark(22, 18)]);
    await regenerate({}, store.parts(), noContext);
    store.frames.setRejected(2, true);
    store.frames.setRejected(1, true);
    await regenerate({}, store.parts(), noContext);
    store.add([dark(23, 17)]);
    const whole = await store.copy();
    await regenerate({ full: true }, whole.parts(), noContext);
    await regenerate({}, store.parts(), noContext);
    assert.deepEqual(store.tables(), whole.tables());
    assert.deepEqual(
      store.sessions.all().map(({ frameCount }) => frameCount),
      [2],
    );
  });

  it('takes note, links by hand and stacked results along where the headers say more than before', async () => {
    const store = await Store.empty();
    store.add([
      lights(5),
      lights(3, { object: 'M 33' }),
      { type: 'dark', exposure: 300, at: '2024-01-02 08:00' },
    ]);
    await regenerate({}, store.parts(), noContext);
    const find = (object: string | null) =>
      store.sessions.all().find((one) => one.object === object)?.id ?? '';
    const [before, other, dark] = [find('M 31'), find('M 33'), find(null)];
    putNote(store.sqlite, 'session', before, 'clouds');
    store.sessions.setManualLink(before, 'dark', dark);
    const results = new Results(store.sqlite, '/astro');
    const result = {
      kind: 'stack',
      object: 'M 31',
      filter: 'L',
      stackCount: 8,
      lights: 8,
      leftOut: [],
      totalExposure: 2400,
      made: '',
    } as const;
    results.store({ ...result, path: '/astro/m31.fit', sessions: [before, other] }, 'm31');
    for (const id of [1, 2, 3, 4, 5]) store.change(id, { readoutMode: '1' });
    await regenerate({}, store.parts(), noContext);
    const now = find('M 31');
    assert.notEqual(now, before);
    assert.deepEqual(readNotes(store.sqlite), [{ subject: 'session', key: now, text: 'clouds' }]);
    assert.deepEqual(store.sessions.manualLinks(), new Map([[now, { dark }]]));
    assert.deepEqual([...(results.byPath('/astro/m31.fit')?.sessions ?? [])].sort(), [now, other].sort());
  });

  it('looks at all of them where the sessions were made with other tolerances', async () => {
    const store = await Store.empty();
    store.add([lights(5)]);
    await regenerate({}, store.parts(), noContext);
    await regenerate({}, store.parts({ ...DEFAULT_TOLERANCES, temperature: 1 }), noContext);
    assert.deepEqual(lookedAt(store), ['all', '5']);
  });

  it('saves nothing where everything is as it was, and remembers that it has looked', async () => {
    const store = await Store.empty();
    store.add([lights(5)]);
    await regenerate({}, store.parts(), noContext);
    const [before, writes] = [store.tables(), store.writes];
    await regenerate({ full: true }, store.parts(), noContext);
    await regenerate({}, store.parts(), noContext);
    assert.equal(store.writes, writes);
    assert.deepEqual(store.tables(), before);
    assert.deepEqual(store.sqlite.rows('select kind from operation'), [['regenerate'], ['regenerate']]);
  });

  it('forgets settings that no frame has any more', async () => {
    const store = await Store.empty();
    store.add([lights(3), lights(1, { filter: 'Ha' })]);
    store.frames.remove([4]);
    await regenerate({ full: true }, store.parts(), noContext);
    assert.deepEqual(store.sqlite.rows('select filter from setting'), [['L']]);
    store.add([lights(1, { filter: 'Ha' })]);
    await regenerate({}, store.parts(), noContext);
    assert.equal(store.sessions.count(), 2);
  });

  it('notes a change in every column that grouping reads', async () => {
    const store = await Store.empty();
    store.add([lights(1, { filter: 'Ha' })]);
    for (const column of ['setting', 'exposure', 'ccd_temp', 'rotator', 'date_obs', 'sha256', 'rejected']) {
      store.add([lights(1)]);
      await regenerate({}, store.parts(), noContext);
      const id = store.ids().at(-1) ?? 0;
      store.sqlite.run(`update frame set ${column} = 1 where id = ?`, id);
      assert.deepEqual(store.sqlite.rows('select id from stale_frame'), [[id]], column);
    }
    store.sqlite.run("update frame set mtime = 1, name = 'x' || id");
    assert.equal(store.sqlite.rows('select id from stale_frame').length, 1, 'a name does not count');
  });

  it('leaves everything as it was where it is cancelled, at whatever moment', async () => {
    const store = await Store.empty();
    store.add([lights(5), { type: 'dark', exposure: 300, at: '2024-09-13 21:00', n: 5 }]);
    await regenerate({}, store.parts(), noContext);
    store.add([lights(3, { filter: 'Ha' }), { type: 'flat', filter: 'Ha', at: '2024-09-13 20:00', n: 5 }]);
    const before = store.tables();
    for (const full of [true, false]) {
      let asked = 0;
      for (let moment = 0, finished = false; !finished; moment++) {
        asked = 0;
        const cancel = {
          get isCancellationRequested() {
            return asked++ === moment;
          },
        };
        const copy = await store.copy();
        try {
          await regenerate({ full }, copy.parts(), { cancel, progress: noProgress });
          finished = true;
          assert.notDeepEqual(copy.tables(), before);
        } catch (error) {
          assert.ok(error instanceof CancelledError);
          assert.deepEqual(copy.tables(), before);
        }
      }
      assert.ok(asked > 5);
    }
  });
});
