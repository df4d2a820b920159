/** Journals are read in pieces: whatever the pieces, the steps and their ends are those that were written. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { FileStep } from '../../../../../src/core/storage/files/fileStep';
import {
  END_LINE,
  endsLine,
  headLine,
  settledLine,
  type StepEnd,
  stepLine,
} from '../../../../../src/core/storage/journal/lines';
import { JournalReader, type ReadStep } from '../../../../../src/core/storage/journal/reader';
import { eachLine } from '../../../../../src/core/storage/journal/windows';
import { temporaryFolder } from '../../../../support/makeFits';

const REPOSITORY = path.resolve('/astro');
const ID = '0'.repeat(32);
const SUM = 'ab'.repeat(32);
const HEAD = headLine({ operation: 'register', started: '2024-11-04T20:30:00.123Z' }, { id: ID, home: ID });

const step = (number: number, length = 10): FileStep => ({
  do: 'move',
  from: path.resolve(`/card/${number}.fits`),
  to: path.join(REPOSITORY, `${number}.fits`),
  size: number,
  mtime: 1.5,
  hash: SUM,
  sha256: SUM,
  imageKey: 'x'.repeat(length),
  patches: [],
  givesUp: false,
  row: 'enter',
  stem: path.join(REPOSITORY, '.astro-archive-0123456789ab'),
  replaces: null,
  known: false,
  source: null,
});
const placed = (size: number): StepEnd => ({ size, mtime: 1, editedSha256: null, sourceKept: false });

describe('a journal that is read', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());
  const readers: JournalReader[] = [];
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.close();
  });

  async function read(text: string): Promise<JournalReader> {
    const file = path.join(folder.path, 'journal.jsonl');
    fs.writeFileSync(file, text);
    const reader = await JournalReader.open(file, REPOSITORY);
    readers.push(reader);
    return reader;
  }

  async function all(batches: AsyncIterable<readonly ReadStep[]>): Promise<ReadStep[]> {
    const steps: ReadStep[] = [];
    for await (const batch of batches) steps.push(...batch);
    return steps;
  }

  it('gives steps and ends by number, in both directions, over many pieces', async () => {
    let text = HEAD;
    const count = 5000;
    for (let first = 0; first < count; first += 64) {
      const group = Array.from({ length: Math.min(64, count - first) }, (_, i) => first + i);
      text += group.map((n) => stepLine(n, step(n, 1 + (n % 200)), REPOSITORY)).join('');
      // Ends stand in another order than steps, and some are missing.
      const ended = group.filter((n) => n % 5 !== 0).reverse();
      text += endsLine(ended.map((n) => [n, n % 7 === 0 ? 'failed' : placed(n)]));
    }
    text += settledLine([3, 4999]) + END_LINE;
    assert.ok(text.length > 2 << 20, 'more than one piece');
    const reader = await read(text);
    assert.deepEqual([reader.steps, reader.ended, reader.damaged], [count, true, null]);
    assert.equal(reader.wholeBytes, text.length);
    const steps = await all(reader.forwards());
    assert.equal(steps.length, count);
    for (const [n, each] of steps.entries()) {
      assert.equal(each.number, n);
      assert.equal(each.step.from, path.resolve(`/card/${n}.fits`));
      assert.deepEqual(each.end, n % 5 === 0 ? undefined : n % 7 === 0 ? 'failed' : placed(n));
      assert.equal(each.isSettled, n === 3 || n === 4999);
    }
    assert.deepEqual(await all(reader.backwards()), steps.reverse());
  });

  it('is read as far as it goes where its end is cut off, wherever that is', async () => {
    const lines = [
      HEAD,
      ...[0, 1, 2].map((n) => stepLine(n, step(n), REPOSITORY)),
      endsLine([[0, placed(1)]]),
    ];
    const text = lines.join('');
    for (let length = 0; length < text.length; length += 7) {
      const reader = await read(text.slice(0, length));
      const whole = text.slice(0, length).split('\n').length - 1;
      assert.deepEqual([reader.damaged, reader.steps], [null, Math.min(Math.max(whole - 1, 0), 3)]);
      assert.equal(reader.head === null, whole === 0);
      assert.equal(reader.wholeBytes, text.slice(0, length).lastIndexOf('\n') + 1);
    }
  });

  it('ends at a damaged line, a missing step, and a word on a step that is none', async () => {
    const first = stepLine(0, step(0), REPOSITORY);
    for (const bad of [
      '{"step":1,\n',
      '\n',
      stepLine(2, step(2), REPOSITORY),
      first,
      endsLine([[1, 'failed']]),
      settledLine([1]),
      HEAD,
    ]) {
      const reader = await read(HEAD + first + bad + stepLine(1, step(1), REPOSITORY));
      assert.deepEqual([reader.damaged, reader.steps], [3, 1], bad);
      assert.equal(reader.wholeBytes, HEAD.length + first.length);
    }
    const headless = await read(first);
    assert.deepEqual([headless.damaged, headless.steps, headless.head], [1, 0, null]);
  });

  it('is left alone where a newer version of the program wrote it', async () => {
    await assert.rejects(read(HEAD.replace('"journal":2', '"journal":3')), { code: 'format' });
  });

  it('has lines of a limited length, which are not read into memory beyond it', async () => {
    const file = path.join(folder.path, 'lines');
    fs.writeFileSync(file, `a\n${'b'.repeat(3 << 20)}\nc\n`);
    const handle = await fs.promises.open(file);
    const lines = async (longest: number) => {
      const found: (number | null)[] = [];
      for await (const { bytes } of eachLine(handle, longest)) found.push(bytes?.length ?? null);
      return found;
    };
    try {
      assert.deepEqual(await lines(4 << 20), [1, 3 << 20, 1]);
      assert.deepEqual(await lines((3 << 20) - 1), [1, null]);
      assert.deepEqual(await lines(2000), [1, null]);
    } finally {
      await handle.close();
    }
  });
});
