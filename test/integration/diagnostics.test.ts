import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { version } from '../../package.json';
import { openedArchive, repository } from './support/host';

describe('copy diagnostics', () => {
  it('tells the versions and the state of the archive that is open, and no name', async () => {
    await (await openedArchive()).status();
    await vscode.commands.executeCommand('astroArchive.copyDiagnostics');
    const text = await vscode.env.clipboard.readText();
    assert.match(text, new RegExp(`^Astro Archive +${version.replaceAll('.', '\\.')}$`, 'm'));
    assert.match(text, new RegExp(`^VS Code +${vscode.version.replaceAll('.', '\\.')} \\(`, 'm'));
    assert.match(text, /^Database +(whole|none yet)/m);
    for (const name of [repository(), 'astro-workspace', '.sqlite']) assert.ok(!text.includes(name), text);
  });
});
