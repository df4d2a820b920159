/** The history as a table. */
import assert from 'node:assert/strict';
import {
  hasCheckedOutInto,
  markUndone,
  operationById,
  operationOfJournal,
  operations,
  operationsAfter,
  recordOnce,
  recordOperation,
  setSummary,
} from '../../../../../src/core/storage/database/operations';
import type { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { closeDatabases, emptyDatabase } from './support';

const STARTED = '2024-09-14T10:00:00.000Z';

describe('the history', () => {
  afterEach(closeDatabases);
  let sqlite: Sqlite;
  beforeEach(async () => ({ sqlite } = await emptyDatabase()));

  const record = (kind: string, summary: Record<string, unknown> = {}, journal?: string | null) =>
    recordOperation(sqlite, {
      kind,
      started: STARTED,
      summary,
      ...(journal === undefined ? {} : { journal }),
    });
  const ids = (found: readonly { readonly id: number }[]) => found.map(({ id }) => id);

  it('gives back what was recorded, and when it ended', () => {
    const before = new Date().toISOString();
    record('register', { files: 3 }, '2024-a.jsonl');
    record('regenerate');
    const { finished, ...registered } = operationById(sqlite, 1) ?? assert.fail();
    assert.deepEqual(registered, {
      id: 1,
      kind: 'register',
      started: STARTED,
      summary: { files: 3 },
      journal: '2024-a.jsonl',
      undone: null,
    });
    assert.ok(finished !== null && finished >= before && finished <= new Date().toISOString());
    assert.equal(operationById(sqlite, 2)?.journal, null);
    assert.equal(operationById(sqlite, 3), undefined);
  });

  it('is read in pages, the newest first, or on from one of them', () => {
    for (let i = 0; i < 5; i++) record(`k${i}`, {}, i === 3 ? 'j' : null);
    assert.deepEqual(ids(operations(sqlite, 2)), [5, 4]);
    assert.deepEqual(ids(operations(sqlite, 2, 4)), [3, 2]);
    assert.deepEqual(ids(operationsAfter(sqlite, 3)), [4, 5]);
    assert.equal(operationOfJournal(sqlite, 'j')?.id, 4);
    assert.equal(operationOfJournal(sqlite, 'k'), undefined);
  });

  it('remembers what was taken back, and what was written about it later', () => {
    record('register', { files: 3 });
    record('register', { files: 4 });
    markUndone(sqlite, 2);
    setSummary(sqlite, 1, { files: 5 });
    const [second, first] = operations(sqlite, 9);
    assert.equal(first?.undone, null);
    assert.match(second?.undone ?? '', /^\d{4}-\d\d-\d\dT/);
    assert.deepEqual([first.summary, second?.summary], [{ files: 5 }, { files: 4 }]);
  });

  it('has one entry for what is saved many times in a row', () => {
    const once = (text: string, key = 'M 31') =>
      recordOnce(
        sqlite,
        { kind: 'note', started: STARTED, summary: { key, text } },
        ({ kind, summary }) => kind === 'note' && summary['key'] === key,
      );
    once('a');
    sqlite.run("update operation set finished = '2020-01-01T00:00:00.000Z'");
    once('ab');
    assert.deepEqual(
      operations(sqlite, 9).map(({ id, summary }) => [id, summary['text']]),
      [[1, 'ab']],
    );
    assert.ok((operationById(sqlite, 1)?.finished ?? '') > '2024');
    once('x', 'M 33');
    once('abc');
    assert.deepEqual(
      operations(sqlite, 9).map(({ summary }) => summary['text']),
      ['abc', 'x', 'ab'],
    );
  });

  it('knows the folders of checkouts, and is not misled by a summary that cannot be read', () => {
    record('checkout', { folder: '/astro/Checkout/M31', home: '/home/a' });
    record('results', { folder: '/astro/Checkout/M33', home: '/home/a' });
    sqlite.run(
      "insert into operation (kind, started, summary) values ('checkout', ?, '{\"folder\": \"/x')",
      STARTED,
    );
    assert.equal(hasCheckedOutInto(sqlite, '/astro/Checkout/M31', '/home/a'), true);
    assert.equal(hasCheckedOutInto(sqlite, '/astro/Checkout/M31', '/home/b'), false);
    assert.equal(hasCheckedOutInto(sqlite, '/astro/Checkout/M33', '/home/a'), false);
    assert.equal(hasCheckedOutInto(sqlite, '/x', '/home/a'), false);
    assert.deepEqual(operationById(sqlite, 3)?.summary, {});
    assert.equal(operationById(sqlite, 3)?.finished, null);
  });
});
