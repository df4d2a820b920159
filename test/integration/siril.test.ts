import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { writeFits } from '../support/makeFits';
import { openedArchive, until } from './support/host';

const SCRIPT = [
  '# A night', //                                     0
  '#', //                                             1
  'requires 1.0.0', //                                2
  '', //                                              3
  '# Lights', //                                      4
  'cd lights', //                                     5
  'convert light -out=../process', //                 6
  'cd ../process', //                                 7
  'preprocess light -dark=../masters/dark -cfa', //   8
  'register pp_light', //                             9
  'stakc r_pp_light rej 3 3 "-out=../result"', //    10
  'cd ../flats', //                                  11
  'load ../lights/a.fits', //                        12
  '',
].join('\n');

describe('a Siril script', () => {
  let folder: string;
  let document: vscode.TextDocument;
  const config = () => vscode.workspace.getConfiguration('astroArchive');

  before(async () => {
    await openedArchive();
    await config().update('sirilVersion', '1.0.6', vscode.ConfigurationTarget.Global);
    folder = await mkdtemp(join(tmpdir(), 'astro-siril-'));
    await mkdir(join(folder, 'lights'));
    await mkdir(join(folder, 'masters'));
    await mkdir(join(folder, 'my flats'));
    const cards = { IMAGETYP: 'DARK', EXPTIME: 300, 'CCD-TEMP': -10 };
    writeFits(join(folder, 'masters'), 'dark.fit', { cards, width: 16, height: 12 });
    for (const name of ['a.fits', 'b.fits']) {
      writeFits(join(folder, 'lights'), name, {
        cards: { IMAGETYP: 'LIGHT', OBJECT: 'M 31' },
        width: 16,
        height: 12,
      });
    }
    document = await opened('night.ssf', SCRIPT);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await config().update('sirilVersion', undefined, vscode.ConfigurationTarget.Global);
    await rm(folder, { recursive: true, force: true });
  });

  async function opened(name: string, text: string): Promise<vscode.TextDocument> {
    const path = join(folder, name);
    await writeFile(path, text);
    const made = await vscode.workspace.openTextDocument(path);
    await vscode.window.showTextDocument(made);
    return made;
  }

  const at = (line: number, of: string) => {
    const column = document.lineAt(line).text.indexOf(of);
    assert.ok(column >= 0, of);
    return new vscode.Position(line, column + 1);
  };

  const problemsOf = (of: vscode.TextDocument) =>
    vscode.languages
      .getDiagnostics(of.uri)
      .map(({ code, range }) => `${range.start.line} ${code as string}: ${of.getText(range)}`);

  async function hoverAt(position: vscode.Position): Promise<string> {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    const texts = hovers
      .map(({ contents }) => (contents as vscode.MarkdownString[]).map(({ value }) => value).join('\n'))
      // The picture of a frame is a hover beside that of its header.
      .filter((text) => !text.startsWith('!['));
    assert.ok(texts.length <= 1, 'one hover');
    return texts[0] ?? '';
  }

  const completionsAt = async (line: string) => {
    const edit = new vscode.WorkspaceEdit();
    const last = new vscode.Position(document.lineCount - 1, 0);
    edit.replace(document.uri, new vscode.Range(last, document.lineAt(last.line).range.end), line);
    await vscode.workspace.applyEdit(edit);
    const position = document.lineAt(last.line).range.end;
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      position,
    );
    return list.items;
  };

  const labelOf = ({ label }: vscode.CompletionItem) => (typeof label === 'string' ? label : label.label);

  it('is its own language, whose comments go into column 1', async () => {
    assert.equal(document.languageId, 'siril');
    const made = await opened('comment.ssf', '  close\n');
    await vscode.commands.executeCommand('editor.action.commentLine');
    assert.match(made.getText(), /^#/);
    await vscode.commands.executeCommand('undo');
    await made.save();
  });

  it('has its problems underlined', async () => {
    await until(() => problemsOf(document).length >= 2);
    assert.deepEqual(problemsOf(document).sort(), [
      '10 unknown-command: stakc',
      '11 missing-folder: ../flats',
    ]);
    await config().update('sirilVersion', '1.4.4', vscode.ConfigurationTarget.Global);
    await until(() => problemsOf(document).some((each) => each.startsWith('8 command-gone')));
    await config().update('sirilVersion', '1.0.6', vscode.ConfigurationTarget.Global);
    await until(() => !problemsOf(document).some((each) => each.startsWith('8 command-gone')));
  });

  it('explains commands and options on hover', async () => {
    const command = await hoverAt(at(8, 'preprocess'));
    assert.match(command, /preprocess <sequence> \[-bias=<image>\]/);
    assert.match(command, /up to Siril 1\\\.2/);
    assert.match(await hoverAt(at(8, '-dark')), /Master dark/);
    assert.equal(await hoverAt(new vscode.Position(3, 0)), '');
  });

  it('shows headers behind names, in the folder that was gone into', async () => {
    assert.match(await hoverAt(at(8, 'masters/dark')), /^\*\*Dark/);
    assert.match(await hoverAt(at(12, '../lights/a.fits')), /Light.*M 31/);
  });

  it('offers commands, options, values and names on disk', async () => {
    const commands = (await completionsAt('pre')).map(labelOf);
    assert.ok(commands.includes('preprocess') && !commands.includes('calibrate'));
    const options = (await completionsAt('stack x rej -')).map(labelOf);
    assert.ok(options.includes('-norm=') && options.includes('-nonorm'));
    assert.ok((await completionsAt('stack x rej -norm=')).map(labelOf).includes('addscale'));
    assert.ok((await completionsAt('load ../masters/')).map(labelOf).includes('dark'));
    assert.ok(
      (await completionsAt('register ../process/')).map(labelOf).includes('light'),
      'what the script makes',
    );
    const spaced = (await completionsAt('cd ../')).find((item) => labelOf(item) === 'my flats/');
    assert.equal(spaced?.insertText, '"../my flats/"');
    await completionsAt('');
  });

  it('tells the places of a command while it is typed', async () => {
    const help = await vscode.commands.executeCommand<vscode.SignatureHelp>(
      'vscode.executeSignatureHelpProvider',
      document.uri,
      new vscode.Position(10, 'stakc '.length),
    );
    assert.equal(help, undefined, 'none for what is no command');
    const good = await vscode.commands.executeCommand<vscode.SignatureHelp>(
      'vscode.executeSignatureHelpProvider',
      document.uri,
      new vscode.Position(9, 'register '.length),
    );
    assert.match(good.signatures[0]?.label ?? '', /^register <sequence>/);
    assert.equal(good.activeParameter, 0);
  });

  it('has an outline and folds', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children.map((child) => child.name)]),
      [
        ['A night', []],
        ['Lights', ['cd lights', 'cd ../process', 'cd ../flats']],
      ],
    );
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    assert.deepEqual(
      folds.map(({ start, end }) => [start, end]),
      [
        [0, 2],
        [4, 12],
      ],
    );
  });

  async function fix(of: vscode.TextDocument, code: string, title: RegExp): Promise<void> {
    await until(() => vscode.languages.getDiagnostics(of.uri).some((each) => each.code === code));
    const range = vscode.languages.getDiagnostics(of.uri).find((each) => each.code === code)?.range;
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      of.uri,
      range,
    );
    const action = actions.find((each) => title.test(each.title));
    assert.ok(action, actions.map((each) => each.title).join(', '));
    if (action.edit) await vscode.workspace.applyEdit(action.edit);
    if (action.command) {
      await vscode.commands.executeCommand(
        action.command.command,
        ...((action.command.arguments ?? []) as unknown[]),
      );
    }
  }

  it('changes a mistyped command, and preprocess to calibrate and back', async () => {
    await fix(document, 'unknown-command', /^Change to stack$/);
    assert.match(document.lineAt(10).text, /^stack /);
    await config().update('sirilVersion', '1.4.4', vscode.ConfigurationTarget.Global);
    await fix(document, 'command-gone', /calibrate/);
    assert.equal(document.lineAt(8).text, 'calibrate light -dark=../masters/dark -cc=dark -cfa');
    assert.equal(document.lineAt(2).text, 'requires 1.2.0');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, document.lineAt(2).range, 'requires 1.0.0');
    await vscode.workspace.applyEdit(edit);
    await fix(document, 'command-later', /preprocess/);
    assert.equal(document.lineAt(8).text, 'preprocess light -dark=../masters/dark -cfa');
    await config().update('sirilVersion', '1.0.6', vscode.ConfigurationTarget.Global);
    await document.save();
  });

  it('takes a byte-order mark off and adds requires', async () => {
    const marked = await opened('marked.ssf', '\ufeffclose\n');
    await fix(marked, 'byte-order-mark', /byte-order mark/);
    await until(() => !problemsOf(marked).some((each) => each.includes('byte-order-mark')));
    assert.equal(await readFile(marked.uri.fsPath, 'utf8'), 'close\n');
    await fix(marked, 'requires-missing', /Add requires/);
    assert.equal(marked.getText(), 'requires 1.0.6\nclose\n');
    await marked.save();
  });
});
