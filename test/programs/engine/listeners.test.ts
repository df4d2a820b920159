/** Who is told what by the engine's client, and when: views that are gone are told nothing. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ArchiveChange, ArchiveSettings } from '../../../src/core/api/archive';
import { noContext, silentLog } from '../../../src/core/base/ports';
import { EngineClient } from '../../../src/engine/client';
import { ARCHIVE_ERROR, CHANGED, CLOSE, LOG, OPEN, REQUEST_CANCELLED } from '../../../src/engine/protocol';
import { failed } from '../../support/failed';
import { temporaryFolder } from '../../support/makeFits';

/**
 * An engine that does nothing but say so: it logs each request, tells of a change with `status` and while it
 * closes, and works on a rebuild until that is cancelled. `opens` is what it does to open.
 */
const engine = (opens: string): string => `
  const { parentPort } = require('node:worker_threads');
  const { createMessageConnection, PortMessageReader, PortMessageWriter, ResponseError } =
    require(${JSON.stringify(require.resolve('vscode-jsonrpc/node'))});
  const rpc = createMessageConnection(new PortMessageReader(parentPort), new PortMessageWriter(parentPort));
  const log = (message) => rpc.sendNotification('${LOG}', { level: 'info', message });
  const changed = (change) => rpc.sendNotification('${CHANGED}', change);
  const later = () => new Promise((resolve) => setImmediate(resolve));
  const damaged = () => new ResponseError(${ARCHIVE_ERROR}, 'damaged', {
    code: 'damaged', message: 'damaged', detail: {},
  });
  const answers = {
    ${OPEN}: async () => { ${opens} },
    ${CLOSE}: async () => {
      await later();
      changed({ frames: false, sessions: true });
      log('closed');
      return null;
    },
    status: () => { changed({ frames: true, sessions: false }); return {}; },
    rebuild: (_, cancel) => new Promise((_, reject) => {
      cancel.onCancellationRequested(() => reject(new ResponseError(${REQUEST_CANCELLED}, 'cancelled')));
      log('rebuilding');
    }),
  };
  rpc.onRequest((name, params, cancel) => { log(name); return answers[name]?.(params, cancel) ?? {}; });
  rpc.listen();`;

describe('listeners of the engine', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let client: EngineClient;
  /** What has happened, in its order: lines of the engine's log, and what the test adds. */
  let events: string[];
  /** Called with each event. */
  let onEvent: (event: string) => void;
  beforeEach(() => {
    folder = temporaryFolder();
    events = [];
    onEvent = () => undefined;
  });
  afterEach(async () => {
    await client.dispose();
    folder.dispose();
  });

  const happened = (event: string) => {
    events.push(event);
    onEvent(event);
  };
  const start = (opens = 'return {};'): EngineClient => {
    const workerFile = path.join(folder.path, 'engine.js');
    fs.writeFileSync(workerFile, engine(opens));
    const settings = () => {
      happened('settings');
      return {} as ArchiveSettings;
    };
    client = new EngineClient({ workerFile, settings, log: { ...silentLog, info: happened } });
    return client;
  };
  const until = (event: string) =>
    new Promise<void>((resolve) => (onEvent = (each) => each === event && resolve()));

  it('are told of changes until they are disposed', async () => {
    const archive = start();
    const told: Record<string, ArchiveChange[]> = { gone: [], stays: [] };
    const gone = archive.onDidChange((change) => told['gone']?.push(change));
    archive.onDidChange((change) => told['stays']?.push(change));
    await archive.status();
    gone.dispose();
    await archive.status();
    const change = { frames: true, sessions: false };
    assert.deepEqual(told, { gone: [change], stays: [change, change] });
  });

  it('are told that it is open until they are disposed', async () => {
    const archive = start();
    const told: string[] = [];
    const gone = archive.onDidOpen(() => told.push('gone'));
    archive.onDidOpen(() => told.push('stays'));
    await archive.status();
    gone.dispose();
    await archive.close();
    await archive.status();
    assert.deepEqual(told, ['gone', 'stays', 'stays']);
  });

  it('are told why it does not open until they are disposed', async () => {
    const archive = start('throw damaged();');
    const told: string[] = [];
    const gone = archive.onDidNotOpen(() => told.push('gone'));
    archive.onDidNotOpen(() => told.push('stays'));
    await assert.rejects(archive.status(), failed('damaged'));
    gone.dispose();
    await assert.rejects(archive.status(), failed('damaged'));
    assert.deepEqual(told, ['gone', 'stays', 'stays']);
  });

  it('are told nothing more once the archive is disposed, also not of its end', async () => {
    const archive = start();
    await archive.status();
    archive.onDidChange(() => happened('told of a change'));
    await archive.dispose();
    assert.deepEqual(events.slice(-2), [CLOSE, 'closed']);
    const damaged = start('await later(); throw damaged();');
    damaged.onDidNotOpen(() => happened('told of damage'));
    damaged.onDidOpen(() => happened('told that it is open'));
    const asked = assert.rejects(damaged.status());
    await damaged.dispose();
    await asked;
    assert.deepEqual(
      events.filter((event) => event.startsWith('told')),
      [],
    );
  });

  it('are told to look again only when the old archive is closed', async () => {
    const archive = start();
    await archive.status();
    events = [];
    archive.onDidChange(({ frames, sessions }) => happened(`changed ${frames} ${sessions}`));
    await archive.reopen();
    assert.deepEqual(events, [CLOSE, 'changed false true', 'closed', 'changed true true']);
  });

  it('are not told that an archive is open which was closed while it opened', async () => {
    const archive = start('await later(); return {};');
    let opened = 0;
    archive.onDidOpen(() => opened++);
    const asked = archive.status();
    const closed = archive.close();
    await Promise.allSettled([asked, closed]);
    assert.deepEqual([archive.isOpen, opened], [false, 0]);
  });

  it('see one archive at a time: the next opens when the last is closed', async () => {
    const archive = start();
    await archive.status();
    events = [];
    const closed = archive.close();
    await Promise.all([closed, archive.status()]);
    assert.deepEqual(events, [CLOSE, 'closed', 'settings', OPEN, 'status']);
  });

  it('are told to look again after a rescue, but not after a look at the condition', async () => {
    const archive = start();
    archive.onDidChange(({ frames, sessions }) => happened(`changed ${frames} ${sessions}`));
    await archive.condition();
    assert.deepEqual(events.splice(0), ['settings', 'condition']);
    await archive.restore();
    assert.deepEqual(events, ['settings', 'restore', 'changed true true']);
  });

  it('leave a rebuild under way when the archive is disposed: it is cancelled', async () => {
    const archive = start();
    const rebuilding = assert.rejects(archive.rebuild(noContext), failed('cancelled'));
    await until('rebuilding');
    await archive.dispose();
    await rebuilding;
  });
});
