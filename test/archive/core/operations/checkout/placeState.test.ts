/** Files are compared by what they hold. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as zlib from 'node:zlib';
import { isSameBytes } from '../../../../../src/core/operations/checkout/placeState';
import { CancelledError } from '../../../../../src/core/base/errors';
import { neverCancelled } from '../../../../../src/core/base/ports';
import { temporaryFolder } from '../../../../support/makeFits';

describe('isSameBytes', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const content = Buffer.alloc(3 * (1 << 20) + 17, 'abcdefg');
  const put = (name: string, bytes: Buffer) => {
    const file = path.join(folder.path, name);
    fs.writeFileSync(file, bytes);
    return file;
  };
  const same = (a: string, b: string, zipped = false) => isSameBytes(a, b, zipped, neverCancelled);

  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  it('sees that files are equal, zipped or not', async () => {
    const copy = put('copy', content);
    assert.ok(await same(put('a', content), copy));
    assert.ok(await same(put('a.gz', zlib.gzipSync(content)), copy, true));
  });

  it('sees a single bit, a byte more and a byte less', async () => {
    const source = put('a', content);
    const flipped = Buffer.from(content);
    flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
    assert.ok(!(await same(source, put('flipped', flipped))));
    assert.ok(!(await same(source, put('longer', Buffer.concat([content, Buffer.of(0)])))));
    assert.ok(!(await same(source, put('shorter', content.subarray(1)))));
    assert.ok(!(await same(source, put('empty', Buffer.alloc(0)))));
  });

  it('rejects for a source that cannot be unpacked, and after a cancel', async () => {
    const source = put('a', content);
    await assert.rejects(same(source, put('b', content), true));
    const cancel = { isCancellationRequested: true };
    await assert.rejects(isSameBytes(source, put('c', content), false, cancel), CancelledError);
  });

  it('does not read a copy through a link', async function () {
    if (process.platform === 'win32') this.skip();
    const source = put('a', content);
    fs.symlinkSync(source, path.join(folder.path, 'link'));
    await assert.rejects(same(source, path.join(folder.path, 'link')));
  });
});
