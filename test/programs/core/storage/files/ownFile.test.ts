import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { readOwnFile } from '../../../../../src/core/storage/files/ownFile';
import { allFrames, Bench, register } from '../../../../support/bench';
import { light } from '../../../../support/night';

describe('files of the program itself', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());
  const at = (name: string) => path.join(bench.folder, name);
  const refused = (error: unknown) => error instanceof ArchiveError && error.code === 'file';

  it('are read whole, through links as well, or are not there', async () => {
    fs.writeFileSync(at('a.json'), 'ä');
    assert.equal(await readOwnFile(at('a.json'), 2), 'ä');
    await assert.rejects(readOwnFile(at('a.json'), 1), refused);
    assert.equal(await readOwnFile(at('b.json'), 10), null);
    if (process.platform === 'win32') return;
    fs.symlinkSync(at('a.json'), at('link.json'));
    assert.equal(await readOwnFile(at('link.json'), 10), 'ä');
  });

  it('are no pipes, devices or folders, and nothing waits for these', async function () {
    if (process.platform === 'win32') return this.skip();
    execFileSync('mkfifo', [at('pipe')]);
    fs.mkdirSync(at('folder'));
    for (const name of [at('pipe'), at('folder'), '/dev/zero']) {
      await assert.rejects(readOwnFile(name, 1e6), refused, name);
    }
  });

  it('do not stop an archive from opening and working where a pipe is the notebook', async function () {
    if (process.platform === 'win32') return this.skip();
    fs.mkdirSync(path.dirname(bench.database));
    const notebook = bench.database.replace(/sqlite$/, 'json');
    execFileSync('mkfifo', [notebook]);
    bench.put('a.fits', light(0));
    const archive = await bench.open();
    await register(archive, 'copy', bench.source);
    const [frame] = await allFrames(archive);
    await archive.reject({ frames: [frame?.id ?? 0], rejected: true });
    await archive.close();
    assert.ok(fs.lstatSync(notebook).isFIFO(), 'nothing of somebody else is replaced');
    assert.equal((await allFrames(await bench.open()))[0]?.rejected, true);
  });
});
