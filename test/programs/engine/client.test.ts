/** The engine in its thread, seen from the extension's side. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { build } from 'esbuild';
import type { ArchiveChange } from '../../../src/core/api/archive';
import { ArchiveError, CancelledError } from '../../../src/core/base/errors';
import { type Log, noContext, type ProgressReport, silentLog } from '../../../src/core/base/ports';
import { EngineClient } from '../../../src/engine/client';
import { Bench } from '../../support/bench';
import { failed } from '../../support/failed';
import { interruptMoves } from '../../support/interrupted';
import { temporaryFolder } from '../../support/makeFits';
import { light } from '../../support/night';

describe('EngineClient', () => {
  let bundles: ReturnType<typeof temporaryFolder>;
  let workerFile: string;
  let bench: Bench;
  let repository: string;
  const clients: EngineClient[] = [];

  before(async () => {
    bundles = temporaryFolder();
    await build({
      entryPoints: { engine: 'src/engine/worker.ts', hash: 'src/core/operations/scan/hashThread.ts' },
      outdir: bundles.path,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
    });
    fs.copyFileSync(require.resolve('sql.js/dist/sql-wasm.wasm'), path.join(bundles.path, 'sql-wasm.wasm'));
    workerFile = path.join(bundles.path, 'engine.js');
  });
  after(() => bundles.dispose());
  beforeEach(() => {
    bench = new Bench();
    repository = bench.repository;
  });
  afterEach(async () => {
    for (const one of clients.splice(0)) await one.dispose().catch(() => undefined);
    await bench.dispose();
  });

  const client = (log: Log = silentLog, file = workerFile) => {
    const made = new EngineClient({ workerFile: file, settings: () => bench.settings({ repository }), log });
    clients.push(made);
    return made;
  };
  const request = () => ({ sources: [bench.source], mode: 'copy', dryRun: false }) as const;
  const fill = (files: number) => {
    for (let i = 0; i < files; i++) bench.put(`${i}.fits`, light(i));
  }; /** An engine that ends in the middle of the request `header`, and answers everything else with null. */
  const mortal = (how: string) => {
    const file = path.join(bundles.path, 'mortal.js');
    const jsonrpc = JSON.stringify(require.resolve('vscode-jsonrpc/node'));
    fs.writeFileSync(
      file,
      `const { parentPort } = require('node:worker_threads');
       const { createMessageConnection, PortMessageReader, PortMessageWriter } = require(${jsonrpc});
       const rpc = createMessageConnection(new PortMessageReader(parentPort), new PortMessageWriter(parentPort));
       rpc.onRequest((name) => {
         if (name === 'header') { setImmediate(() => { ${how} }); return new Promise(() => {}); }
         return null;
       });
       rpc.listen();`,
    );
    return file;
  };

  it('starts with the first request, answers, reports progress and changes', async () => {
    fill(3);
    const archive = client();
    assert.equal(fs.existsSync(bench.database), false, 'nothing is opened before the first request');
    const changes: ArchiveChange[] = [];
    const reports: ProgressReport[] = [];
    archive.onDidChange((change) => changes.push(change));
    const report = await archive.register(request(), {
      ...noContext,
      progress: { report: (value) => reports.push(value) },
    });
    assert.equal(report.registered.length, 3);
    assert.deepEqual(changes, [{ frames: true, sessions: false }]);
    assert.deepEqual(
      [...new Set(reports.map(({ phase }) => phase))],
      ['Searching for files', 'Reading headers', 'Storing files'],
    );
    const { lightSessions } = await archive.regenerate({}, noContext);
    assert.equal(lightSessions, 1);
    const [session] = (await archive.sessions({})).items;
    assert.equal((await archive.frames({ session: session?.id ?? '' })).items.length, 3);
    assert.equal((await archive.explain(session?.id.slice(0, 6) ?? '')).session.id, session?.id);
    assert.equal((await archive.stats({ fresh: false })).lights, 3);
    assert.deepEqual(await archive.status(), {
      repository,
      database: bench.database,
      frameCount: 3,
      sessions: 1,
      recovered: null,
      other: null,
      outdated: 0,
    });
  });

  it('tells each time that it is open, and whether it is', async () => {
    const archive = client();
    let opened = 0;
    const listener = archive.onDidOpen(() => opened++);
    assert.equal(archive.isOpen, false);
    await Promise.all([archive.status(), archive.status()]);
    assert.deepEqual([archive.isOpen, opened], [true, 1]);
    await archive.reopen();
    assert.deepEqual([archive.isOpen, opened], [false, 1], 'nobody has asked anything of it yet');
    await archive.status();
    assert.deepEqual([archive.isOpen, opened], [true, 2]);
    listener.dispose();
    await archive.dispose();
    assert.equal(archive.isOpen, false);
  });

  it('tells with it what an interrupted operation has come to, until it is opened again', async () => {
    const moves = ['0.fits', '1.fits', '2.fits'].map((name, i) => ({
      from: bench.put(name, light(i)),
      to: path.join(repository, 'Light', name),
      halfDone: i < 2,
    }));
    await interruptMoves(bench.repository, bench.database, moves);
    const archive = client();
    const told: unknown[] = [];
    archive.onDidOpen(({ recovered }) => told.push(recovered));
    const recovered = { finished: 2, rolledBack: 1, problems: 0 };
    const status = await archive.status();
    assert.deepEqual([status.frameCount, status.recovered], [2, recovered]);
    assert.deepEqual(told, [recovered]);
    await archive.reopen();
    assert.equal((await archive.status()).recovered, null);
    assert.deepEqual(told, [recovered, null]);
  });

  it('does not count as open where it could not be opened', async () => {
    fs.mkdirSync(path.dirname(bench.database), { recursive: true });
    fs.writeFileSync(bench.database, 'no database');
    const archive = client();
    let opened = 0;
    archive.onDidOpen(() => opened++);
    await assert.rejects(archive.status());
    assert.deepEqual([archive.isOpen, opened], [false, 0]);
  });

  it('verifies, repairs, finds duplicates and looks again before one goes', async () => {
    fill(2);
    const archive = client();
    const { registered } = await archive.register(request(), noContext);
    const [first, second] = registered;
    assert.ok(first && second);
    fs.renameSync(second.to, path.join(repository, 'moved.fits'));
    const found = await archive.verify({ quick: false, fromStart: false }, noContext);
    assert.deepEqual([found.checked, found.missing], [2, [{ path: second.to }]]);
    assert.deepEqual(found.unknown, [{ path: path.join(repository, 'moved.fits') }]);
    const repaired = await archive.repair(
      {
        missing: [second.to],
        changed: [],
        unknown: found.unknown.map((each) => each.path),
        forgetMissing: false,
      },
      noContext,
    );
    assert.deepEqual(repaired.moved, [{ from: second.to, to: path.join(repository, 'moved.fits') }]);
    const { groups } = await archive.duplicates({ folders: [bench.source] }, noContext);
    assert.equal(groups.length, 2);
    const asked = { same: 'file', keep: first.to, remove: first.from } as const;
    assert.equal(await archive.recheckDuplicates(asked), null);
    fs.writeFileSync(first.from, 'changed');
    await assert.rejects(archive.recheckDuplicates(asked), failed('request', /not the same file/));
    fs.rmSync(first.to);
    assert.equal(await archive.forgetRemoved([first.to, path.join(repository, 'moved.fits')]), 1);
    assert.equal((await archive.status()).frameCount, 1);
  });

  it('ends a verification where it closes, to go on with it later', async () => {
    fill(100);
    const archive = client();
    await archive.register(request(), noContext);
    const verifying = archive.verify({ quick: false, fromStart: false }, noContext);
    await archive.close();
    const report = await verifying;
    const rest = await archive.verify({ quick: false, fromStart: false }, noContext);
    assert.equal(report.cancelled ? report.checked + rest.checked : rest.checked, 100);
  });

  it('brings errors over with all they say', async () => {
    const missing = path.join(bench.folder, 'missing.fits');
    await assert.rejects(client().header(missing), (error: unknown) => {
      assert.ok(error instanceof ArchiveError);
      assert.deepEqual([error.code, error.detail.path], ['file', missing]);
      assert.match(error.detail.advice ?? '', /moved/);
      return true;
    });
    await assert.rejects(client().session('nothing'), ArchiveError);
  });

  it('cancels a registration between two files', async () => {
    fill(300);
    const archive = client();
    const cancel = { isCancellationRequested: false };
    const report = await archive.register(request(), {
      cancel,
      progress: {
        report: ({ phase }) => void (cancel.isCancellationRequested ||= phase === 'Storing files'),
      },
    });
    assert.equal(report.cancelled, true);
    assert.ok(report.registered.length < 300);
    assert.deepEqual(report.failed, []);
    assert.equal((await archive.status()).frameCount, report.registered.length);
    const rest = await archive.register(request(), noContext);
    assert.equal(rest.registered.length + report.registered.length, 300);
    await assert.rejects(archive.regenerate({}, { ...noContext, cancel }), CancelledError);
  });

  it('refuses a database that another client has open, and opens it later', async () => {
    const first = client();
    await first.status();
    const second = client();
    await assert.rejects(second.status(), failed('in-use', /using this archive/));
    await assert.rejects(second.status(), failed('in-use', /using this archive/));
    await first.close();
    assert.equal((await second.status()).frameCount, 0);
  });

  it('tells of a damaged database, restores it, and makes it again, while other requests wait', async () => {
    fill(2);
    const archive = client();
    await archive.register(request(), noContext);
    await archive.regenerate({}, noContext);
    await archive.close();
    fs.truncateSync(bench.database, fs.statSync(bench.database).size - 8192);
    const told: string[] = [];
    archive.onDidNotOpen((error) => told.push(error instanceof ArchiveError ? error.code : ''));
    await assert.rejects(archive.status(), failed('damaged', /left as it is/));
    assert.deepEqual(told, ['damaged']);
    assert.equal((await archive.condition()).state, 'damaged');
    assert.equal((await archive.restore()).frameCount, 2);
    assert.equal((await archive.status()).frameCount, 2);
    const phases = new Set<string>();
    const progress = { report: ({ phase }: ProgressReport) => void phases.add(phase) };
    const rebuilding = archive.rebuild({ ...noContext, progress });
    const waiting = archive.status();
    const { frameCount, sessions, kept } = await rebuilding;
    assert.deepEqual([frameCount, sessions, fs.existsSync(kept ?? '')], [2, 1, true]);
    assert.ok(phases.has('Reading headers'));
    assert.equal((await waiting).sessions, 1);
  });

  it('opens again with changed settings', async () => {
    const archive = client();
    await archive.status();
    const changes: ArchiveChange[] = [];
    archive.onDidChange((change) => changes.push(change));
    repository = path.join(bench.folder, 'other');
    await archive.reopen();
    assert.deepEqual(changes, [{ frames: true, sessions: true }]);
    assert.equal((await archive.status()).repository, repository);
  });

  it('answers requests that come while it closes', async () => {
    fill(1);
    const archive = client();
    const registering = archive.register(request(), noContext);
    const closing = archive.close();
    const status = archive.status();
    assert.equal((await registering).registered.length, 1);
    await closing;
    assert.equal((await status).frameCount, 1);
  });

  it('stops what is under way when it is disposed, saves it, and refuses what comes after', async () => {
    fill(200);
    const archive = client();
    await archive.status();
    const registering = archive.register(request(), noContext);
    const disposing = archive.dispose();
    const report = await registering.catch((error: unknown) => error);
    await disposing;
    await assert.rejects(archive.status(), failed('request', /closed/));
    const again = client();
    const { frameCount } = await again.status();
    if (report instanceof CancelledError) assert.equal(frameCount, 0);
    else assert.deepEqual(report, { ...(report as object), cancelled: true });
    await archive.dispose();
  });

  for (const [how, words] of [
    ["throw new Error('out of luck')", /out of luck/],
    ['process.exit(3)', /ended before it could answer/],
  ] as const) {
    it(`rejects what is pending when the thread dies by ${how}, and starts again`, async () => {
      const lines: string[] = [];
      const archive = client({ ...silentLog, error: (line) => lines.push(line) }, mortal(how));
      const pending = [archive.header('/a'), archive.header('/b')];
      for (const one of pending) await assert.rejects(one, failed('request', words));
      assert.notEqual(lines.length, 0);
      assert.equal(await archive.status(), null, 'answered by a new thread');
      await assert.rejects(archive.header('/a'), ArchiveError);
      await archive.close();
      assert.equal(await archive.status(), null);
    });
  }

  it('says so when there is no engine, every time', async () => {
    const archive = client(silentLog, path.join(bundles.path, 'missing.js'));
    await assert.rejects(archive.status(), failed('request', /Cannot find module/));
    await assert.rejects(archive.status(), failed('request', /Cannot find module/));
  });
});
