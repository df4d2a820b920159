/** What can still be read of a database that is not whole. */
import assert from 'node:assert/strict';
import { openRemains, remainsOf } from '../../../../../src/core/storage/database/remains';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';

const PAGE = 4096;
/** So many rows fill a dozen pages. */
const ROWS = 200;

/** A table of numbered notes, stored by number, and its bytes. */
async function notes(): Promise<Buffer> {
  const sqlite = await Sqlite.open(null);
  try {
    sqlite.execute('create table note (id integer primary key, text text)');
    sqlite.transaction(() => {
      for (let id = 1; id <= ROWS; id++) {
        sqlite.run('insert into note values (?, ?)', id, `${id} ${'clouds '.repeat(30)}`);
      }
    });
    return Buffer.from(sqlite.export());
  } finally {
    sqlite.close();
  }
}

/** The page of a file that holds a text, overwritten with zeros. */
function withoutPageOf(bytes: Buffer, text: string): Buffer {
  const damaged = Buffer.from(bytes);
  const start = Math.floor(damaged.indexOf(text) / PAGE) * PAGE;
  return damaged.fill(0, start, start + PAGE);
}

describe('the remains of a database', () => {
  let whole: Buffer;
  let opened: (Sqlite | null)[] = [];
  before(async () => (whole = await notes()));
  afterEach(() => {
    for (const sqlite of opened) sqlite?.close();
    opened = [];
  });
  const open = async (bytes: Buffer): Promise<Sqlite | null> => {
    const sqlite = await openRemains(bytes, '/astro/a.sqlite');
    opened.push(sqlite);
    return sqlite;
  };
  const read = async (bytes: Buffer) => {
    const sqlite = (await open(bytes)) ?? assert.fail();
    const { rows, error } = remainsOf(sqlite, 'select id, text from note', ['id']);
    return { ids: rows.map(({ id }) => Number(id)), code: error && error.code };
  };
  const all = Array.from({ length: ROWS }, (_, i) => i + 1);

  it('are all of one that is whole, in the order of its key', async () => {
    assert.deepEqual(await read(whole), { ids: all, code: null });
  });

  it('are what lies before a damaged page and behind it, in order, each once', async () => {
    const { ids, code } = await read(withoutPageOf(whole, '100 clouds'));
    assert.equal(code, 'damaged');
    const lost = all.filter((id) => !ids.includes(id));
    assert.ok(lost.includes(100));
    assert.ok(lost.length > 0 && lost.length < 40, `${lost.length} are lost`);
    assert.deepEqual(
      ids,
      all.filter((id) => !lost.includes(id)),
    );
    assert.deepEqual(lost, all.slice((lost[0] ?? 0) - 1, lost.at(-1)), 'those of one page');
  });

  it('are the pages that a file which was cut off still has', async () => {
    const { ids, code } = await read(whole.subarray(0, whole.length - 4 * PAGE));
    assert.equal(code, 'damaged');
    assert.ok(ids.includes(1) && !ids.includes(ROWS));
  });

  it('are of the rows that are asked for', async () => {
    const sqlite = (await open(withoutPageOf(whole, '100 clouds'))) ?? assert.fail();
    const { rows, error } = remainsOf(sqlite, 'select id from note where id < ?', ['id'], 3);
    assert.deepEqual([rows, error], [[{ id: 1 }, { id: 2 }], null]);
  });

  it('are none of a file that is no database, or has lost its header', async () => {
    assert.equal(await open(Buffer.from('no database '.repeat(500))), null);
    assert.equal(await open(Buffer.from(whole).fill(0, 0, 100)), null);
  });

  it('are only read', async () => {
    const sqlite = (await open(whole)) ?? assert.fail();
    assert.throws(() => sqlite.run('delete from note'));
    assert.equal(sqlite.rows('select * from note').length, ROWS);
  });
});
