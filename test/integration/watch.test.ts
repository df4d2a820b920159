import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../../src/core/api/archive';
import type { ArchivedFrame } from '../../src/core/base/archivedFrame';
import { temporaryFolder } from '../support/makeFits';
import { writeNight } from './support/frames';
import { answering, openedArchive, repository, until, watching } from './support/host';
import { answerPlan } from './support/plan';

const OBJECT = 'NGC 7331';

describe('a repository that is watched', function () {
  // The system may miss events; whoever uses the program would rename the file again.
  this.retries(2);
  this.timeout(60_000);
  const elsewhere = temporaryFolder();
  let archive: Archive;

  before(async () => {
    archive = await openedArchive();
    // A folder with no other above it: on Linux VS Code overlooks folders that are made together with those above them.
    const folder = path.join(repository(), 'watched');
    writeNight(folder, { object: OBJECT, date: '2024-12-07', lights: 3 });
    await answering({}, () =>
      vscode.commands.executeCommand('astroArchive.register', {
        folders: [folder],
        mode: 'in-place',
        showPlan: 'never',
      }),
    );
    await watching(false);
    await watching(true);
  });
  after(async () => {
    await watching(false);
    elsewhere.dispose();
  });

  const frames = async (): Promise<readonly ArchivedFrame[]> => {
    const [session] = (await archive.sessions({ kind: 'light', object: OBJECT })).items;
    assert.ok(session);
    return (await archive.frames({ session: session.id })).items;
  };
  const paths = async () => (await frames()).map((frame) => frame.path);
  const first = async () => {
    const [frame] = await frames();
    assert.ok(frame);
    return frame;
  };

  it('follows a file that is renamed', async () => {
    const before = await first();
    const to = path.join(path.dirname(before.path), 'my favourite.fits');
    renameSync(before.path, to);
    await until(async () => (await first()).path === to);
    assert.deepEqual(await first(), { ...before, path: to });
  });

  it('follows a folder that is renamed', async () => {
    const [file = ''] = await paths();
    const folder = path.dirname(file);
    const to = path.join(repository(), 'my own order');
    renameSync(folder, to);
    await until(async () => (await paths()).every((each) => path.dirname(each) === to));
    assert.equal((await paths()).length, 3);
    assert.ok((await paths()).every((each) => existsSync(each)));
  });

  it('shows a deleted file as missing and takes it back when it is there again', async () => {
    const { id, path: file } = await first();
    const aside = path.join(elsewhere.path, 'aside.fits');
    renameSync(file, aside);
    await until(async () => (await first()).missing);
    assert.equal((await frames()).length, 3, 'it stays in its session');
    renameSync(aside, file);
    await until(async () => !(await first()).missing);
    assert.equal((await first()).id, id);
  });

  it('catches up with what happened while it was off', async () => {
    const before = await first();
    await watching(false);
    const to = path.join(path.dirname(before.path), 'while it was off.fits');
    renameSync(before.path, to);
    await watching(true);
    await until(async () => (await first()).path === to);
    assert.deepEqual(await first(), { ...before, path: to });
  });

  it('follows files in folders that were made together with those above, after a registration', async () => {
    const folder = path.join(repository(), 'together', 'with', 'those above');
    const [file = ''] = writeNight(folder, { object: 'IC 63', date: '2024-12-03', lights: 1 });
    const register = { folders: [folder], mode: 'in-place', showPlan: 'never' };
    await answering({}, () => vscode.commands.executeCommand('astroArchive.register', register));
    const to = path.join(folder, 'renamed.fits');
    renameSync(file, to);
    // As another registration does: the archive has changed.
    await answering({}, () => vscode.commands.executeCommand('astroArchive.regenerate'));
    const [session] = (await archive.sessions({ object: 'IC 63' })).items;
    const path0 = async () => (await archive.frames({ session: session?.id ?? '' })).items[0]?.path;
    await until(async () => (await path0()) === to);
  });

  it('warns at once when another program has changed pixels, and keeps the file among the problems', async () => {
    const { id, path: file } = await first();
    const whole = readFileSync(file);
    const damagedIds = async () =>
      (await archive.frames({ problem: 'damaged' })).items.map((frame) => frame.id);
    const { said } = await answering({}, async () => {
      const harmed = Buffer.from(whole);
      harmed[harmed.length - 2880] = (harmed[harmed.length - 2880] ?? 0) ^ 1;
      writeFileSync(file, harmed);
      await until(async () => (await damagedIds()).includes(id));
    });
    const warnings = said.filter(
      (text) => text.startsWith('warning: ') && text.includes(path.basename(file)),
    );
    assert.equal(warnings.length, 1, said.join('\n'));
    assert.ok(existsSync(file) && !(await first()).missing, 'the frame stays');
    writeFileSync(file, whole);
  });

  it('offers to register new files, once for all of them', async () => {
    const folder = path.join(repository(), 'new');
    const session = async () => (await archive.sessions({ object: 'IC 5070' })).items[0];
    const { said } = await answering({ message: ([button]) => button }, async () => {
      writeNight(folder, { object: 'IC 5070', date: '2024-12-02', lights: 2 });
      await answerPlan('astroArchive.acceptPlan');
      await until(async () => (await session())?.frameCount === 2);
    });
    assert.equal(said.filter((text) => text.includes('in the repository')).length, 1);
    assert.ok(said.includes('information: 2 new files in the repository'), said.join('\n'));
    assert.equal(readdirSync(folder).length, 2, 'they stay where they are');
    rmSync(folder, { recursive: true });
    const id = (await session())?.id ?? '';
    // A listing of all frames comes in pages, and other tests have filled the first.
    await until(async () => (await archive.frames({ session: id })).items.every(({ missing }) => missing));
  });
});
