/** Sessions: what is asked of them, what the user links by hand, and how they are named. */
import assert from 'node:assert/strict';
import type { Links, Session } from '../../../../../src/core/base/session';
import { objectKey } from '../../../../../src/core/rules/names/objectName';
import type { Frames } from '../../../../../src/core/storage/database/frames';
import { putNote } from '../../../../../src/core/storage/database/notes';
import { readCalibrations, readStackCounts } from '../../../../../src/core/storage/database/readSessions';
import {
  bucketOf,
  idOf,
  linksOf,
  rowOf,
  sessionOf,
  SessionRows,
  withLinks,
} from '../../../../../src/core/storage/database/sessionRows';
import { findSession, Sessions } from '../../../../../src/core/storage/database/sessions';
import type { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { failed } from '../../../../support/failed';
import { session } from '../../../../support/session';
import { storeSessions } from '../../../../support/storeSessions';
import { closeDatabases, emptyDatabase, inside, newFrame } from './support';

const NO_LINKS: Links = { bias: null, dark: null, flat: null, flatDark: null };
const light = (id: string, differs: Partial<Session> = {}) => session({ id, ...differs });
const calibration = (id: string, type: Session['type'], differs: Partial<Session> = {}) =>
  session({ id, type, object: null, filter: null, ...differs });

let sqlite: Sqlite;
let frames: Frames;
let sessions: Sessions;
async function fresh(): Promise<void> {
  ({ sqlite, frames } = await emptyDatabase());
  sessions = new Sessions(sqlite);
}
const store = (...made: readonly Session[]) => storeSessions(sqlite, ...made);
const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id);

describe('sessions', () => {
  beforeEach(fresh);
  afterEach(closeDatabases);
  it('are counted, listed by night, and asked for by their ids', () => {
    store(
      light('b', { night: '2024-10-02' }),
      light('a', { night: '2024-10-03' }),
      light('c', { night: '2024-10-01' }),
    );
    assert.equal(sessions.count(), 3);
    assert.deepEqual(ids(sessions.all()), ['c', 'b', 'a']);
    assert.deepEqual(ids(sessions.withIds(['a', 'c', 'x'])).sort(), ['a', 'c']);
    assert.deepEqual(sessions.withIds([]), []);
    assert.equal(sessions.byId('x'), undefined);
  });

  it('have their note', () => {
    store(light('a'), light('b'));
    putNote(sqlite, 'session', 'a', 'windy');
    putNote(sqlite, 'object', 'b', 'not of this');
    assert.deepEqual([sessions.byId('a')?.note, sessions.byId('b')], ['windy', light('b')]);
    assert.deepEqual(
      sessions.all().map(({ id, note }) => [id, note]),
      [
        ['a', 'windy'],
        ['b', undefined],
      ],
    );
  });

  it('have their notes in a list of thousands as well', () => {
    const many = Array.from({ length: 5001 }, (_, i) => light(String(i).padStart(5, '0')));
    sqlite.transaction(() => store(...many));
    putNote(sqlite, 'session', '05000', 'windy');
    const all = sessions.all();
    assert.deepEqual([all.length, all.at(-1)?.note, all[0]?.note], [5001, 'windy', undefined]);
  });

  it('are found by the beginning of their id where it is of one alone', () => {
    store(light('abc1'), light('abd2'), light('abc'));
    assert.equal(findSession(sessions, 'abd').id, 'abd2');
    assert.equal(findSession(sessions, 'abc').id, 'abc', 'the whole id goes before');
    for (const id of ['ab', 'x', '']) assert.throws(() => findSession(sessions, id), failed('request'), id);
    assert.throws(
      () => findSession(sessions, 'ab'),
      failed('request', { advice: 'Give more characters of its id.' }),
    );
    assert.throws(
      () => findSession(sessions, 'x'),
      failed('request', { advice: 'List the sessions, or regenerate them.' }),
    );
  });

  it('are not found without a part of their id, also where there is only one', () => {
    store(light('abc1'));
    assert.throws(() => findSession(sessions, ''), failed('request'));
  });

  it('have no next page where a page holds the last of them', () => {
    store(light('a'), light('b'));
    const next = (limit: number) => sessions.page({}, 0, limit, objectKey).next;
    assert.deepEqual([next(1), next(2), next(3)], [1, null, null]);
  });

  it('may wait for calibration unless a dark and a flat with its own calibration serve them', () => {
    store(
      calibration('dark', 'dark'),
      calibration('master', 'flat', { master: true }),
      calibration('biased', 'flat', { links: { ...NO_LINKS, bias: 'b' } }),
      calibration('darked', 'flat', { links: { ...NO_LINKS, flatDark: 'fd' } }),
      calibration('bare', 'flat'),
      light('l1', { links: { ...NO_LINKS, dark: 'dark', flat: 'master' } }),
      light('l2', { links: { ...NO_LINKS, dark: 'dark', flat: 'biased' } }),
      light('l3', { links: { ...NO_LINKS, dark: 'dark', flat: 'darked' } }),
      light('l4', { links: { ...NO_LINKS, dark: 'dark', flat: 'bare' } }),
      light('l5', { links: { ...NO_LINKS, flat: 'master' } }),
      light('l6', { links: { ...NO_LINKS, dark: 'dark' } }),
      light('l7', { processing: 'calibrated' }),
    );
    const waiting = () => ids(sessions.waiting()).filter((id) => id.startsWith('l'));
    assert.deepEqual(waiting(), ['l4', 'l5', 'l6']);
    assert.equal(sessions.waiting().length, 8, 'all calibration sessions are among them');
    sessions.setManualLink('l1', 'dark', null);
    sessions.setManualLink('biased', 'bias', null);
    assert.deepEqual(waiting(), ['l1', 'l2', 'l4', 'l5', 'l6'], 'what is linked by hand is looked at');
  });

  it('of flats without a filter are listed', () => {
    store(
      calibration('f1', 'flat', { night: '2024-10-02' }),
      calibration('f2', 'flat', { night: '2024-10-01' }),
      calibration('f3', 'flat', { filter: 'L' }),
      calibration('d', 'dark'),
    );
    assert.deepEqual(ids(sessions.namelessFlats()), ['f2', 'f1']);
  });

  it('of calibration frames are read where there is a master, with the frames that went in', () => {
    store(calibration('d1', 'dark', { night: '2024-10-01' }), light('l'));
    assert.deepEqual(readCalibrations(sqlite), []);
    store(calibration('d2', 'dark', { night: '2024-10-02', master: true }));
    assert.deepEqual(ids(readCalibrations(sqlite)), ['d2', 'd1']);
    frames.insert(newFrame(inside('m.fits'), { type: 'dark', master: true, stackCount: 30 }));
    frames.insert(newFrame(inside('n.fits'), { type: 'dark', master: true }));
    frames.insert(newFrame(inside('l.fits'), { stackCount: 5 }));
    const rows = new SessionRows(sqlite);
    rows.putFrames(
      new Map([
        ['d2', [1, 2]],
        ['l', [3]],
      ]),
    );
    assert.deepEqual([...readStackCounts(sqlite)], [['d2', 30]]);
  });
});

describe('links by hand', () => {
  beforeEach(fresh);
  afterEach(closeDatabases);
  const made: Links = { bias: null, dark: 'd1', flat: 'f1', flatDark: null };
  const linksNow = () => sessions.byId('l')?.links;
  beforeEach(() =>
    store(
      light('l', { links: made }),
      ...['d1', 'd2'].map((id) => calibration(id, 'dark')),
      ...['f1', 'f2'].map((id) => calibration(id, 'flat')),
      calibration('b1', 'bias'),
      calibration('fd1', 'flatDark'),
      light('l2'),
    ),
  );

  it('win over those of the archive, are replaced, and are taken back', () => {
    sessions.setManualLink('l', 'dark', 'd2');
    sessions.setManualLink('l', 'flat', null);
    assert.deepEqual(linksNow(), { ...made, dark: 'd2', flat: null });
    sessions.setManualLink('l', 'dark', 'd1');
    sessions.setManualLink('l', 'flat', undefined);
    assert.deepEqual(linksNow(), made);
    assert.deepEqual([...sessions.manualLinks()], [['l', { dark: 'd1' }]]);
    sessions.replaceManualLinks(new Map([['l', { dark: null, flat: 'f2' }]]));
    assert.deepEqual(linksNow(), { ...made, dark: null, flat: 'f2' });
    assert.deepEqual([...sessions.manualLinks()], [['l', { dark: null, flat: 'f2' }]]);
    assert.deepEqual(sessions.madeLinks().get('l'), made);
  });

  it('are followed only to what can serve: flats as flats, all other calibration as the rest', () => {
    const wished = (kind: keyof Links, target: string) => {
      sessions.replaceManualLinks(new Map([['l', { [kind]: target }]]));
      return linksNow()?.[kind];
    };
    assert.deepEqual([wished('flat', 'f2'), wished('flat', 'd1'), wished('flat', 'l2')], ['f2', 'f1', 'f1']);
    assert.deepEqual(
      ['b1', 'd2', 'fd1', 'f2', 'l2', 'none'].map((target) => wished('dark', target)),
      [...['b1', 'd2', 'fd1'], ...['d1', 'd1', 'd1']],
    );
  });

  it('leave what the archive has linked as it is, which is replaced by itself', () => {
    sessions.replaceLink('l', 'flatDark', 'fd1');
    sessions.replaceLink('l', 'dark', null);
    sessions.replaceLink('l', 'bias', 'b1');
    assert.deepEqual(linksNow(), { bias: 'b1', dark: null, flat: 'f1', flatDark: 'fd1' });
    assert.deepEqual(sessions.byId('l2')?.links, NO_LINKS);
  });
});

describe('rows of sessions', () => {
  beforeEach(fresh);
  afterEach(closeDatabases);
  it('know their id, their bucket and their links, and are the same where nothing differs', () => {
    const made = light('a', { links: { ...NO_LINKS, dark: 'd' } });
    const row = rowOf(made, 'bucket', 'ngc7000');
    assert.deepEqual(
      [idOf(row), bucketOf(row), linksOf(row), sessionOf(row)],
      ['a', 'bucket', made.links, made],
    );
    assert.equal(withLinks(row, { ...made.links }), row);
    const links = { bias: 'b', dark: null, flat: 'f', flatDark: 'fd' };
    assert.deepEqual(sessionOf(withLinks(row, links)), { ...made, links });
    assert.deepEqual(rowOf(made, 'bucket', 'ngc7000', links), withLinks(row, links));
    const master = calibration('m', 'dark', { master: true });
    assert.deepEqual(sessionOf(rowOf(master, 'x', null)), master);
  });

  it('are read in pages and by bucket, replaced under their number, and removed with their frames left', () => {
    const rows = new SessionRows(sqlite);
    for (const id of ['c', 'a', 'b']) rows.put(rowOf(light(id), id === 'a' ? 'x' : 'y', 'ngc7000'));
    assert.deepEqual(rows.page('', 2).map(idOf), ['a', 'b']);
    assert.deepEqual(rows.page('b', 2).map(idOf), ['c']);
    assert.deepEqual(rows.idsOfBuckets(['y']).sort(), ['b', 'c']);
    for (const name of ['1.fits', '2.fits']) frames.insert(newFrame(inside(name)));
    rows.putFrames(new Map([['a', [1, 2]]]));
    rows.put(rowOf(light('a', { frameCount: 7 }), 'x', 'ngc7000'));
    assert.deepEqual([frames.byId(1)?.session, sessions.byId('a')?.frameCount], ['a', 7]);
    rows.putFrames(
      new Map<string | null, number[]>([
        [null, [1]],
        ['b', [2]],
      ]),
    );
    assert.deepEqual([frames.byId(1)?.session, frames.byId(2)?.session], [null, 'b']);
    rows.remove('b');
    assert.deepEqual([frames.byId(2)?.session, sessions.count(), frames.count()], [null, 2, 2]);
    assert.deepEqual(sqlite.rows('select * from member'), []);
  });

  it('take in very many frames at once, and can be asked for them by session afterwards', () => {
    const rows = new SessionRows(sqlite);
    rows.put(rowOf(light('a'), 'x', null));
    const many = Array.from({ length: 20_001 }, (_, i) => i + 1);
    sqlite.transaction(() => rows.putFrames(new Map([['a', many]])));
    assert.deepEqual(sqlite.rows('select count(*) from member'), [[20_001]]);
    const plan = sqlite
      .rows('explain query plan select frame from member where session = 1')
      .flat()
      .join(' ');
    assert.match(plan, /member_session/);
  });
});
