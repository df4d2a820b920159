/** The lines of a journal: written, cut off anywhere, read. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FileStep } from '../../../../src/core/files/step';
import { END_LINE, endsLine, headLine, readLines, stepLine } from '../../../../src/core/journal/lines';

const HEAD = { operation: 'register', started: '2024-11-04T20:30:00.123Z' };
const bytes = fc.uint8Array({ maxLength: 200 });
const step: fc.Arbitrary<FileStep> = fc.record(
  {
    do: fc.constantFrom('move', 'copy', 'stay', 'adopt', 'remove'),
    from: fc.string({ unit: 'binary' }),
    to: fc.string({ unit: 'binary' }),
    size: fc.nat(),
    mtime: fc.double({ noNaN: true, min: 0, max: 1e13 }),
    hash: fc.option(fc.string()),
    sha256: fc.string(),
    imageKey: fc.string(),
    patches: fc.array(
      fc.record({ offset: fc.nat(), before: bytes, after: bytes }, { noNullPrototype: true }),
      { maxLength: 3 },
    ),
    stem: fc.string(),
    givesUp: fc.boolean(),
    row: fc.constantFrom('enter', 'leave'),
    replaces: fc.option(fc.nat()),
    known: fc.boolean(),
    source: fc.option(fc.string()),
  },
  { noNullPrototype: true },
);

describe('the lines of a journal', () => {
  it('give back what was written', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const placed = { size: 5760, mtime: 1.5, editedSha256: null, sourceKept: false };
        const ends = steps.map((_, i) => [i, i % 2 === 0 ? placed : 'failed'] as const);
        const text = headLine(HEAD) + steps.map((each, i) => stepLine(i, each)).join('') + endsLine(ends);
        const read = readLines(text + END_LINE);
        assert.deepEqual(read.head, HEAD);
        assert.deepEqual(read.steps, steps);
        assert.deepEqual([...read.ends], ends);
        assert.deepEqual([read.ended, read.damaged], [true, null]);
        assert.equal(readLines(text).ended, false);
      }),
    );
  });

  it('are read as far as they go when the end is cut off', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), fc.nat(), (steps, seed) => {
        const lines = [headLine(HEAD), ...steps.map((each, i) => stepLine(i, each))];
        const text = lines.join('');
        const read = readLines(text.slice(0, seed % text.length));
        assert.equal(read.damaged, null);
        assert.deepEqual(read.steps, steps.slice(0, read.steps.length));
      }),
    );
  });

  it('say where they are damaged, and keep what stands before', () => {
    const read = readLines(`${headLine(HEAD)}{"step":0,\n${END_LINE}`);
    assert.deepEqual([read.head, read.steps, read.ended, read.damaged], [HEAD, [], false, 2]);
    assert.equal(readLines(`${headLine(HEAD)}{"step":0,"patches":[{"before":"%"}]}\n`).damaged, 2);
    assert.equal(readLines('null\n').damaged, 1);
  });
});
