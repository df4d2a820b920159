/** The objects of an archive: one under all its names. */
import assert from 'node:assert/strict';
import { objectKey } from '../../../../../src/core/rules/names/objectName';
import { migrate } from '../../../../../src/core/storage/database/schema';
import { Sessions } from '../../../../../src/core/storage/database/sessions';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { session } from '../../../../support/session';
import { storeSessions } from '../../../../support/storeSessions';

async function empty(): Promise<Sqlite> {
  const sqlite = await Sqlite.open(null);
  migrate(sqlite, '/db');
  return sqlite;
}

describe('Objects', () => {
  it('sums objects over their spellings, those without a name last', async () => {
    const sqlite = await empty();
    const sessions = new Sessions(sqlite);
    storeSessions(
      sqlite,
      session({ id: 'a', object: 'M 31', frames: 5, totalExposure: 50, filter: 'L' }),
      session({ id: 'b', object: 'm31', frames: 9, totalExposure: 90, filter: null, night: '2024-10-01' }),
      session({ id: 'c', object: null, frames: 1 }),
      session({ id: 'd', object: 'IC 1', frames: 1 }),
    );
    const first = sessions.objects(0, 2);
    assert.deepEqual(
      first.items.map(({ object, sessions: n, frames }) => [object, n, frames]),
      [
        ['IC 1', 1, 1],
        ['m31', 2, 14],
      ],
    );
    assert.deepEqual([first.items[1]?.filters, first.items[1]?.lastNight], [['L'], '2024-10-01']);
    const rest = sessions.objects(first.next ?? -1, 2);
    assert.deepEqual([rest.items.map(({ object }) => object), rest.next], [[null], null]);
  });

  it('lists the sessions of an object under one name', async () => {
    const sqlite = await empty();
    const sessions = new Sessions(sqlite);
    storeSessions(
      sqlite,
      session({ id: 'a', object: 'M 31', frames: 5 }),
      session({ id: 'b', object: 'm31', frames: 9 }),
      session({ id: 'c', object: null }),
      session({ id: 'd', object: null, type: 'dark' }),
    );
    const spelled = sessions.spelled(sessions.all());
    assert.deepEqual(spelled.map(({ id, object }) => [id, object]).sort(), [
      ['a', 'm31'],
      ['b', 'm31'],
      ['c', null],
      ['d', null],
    ]);
  });

  it('shows an object under the name that most frames carry, sorted by that name with its number as a number', async () => {
    const sqlite = await empty();
    const sessions = new Sessions(sqlite);
    const names = ['M 101', 'M 31', 'NGC 224', 'm 9', 'Andromeda Galaxy', 'Iris Nebula', 'C 4', 'NGC 7023'];
    storeSessions(
      sqlite,
      ...names.map((object, index) =>
        session({ id: `${index}`, object, frames: object === 'Andromeda Galaxy' ? 9 : 1 + (index % 2) }),
      ),
    );
    const listed = sessions.objects(0, 100).items.map(({ object, sessions: n }) => [object, n]);
    assert.deepEqual(listed, [
      ['Andromeda Galaxy', 3],
      ['Iris Nebula', 3],
      ['m 9', 1],
      ['M 101', 1],
    ]);
    const found = (object: string) =>
      sessions
        .page({ object }, 0, 100, objectKey)
        .items.map(({ id }) => Number(id))
        .sort();
    for (const name of ['M31', 'Messier 31', 'andromeda', 'NGC224'])
      assert.deepEqual(found(name), [1, 2, 4], name);
    assert.deepEqual(found('Caldwell 4'), [5, 6, 7]);
  });
});
