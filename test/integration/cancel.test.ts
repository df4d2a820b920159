import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../../src/core/api/archive';
import type { ArchivedFrame } from '../../src/core/base/archivedFrame';
import { temporaryFolder } from '../support/makeFits';
import { writeNight } from './support/frames';
import { answering, openedArchive, repository } from './support/host';
import { reportText } from './support/report';

/** So many that filing takes longer than the time between two steps of progress, on fast machines too. */
const COUNT = 1000;

describe('cancel in the middle of a registration', function () {
  this.timeout(120_000);
  const incoming = temporaryFolder();
  let archive: Archive;

  before(async () => {
    archive = await openedArchive();
    writeNight(incoming.path, { object: 'IC 1396', date: '2024-10-01', lights: COUNT });
  });
  after(() => incoming.dispose());

  const ours = async () => {
    const frames: ArchivedFrame[] = [];
    for (let from: number | null = 0; from !== null;) {
      const page = await archive.frames({ from, limit: 1000 });
      frames.push(...page.items.filter(({ object }) => object === 'IC 1396'));
      from = page.next;
    }
    return frames;
  };
  const onDisk = () => {
    const folder = path.join(repository(), 'Light', 'IC_1396');
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.endsWith('/') && path.extname(name) !== '')
      .map((name) => path.join(folder, name));
  };
  const register = () =>
    vscode.commands.executeCommand('astroArchive.register', {
      folders: [incoming.path],
      mode: 'copy',
      showPlan: 'never',
    });

  it('leaves an archive that agrees with its files', async () => {
    let pressed = false;
    const { said } = await answering(
      {
        progress: (message, cancel) => {
          // In the middle: all headers are read (the first half of the steps), some files are copied, others not.
          const [, done = '0'] = /^Storing files · (\d+) of/.exec(message) ?? [];
          if (pressed || Number(done) <= COUNT) return;
          pressed = true;
          cancel();
        },
      },
      register,
    );
    assert.ok(pressed, 'there was progress to cancel at');
    const frames = await ours();
    assert.ok(frames.length > 0 && frames.length < COUNT, `${frames.length} of ${COUNT} are registered`);
    assert.deepEqual(said, []);
    assert.ok((await reportText('Registration')).includes(`Cancelled: ${frames.length} files registered`));
    const [session] = (await archive.sessions({ kind: 'light', object: 'IC 1396' })).items;
    assert.equal(session?.frameCount, frames.length, 'what was registered is grouped');
    assert.deepEqual(
      frames.map((frame) => frame.path).sort(),
      onDisk().sort(),
      'every file in the repository is known, and every known file is there',
    );
    assert.equal(readdirSync(incoming.path).length, COUNT, 'no original is gone');
  });

  it('can be taken up again', async () => {
    const { said } = await answering({}, register);
    assert.deepEqual(said, []);
    assert.match(await reportText('Registration'), /^\d+ files registered/m);
    const frames = await ours();
    assert.equal(frames.length, COUNT);
    assert.equal(new Set(frames.map(({ sha256 }) => sha256)).size, COUNT);
    assert.equal(onDisk().length, COUNT);
    const [session] = (await archive.sessions({ kind: 'light', object: 'IC 1396' })).items;
    assert.equal(session?.frameCount, COUNT);
  });
});
