/** A notebook that somebody else has written, or that was cut off: nothing of it is lost, and nothing of it is believed. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseNames } from '../../../../../src/core/rules/names/exchange';
import { notebookText, parseNotebook } from '../../../../../src/core/storage/notebook/notebookFormat';

const id = fc.constantFrom('abcdef', 'abcde', 'a'.repeat(64), 'B'.repeat(64), '');
const value = fc.oneof(
  id,
  fc.constantFrom('dark', 'filter', 'exact', 'session', 'x'.repeat(1001)),
  fc.jsonValue(),
);
const name = fc.constantFrom(
  'session',
  'kind',
  'target',
  'sha256',
  'path',
  'key',
  'text',
  'toString',
  'seen',
);
const good = fc.constantFrom(
  { session: 'abcdef', kind: 'dark', target: null },
  { kind: 'filter', spelling: 'ha', name: 'Ha', matching: 'folded' },
  { sha256: 'a'.repeat(64), imageKey: 'k', start: null, path: 'a.fits' },
  { subject: 'session', key: 'abcdef', text: 'clouds' },
  { subject: 'frame', key: 'a'.repeat(64), text: 'satellite', path: 5 },
);
const entry = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(good, fc.dictionary(name, value, { maxKeys: 2 })).map(([a, b]) => ({ ...a, ...b })),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const list = fc.array(entry, { maxLength: 5 });
const notebook = fc
  .tuple(
    list,
    list,
    list,
    list,
    fc.dictionary(fc.constantFrom('revision', 'about', 'toString', 'later'), value),
  )
  .map(([links, aliases, rejected, notes, more]) => ({
    format: 'astro-archive-notebook',
    version: 1,
    links,
    aliases,
    rejected,
    notes,
    ...more,
  }));

describe('a hostile notebook', () => {
  it('keeps every entry, understood or not, and every field of a later version', () => {
    fc.assert(
      fc.property(notebook, (given) => {
        const read = parseNotebook(JSON.stringify(given));
        assert.ok(read.kind === 'read');
        const { knowledge, strange, extra } = read.notebook;
        for (const each of ['links', 'aliases', 'rejected', 'notes'] as const) {
          assert.equal(knowledge[each].length + strange[each].length, given[each].length);
        }
        assert.equal('later' in extra, 'later' in given);
        // What is written is read as the same.
        const text = notebookText(read.notebook, () => null);
        const again = parseNotebook(text);
        assert.ok(again.kind === 'read');
        assert.deepEqual(again.notebook.strange, strange);
        assert.equal(
          notebookText(again.notebook, () => null),
          text,
        );
      }),
      { numRuns: 120 },
    );
  });

  it('is damaged, newer or read, whatever it holds', () => {
    const cut = fc
      .tuple(notebook, fc.nat(400))
      .map(([given, length]) => JSON.stringify(given).slice(0, length));
    const other = fc.oneof(
      fc.jsonValue(),
      fc.record({ format: fc.constant('astro-archive-notebook'), version: value }),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          cut,
          fc.string(),
          other.map((given) => JSON.stringify(given)),
        ),
        (text) => {
          assert.ok(['read', 'newer', 'damaged'].includes(parseNotebook(text).kind));
          try {
            const { rules, refused } = parseNames(text);
            assert.ok(rules.every((rule) => rule.name.trim() !== '') && Array.isArray(refused));
          } catch (error) {
            assert.equal((error as { code?: string }).code, 'format');
          }
        },
      ),
      { numRuns: 120 },
    );
  });
});
