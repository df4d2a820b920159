/** What may be replaced by a rescue: a database of ours, and never a frame that somebody named by mistake. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { refuseOtherKind, wasOurs } from '../../../../../src/core/storage/database/kind';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';

const SIGNATURE = Buffer.from('SQLite format 3\0', 'latin1');
/** How a database of SQLite begins, with these bytes of its signature changed. */
const begins = (...changed: readonly number[]): Buffer => {
  const bytes = Buffer.concat([SIGNATURE, Buffer.alloc(84)]);
  for (const at of changed) bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes;
};

describe('the kind of a file that is named as the database', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  const put = (name: string, content: Buffer | string): string => {
    const file = path.join(folder.path, name);
    fs.writeFileSync(file, content);
    return file;
  };

  for (const [what, start] of [
    ['a FITS image', 'SIMPLE  =                    T'],
    ['an XISF image', 'XISF0100'],
    ['a compressed file', '\x1f\x8b\x08'],
    ['a picture', 'II*\0'],
    ['a picture', 'MM\0*'],
    ['a picture', '\xff\xd8\xff\xe0'],
    ['a picture', '\x89PNG\r\n'],
  ] as const) {
    it(`is that of ${what} (${JSON.stringify(start.slice(0, 4))}), by whatever name, and refused`, async () => {
      const file = put('astro-archive.sqlite', Buffer.from(start.padEnd(100, ' '), 'latin1'));
      await assert.rejects(refuseOtherKind(file), failed('database', { path: file, got: what }));
    });
  }

  it('is refused where it is none of ours and nothing beside it says otherwise', async () => {
    const kindOf = async (name: string, content: Buffer | string) => {
      const file = put(name, content);
      let got: string | undefined;
      await assert.rejects(refuseOtherKind(file), (error: { detail: { got?: string } }) => {
        got = error.detail.got;
        return failed('database', { path: file })(error);
      });
      return got;
    };
    assert.equal(await kindOf('a.sqlite', ''), 'an empty file');
    assert.equal(await kindOf('a.sqlite', 'notes of mine'), 'a file of another kind');
    assert.equal(await kindOf('a.sqlite', SIGNATURE.subarray(0, 14)), 'a file of another kind');
    assert.equal(await kindOf('a.sqlite', begins(3, 9)), 'a file of another kind');
    assert.equal(await kindOf('short.sqlite', 'SIMPLE'), 'a file of another kind');
  });

  it('passes with one damaged byte of its signature', async () => {
    for (const at of [undefined, 0, 7, 15]) {
      await refuseOtherKind(put('a.sqlite', begins(...(at === undefined ? [] : [at]))));
    }
  });

  it('passes where there is no file', async () => {
    await refuseOtherKind(path.join(folder.path, 'none.sqlite'));
    await refuseOtherKind(path.join(folder.path, 'no', 'none.sqlite'));
  });

  it('passes where its beginning was lost and its name or its neighbours say whose it was', async () => {
    const lost = Buffer.alloc(200);
    const file = put('mine.sqlite', lost);
    const passes = () =>
      refuseOtherKind(file).then(
        () => true,
        (error: unknown) => !failed('database')(error),
      );
    assert.equal(await passes(), false);
    await refuseOtherKind(put('astro-archive.sqlite', lost));
    put('mine.sqlite.journals', 'a file');
    assert.equal(await passes(), false);
    fs.rmSync(`${file}.journals`);
    fs.mkdirSync(`${file}.journals`);
    assert.equal(await passes(), true);
    fs.rmdirSync(`${file}.journals`);
    put('mine.sqlite.previous', 'a text of mine, no database');
    assert.equal(await passes(), false);
    put('mine.sqlite.previous', begins());
    assert.equal(await passes(), true);
  });

  it('is that of a stranger where nothing is beside it, or what is beside it cannot be read', async () => {
    const file = path.join(folder.path, 'mine.sqlite');
    assert.equal(await wasOurs(file), false);
    fs.mkdirSync(`${file}.previous`);
    assert.equal(await wasOurs(file), false);
  });

  it('is refused for a folder, a device or a pipe, which would be waited for', async () => {
    await assert.rejects(
      refuseOtherKind(folder.path),
      failed('database', { path: folder.path, got: 'a folder' }),
    );
    if (process.platform !== 'win32') {
      await assert.rejects(refuseOtherKind('/dev/zero'), failed('database', { got: 'a device or a pipe' }));
    }
  });

  it('is not guessed where the system does not let it be read', async () => {
    const file = put('astro-archive.sqlite', begins());
    for (const call of ['stat', 'open']) {
      const { error } = await whileRefusing(
        ({ name, args }) => (name === call && args[0] === file ? 'EIO' : null),
        () => refuseOtherKind(file),
      );
      failed('file', { path: file, reason: 'EIO' })(error);
    }
  });
});
