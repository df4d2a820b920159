/** The tables: what goes in comes out, in pages, and links made by hand outlive what they are about. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import { FRAME_PROBLEMS, type FrameProblem } from '../../../../../src/core/base/archivedFrame';
import { objectKey } from '../../../../../src/core/rules/names/objectName';
import { Frames } from '../../../../../src/core/storage/database/frames';
import type { NewFrame } from '../../../../../src/core/storage/database/insertFrame';
import { migrate } from '../../../../../src/core/storage/database/schema';
import { SessionRows } from '../../../../../src/core/storage/database/sessionRows';
import { Sessions } from '../../../../../src/core/storage/database/sessions';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { fromStored, toStored } from '../../../../../src/core/storage/database/storedPaths';
import { session } from '../../../../support/session';
import { storeSessions } from '../../../../support/storeSessions';
import { sampleFrame } from '../../rules/frame/support';

async function empty(): Promise<Sqlite> {
  const sqlite = await Sqlite.open(null);
  migrate(sqlite, '/db');
  return sqlite;
}

const added = (where: string, changes: Partial<NewFrame> = {}): NewFrame => ({
  path: where,
  size: 5760,
  mtime: 1726259400123.4567,
  sha256: 'ab'.repeat(32),
  imageKey: '2880-00000000',
  editedSha256: null,
  source: null,
  replaces: null,
  frame: sampleFrame(),
  ...changes,
});

describe('frames that need an eye', () => {
  it('come by reason and in pages; rejected ones are left alone for others, recorded results are no stray stacks', async () => {
    const sqlite = await empty();
    const frames = new Frames(sqlite, '/astro');
    const doubt = [{ code: 'temperature-differs', message: 'CCD-TEMP 10 °C and SET-TEMP -10 °C differ' }];
    const put = (name: string, changes: Parameters<typeof sampleFrame>[0]) =>
      frames.insert(added(`/astro/${name}`, { frame: sampleFrame(changes) }));
    put('light.fits', { type: 'light' });
    put('what.fits', { type: 'unknown' });
    put('what2.fits', { type: 'unknown' });
    put('rejected.fits', { type: 'unknown', problems: doubt });
    put('stack.fits', { type: 'stack' });
    put('in/result.fits', { type: 'stack' });
    put('result.fits', { type: 'stack' });
    put('masterLight.fits', { type: 'light', master: true });
    put('masterDark.fits', { type: 'dark', master: true });
    put('warm.fits', { problems: doubt });
    put('gone.fits', {});
    const idOf = (name: string) => frames.atPath(`/astro/${name}`)?.id ?? 0;
    frames.setRejected(idOf('rejected.fits'), true);
    sqlite.run('update frame set missing = 1 where id = ?', idOf('gone.fits'));
    for (const name of ['in/result.fits', 'result.fits']) {
      sqlite.run("insert into result (path, kind, made) values (?, 'stack', '2024-09-14T00:00:00Z')", name);
    }
    const shown = (problem: FrameProblem, from = 0, limit = 10) =>
      frames.page({ problem, from, limit }).map((frame) => path.basename(frame.path));
    assert.deepEqual(shown('unknown'), ['what.fits', 'what2.fits']);
    assert.deepEqual(shown('unknown', 0, 1), ['what.fits']);
    assert.deepEqual(shown('unknown', idOf('what.fits')), ['what2.fits']);
    assert.deepEqual(shown('stack'), ['stack.fits', 'masterLight.fits']);
    assert.deepEqual(shown('missing'), ['gone.fits']);
    assert.deepEqual(shown('doubtful'), ['warm.fits']);
    assert.deepEqual(shown('rejected'), ['rejected.fits']);
    const counted = FRAME_PROBLEMS.map((problem) => [problem, shown(problem).length]);
    assert.deepEqual(Object.entries(frames.problems()), counted);
    frames.setRejected(idOf('rejected.fits'), false);
    assert.deepEqual(shown('rejected'), []);
    assert.deepEqual(shown('unknown'), ['what.fits', 'what2.fits', 'rejected.fits']);
    assert.deepEqual(shown('doubtful'), ['warm.fits']);
  });
});

describe('Sqlite', () => {
  it('takes a failed transaction back and tells of the first error', async () => {
    const sqlite = await empty();
    assert.throws(() => {
      sqlite.transaction(() => {
        sqlite.run("insert into meta values ('a', 'b')");
        throw new Error('first');
      });
    }, /first/);
    assert.throws(() => {
      sqlite.transaction(() => {
        sqlite.execute('rollback');
        throw new Error('first');
      });
    }, /first/);
    assert.deepEqual(sqlite.all('select * from meta'), []);
    sqlite.transaction(() => sqlite.run("insert into meta values ('a', 'b')"));
    assert.equal(sqlite.all('select * from meta').length, 1);
    assert.equal(sqlite.rollbacks, 2);
  });

  it('neither nests transactions nor exports inside one', async () => {
    const sqlite = await empty();
    sqlite.transaction(() => {
      assert.throws(() => sqlite.transaction(() => undefined), /transaction/);
      assert.throws(() => sqlite.export(), /exported.*transaction/);
    });
  });

  it('goes on with its statements after an export', async () => {
    const sqlite = await empty();
    sqlite.run('insert into meta values (?, ?)', 'a', '1');
    const copy = await Sqlite.open(sqlite.export());
    sqlite.run('insert into meta values (?, ?)', 'b', '2');
    assert.equal(sqlite.all('select * from meta').length, 2);
    assert.equal(copy.all('select * from meta').length, 1);
    assert.throws(
      () => sqlite.run('insert into frame (folder) values (7)'),
      /constraint/i,
      'keys are still checked',
    );
  });
});

describe('Frames', () => {
  it('gives back every value of a frame', async () => {
    const frames = new Frames(await empty(), '/astro');
    const frame = sampleFrame({
      exposure: 0,
      ccdTemp: 0,
      gain: null,
      problems: [{ code: 'x', message: 'y' }],
    });
    frames.insert(added('/astro/Light/Ñ 1/x.fits', { frame }));
    const {
      id,
      path: where,
      sha256,
      editedSha256,
      imageKey,
      size,
      mtime,
      session: of,
      rejected,
      missing,
      ...rest
    } = frames.all()[0] ?? assert.fail();
    assert.deepEqual(rest, frame);
    assert.deepEqual(
      [id, where, of, rejected, missing],
      [1, path.normalize('/astro/Light/Ñ 1/x.fits'), null, false, false],
    );
    assert.deepEqual(
      [sha256, editedSha256, imageKey, size, mtime],
      ['ab'.repeat(32), null, '2880-00000000', 5760, 1726259400123.4567],
    );
  });

  it('keeps id and session of a file that is registered again', async () => {
    const sqlite = await empty();
    const frames = new Frames(sqlite, '/astro');
    frames.insert(added('/astro/a.fits', { source: '/card/a.fits' }));
    frames.insert(added('/astro/b.fits', { sha256: 'cd'.repeat(32) }));
    storeSessions(sqlite, session({ id: 'abc' }));
    new SessionRows(sqlite).putFrames(new Map([['abc', [1]]]));
    frames.insert(added('/astro/a.fits', { size: 1, sha256: 'ef'.repeat(32) }));
    assert.deepEqual(
      frames.all().map(({ id, size, session: of }) => [id, size, of]),
      [
        [1, 1, 'abc'],
        [2, 5760, null],
      ],
    );
    assert.equal(frames.stateOfSource('/card/a.fits')?.path, path.normalize('/astro/a.fits'));
    frames.insert(added('/astro/b.fits', { replaces: 1 }));
    assert.deepEqual(
      frames.all().map(({ id, path: where }) => [id, path.basename(where)]),
      [[1, 'b.fits']],
    );
  });

  it('forgets folders of a transaction that failed', async () => {
    const sqlite = await empty();
    const frames = new Frames(sqlite, '/astro');
    assert.throws(() => {
      sqlite.transaction(() => {
        frames.insert(added('/astro/lost/a.fits'));
        frames.insert(added('/astro/lost/b.fits'));
        throw new Error('refused');
      });
    });
    frames.insert(added('/astro/other/c.fits'));
    frames.insert(added('/astro/lost/b.fits'));
    assert.deepEqual(
      frames.all().map((frame) => frame.path),
      ['/astro/other/c.fits', '/astro/lost/b.fits'].map((where) => path.normalize(where)),
    );
  });

  it('pages by id without losing or repeating one', async () => {
    const frames = new Frames(await empty(), '/astro');
    for (let i = 0; i < 25; i++) frames.insert(added(`/astro/${i}.fits`));
    const seen: number[] = [];
    for (let from = 0; ;) {
      const page = frames.page({ from, limit: 10 });
      seen.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (!last) break;
      from = last.id;
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 25 }, (_, i) => i + 1),
    );
  });

  it('finds candidates for the same image by time', async () => {
    const frames = new Frames(await empty(), '/astro');
    const at = (dateObs: string | null) => ({ frame: sampleFrame({ dateObs }) });
    frames.insert(added('/astro/a.fits', at('2024-09-13T20:00:00.000Z')));
    frames.insert(added('/astro/b.fits', at('2024-09-13T21:00:00.000Z')));
    frames.insert(added('/astro/c.fits', at(null)));
    const names = (dateObs: string | null) =>
      frames.byImageKey('2880-00000000', dateObs).map((found) => path.basename(found.path));
    assert.deepEqual(names('2024-09-13T20:00:00.000Z'), ['a.fits', 'c.fits']);
    assert.deepEqual(names(null), ['a.fits', 'b.fits', 'c.fits']);
    assert.deepEqual(names('2024-09-13T20:00:00.250Z'), ['c.fits']);
    assert.deepEqual(names('2024-09-13T00:00:00.000Z'), ['a.fits', 'b.fits', 'c.fits'], 'a date alone');
    frames.insert(added('/astro/d.fits', at('2024-09-13T00:00:00.000Z')));
    assert.deepEqual(names('2024-09-13T22:00:00.000Z'), ['c.fits', 'd.fits']);
  });
});

describe('stored paths', () => {
  it('are relative inside the repository, so that it can be moved', async () => {
    for (const [folder, stored] of [
      ['/astro/Light/M31', 'Light/M31'],
      ['/astro', ''],
      ['/astro2/x', '/astro2/x'],
      ['/', '/'],
      ['/astro/..x', '..x'],
    ] as const) {
      assert.equal(toStored('/astro', folder), stored);
      assert.equal(path.normalize(fromStored('/astro', stored)), path.normalize(folder));
    }
    const sqlite = await empty();
    new Frames(sqlite, '/astro').insert(added('/astro/Light/x.fits'));
    assert.equal(new Frames(sqlite, '/nas').all()[0]?.path, path.normalize('/nas/Light/x.fits'));
  });
});

describe('Sessions', () => {
  const dark = (id: string) => session({ id, type: 'dark', object: null, filter: null });

  it('gives back a session with its links', async () => {
    const sqlite = await empty();
    const sessions = new Sessions(sqlite);
    const expected = session({ links: { bias: null, dark: 'd1', flat: null, flatDark: null } });
    storeSessions(sqlite, expected, dark('d1'));
    assert.deepEqual(sessions.byId('8c1f03b2a9d4'), expected);
    assert.deepEqual(sessions.byPrefix('8c1', 2), [expected]);
    assert.deepEqual(sessions.byPrefix('%', 2), []);
  });

  it('keeps links made by hand over a regeneration, while what they name is there', async () => {
    const sqlite = await empty();
    const sessions = new Sessions(sqlite);
    sqlite.run("insert into link values ('8c1f03b2a9d4', 'dark', 'd2'), ('8c1f03b2a9d4', 'flat', null)");
    const regenerate = (...darks: string[]) => {
      sqlite.run('delete from session');
      const made = { bias: null, dark: 'd1', flat: 'd1', flatDark: null };
      storeSessions(sqlite, session({ links: made }), ...darks.map(dark));
      const links = sessions.byId('8c1f03b2a9d4')?.links;
      return [links?.dark, links?.flat];
    };
    assert.deepEqual(regenerate('d1', 'd2'), ['d2', null]);
    assert.deepEqual(regenerate('d1'), ['d1', null], 'd2 is gone');
    assert.deepEqual(regenerate('d1', 'd2'), ['d2', null], 'and back');
    assert.deepEqual(sessions.manualLinks().get('8c1f03b2a9d4'), { dark: 'd2', flat: null });
  });

  it('pages sessions, the newest night first, and filters them', async () => {
    const sqlite = await empty();
    const sessions = new Sessions(sqlite);
    for (let i = 10; i < 35; i++) {
      const object = i % 2 ? 'M 31' : 'm_31';
      storeSessions(
        sqlite,
        session({ id: `s${i}`, object, night: `2024-10-${String(i - 5).padStart(2, '0')}` }),
      );
    }
    storeSessions(sqlite, dark('d1'), session({ id: 'none', object: null, night: null }));
    const ids: string[] = [];
    for (let from: number | null = 0; from !== null;) {
      const page: ReturnType<Sessions['page']> = sessions.page({ object: 'M31' }, from, 10, objectKey);
      ids.push(...page.items.map(({ id }) => id));
      from = page.next;
    }
    assert.deepEqual(
      ids,
      Array.from({ length: 25 }, (_, i) => `s${34 - i}`),
    );
    const all = (query: Parameters<Sessions['page']>[0]) =>
      sessions.page(query, 0, 100, objectKey).items.map(({ id }) => id);
    assert.deepEqual(all({ kind: 'calibration' }), ['d1']);
    assert.deepEqual(all({ type: 'dark' }), ['d1']);
    assert.deepEqual(all({ object: null, kind: 'light' }), ['none']);
    assert.equal(all({}).length, 27);
  });
});
