import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import * as vscode from 'vscode';
import { writeFits } from '../support/makeFits';
import { image, keyword, makeXisf, pixels } from '../support/makeXisf';
import { openedArchive } from './support/host';

describe('the hover on a FITS path', () => {
  let folder: string;
  let file: string;

  before(async () => {
    await openedArchive();
    folder = await mkdtemp(join(tmpdir(), 'astro-hover-'));
    file = writeFits(folder, 'NGC 7000 (Ha) #1.fits', {
      cards: {
        IMAGETYP: 'LIGHT',
        OBJECT: 'NGC 7000 [x](command:a)',
        FILTER: 'Ha',
        EXPTIME: 300,
        'CCD-TEMP': -9.9,
        'SET-TEMP': -10,
        GAIN: 100,
        RA: 314.75,
        DEC: 44.37,
        'DATE-OBS': '2024-09-13T20:30:00',
      },
      width: 16,
      height: 12,
    });
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true, force: true });
  });

  /** The hovers with text, in a file of this one line, with the pointer on `on`. */
  async function hovers(line: string, on: string): Promise<readonly vscode.Hover[]> {
    return (await allHovers(line, on)).filter((hover) => !isPicture(hover));
  }

  const isPicture = (hover: vscode.Hover) => textOf(hover).startsWith('![');

  async function allHovers(line: string, on: string): Promise<readonly vscode.Hover[]> {
    const path = join(folder, 'notes.txt');
    await writeFile(path, `first\n${line}\n`);
    const document = await vscode.workspace.openTextDocument(path);
    // The document may be open from the test before, with its text.
    if (document.lineAt(1).text !== line) {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, document.lineAt(1).range, line);
      await vscode.workspace.applyEdit(edit);
    }
    const position = new vscode.Position(1, line.indexOf(on) + 1);
    return vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
  }

  const textOf = (hover: vscode.Hover | undefined) =>
    (hover?.contents ?? []).map((part) => (typeof part === 'string' ? part : part.value)).join('\n');

  it('shows what matters first, then the cards', async () => {
    const line = `load "${file}"`;
    const [hover, ...others] = await hovers(line, 'NGC');
    assert.equal(others.length, 0);
    const text = textOf(hover);
    assert.match(text, /^\*\*Light · NGC 7000 /);
    for (const part of ['300 s', '−9\\.9 °C \\(set −10 °C\\)', '20h 59m 00\\.0s', '2024\\-09\\-13']) {
      assert.ok(text.includes(part), `${part} in ${text}`);
    }
    assert.ok(text.includes("OBJECT  = 'NGC 7000 [x](command:a)'"), 'the cards as they are');
    assert.ok(!text.split('```')[0]?.includes('](command'), 'no link from a header');
    assert.equal(hover?.range?.start.character, line.indexOf('/'));
  });

  it('shows the picture beside the header, and none of a file that has none', async () => {
    const pictures = (await allHovers(`"${file}"`, 'NGC')).filter(isPicture);
    assert.equal(pictures.length, 1);
    assert.match(
      textOf(pictures[0]),
      /^!\[Preview\]\(data:image\/jpeg;base64,[A-Za-z0-9+/=]+\|width=16,height=12\)$/,
    );
    writeFits(folder, 'none.fits', { cards: { OBJECT: 'M 31' } });
    const [only, ...others] = await allHovers('none.fits', 'none');
    assert.equal(others.length, 0);
    assert.match(textOf(only), /M 31/);
  });

  it('finds names without a folder and below the home folder', async () => {
    assert.equal((await hovers(`"${basename(file)}"`, 'NGC')).length, 1);
    const home = relative(homedir(), file);
    assert.equal((await hovers(`"~/${home}"`, 'NGC')).length, 1);
  });

  it('shows the header of an XISF file, too', async () => {
    const body = image(
      keyword('IMAGETYP', "'LIGHT'") + keyword('OBJECT', "'M 31'") + keyword('EXPTIME', '60.'),
    );
    writeFits(folder, 'm31.xisf', makeXisf({ body, blocks: [pixels()] }));
    const [hover] = await hovers('stack m31.xisf now', 'm31');
    assert.match(textOf(hover), /Light.*M 31.*60 s/);
  });

  it('says nothing of files that do not exist, folders and other words', async () => {
    assert.deepEqual(await hovers('see /nowhere/at/all.fits', 'nowhere'), []);
    assert.deepEqual(await hovers('nothing here', 'here'), []);
  });

  it('says in one line that a file cannot be read', async () => {
    await writeFile(join(folder, 'broken.fits'), 'not FITS at all');
    const text = textOf((await hovers('broken.fits', 'broken'))[0]);
    assert.match(text, /^This file cannot be read: /);
    assert.ok(!text.includes('\n'));
  });
});
