/** Whole files of the program's own, whatever somebody has put in their place. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ArchiveError } from '../../../../../src/core/base/errors';
import { readOwnFile } from '../../../../../src/core/storage/files/ownFile';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';
import { whileReplacingPromise } from '../../../../support/replaceCall';

describe('a file of the program that is read', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'a.json');
    fs.writeFileSync(file, 'Schäfer');
  });
  afterEach(() => folder.dispose());

  const whereOpen = async (code: string) =>
    await whileRefusing(
      ({ name }) => (name === 'open' ? code : null),
      () => readOwnFile(file, 100),
    );

  it('is UTF-8 of so many bytes at most', async () => {
    assert.equal(await readOwnFile(file, 8), 'Schäfer');
    await assert.rejects(readOwnFile(file, 7), failed('file', { path: file, got: '8 bytes' }));
  });

  it('is nothing where there is none, and an error where it cannot be read', async () => {
    assert.equal(await readOwnFile(path.join(folder.path, 'none.json'), 100), null);
    const { error } = await whereOpen('EACCES');
    assert.ok(failed('file', { path: file, reason: 'EACCES' })(error));
  });

  it('is no folder and no socket', async () => {
    const errors = [(await whereOpen('ENXIO')).error];
    // Windows does not open a folder, and says so itself.
    if (process.platform !== 'win32') {
      errors.push(await readOwnFile(folder.path, 1e6).catch((error: unknown) => error));
    }
    for (const error of errors) {
      assert.ok(failed('file')(error));
      const { detail } = error as ArchiveError;
      assert.deepEqual(Object.keys(detail).sort(), ['advice', 'expected', 'path']);
    }
  });

  it('is closed again, also one that is refused', async () => {
    let open = 0;
    const watch = (real: typeof fs.promises.open) => async (place: fs.PathLike, flags?: string | number) => {
      const handle = await real(place, flags);
      open++;
      const close = handle.close.bind(handle);
      handle.close = () => (open--, close());
      return handle;
    };
    await whileReplacingPromise('open', watch, async () => {
      await readOwnFile(file, 100);
      await assert.rejects(readOwnFile(file, 1), failed('file'));
    });
    assert.equal(open, 0);
  });
});
