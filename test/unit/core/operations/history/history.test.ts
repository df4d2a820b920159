/** Which operations of the past can be taken back, and which one is next. */
import assert from 'node:assert/strict';
import { entryOf, historyPage, SETTLED, undoable } from '../../../../../src/core/operations/history/history';
import {
  markUndone,
  operations,
  recordOperation,
  setSummary,
} from '../../../../../src/core/storage/database/operations';
import { migrate } from '../../../../../src/core/storage/database/schema';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';

const KNOWN = { aliases: [], links: [], notes: [] };

describe('the operations of the past', () => {
  let sqlite: Sqlite;
  beforeEach(async () => {
    sqlite = await Sqlite.open(null);
    migrate(sqlite, '/db');
  });

  /** Records operations, the oldest first, and returns their ids. */
  function record(...kinds: readonly (readonly [kind: string, journal?: string | null, summary?: object])[]) {
    return kinds.map(([kind, journal = null, summary = {}]) => {
      recordOperation(sqlite, {
        kind,
        started: '2024-11-04T22:10:00.000Z',
        journal,
        summary: { ...summary },
      });
      return operations(sqlite, 1)[0]?.id ?? assert.fail();
    });
  }

  const isUndoable = (id: number | undefined) =>
    entryOf(operations(sqlite, 100).find((each) => each.id === id) ?? assert.fail()).undoable;

  it('come in pages, the newest first, and the last page says that it is the last', () => {
    const ids = record(...Array.from({ length: 7 }, () => ['register', 'j'] as const)).reverse();
    const first = historyPage(sqlite, 0, 3);
    assert.deepEqual([first.items.map(({ id }) => id), first.next], [ids.slice(0, 3), ids[2]]);
    const second = historyPage(sqlite, first.next ?? -1, 3);
    assert.deepEqual([second.items.map(({ id }) => id), second.next], [ids.slice(3, 6), ids[5]]);
    const third = historyPage(sqlite, second.next ?? -1, 3);
    assert.deepEqual([third.items.map(({ id }) => id), third.next], [ids.slice(6), null]);
    const whole = historyPage(sqlite, 0, 7);
    assert.deepEqual([whole.items.length, whole.next], [7, null]);
    assert.deepEqual(historyPage(sqlite, 0, 0), { items: [], next: null });
  });

  it('have a way back where they touched files, knowledge or a checkout', () => {
    const ids = record(
      ['register', 'j'],
      ['register'],
      ['checkout'],
      ['merge', 'j'],
      ['merge'],
      ['map', null, { known: KNOWN }],
      ['set', 'j'],
      ['register', null, { known: KNOWN }],
      ['undo', 'j'],
      ['regenerate', null, { known: KNOWN }],
    );
    const expected = [true, false, true, true, false, true, true, true, false, false];
    assert.deepEqual(ids.map(isUndoable), expected);
    expected.forEach((can, i) => {
      const ask = () => undoable(sqlite, ids[i] ?? -1);
      if (can) assert.equal(ask().id, ids[i]);
      else assert.throws(ask, { code: 'request' });
    });
  });

  it('are taken back once', () => {
    const [id] = record(['register', 'j']);
    markUndone(sqlite, id ?? -1);
    assert.equal(isUndoable(id), false);
    assert.throws(() => undoable(sqlite, id ?? -1), { code: 'request' });
    assert.throws(() => undoable(sqlite, null), { code: 'request' });
  });

  it('are refused where there is none of the number asked for', () => {
    assert.throws(() => undoable(sqlite, null), { code: 'request' });
    record(['register', 'j']);
    assert.throws(() => undoable(sqlite, 99), { code: 'request' });
  });

  it('are undone from the newest back, past what is undone, settled, or has no way back', () => {
    const [first, second, third, fourth] = record(
      ['register', 'j'],
      ['checkout'],
      ['register', 'j'],
      ['merge', 'j', { [SETTLED]: 'nothing' }],
      ['regenerate'],
    );
    const next = () => undoable(sqlite, null).id;
    assert.equal(next(), third);
    assert.equal(undoable(sqlite, fourth ?? -1).id, fourth, 'what is settled may be asked for');
    markUndone(sqlite, third ?? -1);
    assert.equal(next(), second);
    setSummary(sqlite, second ?? -1, { [SETTLED]: 'gone' });
    assert.equal(next(), first);
  });

  it('are looked through as far as needed, however many there are', () => {
    const [first] = record(['register', 'j']);
    record(...Array.from({ length: 205 }, () => ['regenerate'] as const));
    assert.equal(undoable(sqlite, null).id, first);
    markUndone(sqlite, first ?? -1);
    assert.throws(() => undoable(sqlite, null), { code: 'request' });
  });

  it('are looked through to their end where the pages are just full', () => {
    record(...Array.from({ length: 200 }, () => ['regenerate'] as const));
    assert.throws(() => undoable(sqlite, null), { code: 'request' });
  });

  it('show neither their journal nor what it takes to take knowledge back', () => {
    record(['map', 'j', { known: KNOWN, frames: 3, [SETTLED]: 'nothing' }]);
    const entry = historyPage(sqlite, 0, 1).items[0] ?? assert.fail();
    assert.deepEqual([entry.summary, entry.settled], [{ frames: 3, [SETTLED]: 'nothing' }, 'nothing']);
    assert.equal('journal' in entry, false);
    record(['register', 'j', { [SETTLED]: 7 }]);
    assert.equal(historyPage(sqlite, 0, 1).items[0]?.settled, null);
  });
});
