/** Whether the database file is still the one that was read or written last: else it is not saved over. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { crc32 } from 'node:zlib';
import {
  generationOf,
  isStill,
  lookOnDisk,
  type OnDisk,
  setGeneration,
} from '../../../../../src/core/storage/database/onDisk';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';

describe('the generation of a database file', () => {
  it('is written where SQLite counts changes, at both places, also into a part of a larger buffer', () => {
    const whole = Buffer.alloc(300);
    setGeneration(whole.subarray(100, 250), 0x0102_0304);
    const expected = Buffer.alloc(300);
    expected.writeUInt32BE(0x0102_0304, 124);
    expected.writeUInt32BE(0x0102_0304, 192);
    assert.deepEqual(whole, expected);
  });

  it('is read from the header, and is 0 for none, or for a file that ends within it', () => {
    const bytes = Buffer.alloc(100);
    setGeneration(bytes, 7);
    assert.equal(generationOf({ head: bytes.toString('hex') }), 7);
    assert.equal(generationOf({ head: bytes.toString('hex', 0, 99) }), 0);
    assert.equal(generationOf({ head: '' }), 0);
    assert.equal(generationOf(null), 0);
  });

  it('begins again after the largest that its four bytes hold', () => {
    const bytes = Buffer.alloc(100, 0xff);
    assert.equal(generationOf({ head: bytes.toString('hex') }), 4_294_967_295);
    setGeneration(bytes, 4_294_967_296);
    assert.equal(generationOf({ head: bytes.toString('hex') }), 0);
  });
});

describe('a look at the database file', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  const content = Buffer.from(Array.from({ length: 300 }, (_, i) => i % 251));
  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'a.sqlite');
    fs.writeFileSync(file, content);
  });
  afterEach(() => folder.dispose());

  it('finds its size, time and header, and reads it as a whole when asked to', async () => {
    const info = fs.statSync(file, { bigint: true });
    const expected = {
      drive: String(info.dev),
      inode: String(info.ino),
      size: 300,
      time: String(info.mtimeNs),
      head: content.toString('hex', 0, 100),
      crc: null,
    };
    assert.deepEqual(await lookOnDisk(file), expected);
    assert.deepEqual(await lookOnDisk(file, true), { ...expected, crc: crc32(content) });
    fs.writeFileSync(file, 'short');
    assert.equal((await lookOnDisk(file))?.head, Buffer.from('short').toString('hex'));
  });

  it('finds nothing where there is no file, and says so where it cannot look', async () => {
    assert.equal(await lookOnDisk(path.join(folder.path, 'none')), null);
    assert.equal(await isStill(path.join(folder.path, 'none'), await lookOnDisk(file)), true);
    await assert.rejects(lookOnDisk(folder.path), failed('file', { path: folder.path }));
  });

  it('takes a file for another one that came where there was none, or has another size or header', async () => {
    const known = await known0();
    assert.equal(await isStill(file, known), true);
    assert.equal(await isStill(file, null), false);
    assert.equal(await isStill(file, { ...known, size: 301 }), false);
    assert.equal(await isStill(file, { ...known, head: known.head.replace(/^../, 'ff') }), false);
  });

  it('lets the bytes decide where the drive, the number or the time of the file is another', async () => {
    const known = await known0();
    const others: readonly Partial<OnDisk>[] = [{ drive: 'x' }, { inode: 'x' }, { time: '0' }];
    for (const other of others) {
      const what = Object.keys(other).join();
      assert.equal(await isStill(file, { ...known, ...other }), true, what);
      const crc = crc32('what another program has saved');
      assert.equal(await isStill(file, { ...known, ...other, crc }), false, what);
      assert.equal(await isStill(file, { ...known, ...other, crc: null }), false, what);
    }
  });

  it('reads no more than the header of a file that is the same by its number and time', async () => {
    assert.equal(await isStill(file, { ...(await known0()), crc: null }), true);
  });

  const known0 = async (): Promise<OnDisk> => (await lookOnDisk(file, true)) ?? assert.fail();
});
