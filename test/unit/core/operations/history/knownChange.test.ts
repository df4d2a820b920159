/** What an operation changes in the user's own knowledge, there and back. */
import assert from 'node:assert/strict';
import { knownChange, withoutChange } from '../../../../../src/core/operations/history/knownChange';
import type { UserKnowledge } from '../../../../../src/core/storage/database/userKnowledge';

type Link = UserKnowledge['links'][number];
type Note = UserKnowledge['notes'][number];
type Goal = UserKnowledge['goals'][number];
type Alias = UserKnowledge['aliases'][number];

const link = (session: string, target: string, kind: Link['kind'] = 'dark'): Link => ({
  session,
  kind,
  target,
});
const note = (key: string, text: string, subject: Note['subject'] = 'object') => ({ subject, key, text });
const alias = (spelling: string, name: string, kind: Alias['kind'] = 'object'): Alias => ({
  kind,
  spelling,
  name,
  matching: 'folded',
});
const goal = (object: string, wanted: string, filter = 'Ha'): Goal => ({ object, filter, wanted });
const knowledge = (changes: {
  readonly aliases?: readonly Alias[];
  readonly links?: readonly Link[];
  readonly notes?: readonly ReturnType<typeof note>[];
  readonly goals?: readonly Goal[];
}): UserKnowledge => ({
  aliases: changes.aliases ?? [],
  links: changes.links ?? [],
  notes: (changes.notes ?? []).map((each) => ({ ...each, frame: null })),
  rejected: [],
  goals: changes.goals ?? [],
  filterNumbers: [],
});

const BEFORE = knowledge({
  aliases: [alias('M31', 'M 31'), alias('Ha', 'H-alpha', 'filter')],
  links: [link('s1', 'd1'), link('s1', 'f1', 'flat')],
  notes: [note('M 31', 'first light'), note('M 42', 'clouds')],
  goals: [goal('M 31', '10h'), goal('M 31', '5h', 'OIII')],
});
const AFTER = knowledge({
  aliases: [alias('M31', 'Andromeda'), alias('Ha', 'H-alpha', 'filter')],
  links: [link('s2', 'd1'), link('s1', 'f1', 'flat')],
  notes: [note('Andromeda', 'first light'), note('M 42', 'clouds')],
  goals: [goal('Andromeda', '10h'), goal('M 31', '5h', 'OIII')],
});

const PARTS = ['aliases', 'links', 'notes', 'goals'] as const;

describe('a change of what the user knows', () => {
  it('is none where nothing differs, whatever the order of lists and members', () => {
    const turned = knowledge({
      aliases: [...BEFORE.aliases]
        .reverse()
        .map(({ kind, spelling, name, matching }) => ({ matching, name, spelling, kind })),
      links: [...BEFORE.links].reverse(),
      notes: [...BEFORE.notes].reverse(),
      goals: [...BEFORE.goals].reverse().map(({ object, filter, wanted }) => ({ wanted, filter, object })),
    });
    assert.equal(knownChange(BEFORE, turned), null);
  });

  it('holds what was changed, added and removed, and nothing else', () => {
    const change = knownChange(BEFORE, AFTER) ?? assert.fail();
    assert.deepEqual(change.aliases, [{ before: alias('M31', 'M 31'), after: alias('M31', 'Andromeda') }]);
    assert.deepEqual(change.links, [
      { before: link('s1', 'd1'), after: null },
      { before: null, after: link('s2', 'd1') },
    ]);
    assert.deepEqual(change.notes, [
      { before: note('M 31', 'first light'), after: null },
      { before: null, after: note('Andromeda', 'first light') },
    ]);
    assert.deepEqual(change.goals, [
      { before: goal('M 31', '10h'), after: null },
      { before: null, after: goal('Andromeda', '10h') },
    ]);
  });

  it('is seen where one kind of knowledge differs alone', () => {
    for (const part of PARTS) {
      const change = knownChange(BEFORE, { ...BEFORE, [part]: AFTER[part] }) ?? assert.fail(part);
      const differing = PARTS.filter((each) => change[each].length > 0);
      assert.deepEqual(differing, [part]);
    }
  });

  it('is seen where as many things of one kind were added as of another', () => {
    const one = knowledge({ aliases: [alias('a', 'b')], links: [link('s', 'd')] });
    assert.equal(knownChange(knowledge({}), one)?.aliases.length, 1);
    const other = knowledge({ links: [link('s', 'd')], notes: [note('a', 'b')] });
    assert.equal(knownChange(knowledge({}), other)?.links.length, 1);
  });

  it('takes things of one key and another kind for two', () => {
    const both = knowledge({ notes: [note('1', 'a'), note('1', 'b', 'session')] });
    assert.equal(knownChange(both, knowledge({ notes: [note('1', 'a')] }))?.notes.length, 1);
    const links = knowledge({ links: [link('s1', 'a'), link('s1', 'b', 'flat')] });
    assert.equal(knownChange(links, knowledge({ links: [link('s1', 'a')] }))?.links.length, 1);
    const aliases = knowledge({ aliases: [alias('L', 'a'), alias('L', 'b', 'filter')] });
    assert.equal(knownChange(aliases, knowledge({ aliases: [alias('L', 'a')] }))?.aliases.length, 1);
  });

  it('is taken back whole where nothing was said since', () => {
    const back = withoutChange(AFTER, knownChange(BEFORE, AFTER) ?? assert.fail());
    assert.equal(knownChange(BEFORE, knowledge(back)), null);
  });

  it('leaves what the user has said since, and what was taken away since', () => {
    const change = knownChange(BEFORE, AFTER) ?? assert.fail();
    const said = knowledge({
      aliases: [alias('M31', 'The great one')],
      links: [link('s2', 'd9'), link('s1', 'd8')],
      notes: [note('Andromeda', 'second light'), note('new', 'x')],
      goals: [goal('Andromeda', '60x300s')],
    });
    const back = withoutChange(said, change);
    assert.deepEqual(back.aliases, [alias('M31', 'The great one')]);
    assert.deepEqual(back.links, said.links, 'neither link is as the change left it');
    const texts = back.notes.map(({ key, text }) => `${key}: ${text}`).sort();
    assert.deepEqual(texts, ['Andromeda: second light', 'M 31: first light', 'new: x']);
    assert.deepEqual(back.goals, [goal('Andromeda', '60x300s'), goal('M 31', '10h')]);
    const emptied = withoutChange(knowledge({}), change);
    assert.deepEqual(emptied.aliases, [], 'a rule that the user has deleted stays deleted');
  });

  it('with neither side is passed over', () => {
    const nothing = { aliases: [{ before: null, after: null }], links: [], notes: [], goals: [] };
    assert.deepEqual(withoutChange(BEFORE, nothing).aliases, BEFORE.aliases);
  });
});
