/** Who may write, what founds an archive, and which views are told. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ArchiveChange } from '../../../../src/core/api/archive';
import { type RequestName, REQUESTS } from '../../../../src/core/api/requests';
import { openArchive } from '../../../../src/core/archive/open';
import { type Context, noContext, silentLog } from '../../../../src/core/base/ports';
import { Bench } from '../../../support/bench';
import { failed } from '../../../support/failed';
import { light } from '../../../support/night';

describe('an open archive', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
  });
  afterEach(() => bench.dispose());

  const open = (access: 'read' | 'write', onChange: (change: ArchiveChange) => void = () => undefined) =>
    openArchive({ settings: bench.settings(), log: silentLog, hashThreads: 0, access, onChange });

  it('refuses readers all that changes it, before anything is done', async () => {
    bench.put('a.fits', light(0));
    fs.mkdirSync(bench.repository, { recursive: true });
    const reader = await open('read');
    const changing = (Object.keys(REQUESTS) as RequestName[]).filter((name) =>
      ['writes', 'follows'].includes(REQUESTS[name].work),
    );
    assert.ok(changing.length > 15);
    const request = {
      sources: [bench.source],
      mode: 'move',
      dryRun: false,
      text: 'windy',
      paths: [],
      set: [],
    };
    for (const name of changing) {
      const ask = reader[name] as (request: unknown, context: Context) => Promise<unknown>;
      await assert.rejects(ask(request, noContext), failed('request', { reason: 'read-only' }), name);
    }
    await reader.close();
    assert.deepEqual(fs.readdirSync(bench.repository), []);
    assert.deepEqual(fs.readdirSync(bench.source), ['a.fits']);
  });

  it('is founded by the first request that writes, and by no other', async () => {
    bench.put('a.fits', light(0));
    const changes: ArchiveChange[] = [];
    const archive = await open('write', (change) => changes.push(change));
    const isFounded = () => fs.existsSync(path.join(bench.repository, '.astro-archive'));
    const request = { sources: [bench.source], mode: 'copy' } as const;
    await archive.register({ ...request, dryRun: true }, noContext);
    await archive.verify({ quick: true, fromStart: true }, noContext).catch(() => undefined);
    await archive.follow({ paths: [] }, noContext);
    await archive.followAll({}, noContext);
    assert.deepEqual([isFounded(), changes], [false, []]);
    await archive.register({ ...request, dryRun: false }, noContext);
    assert.deepEqual([isFounded(), changes], [true, [{ frames: true, sessions: false }]]);
    await archive.close();
  });

  it('tells what checks have marked while they run, and what was followed', async () => {
    bench.put('a.fits', light(0));
    const changes: ArchiveChange[] = [];
    const archive = await open('write', (change) => changes.push(change));
    const { registered } = await archive.register(
      { sources: [bench.source], mode: 'copy', dryRun: false },
      noContext,
    );
    const file = registered[0]?.to ?? '';
    const aside = path.join(bench.folder, 'aside.fits');
    bench.put('b.fits', light(1));
    await archive.register({ sources: [bench.source], mode: 'copy', dryRun: false }, noContext);
    const told = async (work: () => Promise<unknown>) => {
      changes.length = 0;
      await work();
      return changes;
    };
    const verify = () => archive.verify({ quick: true, fromStart: true }, noContext);
    const FRAMES = { frames: true, sessions: false };
    assert.deepEqual(await told(verify), []);
    fs.renameSync(file, aside);
    assert.deepEqual(await told(verify), [FRAMES]);
    assert.deepEqual(await told(verify), []);
    fs.renameSync(aside, file);
    assert.deepEqual(await told(() => archive.follow({ paths: [file] }, noContext)), [FRAMES]);
    await archive.followAll({}, noContext);
    fs.renameSync(file, aside);
    assert.deepEqual(await told(() => archive.followAll({}, noContext)), [FRAMES]);
    await archive.close();
  });
});
