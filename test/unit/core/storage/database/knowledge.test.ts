/** What only the user knows of frames: it waits for them, goes with them, and comes back with them. */
import assert from 'node:assert/strict';
import { expect, readAwaited, takeAwaited } from '../../../../../src/core/storage/database/awaited';
import type { Frames } from '../../../../../src/core/storage/database/frames';
import { putRule, readRules, removeRule } from '../../../../../src/core/storage/database/nameRules';
import { moveNote, putNote, readNotes } from '../../../../../src/core/storage/database/notes';
import { SessionRows } from '../../../../../src/core/storage/database/sessionRows';
import { Sessions } from '../../../../../src/core/storage/database/sessions';
import type { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import {
  isEmpty,
  manualLinksOf,
  NO_KNOWLEDGE,
  readKnowledge,
  replaceKnowledge,
  type UserKnowledge,
} from '../../../../../src/core/storage/database/userKnowledge';
import { session } from '../../../../support/session';
import { storeSessions } from '../../../../support/storeSessions';
import { closeDatabases, emptyDatabase, hashOf, inside, namesOf, newFrame } from './support';

const START = '2024-09-13T20:30:00.000Z';
const [A, B, C] = [hashOf('a1'), hashOf('b2'), hashOf('c3')];

let sqlite: Sqlite;
let frames: Frames;
async function fresh(): Promise<void> {
  ({ sqlite, frames } = await emptyDatabase());
}

const put = (name: string, sha256: string, more: Partial<Parameters<typeof newFrame>[2]> = {}) =>
  frames.insert(newFrame(inside(name), {}, { sha256, imageKey: `key-${sha256.slice(0, 2)}`, ...more }));
const idOf = (name: string) => frames.atPath(inside(name))?.id ?? assert.fail(name);
const noteOf = (sha256: string) => readNotes(sqlite, 'frame').find(({ key }) => key === sha256)?.text;

describe('frames that are awaited', () => {
  beforeEach(fresh);
  afterEach(closeDatabases);
  const awaited = { sha256: A, imageKey: 'key-a1', start: START, path: 'Light/a.fits', rejected: true };
  const bare = { sha256: B, imageKey: null, start: null, path: null, rejected: false };

  it('are known again by their bytes, or by their image and the start of its exposure', () => {
    const arrival = { sha256: A, imageKey: 'other', start: null };
    expect(sqlite, bare);
    expect(sqlite, awaited);
    assert.deepEqual(readAwaited(sqlite), [awaited, bare]);
    assert.equal(takeAwaited(sqlite, { sha256: C, imageKey: 'key-a1', start: '2024' }), undefined);
    assert.equal(takeAwaited(sqlite, { sha256: C, imageKey: 'key', start: START }), undefined);
    assert.deepEqual(takeAwaited(sqlite, arrival), awaited);
    assert.equal(takeAwaited(sqlite, arrival), undefined, 'only once');
    expect(sqlite, awaited);
    putNote(sqlite, 'frame', A, 'cloudy');
    assert.deepEqual(takeAwaited(sqlite, { sha256: C, imageKey: 'key-a1', start: START }), awaited);
    assert.deepEqual([noteOf(A), noteOf(C)], [undefined, 'cloudy'], 'an edit has changed its bytes');
    assert.deepEqual(readAwaited(sqlite), [bare]);
  });

  it('are those that leave the archive rejected or with a note, and no others', () => {
    for (const [name, hash] of [
      ['a.fits', A],
      ['b.fits', B],
      ['c.fits', C],
    ] as const) {
      put(name, hash);
    }
    frames.setRejected(idOf('a.fits'), true);
    putNote(sqlite, 'frame', B, 'a plane');
    putNote(sqlite, 'object', C, 'another subject');
    const before = frames.revision;
    frames.remove(['a.fits', 'b.fits', 'c.fits'].map(idOf));
    assert.notEqual(frames.revision, before);
    assert.deepEqual(readAwaited(sqlite), [
      { sha256: A, imageKey: 'key-a1', start: START, path: 'a.fits', rejected: true },
      { sha256: B, imageKey: 'key-b2', start: START, path: 'b.fits', rejected: false },
    ]);
    put('again.fits', A);
    assert.equal(frames.atPath(inside('again.fits'))?.rejected, true);
    put('b.fits', B);
    const { rejected, note } = frames.atPath(inside('b.fits')) ?? assert.fail();
    assert.deepEqual([rejected, note, readAwaited(sqlite)], [false, 'a plane', []]);
  });
});

describe('a frame whose file is stored again', () => {
  beforeEach(fresh);
  afterEach(closeDatabases);
  it('keeps its note and whether it is rejected when its bytes change', () => {
    put('a.fits', A, { source: inside('card', 'x.fits') });
    frames.setRejected(idOf('a.fits'), true);
    putNote(sqlite, 'frame', A, 'cloudy');
    put('a.fits', B);
    const { note, rejected, sha256 } = frames.atPath(inside('a.fits')) ?? assert.fail();
    assert.deepEqual([note, rejected, sha256], ['cloudy', true, B]);
    assert.equal(noteOf(A), undefined);
    assert.equal(
      frames.stateOfSource(inside('card', 'x.fits'))?.id,
      idOf('a.fits'),
      'and where it came from',
    );
  });

  it('takes over the row of the one that it continues; what stood at its place is awaited', () => {
    put('gone.fits', A, { source: inside('card', 'gone.fits') });
    put('here.fits', B);
    const [gone, here] = [idOf('gone.fits'), idOf('here.fits')];
    frames.setRejected(here, true);
    put('here.fits', C, { replaces: gone });
    assert.deepEqual(
      frames.all().map(({ id, sha256, rejected }) => [id, sha256, rejected]),
      [[gone, C, false]],
    );
    assert.deepEqual(
      readAwaited(sqlite).map(({ sha256 }) => sha256),
      [B],
    );
    assert.ok(frames.hasSource(gone));
  });

  it('is awaited by nobody where it continues itself', () => {
    put('a.fits', A);
    frames.setRejected(idOf('a.fits'), true);
    put('a.fits', C, { replaces: idOf('a.fits') });
    assert.deepEqual(readAwaited(sqlite), []);
    assert.equal(frames.atPath(inside('a.fits'))?.rejected, true);
  });

  it('stays in its session, which is that of no other frame', () => {
    for (const [name, hash] of Object.entries({ 'first.fits': A, 'second.fits': B, 'third.fits': C })) {
      put(name, hash);
    }
    storeSessions(sqlite, session({ id: 's' }));
    new SessionRows(sqlite).putFrames(new Map([['s', [idOf('second.fits')]]]));
    put('second.fits', hashOf('d4'));
    assert.deepEqual(namesOf(frames.bySession('s')), ['second']);
    put('third.fits', hashOf('e5'));
    assert.deepEqual(namesOf(frames.bySession('s')), ['second'], 'one that was in none gets none');
  });

  it('gets the row, but not the origin, of the file that it displaces', () => {
    put('old.fits', A, { source: inside('card', 'old.fits') });
    frames.setRejected(idOf('old.fits'), true);
    const old = idOf('old.fits');
    put('new.fits', B, { displaces: inside('old.fits') });
    const [only, ...others] = frames.all();
    assert.deepEqual([only?.id, only?.rejected, others], [old, true, []]);
    assert.equal(frames.hasSource(old), false, 'its bytes did not come from there');
    put('c.fits', C, { displaces: inside('nothing.fits') });
    assert.equal(frames.count(), 2);
  });
});

describe('notes', () => {
  beforeEach(fresh);
  afterEach(closeDatabases);
  it('are one for each thing, and go where they are moved to, below what is written there', () => {
    putNote(sqlite, 'session', 's1', 'one');
    putNote(sqlite, 'session', 's2', 'two');
    putNote(sqlite, 'object', 's1', 'an object');
    putNote(sqlite, 'session', 's1', 'one again');
    moveNote(sqlite, 'session', 's1', 's1');
    moveNote(sqlite, 'session', 'none', 's2');
    assert.deepEqual(readNotes(sqlite), [
      { subject: 'object', key: 's1', text: 'an object' },
      { subject: 'session', key: 's1', text: 'one again' },
      { subject: 'session', key: 's2', text: 'two' },
    ]);
    moveNote(sqlite, 'session', 's1', 's2');
    assert.deepEqual(readNotes(sqlite, 'session'), [
      { subject: 'session', key: 's2', text: 'two\none again' },
    ]);
    putNote(sqlite, 'session', 's2', null);
    assert.deepEqual(readNotes(sqlite), [{ subject: 'object', key: 's1', text: 'an object' }]);
  });
});

describe('rules of names', () => {
  beforeEach(fresh);
  afterEach(closeDatabases);
  it('are one for each spelling of a kind', () => {
    const esprit = {
      kind: 'telescope',
      spelling: 'esprit',
      name: 'Esprit 100ED',
      matching: 'folded',
    } as const;
    putRule(sqlite, { ...esprit, name: 'Esprit' });
    putRule(sqlite, { ...esprit, kind: 'filter', name: 'L' });
    putRule(sqlite, esprit);
    assert.deepEqual(readRules(sqlite), [{ ...esprit, kind: 'filter', name: 'L' }, esprit]);
    removeRule(sqlite, 'filter', 'other');
    removeRule(sqlite, 'filter', 'esprit');
    assert.deepEqual(readRules(sqlite), [esprit]);
  });
});

describe('knowledge of the user', () => {
  beforeEach(fresh);
  afterEach(closeDatabases);
  const known = (sha256: string, path: string | null = null) => ({
    sha256,
    imageKey: `key-${sha256.slice(0, 2)}`,
    start: START,
    path,
  });
  const KNOWLEDGE: UserKnowledge = {
    links: [
      { session: 's1', kind: 'dark', target: 'd1' },
      { session: 's1', kind: 'flat', target: null },
      { session: 's2', kind: 'bias', target: 'b1' },
    ],
    aliases: [{ kind: 'object', spelling: 'Elephant', name: 'IC 1396', matching: 'exact' }],
    rejected: [known(A, 'a.fits'), known(B, 'b.fits')],
    notes: [
      { subject: 'frame', key: C, text: 'a plane', frame: known(C, 'c.fits') },
      { subject: 'object', key: 'M 31', text: 'low', frame: null },
    ],
    goals: [{ object: 'M 31', filter: 'L', wanted: '60x300s' }],
    filterNumbers: [{ filter: 'Ha', number: 4657 }],
  };

  it('is read as it was written, whether its frames are there or not', () => {
    put('b.fits', B);
    replaceKnowledge(sqlite, KNOWLEDGE);
    assert.deepEqual(readKnowledge(sqlite), KNOWLEDGE);
    assert.equal(frames.atPath(inside('b.fits'))?.rejected, true);
    assert.deepEqual(
      readAwaited(sqlite).map(({ sha256, rejected }) => [sha256, rejected]),
      [
        [A, true],
        [C, false],
      ],
    );
  });

  it('takes the place of what was known', () => {
    put('b.fits', B);
    put('c.fits', C);
    replaceKnowledge(sqlite, KNOWLEDGE);
    frames.setRejected(idOf('c.fits'), true);
    replaceKnowledge(sqlite, NO_KNOWLEDGE);
    assert.deepEqual(readKnowledge(sqlite), NO_KNOWLEDGE);
    assert.deepEqual(
      frames.all().map(({ rejected, note }) => [rejected, note]),
      [
        [false, undefined],
        [false, undefined],
      ],
    );
    assert.deepEqual([readAwaited(sqlite), [...new Sessions(sqlite).manualLinks()]], [[], []]);
  });

  it('is of the frame with the same image where an edit has changed its bytes, first of the one with the same bytes', () => {
    put('edited.fits', C, { imageKey: 'key-a1' });
    put('same.fits', B);
    put('twin.fits', hashOf('d4'), { imageKey: 'key-b2' });
    replaceKnowledge(sqlite, KNOWLEDGE);
    const rejected = frames.all().filter((frame) => frame.rejected);
    assert.deepEqual(
      rejected.map(({ path }) => path),
      [inside('edited.fits'), inside('same.fits')],
    );
  });

  it('is of the frame with the same bytes where nothing is known of its image', () => {
    put('a.fits', A);
    const bare = { sha256: A, imageKey: null, start: null, path: null };
    replaceKnowledge(sqlite, { ...KNOWLEDGE, rejected: [bare], notes: [] });
    assert.equal(frames.atPath(inside('a.fits'))?.rejected, true);
    assert.deepEqual(readAwaited(sqlite), []);
  });

  it('leaves a rejected frame in no session', () => {
    put('b.fits', B);
    sqlite.run(
      "insert into session (id, type, master, frames, total_exposure) values ('s', 'light', 0, 1, 1)",
    );
    sqlite.run('insert into member select id, 1 from frame');
    replaceKnowledge(sqlite, { ...KNOWLEDGE, rejected: [] });
    assert.equal(frames.atPath(inside('b.fits'))?.session, 's');
    replaceKnowledge(sqlite, KNOWLEDGE);
    assert.equal(frames.atPath(inside('b.fits'))?.session, null);
  });

  it('has each rejected frame, also those that were rejected in the archive', () => {
    for (const [name, hash] of Object.entries({ 'a.fits': A, 'b.fits': B })) {
      put(name, hash);
      frames.setRejected(idOf(name), true);
    }
    assert.deepEqual(readKnowledge(sqlite).rejected, [known(A, 'a.fits'), known(B, 'b.fits')]);
  });

  it('names the oldest of the frames with the same bytes, and a frame of which nothing is left by its hash', () => {
    put('one.fits', A);
    put('last.fits', A);
    for (const name of ['one.fits', 'last.fits']) frames.setRejected(idOf(name), true);
    putNote(sqlite, 'frame', A, 'here');
    putNote(sqlite, 'frame', C, 'nowhere');
    const { rejected, notes } = readKnowledge(sqlite);
    assert.deepEqual(rejected, [known(A, 'one.fits')]);
    assert.deepEqual(
      notes.map(({ frame }) => frame),
      [known(A, 'one.fits'), { sha256: C, imageKey: null, start: null, path: null }],
    );
  });

  it('is sorted, and tells when there is none', () => {
    const links = KNOWLEDGE.links.toReversed();
    replaceKnowledge(sqlite, { ...KNOWLEDGE, links, rejected: KNOWLEDGE.rejected.toReversed() });
    assert.deepEqual(readKnowledge(sqlite), KNOWLEDGE);
    assert.deepEqual(
      [...manualLinksOf(links)],
      [
        ['s2', { bias: 'b1' }],
        ['s1', { dark: 'd1', flat: null }],
      ],
    );
    assert.equal(isEmpty(NO_KNOWLEDGE), true);
    for (const part of Object.keys(NO_KNOWLEDGE) as (keyof UserKnowledge)[]) {
      assert.equal(isEmpty({ ...NO_KNOWLEDGE, [part]: KNOWLEDGE[part] }), false, part);
    }
  });
});
