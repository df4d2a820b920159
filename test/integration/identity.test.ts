/** One archive for VS Code and the command line: its database, its settings, and a second database beside it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../../src/core/api/archive';
import { temporaryFolder } from '../support/makeFits';
import { writeNight } from './support/frames';
import { answering, EXTENSION, openedArchive, repository, until } from './support/host';

interface IdentityFile {
  readonly database: string;
  readonly settings: { readonly tolerances?: { readonly rotator?: number } };
}

describe('an archive of VS Code and the command line', function () {
  this.timeout(60_000);
  const incoming = temporaryFolder();
  let archive: Archive;
  before(async () => {
    archive = await openedArchive();
    await archive.note({ subject: { object: 'M 76' }, text: 'from VS Code' });
  });

  after(() => incoming.dispose());

  /** Of one object: the frames of the whole archive have more than one page here. */
  const pathsOf = async (object: string) => {
    const [session] = (await archive.sessions({ object })).items;
    if (session === undefined) return [];
    return (await archive.frames({ session: session.id })).items.map((frame) => frame.path);
  };
  const identity = () =>
    JSON.parse(
      readFileSync(path.join(repository(), '.astro-archive', 'archive.json'), 'utf8'),
    ) as IdentityFile;
  const commandLine = (...args: string[]) => {
    const cli = path.join(vscode.extensions.getExtension(EXTENSION)?.extensionPath ?? '', 'dist', 'cli.js');
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const all = [cli, '--repository', repository(), ...args, '--json'];
    return spawnSync(process.execPath, all, { encoding: 'utf8', env, maxBuffer: 64 << 20 });
  };

  it('has one database, at which the command line can look while it is open here', async () => {
    const { database, frameCount } = await archive.status();
    assert.equal(identity().database, database);
    const seen = commandLine('frames');
    assert.equal((JSON.parse(seen.stdout) as unknown[]).length, frameCount, seen.stderr);
    const refused = commandLine('note', '--object', 'M 76', 'from a terminal');
    assert.equal(refused.status, 4, refused.stderr);
  });

  it('keeps the settings that are made here, also one that is made the usual again', async () => {
    const settings = vscode.workspace.getConfiguration('astroArchive');
    const set = (value: number | undefined) =>
      settings.update('tolerances.rotator', value, vscode.ConfigurationTarget.Global);
    const keeps = (value: number) =>
      until(async () => {
        await archive.status();
        return identity().settings.tolerances?.rotator === value;
      });
    try {
      await set(3.5);
      await keeps(3.5);
    } finally {
      await set(undefined);
    }
    await keeps(2);
  });

  it('says that there is a second database, and joins it', async () => {
    const other = path.join(repository(), '.astro-archive', 'astro-archive.sqlite');
    const elsewhere = path.join(incoming.path, 'second.sqlite');
    const [file] = writeNight(incoming.path, { object: 'M 77', date: '2024-12-07', lights: 1 });
    // A view can open the archive again at any moment, and the command line then waits for it.
    const inTerminal = (...args: string[]) =>
      until(async () => {
        await archive.close();
        return commandLine('--database', elsewhere, ...args).status === 0;
      });
    await inTerminal('register', incoming.path, '--mode', 'in-place');
    await inTerminal('note', '--object', 'M 77', 'from a terminal');
    await archive.close();
    // Put into place once it is whole: a window tells of a second database once, when it first opens beside it.
    renameSync(elsewhere, other);
    const join = (labels: readonly string[]) => labels.find((label) => label === 'Join');
    const { said } = await answering({ message: join }, async () => {
      await vscode.commands.executeCommand('astroArchive.refresh');
      assert.equal((await archive.status()).other, other);
      await until(async () => (await pathsOf('M 77')).includes(file ?? ''));
    });
    assert.ok(said.some((text) => text.startsWith('warning: This archive has a second database')));
    for (const [object, text] of [
      ['M 76', 'from VS Code'],
      ['M 77', 'from a terminal'],
    ] as const) {
      assert.equal((await archive.note({ subject: { object } })).text, text);
    }
    await archive.close();
    await until(async () => (await archive.status()).other === null);
  });
});
