/** Scripts run by the task, the command and the lens: in the real Siril where it is installed, else in stand-ins. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { writeFits } from '../support/makeFits';
import { answering, type Answers, openedArchive, until } from './support/host';

const STACK = [
  'requires 1.0.0', //                                          0
  'cd lights', //                                               1
  'convert light -out=../process', //                           2
  'cd ../process', //                                           3
  'stack light rej 3 3 -norm=addscale -out=../M_31', //         4
  '',
].join('\n');

/** What each stand-in does after it has told its version. */
const FAILS = `
console.log('log: Running command: requires');
console.log('log: Running command: cd');
console.log("log: 'lights' No such file or directory");
console.log("log: Error in line 2: 'cd'.");
process.exitCode = 1;`;
const HANGS = `
const { spawn } = require('child_process');
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
require('fs').writeFileSync('pids', process.pid + ' ' + child.pid);
console.log('log: Running command: requires');
console.log('progress: Waiting, 50.00%');
setInterval(() => {}, 1000);`;
/** Its first image has no stars, and the last one neither. */
const CLOUDED = `
const text = require('fs').readFileSync(process.argv[process.argv.indexOf('-s') + 1], 'utf8');
for (const name of ['requires', 'cd']) console.log('log: Running command: ' + name);
if (/^setref light 2$/m.test(text)) {
  for (const name of ['setref', 'register']) console.log('log: Running command: ' + name);
  console.log('log: Not enough stars. Image 1 skipped');
  console.log('log: Total: 1 failed, 2 registered.');
  require('fs').writeFileSync('M_31.fit', 'x');
} else {
  console.log('log: Running command: register');
  console.log('log: There are not enough stars in reference image to perform alignment');
  process.exitCode = 1;
}`;
const FORGETS = `console.log('log: Script execution finished successfully.');`;

describe('running a Siril script', function () {
  let folder: string;
  const config = () => vscode.workspace.getConfiguration('astroArchive');

  before(async function () {
    if (process.platform === 'win32') this.skip(); // The stand-ins are scripts with a first line for Unix.
    await openedArchive();
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'astro run '));
    await mkdir(join(folder, 'lights'));
    for (let i = 1; i <= 3; i++) {
      writeFits(join(folder, 'lights'), `l${i}.fit`, {
        cards: { IMAGETYP: 'LIGHT', OBJECT: 'M 31', EXPTIME: 60 },
        width: 64,
        height: 48,
        pixels: (x: number, y: number) => 900 + ((x * 31 + y * 17 + i * 7) % 90),
      });
    }
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await config().update('sirilPath', undefined, vscode.ConfigurationTarget.Global);
    await rm(folder, { recursive: true, force: true });
  });

  async function opened(text: string): Promise<vscode.TextDocument> {
    const path = join(folder, 'night.ssf');
    await writeFile(path, text);
    const document = await vscode.workspace.openTextDocument(path);
    await vscode.window.showTextDocument(document);
    return document;
  }

  /** Names a program of JavaScript in the setting. */
  async function standIn(version: string, lines: string): Promise<void> {
    const path = join(folder, 'stand-in');
    const answer = `if (process.argv.includes('--version')) { console.log('siril ${version}'); process.exit(); }`;
    // The host's own program is VS Code's, which runs JavaScript when told so.
    const node = `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec "${process.execPath}" "$0.js" "$@"\n`;
    await writeFile(path, node);
    await writeFile(`${path}.js`, `${answer}\n${lines}\n`);
    await chmod(path, 0o755);
    await config().update('sirilPath', path, vscode.ConfigurationTarget.Global);
  }

  /** Runs the command of the lens, to the end of its task. */
  async function ran(document: vscode.TextDocument, answers: Answers = {}) {
    let status: number | undefined;
    const ended = new Promise<void>((resolve) => {
      const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.definition.type !== 'siril') return;
        status = exitCode;
        listener.dispose();
        resolve();
      });
    });
    const { said } = await answering(answers, async () => {
      await vscode.commands.executeCommand('astroArchive.runScript', document.uri);
      await ended;
    });
    return { status, said };
  }

  const problems = (document: vscode.TextDocument) =>
    vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ source }) => source === 'Siril run')
      .map(({ message, range }) => `${range.start.line} ${document.getText(range)}: ${message}`);

  it('has a lens above its first line', async () => {
    const document = await opened(STACK);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    assert.deepEqual(
      lenses.map(({ command, range }) => [command?.command, command?.title, range.start.line]),
      [['astroArchive.runScript', '$(play) Run in Siril', 0]],
    );
  });

  it('is stacked by Siril', async function () {
    needsSiril(this);
    const document = await opened(STACK);
    const messages: string[] = [];
    const buttons: string[] = [];
    const { status, said } = await ran(document, {
      progress: (message) => messages.push(message),
      message: (labels) => void buttons.push(...labels),
    });
    assert.equal(status, 0, said.join('\n'));
    assert.match(said.join('\n'), /^information: night\.ssf: done in .* → M_31\.fits?$/);
    assert.deepEqual(buttons, ['Open result', 'Show in folder']);
    assert.ok(messages.some((message) => /^Stacking lights · 5 of 5 commands · \d+%$/.test(message)));
    assert.ok(existsSync(join(folder, 'M_31.fit')) || existsSync(join(folder, 'M_31.fits')));
    assert.deepEqual(problems(document), []);
  });

  it('underlines the line at which the real Siril stops', async function () {
    needsSiril(this);
    const document = await opened('requires 1.0.0\n\n# none\ncd nowhere\nclose\n');
    const { status, said } = await ran(document);
    assert.equal(status, 1);
    assert.match(said.join('\n'), /^error: night\.ssf: Siril stopped at line 4: /);
    assert.equal(problems(document).length, 1);
    assert.match(problems(document)[0] ?? '', /^3 cd nowhere: .*nowhere/);
  });

  it('underlines the failing line until it is changed', async () => {
    await standIn('1.0.6', FAILS);
    const document = await opened(STACK);
    const { status, said } = await ran(document);
    assert.equal(status, 1);
    assert.deepEqual(said, ["error: night.ssf: Siril stopped at line 2: 'lights' No such file or directory"]);
    assert.deepEqual(problems(document), ["1 cd lights: 'lights' No such file or directory."]);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# mended\n');
    await vscode.workspace.applyEdit(edit);
    await document.save();
    await until(() => problems(document).length === 0);
  });

  it('is no success without the result, whatever the exit status', async () => {
    await standIn('1.0.6', FORGETS);
    const document = await opened(STACK);
    const { status, said } = await ran(document);
    assert.equal(status, 1);
    assert.deepEqual(said, ['error: night.ssf: Siril reported success, but did not write M_31']);
    assert.match(problems(document)[0] ?? '', /^4 stack light/);
  });

  it('offers to clean a checkout, and says which of its results are not recorded', async () => {
    await standIn('1.0.6', `require('fs').writeFileSync('M_31.fit', 'x');`);
    const result = { name: 'M_31', kind: 'stack', object: 'M 31', filter: null, sessions: ['1234'], of: [] };
    const marker = { format: 1, made: '2024-01-01T00:00:00Z', times: 1, results: [result] };
    await writeFile(join(folder, '.astro-archive-checkout.json'), JSON.stringify(marker));
    const offered: string[] = [];
    const document = await opened(STACK);
    const { status, said } = await ran(document, { message: (labels) => void offered.push(...labels) });
    assert.equal(status, 0);
    assert.match(said[0] ?? '', /^warning: .* M_31\.fit was not recorded: its sessions are not in this/);
    assert.deepEqual(offered, ['Open result', 'Show in folder', 'Clean up']);
  });

  it('offers to go on with another image where the first has no stars, and says what was left out', async () => {
    await standIn('1.0.6', CLOUDED);
    await mkdir(join(folder, 'process'));
    for (const n of [1, 2, 3]) await writeFile(join(folder, 'process', `light_0000${n}.fit`), '');
    const text = [
      'requires 1.0.0',
      'cd process',
      'register light',
      'stack r_light sum -out=../M_31',
      '',
    ].join('\n');
    const document = await opened(text);
    let ends = 0;
    const bothEnded = new Promise<void>((resolve) => {
      const listener = vscode.tasks.onDidEndTaskProcess(({ execution }) => {
        if (execution.task.definition.type !== 'siril' || ++ends < 2) return;
        listener.dispose();
        resolve();
      });
    });
    const { said } = await answering(
      { message: (labels) => (labels.includes('Try other images') ? 'Try other images' : undefined) },
      async () => {
        await vscode.commands.executeCommand('astroArchive.runScript', document.uri);
        await bothEnded;
      },
    );
    assert.match(said[0] ?? '', /^error: night\.ssf: the reference image of light has too few/);
    assert.match(
      said[1] ?? '',
      /^warning: .*M_31\.fit\. 2 of 3 images of light registered; too few stars in image 1$/,
    );
    assert.deepEqual(problems(document), []);
  });

  it('is ended by a cancel, with every process that was started', async () => {
    await standIn('1.0.6', HANGS);
    const document = await opened(STACK);
    const { status, said } = await ran(document, { progress: (_message, cancel) => cancel() });
    assert.equal(status, 130);
    assert.deepEqual(said, ['information: night.ssf was cancelled']);
    const pids = (await readFile(join(folder, 'pids'), 'utf8')).split(' ').map(Number);
    assert.equal(pids.length, 2);
    await until(() => pids.every((pid) => !isRunning(pid)));
    assert.deepEqual(problems(document), []);
  });

  it('is not begun by a Siril that the script does not want', async () => {
    await standIn('1.0.6', 'process.exitCode = 9');
    const document = await opened('# new\nrequires 1.4.0\nclose\n');
    const offered: string[] = [];
    const { status, said } = await ran(document, { message: (labels) => void offered.push(...labels) });
    assert.equal(status, 1);
    assert.match(said.join('\n'), /was not run: the script needs Siril 1\.4\.0 or later, and 1\.0\.6/);
    assert.deepEqual(offered, ['Open setting']);
    assert.match(problems(document)[0] ?? '', /^1 requires 1\.4\.0: The script needs/);
  });

  it('says so where there is no Siril, with a way to the setting', async () => {
    const nowhere = join(folder, 'nowhere');
    await config().update('sirilPath', nowhere, vscode.ConfigurationTarget.Global);
    const offered: string[] = [];
    const document = await opened(STACK);
    const { status, said } = await ran(document, { message: (labels) => void offered.push(...labels) });
    assert.equal(status, 127);
    assert.match(said.join('\n'), /^error: Siril was not found at .*nowhere.*astroArchive\.sirilPath/);
    assert.deepEqual(offered, ['Open setting']);
  });
});

/** Leaves a test out where there is no Siril, and says so in its name. */
function needsSiril(context: Mocha.Context): void {
  if (spawnSync('siril-cli', ['--version']).status === 0) return;
  const test = context.runnable();
  test.title += ' (skipped: siril-cli is not installed)';
  context.skip();
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that has ended and was not yet waited for by its adopter is still listed.
    const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
    return state !== '' && !state.startsWith('Z');
  } catch {
    return false;
  }
}
