/** Steps carried out in groups: announced before they are done, told when they are durable, stopped between files. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { silentLog } from '../../../../../src/core/base/ports';
import { type FileStep, newStem } from '../../../../../src/core/storage/files/fileStep';
import type { Placed } from '../../../../../src/core/storage/files/perform';
import { carryOut, type CarryOut } from '../../../../../src/core/storage/journal/carryOut';
import type { Journal } from '../../../../../src/core/storage/journal/journal';
import type { StepEnd } from '../../../../../src/core/storage/journal/lines';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';
import { fileStep } from '../../../../support/step';

interface Item {
  readonly step: FileStep;
}

describe('steps that are carried out', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
    fs.mkdirSync(path.join(folder.path, 'from'));
  });
  afterEach(() => folder.dispose());

  const digest = (file: string) =>
    Promise.resolve(createHash('sha256').update(fs.readFileSync(file)).digest('hex'));

  function items(count: number, changes: Partial<FileStep> = {}): Item[] {
    return Array.from({ length: count }, (_, i) => {
      const from = path.join(folder.path, 'from', `${i}.bin`);
      fs.writeFileSync(from, `frame ${i}`);
      const { size, mtimeMs: mtime } = fs.statSync(from);
      const to = path.join(folder.path, 'to', `${i}.bin`);
      return { step: fileStep('move', { from, to, size, mtime, hash: null, stem: newStem(to), ...changes }) };
    });
  }

  /** Carries out and notes in which order things come. */
  async function run(
    list: readonly Item[],
    {
      stores = () => true,
      announces = () => undefined,
      cancelled = () => false,
    }: { stores?: () => boolean; announces?: () => void; cancelled?: (done: number) => boolean } = {},
    lines: string[] = [],
  ) {
    const said: string[] = [];
    const stored: (readonly [Item, Placed])[] = [];
    const failed: Item[] = [];
    const ends: (readonly [number, StepEnd])[] = [];
    let [first, done, open] = [0, 0, false];
    const journal: Pick<Journal, 'announce' | 'done' | 'leaveOpen'> = {
      announce: (steps) => {
        said.push(`announce ${steps.length}`);
        announces();
        first += steps.length;
        return Promise.resolve(first - steps.length);
      },
      done: (lines) => {
        said.push(`done ${lines.length}`);
        ends.push(...lines);
        return Promise.resolve();
      },
      leaveOpen: () => (open = true),
    };
    const work: CarryOut<Item> = {
      journal: journal as Journal,
      digest,
      log: { ...silentLog, debug: (line) => void lines.push(line) },
      cancel: {
        get isCancellationRequested() {
          return cancelled(done);
        },
      },
      store: (group) => {
        said.push(`store ${group.length}`);
        stored.push(...group.map(({ item, placed }) => [item, placed] as const));
        return stores();
      },
      failed: (item) => failed.push(item),
      onItem: () => done++,
    };
    const come = await carryOut(list, work);
    return { come, said, stored, failed, ends, done, open };
  }

  const left = () => fs.readdirSync(path.join(folder.path, 'from')).length;

  it('are announced, done and stored by 64, and nothing is begun before it is announced', async () => {
    const list = items(130);
    let before = 130;
    const { come, said, stored, ends, done } = await run(list, {
      announces: () => {
        assert.equal(left(), before);
        before -= 64;
      },
    });
    assert.deepEqual([come, done, left()], [130, 130, 0]);
    assert.deepEqual(said, [
      ...['announce 64', 'done 64', 'store 64', 'announce 64', 'done 64', 'store 64'],
      ...['announce 2', 'done 2', 'store 2'],
    ]);
    assert.deepEqual(
      stored.map(([item]) => item),
      list,
    );
    assert.deepEqual(
      ends.map(([number]) => number),
      list.map((_, i) => i),
    );
    assert.ok(stored.every(([{ step }, placed]) => placed.size === step.size && !placed.sourceKept));
  });

  it('are none, and nothing is announced', async () => {
    assert.deepEqual((await run([])).said, []);
    assert.equal((await run([])).come, 0);
  });

  it('go on past one that fails, which the journal knows as failed', async () => {
    const list = items(4);
    const [, second] = list;
    fs.appendFileSync(second?.step.from ?? '', 'changed');
    const { come, stored, failed, ends, done, open } = await run(list);
    assert.deepEqual([come, stored.length, failed, done, open], [4, 3, [second], 4, false]);
    assert.deepEqual(
      ends.filter(([, end]) => end === 'failed').map(([number]) => number),
      [1],
    );
  });

  it('are stored not at all where all of a group fail', async () => {
    const list = items(2);
    for (const { step } of list) fs.rmSync(step.from);
    const { said, failed, come } = await run(list);
    assert.deepEqual([said, failed.length, come], [['announce 2', 'done 2'], 2, 2]);
  });

  it('are not begun where the journal cannot be written', async () => {
    const list = items(70);
    const { come, failed, stored, done } = await run(list, {
      announces: () => {
        throw new Error('full');
      },
    });
    assert.deepEqual([come, failed.length, stored.length, done, left()], [64, 64, 0, 0, 70]);
  });

  it('end where the archive takes no more', async () => {
    const { come, said } = await run(items(130), { stores: () => false });
    assert.deepEqual([come, said.length, left()], [64, 3, 66]);
    assert.equal((await run(items(3), { stores: () => false })).come, 3);
  });

  it('stop between files when they are cancelled, and what was done is stored', async () => {
    const { come, stored, ends, done } = await run(items(130), { cancelled: (count) => count >= 3 });
    assert.equal(come, 64);
    // Eight are under way at a time.
    assert.ok(done >= 3 && done < 3 + 8, `${done}`);
    assert.deepEqual([stored.length, ends.length, left()], [done, done, 130 - done]);
    const none = await run(items(3), { cancelled: () => true });
    assert.deepEqual([none.come, none.said], [0, []]);
  });

  it('leave the journal open for one that could be done neither way, and go on', async () => {
    const list = items(3);
    const path1 = list[1]?.step.to;
    const { result } = await whileRefusing(
      ({ name, args }) => (name === 'stat' && args[0] === path1 ? 'EIO' : null),
      () => run(list),
    );
    assert.deepEqual([result?.open, result?.failed, result?.stored.length], [true, [list[1]], 2]);
    assert.deepEqual(
      result?.ends.map(([number]) => number),
      [0, 2],
      'the next start asks the files',
    );
  });

  it('make the folders durable in which names have changed, and no other', async () => {
    const synced = async (list: readonly Item[]) => {
      const opened: string[] = [];
      await whileRefusing(
        ({ name, args }) => {
          if (name === 'open' && args[1] === 'r') opened.push(path.basename(String(args[0])));
          return null;
        },
        () => run(list),
      );
      return opened;
    };
    if (process.platform === 'win32') return;
    fs.mkdirSync(path.join(folder.path, 'to'));
    assert.ok((await synced(items(2))).includes('to'));
    const staying = items(2).map(({ step }) => ({ step: { ...step, do: 'stay' as const, to: step.from } }));
    assert.deepEqual(await synced(staying), []);
  });

  it('are told one by one to whoever looks closely', async () => {
    const lines: string[] = [];
    const moved = items(1)[0] ?? assert.fail();
    await run([moved], {}, lines);
    assert.deepEqual(
      [lines.length, lines[0]?.includes(moved.step.from), lines[0]?.includes(moved.step.to)],
      [1, true, true],
    );
    fs.renameSync(moved.step.to, moved.step.from);
    const stays = { step: { ...moved.step, do: 'stay' as const, to: moved.step.from } };
    await run([stays], {}, lines);
    assert.equal(lines[1]?.split(moved.step.from).length, 2, 'its path once');
  });

  it('are stored although their folder cannot be synced or the journal takes no ends', async () => {
    const { result } = await whileRefusing(
      ({ name, args }) => (name === 'open' && String(args[0]).endsWith(`${path.sep}to`) ? 'EIO' : null),
      () => run(items(2)),
    );
    assert.equal(result?.stored.length, 2);
  });
});
