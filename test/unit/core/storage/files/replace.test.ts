/** Whole files of the program's own: the old one or the new one, complete, and nothing beside it. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  isUnfinished,
  keepAside,
  removeUnfinishedOf,
  replaceFile,
  replaceFileNow,
  secondName,
  unfinishedName,
} from '../../../../../src/core/storage/files/replace';
import { isTaken } from '../../../../../src/core/storage/files/whatIsThere';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';
import { leavesNothingOpen, whileReplacing } from '../../../../support/replaceCall';

describe('a file of the program', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'a.json');
  });
  afterEach(() => folder.dispose());

  const left = () => fs.readdirSync(folder.path).sort();
  const ways = {
    'in its own time': (text: string) => replaceFile(file, text),
    'at once': (text: string) => Promise.resolve().then(() => replaceFileNow(file, text)),
  };

  for (const [title, replace] of Object.entries(ways)) {
    it(`is replaced ${title}, and is the old one or the new one whichever call is refused`, async () => {
      await replace('old');
      for (let refused = 0, isOver = false; !isOver; refused++) {
        fs.writeFileSync(file, 'old');
        const { error, made } = await whileRefusing(
          ({ number }) => (number === refused ? 'EIO' : null),
          () => replace('new'),
        );
        isOver = made.length <= refused;
        const text = fs.readFileSync(file, 'utf8');
        if (error === undefined) assert.equal(text, 'new');
        else assert.ok(failed('file')(error) && ['old', 'new'].includes(text));
        assert.deepEqual(left(), ['a.json'], made[refused]);
      }
    });
  }

  it('is there whole in its new version, and not yet under its name, when it is said to be ready', async () => {
    fs.writeFileSync(file, 'old');
    let seen: unknown[] = [];
    await replaceFile(file, 'new', () => {
      seen = left().map((name) => fs.readFileSync(path.join(folder.path, name), 'utf8'));
      return Promise.resolve();
    });
    assert.deepEqual(seen, ['old', 'new']);
    assert.equal(fs.readFileSync(file, 'utf8'), 'new');
    await assert.rejects(
      replaceFile(file, 'newer', () => Promise.reject(new Error('not ready'))),
      failed('file', { path: file }),
    );
    assert.deepEqual([left(), fs.readFileSync(file, 'utf8')], [['a.json'], 'new']);
  });

  it('makes its folder, and leaves no file open', async () => {
    const below = path.join(folder.path, 'no', 'folder', 'a.json');
    await replaceFile(below, 'new');
    assert.equal(fs.readFileSync(below, 'utf8'), 'new');
    leavesNothingOpen(() => replaceFileNow(file, 'new'));
    const refuse = () => () => {
      throw new Error('refused');
    };
    leavesNothingOpen(() => whileReplacing('fsyncSync', refuse, () => replaceFileNow(file, 'newer')));
    assert.equal(fs.readFileSync(file, 'utf8'), 'new');
  });

  it('gets a second name that is free, or a copy where there are no links', async () => {
    fs.writeFileSync(file, 'bytes');
    const other = path.join(folder.path, 'other.json');
    for (const [code, links] of [
      [null, 2],
      ['EPERM', 1],
    ] as const) {
      const second = () =>
        whileRefusing(
          ({ name }) => (name === 'link' ? code : null),
          () => secondName(file, other),
        );
      assert.equal((await second()).error, undefined);
      assert.deepEqual([fs.readFileSync(other, 'utf8'), fs.statSync(file).nlink], ['bytes', links]);
      fs.rmSync(other);
      fs.writeFileSync(other, 'of somebody else');
      assert.equal(((await second()).error as NodeJS.ErrnoException).code, 'EEXIST');
      assert.equal(fs.readFileSync(other, 'utf8'), 'of somebody else');
      fs.rmSync(other);
    }
    const none = path.join(folder.path, 'none.json');
    await assert.rejects(secondName(none, other), { code: 'ENOENT' });
  });

  it('has unfinished versions that are known by their names, and removed', async () => {
    const unfinished = path.basename(unfinishedName(file));
    assert.notEqual(unfinished, path.basename(unfinishedName(file)));
    const others = ['a.json', 'a.json.xyz.new', 'a.json.0123456789a.new', 'b.json.new', 'a.json.new.old'];
    for (const name of [unfinished, 'a.json.new']) assert.equal(isUnfinished(file, name), true, name);
    for (const name of others) assert.equal(isUnfinished(file, name), false, name);
    for (const name of [unfinished, 'a.json.new', ...others])
      fs.writeFileSync(path.join(folder.path, name), '');
    await removeUnfinishedOf(file);
    assert.deepEqual(left(), [...others].sort());
    await removeUnfinishedOf(path.join(folder.path, 'no', 'folder'));
    await assert.rejects(removeUnfinishedOf(path.join(file, 'x')), { code: 'ENOTDIR' });
  });

  it('is kept aside under a name that no other file has, on any drive', async () => {
    assert.equal(await keepAside(file, 'damaged'), null);
    for (const noLinks of [null, 'EPERM']) {
      fs.writeFileSync(file, 'bytes');
      const kept = new Set<string>();
      for (let count = 0; count < 3; count++) {
        const { result } = await whileRefusing(
          ({ name }) => (name === 'link' ? noLinks : null),
          () => keepAside(file, 'damaged'),
        );
        const aside = result ?? assert.fail();
        const name = path.basename(aside);
        assert.match(name, /^a\.json\.damaged-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(-\d)?$/);
        assert.equal(fs.readFileSync(aside, 'utf8'), 'bytes');
        kept.add(name);
      }
      assert.equal(kept.size, 3);
    }
    const { error } = await whileRefusing(
      ({ name }) => (name === 'link' || name === 'copyFile' ? 'ENOSPC' : null),
      () => keepAside(file, 'damaged'),
    );
    assert.ok(failed('file')(error));
  });

  it('has a name that is taken by anything, be it a link that leads nowhere', async () => {
    assert.equal(await isTaken(file), false);
    fs.symlinkSync(path.join(folder.path, 'nowhere'), file);
    assert.equal(await isTaken(file), true);
  });
});
