/** Which of the files that lie in a folder have to be read. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { neverCancelled } from '../../../../../src/core/base/ports';
import type { Refusal } from '../../../../../src/core/operations/register/decision';
import { findNew } from '../../../../../src/core/operations/register/findNew';
import type { Frames, KnownState } from '../../../../../src/core/storage/database/frames';
import type { OtherSpellings } from '../../../../../src/core/storage/database/otherSpellings';
import { temporaryFolder } from '../../../../support/makeFits';

describe('the files that have to be read', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  let now: { readonly size: number; readonly mtime: number };
  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'a.fits');
    fs.writeFileSync(file, 'content');
    const { size, mtimeMs } = fs.statSync(file);
    now = { size, mtime: mtimeMs };
  });
  afterEach(() => folder.dispose());

  /** What becomes of `a.fits` in an archive that knows this of it. */
  async function becomes(
    known: { here?: Partial<KnownState>; copy?: Partial<KnownState>; spelled?: string; newest?: number } = {},
  ): Promise<{
    readonly read: readonly string[];
    readonly known: readonly string[];
    readonly noted: Refusal[];
  }> {
    const state = (differs: Partial<KnownState> | undefined) =>
      differs && { id: 1, path: file, ...now, ...differs };
    const frames = {
      newest: () => known.newest ?? 5,
      stateAt: () => state(known.here),
      stateOfSource: () => state(known.copy),
    } as unknown as Frames;
    const spellings = { find: () => known.spelled } as unknown as OtherSpellings;
    const told = {
      read: [] as string[],
      known: [] as string[],
      noted: [] as Refusal[],
      looked: [] as string[],
    };
    const others = {
      looked: (at: string) => void told.looked.push(at),
      known: (at: string) => void told.known.push(at),
      note: (refusal: Refusal) => void told.noted.push(refusal),
    };
    for await (const files of findNew([folder.path], frames, spellings, others, neverCancelled)) {
      told.read.push(...files.map((found) => found.path));
    }
    assert.deepEqual(told.looked, [file]);
    return told;
  }
  const isRead = { read: () => [file], known: () => [], noted: () => [] };
  const assertIs = async (given: Parameters<typeof becomes>[0], expected: 'read' | 'known' | 'neither') => {
    const { read, known, noted } = await becomes(given);
    assert.deepEqual(
      [read, known, noted],
      [expected === 'read' ? isRead.read() : [], expected === 'known' ? [file] : [], []],
    );
  };

  it('are those that the archive does not know at this path, of this size and time', async () => {
    await assertIs({}, 'read');
    await assertIs({ here: {} }, 'known');
    await assertIs({ here: { size: 1 } }, 'read');
    await assertIs({ here: { mtime: 1 } }, 'read');
  });

  it('are none that this very registration has put there, and these are not counted either', async () => {
    await assertIs({ here: { id: 5 }, newest: 5 }, 'known');
    await assertIs({ here: { id: 6 }, newest: 5 }, 'neither');
  });

  it('are none that the archive knows by another spelling', async () => {
    await assertIs({ spelled: file.toUpperCase() }, 'known');
    await assertIs({ spelled: file.toUpperCase(), here: { size: 1 } }, 'read');
  });

  it('are none whose copy lies in the archive as it was made', async () => {
    const copy = path.join(folder.path, 'archived');
    fs.writeFileSync(copy, 'content');
    const { mtimeMs, size } = fs.statSync(copy);
    const made = { path: copy, size, mtime: mtimeMs };
    const becomesOf = async (differs: Partial<KnownState>) => {
      fs.utimesSync(file, mtimeMs / 1000, mtimeMs / 1000);
      return becomes({ copy: { ...made, ...differs } });
    };
    assert.deepEqual(await becomesOf({}), {
      ...(await becomesOf({})),
      read: [],
      noted: [{ kind: 'duplicate', path: file, of: copy, same: 'size and time' }],
    });
    assert.deepEqual((await becomesOf({ size: 1 })).read, [file]);
    assert.deepEqual((await becomesOf({ mtime: 1 })).read, [file]);
    assert.deepEqual((await becomesOf({ path: file })).read, [file], 'its own source');
    fs.writeFileSync(copy, 'content and more');
    assert.deepEqual((await becomesOf({})).read, [file], 'the copy has changed');
    fs.rmSync(copy);
    assert.deepEqual((await becomesOf({})).read, [file], 'the copy is gone');
    fs.mkdirSync(copy);
    assert.deepEqual((await becomesOf({})).read, [file], 'the copy is a folder');
  });
});
