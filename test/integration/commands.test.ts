import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../../src/core/api/archive';
import { temporaryFolder, writeFits } from '../support/makeFits';
import { writeNight } from './support/frames';
import { answering, openedArchive, repository, until } from './support/host';
import { answerPlan } from './support/plan';
import { reportText } from './support/report';

describe('commands', function () {
  this.timeout(60_000);
  const incoming = temporaryFolder();
  let archive: Archive;
  let files: string[];

  before(async () => {
    archive = await openedArchive();
    files = writeNight(incoming.path, {
      object: 'NGC 7000',
      date: '2024-09-13',
      lights: 4,
      darks: 3,
      flats: 3,
      biases: 3,
    });
  });
  after(() => incoming.dispose());

  const lights = async () => (await archive.sessions({ kind: 'light', object: 'NGC 7000' })).items;

  it('register asks for the mode, shows the plan, copies, and groups what it has copied', async () => {
    const { said } = await answering({ pick: ([first]) => first }, async () => {
      const done = vscode.commands.executeCommand('astroArchive.register', vscode.Uri.file(incoming.path));
      await answerPlan('astroArchive.acceptPlan');
      await done;
    });
    assert.deepEqual(said, ['pick: Copy, Move, In place']);
    const report = await reportText('Registration');
    assert.match(report, /^13 files registered\. /m);
    assert.match(report, /^\| Lights \| NGC 7000 \| Ha \| 4 \| 20 min \|$/m);
    for (const file of files) assert.ok(existsSync(file), `${file} is still there`);
    const [session, ...others] = await lights();
    assert.ok(session);
    assert.equal(others.length, 0);
    assert.equal(session.frameCount, 4);
    const { items } = await archive.frames({ session: session.id });
    for (const frame of items) {
      assert.ok(frame.path.startsWith(path.join(repository(), 'Light', 'NGC_7000')), frame.path);
      assert.ok(existsSync(frame.path));
    }
    for (const kind of ['bias', 'dark', 'flat'] as const)
      assert.ok(session.links[kind], `a ${kind} is linked`);
  });

  it('register does nothing where the user goes back', async () => {
    const before = (await archive.status()).frameCount;
    const { said } = await answering({}, () =>
      vscode.commands.executeCommand('astroArchive.register', vscode.Uri.file(incoming.path)),
    );
    assert.deepEqual(said, ['pick: Copy, Move, In place']);
    assert.equal((await archive.status()).frameCount, before);
  });

  it('register shows duplicates and failures in a report', async () => {
    writeFits(incoming.path, 'broken.fits', Buffer.from('this is not a FITS file'));
    const { said } = await answering({}, () =>
      vscode.commands.executeCommand('astroArchive.register', { folders: [incoming.path], mode: 'copy' }),
    );
    assert.deepEqual(said, []);
    const report = await reportText('Registration');
    assert.match(report, /^0 files registered, .*1 failed/m);
    assert.match(report, /## Failed \(1\)\n\n- `.*broken\.fits`/);
  });

  it('a plan is shown first and carried out only when it is accepted', async () => {
    const own = temporaryFolder();
    const [file = ''] = writeNight(own.path, { object: 'M 31', date: '2024-09-14', lights: 1 });
    const request = { folders: [own.path], mode: 'move', showPlan: 'move' };
    const frames = async () => (await archive.status()).frameCount;
    const before = await frames();
    const answered = (answer: Parameters<typeof answerPlan>[0]) =>
      answering({}, async () => {
        const done = vscode.commands.executeCommand('astroArchive.register', request);
        await answerPlan(answer);
        await done;
      });
    for (const answer of ['astroArchive.turnDownPlan', 'close the page'] as const) {
      const { said } = await answered(answer);
      assert.deepEqual(said, [], answer);
      assert.ok(existsSync(file));
      assert.equal(await frames(), before);
    }
    const { said } = await answered('astroArchive.acceptPlan');
    assert.deepEqual(said, []);
    assert.match(await reportText('Registration'), /^1 file registered/m);
    assert.equal(existsSync(file), false);
    const [session] = (await archive.sessions({ kind: 'light', object: 'M 31' })).items;
    assert.equal(session?.frameCount, 1);
    own.dispose();
  });

  it('regenerate keeps the ids of the sessions', async () => {
    const before = (await lights()).map(({ id }) => id);
    const { said } = await answering({}, () => vscode.commands.executeCommand('astroArchive.regenerate'));
    assert.match(said[0] ?? '', /^information: \d+ light sessions, \d+ calibration sessions/);
    assert.deepEqual(
      (await lights()).map(({ id }) => id),
      before,
    );
  });

  const checkOut = (answers: Parameters<typeof answering>[0], session: unknown) =>
    answering(answers, () =>
      vscode.commands.executeCommand('astroArchive.checkout', { kind: 'session', session }),
    );
  const press = (label: string) => (buttons: readonly string[]) => buttons.find((each) => each === label);
  const folder = () => path.join(repository(), 'Checkout', 'NGC_7000-2024-09-13-Ha');

  it('checkout shows its plan, and makes nothing where it is turned down', async () => {
    const [session] = await lights();
    const { said } = await checkOut({ message: press('Show full plan') }, session);
    assert.deepEqual(said.slice(0, 2), [
      `input: ${folder()}`,
      'information: Check out to NGC_7000-2024-09-13-Ha?',
    ]);
    const text = await reportText('Checkout plan');
    assert.match(text, /^# Checkout plan\n\n13 files linked, in 1 group/);
    assert.match(text, /4 lights, 3 darks, 3 flats, 3 bias frames → `NGC_7000_Ha\.fit`/);
    assert.equal(existsSync(folder()), false);
  });

  it('checkout links the session with its calibrations and opens the script', async () => {
    const [session] = await lights();
    const { said } = await checkOut({ message: press('Check out') }, session);
    assert.equal(said[0], `input: ${folder()}`);
    const editor = vscode.window.activeTextEditor;
    assert.equal(path.extname(editor?.document.uri.fsPath ?? ''), '.ssf');
    assert.ok(editor?.document.uri.fsPath.startsWith(folder()));
    assert.match(editor?.document.getText() ?? '', /^requires /m);
    assert.ok(existsSync(path.join(folder(), 'lights')));
  });

  it('checkout keeps an edited script and offers the difference', async () => {
    const [session] = await lights();
    const script = path.join(folder(), 'siril.ssf');
    appendFileSync(script, '# mine\n');
    const message = (buttons: readonly string[]) =>
      press('Check out')(buttons) ?? press('Compare scripts')(buttons);
    await checkOut({ message }, session);
    const isDiff = () =>
      vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff;
    await until(isDiff);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input as vscode.TabInputTextDiff;
    assert.equal(input.original.fsPath, script);
    assert.equal(path.basename(input.modified.fsPath), 'siril-2.ssf');
    assert.match(readFileSync(script, 'utf8'), /# mine/);
  });

  it('a recorded result stands below its object and its session', async () => {
    const file = writeFits(folder(), 'NGC_7000_Ha.fit', {
      width: 4,
      height: 3,
      cards: { STACKCNT: 4, LIVETIME: 1200 },
    });
    const { recorded } = await archive.recordResults({ folder: folder() });
    assert.deepEqual(
      recorded.map(({ path: at, stackCount }) => [at, stackCount]),
      [[file, 4]],
    );
    const [session] = await lights();
    const { items } = await archive.results({ session: session?.id ?? '' });
    assert.deepEqual(
      items.map(({ totalExposure, exists }) => [totalExposure, exists]),
      [[1200, true]],
    );
  });

  it('clean checkout tells the sizes, and keeps results and scripts', async () => {
    writeFileSync(path.join(folder(), 'process', 'light_00001.fit'), 'x'.repeat(2000));
    const clean = (answers: Parameters<typeof answering>[0], item: unknown = vscode.Uri.file(folder())) =>
      answering(answers, () => vscode.commands.executeCommand('astroArchive.cleanCheckout', item));
    const [session] = await lights();
    const [result] = (await archive.results({ session: session?.id ?? '' })).items;
    const refused = await clean({}, { kind: 'result', result });
    assert.deepEqual(refused.said, ['warning: Clean the checkout NGC_7000-2024-09-13-Ha?']);
    assert.ok(existsSync(path.join(folder(), 'lights')));
    const { said } = await clean({ message: press('Clean') });
    assert.match(said[1] ?? '', /cleaned: 14 intermediate files \(2\.0 kB\): process 2\.0 kB/);
    assert.equal(existsSync(path.join(folder(), 'lights')), false);
    assert.ok(
      existsSync(path.join(folder(), 'NGC_7000_Ha.fit')) && existsSync(path.join(folder(), 'siril.ssf')),
    );
  });

  it('checkout refuses items without lights and says what to choose', async () => {
    const [dark] = (await archive.sessions({ type: 'dark' })).items;
    const { said } = await answering({}, () =>
      vscode.commands.executeCommand('astroArchive.checkout', { kind: 'session', session: dark }),
    );
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /^error: None of the selected items.*Select light sessions/);
  });

  it('show header opens the page of the header', async () => {
    const [file = ''] = files;
    await vscode.commands.executeCommand('astroArchive.showHeader', vscode.Uri.file(file));
    await until(() => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputCustom && input.uri.fsPath === file;
    });
  });

  it('show header says what is wrong with a file that is not FITS, with a way to the log', async () => {
    const buttons: string[] = [];
    const broken = vscode.Uri.file(path.join(incoming.path, 'broken.fits'));
    const { said } = await answering({ message: (labels) => (buttons.push(...labels), undefined) }, () =>
      vscode.commands.executeCommand('astroArchive.showHeader', broken),
    );
    assert.match(said[0] ?? '', /^error: .*broken\.fits: /);
    assert.deepEqual(buttons, ['Show log']);
  });

  it('copy session id puts the ids of the selection on the clipboard', async () => {
    const sessions = (await archive.sessions({ kind: 'calibration' })).items.slice(0, 2);
    const items = sessions.map((session) => ({ kind: 'session', session }));
    await vscode.commands.executeCommand('astroArchive.copySessionId', items[0], items);
    assert.equal(await vscode.env.clipboard.readText(), sessions.map(({ id }) => id).join('\n'));
  });

  it('the original of a copied file keeps every byte', () => {
    const [file = ''] = files;
    assert.match(readFileSync(file).subarray(0, 30).toString('latin1'), /^SIMPLE {2}= +T$/);
  });
});
