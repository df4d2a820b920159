import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../../src/core/api/archive';
import { temporaryFolder } from '../support/makeFits';
import { writeNight } from './support/frames';
import { answering, openedArchive } from './support/host';
import { reportText } from './support/report';

const OBJECT = 'NGC 6888';

describe('duplicates', function () {
  this.timeout(60_000);
  const incoming = temporaryFolder();
  const trash = temporaryFolder();
  const other = path.join(incoming.path, 'other');
  let archive: Archive;
  let frame: string;
  let copy: string;
  let restore: () => void;
  let asked: { file: string; useTrash: boolean | undefined }[] = [];

  before(async () => {
    archive = await openedArchive();
    writeNight(incoming.path, { object: OBJECT, date: '2024-11-02', lights: 1 });
    await answering({}, () =>
      vscode.commands.executeCommand('astroArchive.register', {
        folders: [incoming.path],
        mode: 'copy',
        showPlan: 'never',
      }),
    );
    const [session] = (await archive.sessions({ kind: 'light', object: OBJECT })).items;
    frame = (await archive.frames({ session: session?.id ?? '' })).items[0]?.path ?? '';
    copy = path.join(other, 'copy.fits');
    mkdirSync(other);
    copyFileSync(frame, copy);
    restore = replaceTrash();
  });
  after(() => {
    restore();
    incoming.dispose();
    trash.dispose();
  });
  beforeEach(() => (asked = []));

  /** A trash of our own: not every host of tests has one, and the user's own is none of our business. */
  function replaceTrash(): () => void {
    const real = vscode.workspace.fs;
    const own: vscode.FileSystem = Object.create(real, {
      delete: {
        value: (uri: vscode.Uri, options?: { useTrash?: boolean }) => {
          asked.push({ file: uri.fsPath, useTrash: options?.useTrash });
          renameSync(uri.fsPath, path.join(trash.path, path.basename(uri.fsPath)));
          return Promise.resolve();
        },
      },
    }) as vscode.FileSystem;
    Object.defineProperty(vscode.workspace, 'fs', { configurable: true, get: () => own });
    return () => Object.defineProperty(vscode.workspace, 'fs', { configurable: true, get: () => real });
  }

  const find = () => vscode.commands.executeCommand('astroArchive.duplicates', vscode.Uri.file(other));

  it('lists groups in a report and leaves all as it is where the user goes back', async () => {
    const { said } = await answering({}, find);
    assert.deepEqual(said, [`pick: ${path.basename(frame)}`]);
    const text = await reportText('Duplicates');
    assert.match(text, /^1 group of duplicates/m);
    assert.ok(text.includes(frame) && text.includes(copy));
    assert.deepEqual(asked, []);
  });

  it('puts nothing into the trash when the file that stays has changed meanwhile', async () => {
    const aside = `${frame}.aside`;
    const { said } = await answering(
      {
        pick: ([first]) => first,
        message: (buttons) => {
          renameSync(frame, aside);
          return buttons.find((button) => button.startsWith('Move'));
        },
      },
      find,
    );
    renameSync(aside, frame);
    assert.ok(existsSync(copy));
    assert.deepEqual(asked, []);
    assert.match(said.at(-1) ?? '', /^warning: 1 file not moved to the trash\. .*no longer exists/);
  });

  it('offers only files of the archive to stay, and puts the others into the trash', async () => {
    const before = (await archive.status()).frameCount;
    const { said } = await answering(
      { pick: ([first]) => first, message: (buttons) => buttons.find((b) => b.startsWith('Move')) },
      find,
    );
    assert.deepEqual(said.slice(0, 3), [
      `pick: ${path.basename(frame)}`,
      `pick: ${path.basename(frame)}`,
      'warning: Move 1 file to the trash?',
    ]);
    assert.deepEqual(asked, [{ file: copy, useTrash: true }]);
    assert.equal(existsSync(copy), false);
    assert.ok(existsSync(path.join(trash.path, 'copy.fits')));
    assert.ok(existsSync(frame));
    assert.equal((await archive.status()).frameCount, before, 'no row was lost: the copy had none');
  });
});
