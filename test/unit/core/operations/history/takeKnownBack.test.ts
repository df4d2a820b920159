/** What the user knows, in the database, when a change of it is taken back. */
import assert from 'node:assert/strict';
import { knownChangeOf, takeKnownBack } from '../../../../../src/core/operations/history/takeKnownBack';
import { putGoal, readGoals } from '../../../../../src/core/storage/database/goals';
import { putRule, readRules } from '../../../../../src/core/storage/database/nameRules';
import { putNote, readNotes } from '../../../../../src/core/storage/database/notes';
import { migrate } from '../../../../../src/core/storage/database/schema';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';

const alias = (spelling: string, name: string) =>
  ({ kind: 'object', spelling, name, matching: 'folded' }) as const;
const goal = (object: string, wanted: string) => ({ object, filter: 'Ha', wanted });
const note = (key: string, text: string) => ({ subject: 'object', key, text }) as const;

describe('knowledge that is given back', () => {
  let sqlite: Sqlite;
  beforeEach(async () => {
    sqlite = await Sqlite.open(null);
    migrate(sqlite, '/db');
  });

  const change = {
    aliases: [
      { before: alias('M31', 'M 31'), after: alias('M31', 'Andromeda') },
      { before: null, after: alias('Ghost', 'IC 63') },
      { before: null, after: null },
    ],
    links: [],
    notes: [
      { before: note('M 31', 'first light'), after: null },
      { before: null, after: note('Andromeda', 'first light') },
      { before: null, after: null },
    ],
    goals: [
      { before: goal('M 31', '10h'), after: null },
      { before: null, after: goal('Andromeda', '10h') },
      { before: null, after: null },
    ],
  };

  it('is as it was before the change, and the rest stays', () => {
    sqlite.transaction(() => {
      for (const one of [alias('M31', 'Andromeda'), alias('Ghost', 'IC 63'), alias('x', 'y')])
        putRule(sqlite, one);
      putNote(sqlite, 'object', 'Andromeda', 'first light');
      putNote(sqlite, 'object', 'M 42', 'clouds');
      for (const one of [goal('Andromeda', '10h'), goal('M 42', '1h')]) putGoal(sqlite, one);
      takeKnownBack(sqlite, change);
    });
    const names = readRules(sqlite).map(({ spelling, name }) => `${spelling}: ${name}`);
    assert.deepEqual(names.sort(), ['M31: M 31', 'x: y']);
    const texts = readNotes(sqlite).map(({ key, text }) => `${key}: ${text}`);
    assert.deepEqual(texts.sort(), ['M 31: first light', 'M 42: clouds']);
    assert.deepEqual(readGoals(sqlite), [goal('M 31', '10h'), goal('M 42', '1h')]);
  });

  it('leaves what was said since', () => {
    sqlite.transaction(() => {
      putRule(sqlite, alias('M31', 'The great one'));
      putNote(sqlite, 'object', 'Andromeda', 'second light');
      takeKnownBack(sqlite, change);
    });
    assert.deepEqual(
      readRules(sqlite).map(({ name }) => name),
      ['The great one'],
    );
    const texts = readNotes(sqlite).map(({ key, text }) => `${key}: ${text}`);
    assert.deepEqual(texts.sort(), ['Andromeda: second light', 'M 31: first light']);
  });

  it('is read from a summary, and is none where that says anything else', () => {
    assert.deepEqual(knownChangeOf({ known: change }), change);
    const { goals, ...before } = change;
    assert.deepEqual(
      knownChangeOf({ known: before }),
      { ...before, goals: [] },
      'of a version without goals',
    );
    assert.ok(goals.length > 0);
    for (const known of [
      undefined,
      null,
      {},
      { ...change, links: undefined },
      { ...change, aliases: [{ before: alias('a', 'b') }] },
      { ...change, aliases: [{ before: { ...alias('a', 'b'), kind: 'nothing' }, after: null }] },
      { ...change, aliases: [{ before: { ...alias('a', 'b'), matching: 'nearly' }, after: null }] },
      { ...change, links: [{ before: { session: 's', kind: 'light', target: null }, after: null }] },
      { ...change, notes: [{ before: { ...note('a', 'b'), subject: 'night' }, after: null }] },
    ]) {
      assert.equal(knownChangeOf({ known }), undefined, JSON.stringify(known));
    }
    for (const matching of ['exact', 'folded', 'pattern']) {
      const one = { before: { ...alias('a', 'b'), matching }, after: null };
      assert.ok(knownChangeOf({ known: { ...change, aliases: [one] } }), matching);
    }
    for (const subject of ['session', 'object', 'frame']) {
      const one = { before: { ...note('a', 'b'), subject }, after: null };
      assert.ok(knownChangeOf({ known: { ...change, notes: [one] } }), subject);
    }
    const link = { session: 's', kind: 'dark', target: null };
    assert.ok(knownChangeOf({ known: { ...change, links: [{ before: link, after: link }] } }));
  });
});
