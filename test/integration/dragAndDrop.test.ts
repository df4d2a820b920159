import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../../src/core/api/archive';
import { noContext } from '../../src/core/base/ports';
import type { Session } from '../../src/core/base/session';
import { DragAndDrop } from '../../src/tree/dragAndDrop';
import { type ArchiveNode, sessionNodes } from '../../src/tree/nodes';
import { temporaryFolder, writeFits } from '../support/makeFits';
import { writeNight } from './support/frames';
import { answering, openedArchive, until } from './support/host';

const OBJECT = 'Dropped Nebula';
const controller = new DragAndDrop();

const nodeOf = (session: Session): ArchiveNode => {
  const [node] = sessionNodes([session], undefined, 'object');
  assert.ok(node);
  return node;
};

/** What a drag of these items carries. */
function dragged(...sessions: readonly Session[]): vscode.DataTransfer {
  const data = new vscode.DataTransfer();
  controller.handleDrag(sessions.map(nodeOf), data);
  return data;
}

describe('dragging in the views', function () {
  this.timeout(60_000);
  const incoming = temporaryFolder();
  let archive: Archive;
  let light: Session;

  before(async () => {
    archive = await openedArchive();
    writeNight(incoming.path, {
      object: OBJECT,
      date: '2024-12-03',
      lights: 2,
      darks: 2,
      flats: 2,
      biases: 2,
    });
    writeFits(join(incoming.path, 'dark'), 'short.fits', {
      width: 16,
      height: 16,
      pixels: (x: number, y: number) => 77 * x + y,
      cards: {
        ...{ IMAGETYP: 'DARK', EXPTIME: 60, 'DATE-OBS': '2024-12-03T23:00:00', TELESCOP: 'FSQ-106' },
        ...{ INSTRUME: 'ASI2600MM', XBINNING: 1, YBINNING: 1, GAIN: 100, OFFSET: 50, 'CCD-TEMP': -10 },
      },
    });
    await archive.register({ sources: [incoming.path], mode: 'copy', dryRun: false }, noContext);
    await archive.regenerate({}, noContext);
    const [found] = (await archive.sessions({ kind: 'light', object: OBJECT })).items;
    assert.ok(found);
    light = found;
  });
  after(async () => {
    incoming.dispose();
    // What this file has registered goes again, so that others find what they expect.
    await archive.undo({ operation: null, dryRun: false }, noContext);
    await archive.regenerate({}, noContext);
  });

  const linked = async (kind: 'dark' | 'bias' | 'flat') =>
    archive.session((await archive.session(light.id)).links[kind] ?? '');
  const manual = async () => (await archive.explain(light.id)).manual;

  it('links a calibration session to the light session that it is dropped on', async () => {
    const dark = await linked('dark');
    const { said } = await answering({}, () => controller.handleDrop(nodeOf(light), dragged(dark)));
    await until(async () => (await manual()).dark?.target === dark.id);
    assert.ok(!said.some((text) => text.startsWith('warning')), 'what fits is linked without a question');
    await archive.link({ session: light.id, links: { dark: 'automatic' } });
  });

  it('says why a session does not fit, and links it only where the user wants that', async () => {
    const short = (await archive.sessions({ type: 'dark' })).items.find(({ exposure }) => exposure === 60);
    assert.ok(short);
    const drop = (message: (labels: readonly string[]) => string | undefined) =>
      answering({ message }, () => controller.handleDrop(nodeOf(light), dragged(short)));
    const refused = await drop(() => undefined);
    assert.ok(refused.said.some((text) => text.startsWith('warning')));
    assert.equal((await manual()).dark, undefined);
    await drop((labels) => labels.find((label) => label === 'Link anyway'));
    await until(async () => (await manual()).dark?.state === 'failed');
    await archive.link({ session: light.id, links: { dark: 'automatic' } });
  });

  it('links nothing where a drop makes no sense', async () => {
    const flat = await linked('flat');
    const { said } = await answering({}, async () => {
      await controller.handleDrop(undefined, dragged(flat));
      await controller.handleDrop(nodeOf(flat), dragged(flat));
    });
    assert.equal(said.length, 1, 'one says where to drop; a session on itself is nothing');
    assert.deepEqual(await manual(), {});
    assert.equal(
      dragged(light).get('application/vnd.astro-archive.sessions'),
      undefined,
      'lights calibrate nothing',
    );
  });

  it('registers a folder of the explorer, as the command does, and no single file', async () => {
    const folder = join(incoming.path, 'empty');
    mkdirSync(folder);
    const files = (...paths: readonly string[]) => {
      const data = new vscode.DataTransfer();
      const uris = paths.map((each) => vscode.Uri.file(each).toString());
      data.set('text/uri-list', new vscode.DataTransferItem(uris.join('\r\n')));
      return data;
    };
    const asked = await answering({}, () => controller.handleDrop(undefined, files(folder)));
    assert.deepEqual(
      asked.said.map((text) => text.slice(0, 5)),
      ['pick:'],
      'the question of the command',
    );
    const told = await answering({}, () =>
      controller.handleDrop(undefined, files(join(incoming.path, 'none.fits'))),
    );
    assert.deepEqual(
      told.said.map((text) => text.slice(0, 12)),
      ['information:'],
    );
  });
});
