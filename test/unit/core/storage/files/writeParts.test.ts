/** A file that is written part by part: whole under its name, or as before. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { writeParts } from '../../../../../src/core/storage/files/writeParts';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';

describe('a file that is written part by part', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'a.png');
  });
  afterEach(() => folder.dispose());

  async function* parts(failing = false): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from('one, '));
    if (failing) throw new Error('no more');
    yield Buffer.from('two');
  }
  const left = () =>
    fs.readdirSync(folder.path).map((name) => [name, fs.readFileSync(path.join(folder.path, name), 'utf8')]);
  const whole = [['a.png', 'one, two']];

  it('has all of them, in a place that is free or may be taken over', async () => {
    await writeParts(file, parts(), { mayReplace: false });
    assert.deepEqual(left(), whole);
    fs.writeFileSync(file, 'old');
    await writeParts(file, parts(), { mayReplace: true });
    assert.deepEqual(left(), whole);
  });

  it('leaves the one alone that has its name and may not be replaced', async () => {
    fs.writeFileSync(file, 'old');
    await assert.rejects(writeParts(file, parts(), { mayReplace: false }), failed('exists', { path: file }));
    assert.deepEqual(left(), [['a.png', 'old']]);
  });

  it('is as it was where there are no more parts, or a call is refused', async () => {
    for (const mayReplace of [false, true]) {
      await assert.rejects(writeParts(file, parts(true), { mayReplace }), failed('file', { path: file }));
      assert.deepEqual(left(), []);
      for (const call of ['open', mayReplace ? 'rename' : 'link']) {
        const { error } = await whileRefusing(
          ({ name, number }) => (name === call && number < 2 ? 'ENOSPC' : null),
          () => writeParts(file, parts(), { mayReplace }),
        );
        if (call === 'link')
          assert.deepEqual([error, left()], [undefined, whole], 'a copy where there are no links');
        else assert.ok(failed('file', { path: file, reason: 'ENOSPC' })(error));
        if (call !== 'link') assert.deepEqual(left(), [], call);
      }
      fs.rmSync(file, { force: true });
    }
  });
});
