/** The tour of `npm start` with the built command line: from a night's files to a folder for Siril, and back. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { makeSampleNight } from '../../src/sampleNight/night';
import { temporaryFolder } from '../support/makeFits';

const ROOT = path.resolve(__dirname, '../..');

interface Frame {
  readonly path: string;
}

describe('the tour of the command line', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let root: string;
  let night: string;
  beforeEach(async () => {
    folder = temporaryFolder();
    // The tour makes its archive in the project, and the tests leave that as it is.
    root = path.join(folder.path, 'astro archive');
    fs.cpSync(path.join(ROOT, 'dist'), path.join(root, 'dist'), { recursive: true });
    night = path.join(folder.path, 'night of 2024-09-13');
    await makeSampleNight(night);
  });
  afterEach(() => folder.dispose());

  const filesBelow = (where: string) =>
    fs
      .readdirSync(where, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
  const contents = (where: string) =>
    filesBelow(where).map((file) => [
      path.relative(where, file),
      createHash('sha256').update(fs.readFileSync(file)).digest('hex'),
    ]);
  /** What was checked out: frames that Siril reads. */
  const checkedOut = (archive: string) =>
    filesBelow(path.join(archive, 'Checkout', 'NGC 7000')).filter((file) => file.endsWith('.fits'));
  const commandLine = async (archive: string) => {
    const { commandLine: start } = await import('../../scripts/start/cli.mjs');
    return start(root, ['--repository', archive]);
  };

  it('registers by copy, makes sessions and checks out, and takes all of it back', async () => {
    const { tour } = await import('../../scripts/start/tour.mjs');
    const before = contents(night);
    const fill = (_root: string, made: string) => makeSampleNight(made);
    assert.equal(await tour(root, null, fill), 0);
    const archive = path.join(root, 'sample', 'archive');
    const cli = await commandLine(archive);
    const frames = (await cli.ask('frames')) as Frame[];
    assert.equal(frames.length, 53);
    for (const { path: file } of frames) {
      assert.equal(file, path.resolve(file), 'in the spelling of this system');
      assert.ok(file.startsWith(archive + path.sep) && fs.existsSync(file), file);
    }
    assert.equal(((await cli.ask('sessions')) as unknown[]).length, 10);
    assert.equal(checkedOut(archive).length, 37);
    assert.equal(await cli.show('verify'), 0);
    // The checkout, then the registration.
    assert.equal(await cli.show('undo'), 0);
    assert.equal(fs.existsSync(path.join(archive, 'Checkout', 'NGC 7000')), false);
    assert.equal(await cli.show('undo'), 0);
    assert.deepEqual(await cli.ask('frames'), []);
    assert.deepEqual(contents(path.join(root, 'sample', 'night')), before);
  });

  it('registers a folder of the user’s in place, and changes nothing in it', async () => {
    const { tour } = await import('../../scripts/start/tour.mjs');
    const before = contents(night);
    assert.equal(await tour(root, night, (_root, made) => makeSampleNight(made)), 0);
    assert.equal(checkedOut(night).length, 37);
    const after = new Map(contents(night).map(([name, sum]) => [name, sum]));
    for (const [name, sum] of before) assert.equal(after.get(name), sum, name);
    const cli = await commandLine(night);
    assert.equal(await cli.show('verify'), 0);
  });
});
