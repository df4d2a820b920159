import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/commands';
import { EXTENSION, openedArchive, repository } from './support/host';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('activation', () => {
  it('opens the archive of the folder', async () => {
    const archive = await openedArchive();
    const status = await archive.status();
    assert.equal(status.repository, repository());
    assert.match(status.database, /astro-archive\.sqlite$/);
    assert.ok(!status.database.startsWith(repository()), 'the database is not in the folder');
  });

  it('registers every command of the manifest', async () => {
    await openedArchive();
    const manifest = vscode.extensions.getExtension(EXTENSION)?.packageJSON as Manifest;
    const contributed = manifest.contributes.commands.map(({ command }) => command);
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributed.filter((command) => !registered.has(command)),
      [],
    );
    for (const id of Object.keys(COMMANDS)) assert.ok(contributed.includes(id), `${id} is in the manifest`);
  });
});
