import assert from 'node:assert/strict';
import { normalize } from 'node:path';
import type { UserKnowledge } from '../../../../../src/core/storage/database/userKnowledge';
import { decideNotebook, joined } from '../../../../../src/core/storage/notebook/decideNotebook';
import { notebookFile, type NotebookReading } from '../../../../../src/core/storage/notebook/notebookFile';
import {
  EMPTY_NOTEBOOK,
  type Notebook,
  notebookContent,
  notebookText,
  parseNotebook,
} from '../../../../../src/core/storage/notebook/notebookFormat';

const SHA = 'ab'.repeat(32);
const FRAME = { sha256: SHA, imageKey: '2880-00', start: '2024-09-13T20:00:00.000Z', path: 'Light/a.fits' };
const KNOWLEDGE: UserKnowledge = {
  links: [
    { session: '8c1f03b2a9d4', kind: 'dark', target: null },
    { session: '0c1f03b2a9d4', kind: 'flat', target: 'aaaaaaaaaaaa' },
  ],
  aliases: [{ kind: 'object', spelling: 'Trunk', name: 'IC 1396', matching: 'folded' }],
  rejected: [FRAME],
  notes: [
    { subject: 'frame', key: SHA, text: 'satellite', frame: FRAME },
    { subject: 'object', key: 'M 31', text: 'two\nlines', frame: null },
    { subject: 'session', key: '8c1f03b2a9d4', text: 'clouds', frame: null },
  ],
  goals: [
    { object: 'M 31', filter: 'Ha', wanted: '10h' },
    { object: 'M 31', filter: 'L', wanted: '60x300s' },
  ],
  filterNumbers: [{ filter: 'Ha', number: 4657 }],
};
const words = (id: string) => (id === '8c1f03b2a9d4' ? 'NGC 7000 · Ha · 300 s, 2024-09-13' : null);
const text = (notebook: Partial<Notebook>, describe = words) =>
  notebookText({ ...EMPTY_NOTEBOOK, ...notebook }, describe);
const read = (source: string): Notebook => {
  const parsed = parseNotebook(source);
  return parsed.kind === 'read' ? parsed.notebook : assert.fail(parsed.kind);
};

describe('the notebook', () => {
  it('gives back what it was given, whatever the order, an entry a line', () => {
    const written = text({ revision: 7, knowledge: KNOWLEDGE });
    const back = read(written);
    assert.equal(back.revision, 7);
    assert.deepEqual(back.knowledge.aliases, KNOWLEDGE.aliases);
    assert.deepEqual(back.knowledge.rejected, KNOWLEDGE.rejected);
    assert.deepEqual(back.knowledge.notes, KNOWLEDGE.notes);
    assert.deepEqual(back.knowledge.goals, KNOWLEDGE.goals);
    assert.deepEqual(back.knowledge.filterNumbers, KNOWLEDGE.filterNumbers);
    assert.deepEqual(back.knowledge.links, [...KNOWLEDGE.links].reverse());
    const turned = {
      ...KNOWLEDGE,
      links: [...KNOWLEDGE.links].reverse(),
      notes: [...KNOWLEDGE.notes].reverse(),
    };
    assert.equal(text({ revision: 7, knowledge: turned }), written);
    assert.match(
      written,
      // eslint-disable-next-line no-restricted-syntax -- a line of the notebook
      /^ {4}\{"session":"8c1f03b2a9d4","of":"NGC 7000 · Ha · 300 s, 2024-09-13","kind":"dark","target":null\},?$/m,
    );
    assert.equal(text({}), text(read(text({}))));
  });

  it('is the same at any revision but for that', () => {
    const content = notebookContent({ ...EMPTY_NOTEBOOK, knowledge: KNOWLEDGE }, words);
    assert.equal(content(8), text({ revision: 8, knowledge: KNOWLEDGE }));
    assert.equal(content(9), content(8).replace('"revision": 8', '"revision": 9'));
    assert.equal(read(content(9)).revision, 9);
  });

  it('keeps fields, entries and texts that it does not know', () => {
    const source = JSON.parse(text({ revision: 3, knowledge: KNOWLEDGE })) as Record<string, unknown>;
    const [link] = source['links'] as Record<string, unknown>[];
    Object.assign(link ?? {}, { of: 'a session that was there', mine: { deep: [1] } });
    (source['aliases'] as unknown[]).push({ kind: 'filter', spelling: 'H', name: 'Ha' }, 7);
    source['future'] = [true];
    const back = read(JSON.stringify(source));
    const again = JSON.parse(text(back, () => null)) as Record<string, unknown[]>;
    assert.deepEqual(again['links']?.[0], {
      session: '0c1f03b2a9d4',
      of: 'a session that was there',
      kind: 'flat',
      target: 'aaaaaaaaaaaa',
      to: '',
      mine: { deep: [1] },
    });
    assert.deepEqual(again['aliases']?.slice(1), [{ kind: 'filter', spelling: 'H', name: 'Ha' }, 7]);
    assert.deepEqual(again['future'], [true]);
    assert.equal(back.knowledge.aliases.length, 1);
  });

  it('tells what is damaged or newer from what it can read', () => {
    const whole = text({ knowledge: KNOWLEDGE });
    assert.equal(parseNotebook(whole.slice(0, -20)).kind, 'damaged');
    for (const other of ['', '[]', 'null', '{}', '{"format":"astro-archive-notebook"}']) {
      assert.equal(parseNotebook(other).kind, 'damaged', other);
    }
    assert.deepEqual(parseNotebook(whole.replace('"version": 1', '"version": 2')), {
      kind: 'newer',
      version: 2,
    });
  });

  it('takes nothing that is not what it should be', () => {
    const hostile = {
      format: 'astro-archive-notebook',
      version: 1,
      revision: -5,
      links: [
        { session: "x' or 1=1", kind: 'dark', target: null },
        { session: '8c1f03b2a9d4', kind: 'constructor', target: null },
        { session: '8c1f03b2a9d4', kind: 'dark', target: { $ne: 1 } },
        null,
      ],
      aliases: 'none',
      rejected: [{ sha256: '../../etc' }, { sha256: SHA, path: 7, start: [] }],
      notes: [
        { subject: 'object', key: '', text: 'x' },
        { subject: 'frame', key: 'zz', text: 'x' },
        { subject: 'object', key: 'M 1', text: 'x'.repeat(100_001) },
      ],
      goals: [
        { object: 'M 1', filter: 'Ha', wanted: 'soon' },
        { object: '', filter: 'Ha', wanted: '1h' },
        { object: 'M 1', filter: 'Ha', wanted: '1h' },
        { object: 'M 1', filter: 'Ha', wanted: '2h' },
      ],
      filterNumbers: [{ filter: 'Ha', number: -1 }, { filter: 'Ha', number: '4657' }, 4657],
    };
    const { knowledge, revision, strange } = read(JSON.stringify(hostile));
    assert.deepEqual(knowledge, {
      links: [],
      aliases: [],
      rejected: [{ sha256: SHA, imageKey: null, start: null, path: null }],
      notes: [],
      goals: [{ object: 'M 1', filter: 'Ha', wanted: '1h' }],
      filterNumbers: [],
    });
    assert.equal(revision, 0);
    assert.deepEqual([strange.goals.length, strange.filterNumbers.length], [3, 3]);
    assert.deepEqual([strange.links.length, strange.rejected.length, strange.notes.length], [4, 1, 3]);
  });

  it('lies beside its database under its name', () => {
    assert.equal(notebookFile('/a/astro-archive.sqlite'), normalize('/a/astro-archive.json'));
    assert.equal(notebookFile('/a/mine'), normalize('/a/mine.json'));
    assert.equal(normalize(notebookFile('/a/mine.json')), normalize('/a/mine.json.json'));
  });
});

describe('which of the two knows better', () => {
  const reading = (revision: number, sha256: string): NotebookReading => ({
    kind: 'read',
    notebook: { ...EMPTY_NOTEBOOK, revision },
    text: '',
    sha256,
  });
  const state = { revision: 5, sha256: 'same' };

  it('is decided by revision and content', () => {
    assert.equal(decideNotebook(reading(5, 'same'), state), 'same');
    assert.equal(
      decideNotebook(reading(6, 'other'), state),
      'import',
      'a crash between the two, or a restored database',
    );
    assert.equal(decideNotebook(reading(5, 'other'), state), 'import', 'edited by hand');
    assert.equal(decideNotebook(reading(4, 'other'), state), 'write', 'an old copy');
    assert.equal(decideNotebook(reading(9, 'other'), null), 'join', 'a new database');
    assert.equal(decideNotebook({ kind: 'absent' }, state), 'write');
    assert.equal(decideNotebook({ kind: 'damaged', why: '', text: '', sha256: '' }, null), 'write');
    assert.equal(decideNotebook({ kind: 'newer', version: 2, text: '', sha256: '' }, null), 'leave');
  });

  it('joins two, the first before the second', () => {
    const first = { ...KNOWLEDGE, links: KNOWLEDGE.links.slice(0, 1), notes: [] };
    const second = {
      ...KNOWLEDGE,
      links: KNOWLEDGE.links.map((link) => ({ ...link, target: 'bbbbbbbbbbbb' })),
    };
    const both = joined(first, second);
    assert.deepEqual(
      both.links.map(({ target }) => target),
      [null, 'bbbbbbbbbbbb'],
    );
    assert.deepEqual([both.aliases.length, both.rejected.length, both.notes.length], [1, 1, 3]);
  });
});
