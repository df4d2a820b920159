/** The notebook and the database, from opening to saving: which revision is next, and what is kept of both. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { silentLog } from '../../../../../src/core/base/ports';
import { Database } from '../../../../../src/core/storage/database/database';
import { putNote, readNotes } from '../../../../../src/core/storage/database/notes';
import { Sessions } from '../../../../../src/core/storage/database/sessions';
import { NO_KNOWLEDGE, type UserKnowledge } from '../../../../../src/core/storage/database/userKnowledge';
import { joined } from '../../../../../src/core/storage/notebook/decideNotebook';
import { keepNotebook, readState } from '../../../../../src/core/storage/notebook/keeper';
import { sha256Of } from '../../../../../src/core/storage/notebook/notebookFile';
import {
  EMPTY_NOTEBOOK,
  notebookText,
  parseNotebook,
} from '../../../../../src/core/storage/notebook/notebookFormat';
import { temporaryFolder } from '../../../../support/makeFits';
import { session } from '../../../../support/session';
import { storeSessions } from '../../../../support/storeSessions';

/** Notes about objects: `notesOf({ 'M 31': 'low' })`. */
const notesOf = (notes: Readonly<Record<string, string>>): UserKnowledge => ({
  ...NO_KNOWLEDGE,
  notes: Object.entries(notes).map(([key, text]) => ({ subject: 'object', key, text, frame: null })),
});

describe('a notebook that is kept', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let notebook: string;
  let database: Database;
  beforeEach(async () => {
    folder = temporaryFolder();
    notebook = path.join(folder.path, 'a.json');
    await open();
  });
  afterEach(async () => {
    await database.close();
    folder.dispose();
  });

  const open = async () => {
    const file = path.join(folder.path, 'a.sqlite');
    database = await Database.open({ path: file, access: 'write', log: silentLog });
  };
  const keep = (inherited?: UserKnowledge) =>
    keepNotebook(database, silentLog, inherited === undefined ? {} : { inherited });
  /** Closes the archive, and opens it again with this file in the place of the notebook. */
  const reopen = async (text = textOf()) => {
    await database.close();
    fs.writeFileSync(notebook, text);
    await open();
    return keep();
  };
  const note = (object: string, text: string) =>
    database.write((sqlite) => putNote(sqlite, 'object', object, text));
  const noted = () =>
    Object.fromEntries(readNotes(database.sqlite, 'object').map(({ key, text }) => [key, text]));
  const textOf = () => fs.readFileSync(notebook, 'utf8');
  const revision = () => {
    const parsed = parseNotebook(textOf());
    return parsed.kind === 'read' ? parsed.notebook.revision : assert.fail(parsed.kind);
  };
  const written = (notes: Readonly<Record<string, string>>, of: number) =>
    notebookText({ ...EMPTY_NOTEBOOK, revision: of, knowledge: notesOf(notes) }, () => null);
  const kept = () => fs.readdirSync(folder.path).filter((name) => /^a\.json\./.test(name));

  it('is no file, and makes no database, while there is nothing to know', async () => {
    assert.equal(await keep(), false);
    await database.flush();
    assert.deepEqual([fs.existsSync(notebook), database.isSaved], [false, false]);
  });

  it('is cleared of what a killed save has left, and of nothing else', async () => {
    const left = ['a.json.0123456789ab.new', 'a.json.new'].map((name) => path.join(folder.path, name));
    const own = path.join(folder.path, 'a.json.new.txt');
    for (const name of [...left, own]) fs.writeFileSync(name, 'half');
    await keep();
    assert.deepEqual([...left, own].map(fs.existsSync), [false, false, true]);
  });

  it('has the next revision with each change, and the database knows which', async () => {
    await keep();
    for (const [next, text] of ['low', 'lower'].entries()) {
      note('M 31', text);
      await database.flush();
      assert.equal(revision(), next + 1);
      assert.deepEqual(readState(database.sqlite), { revision: next + 1, sha256: sha256Of(textOf()) });
    }
    database.write((sqlite) => sqlite.run("insert into meta values ('x', 'y')"));
    await database.flush();
    assert.equal(revision(), 2, 'nothing that it holds has changed');
    assert.equal(await reopen(), false);
    assert.deepEqual([revision(), kept()], [2, []]);
  });

  it('goes on from the higher revision, be that of the file or of the database', async () => {
    await keep();
    note('M 31', 'low');
    await database.flush();
    assert.equal(await reopen(written({ 'M 31': 'high' }, 9)), true);
    assert.deepEqual(noted(), { 'M 31': 'high' });
    note('M 33', 'faint');
    await database.flush();
    assert.equal(revision(), 10);
    assert.equal(await reopen(written({ 'M 31': 'old' }, 3)), false);
    assert.deepEqual(noted(), { 'M 31': 'high', 'M 33': 'faint' });
    await database.flush();
    assert.equal(revision(), 11, 'above what the database knows of, or it would be taken for an old copy');
  });

  it('keeps no copy of what a database knew that knew nothing', async () => {
    fs.writeFileSync(notebook, written({ 'M 31': 'low' }, 4));
    assert.equal(await keep(), true);
    assert.deepEqual([noted(), kept()], [{ 'M 31': 'low' }, []]);
  });

  it('keeps what the database knew beside the file where the file knows otherwise', async () => {
    await keep();
    note('M 31', 'low');
    await database.flush();
    await reopen(written({ 'M 33': 'faint' }, 5));
    const [aside, ...others] = kept();
    assert.deepEqual(others, []);
    const parsed = parseNotebook(fs.readFileSync(path.join(folder.path, aside ?? ''), 'utf8'));
    assert.deepEqual(parsed.kind === 'read' && parsed.notebook.knowledge, notesOf({ 'M 31': 'low' }));
  });

  it('inherits what the database does not know, and never against what it knows', async () => {
    note('M 31', 'low');
    await keep(notesOf({ 'M 31': 'of another', 'M 33': 'faint' }));
    assert.deepEqual(noted(), { 'M 31': 'low', 'M 33': 'faint' });
  });

  it('tells people which sessions it speaks of, on both sides of a link and in notes', async () => {
    await keep();
    const objects = { aaaaaaaaaaaa: 'NGC 1', bbbbbbbbbbbb: 'NGC 2', cccccccccccc: 'NGC 3' };
    database.write((sqlite) => {
      for (const [id, object] of Object.entries(objects)) storeSessions(sqlite, session({ id, object }));
      new Sessions(sqlite).setManualLink('aaaaaaaaaaaa', 'dark', 'bbbbbbbbbbbb');
      putNote(sqlite, 'session', 'cccccccccccc', 'windy');
    });
    await database.flush();
    for (const object of Object.values(objects)) assert.ok(textOf().includes(object), object);
  });
});

describe('two notebooks together', () => {
  it('have all entries that differ in anything that names them', () => {
    const [frame, rule] = [
      { imageKey: null, start: null, path: null },
      { name: 'x', matching: 'folded' },
    ] as const;
    const one: UserKnowledge = {
      links: [{ session: 's', kind: 'dark', target: null }],
      aliases: [{ ...rule, kind: 'object', spelling: 'a' }],
      rejected: [{ ...frame, sha256: '1' }],
      notes: [{ subject: 'object', key: 'a', text: 'x', frame: null }],
      goals: [{ object: 'a', filter: 'Ha', wanted: '1h' }],
      filterNumbers: [{ filter: 'Ha', number: 1 }],
    };
    const other: UserKnowledge = {
      links: [{ session: 's', kind: 'flat', target: null }],
      aliases: [{ ...rule, kind: 'filter', spelling: 'a' }],
      rejected: [{ ...frame, sha256: '2' }],
      notes: [{ subject: 'session', key: 'a', text: 'x', frame: null }],
      goals: [{ object: 'a', filter: 'L', wanted: '1h' }],
      filterNumbers: [{ filter: 'L', number: 1 }],
    };
    const counts = (knowledge: UserKnowledge) =>
      Object.values(knowledge).map((list: readonly unknown[]) => list.length);
    assert.deepEqual(counts(joined(one, other)), [2, 2, 2, 2, 2, 2]);
    assert.deepEqual(joined(one, one), one);
  });
});
