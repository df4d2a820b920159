import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstBytes } from '../../../../../src/core/storage/files/firstBytes';
import { temporaryFolder } from '../../../../support/makeFits';

describe('the first bytes of a file', () => {
  it('are as many as there are, none of a folder, and null where nothing is', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder.path, 'a'), 'abcd');
    mkdirSync(join(folder.path, 'b'));
    const read = async (name: string) => (await firstBytes(join(folder.path, name), 3))?.toString() ?? null;
    assert.deepEqual([await read('a'), await read('b'), await read('c')], ['abc', '', null]);
    assert.equal((await firstBytes(join(folder.path, 'a'), 9))?.length, 4);
    folder.dispose();
  });
});
