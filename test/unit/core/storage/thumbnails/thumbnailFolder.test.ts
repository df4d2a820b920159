import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ThumbnailFolder, thumbnailFolder } from '../../../../../src/core/storage/thumbnails/thumbnailFolder';
import { temporaryFolder } from '../../../../support/makeFits';

const name = (number: number) => `${number.toString(16).padStart(40, '0')}.jpg`;
const DAY = 86_400_000;

describe('the folder of thumbnails', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let database: string;
  const inside = (file: string) => path.join(thumbnailFolder(database), file);

  beforeEach(() => {
    folder = temporaryFolder();
    database = path.join(folder.path, 'archive.sqlite');
    fs.writeFileSync(database, '');
  });
  afterEach(() => folder.dispose());

  it('gives back what was put into it, also to another program', async () => {
    const files = new ThumbnailFolder(database);
    assert.equal(await files.read(name(1)), null);
    assert.equal(await files.write(name(1), Buffer.from('one')), true);
    assert.equal(await files.write(name(1), Buffer.from('two')), true);
    assert.equal(String(await new ThumbnailFolder(database).read(name(1))), 'two');
    assert.deepEqual(fs.readdirSync(thumbnailFolder(database)), [name(1)]);
  });

  it('comes back after it was deleted', async () => {
    const files = new ThumbnailFolder(database);
    await files.write(name(1), Buffer.from('one'));
    fs.rmSync(thumbnailFolder(database), { recursive: true });
    assert.equal(await files.read(name(1)), null);
    assert.equal(await files.write(name(1), Buffer.from('one')), true);
  });

  it('stays away where the database does, or where something else has its name', async () => {
    fs.rmSync(database);
    assert.equal(await new ThumbnailFolder(database).write(name(1), Buffer.from('one')), false);
    assert.deepEqual(fs.readdirSync(folder.path), []);
    fs.writeFileSync(database, '');
    fs.writeFileSync(thumbnailFolder(database), 'mine');
    const files = new ThumbnailFolder(database);
    assert.equal(await files.write(name(1), Buffer.from('one')), false);
    assert.equal(await files.read(name(1)), null);
    assert.equal(fs.readFileSync(thumbnailFolder(database), 'utf8'), 'mine');
  });

  it('reads nothing that is no file or too large for a thumbnail', async () => {
    fs.mkdirSync(inside(name(1)), { recursive: true });
    fs.writeFileSync(inside(name(2)), Buffer.alloc((256 << 10) + 1));
    const files = new ThumbnailFolder(database);
    assert.equal(await files.read(name(1)), null);
    assert.equal(await files.read(name(2)), null);
  });

  it('is looked through at the first write, and what was used last stays', async () => {
    fs.mkdirSync(thumbnailFolder(database));
    const long = (days: number) => new Date(Date.now() - days * DAY);
    for (let i = 0; i < 12; i++) {
      fs.writeFileSync(inside(name(i)), 'old');
      fs.utimesSync(inside(name(i)), long(40 - i), long(40 - i));
    }
    fs.writeFileSync(inside('mine.jpg'), 'mine');
    const files = new ThumbnailFolder(database, { files: 10, bytes: 1_000_000 });
    assert.equal(String(await files.read(name(0))), 'old');
    await files.write(name(100), Buffer.from('new'));
    const left = fs.readdirSync(thumbnailFolder(database));
    assert.equal(left.length, 10);
    assert.deepEqual(
      [name(0), name(1), name(4), name(5), name(100), 'mine.jpg'].filter((each) => left.includes(each)),
      [name(0), name(5), name(100), 'mine.jpg'],
    );
  });
});
