/** The hashing threads: a file that ends one of them takes no other file along. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { pathOf, threadPool } from '../../../../../src/core/operations/scan/pool';
import { temporaryFolder } from '../../../../support/makeFits';

describe('threadPool', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  /** A thread that dies at files whose name contains "deadly". */
  const deadly = () => {
    const file = path.join(folder.path, 'thread.js');
    fs.writeFileSync(
      file,
      `const { parentPort } = require('node:worker_threads');
       parentPort.on('message', ({ paths }) => {
         if (paths.some((path) => path.includes('deadly'))) throw new Error('too much for one thread');
         parentPort.postMessage(paths.map((path) => ({ scan: { path } })));
       });`,
    );
    return file;
  };

  it('reads all files but the one that ends the thread', async () => {
    const pool = threadPool(deadly(), 2);
    const batches = [['a', 'b'], ['c', 'deadly', 'd'], ['e'], ['f', 'g'], ['deadly too'], ['h']];
    const outcomes = (await Promise.all(batches.map((paths) => pool.run({ paths, timeZone: null })))).flat();
    const failed = outcomes.filter((outcome) => 'error' in outcome);
    assert.deepEqual(failed.map(pathOf).sort(), ['deadly', 'deadly too']);
    assert.ok(failed.every(({ error }) => error.includes('too much for one thread')));
    assert.deepEqual(outcomes.map(pathOf), batches.flat());
    await pool.close();
  });

  it('answers what is under way when it is closed', async () => {
    const file = path.join(folder.path, 'silent.js');
    fs.writeFileSync(file, "require('node:worker_threads').parentPort.on('message', () => {});");
    const pool = threadPool(file, 1);
    const pending = [
      pool.run({ paths: ['a', 'b'], timeZone: null }),
      pool.run({ paths: ['c'], timeZone: null }),
    ];
    await pool.close();
    const outcomes = (await Promise.all(pending)).flat();
    assert.deepEqual(outcomes.map(pathOf), ['a', 'b', 'c']);
    assert.ok(outcomes.every((outcome) => 'error' in outcome));
  });

  it('fails, and does not hang, without its thread', async () => {
    const pool = threadPool(path.join(folder.path, 'missing.js'), 1);
    const outcomes = await pool.run({ paths: ['a', 'b'], timeZone: null });
    assert.ok(outcomes.every((outcome) => 'error' in outcome && outcome.error.includes('missing.js')));
    await pool.close();
  });

  it('refuses what comes after it was closed, and starts no thread for it', async () => {
    const pool = threadPool(deadly(), 2);
    await pool.run({ paths: ['a'], timeZone: null });
    await pool.close();
    await assert.rejects(
      pool.run({ paths: ['b'], timeZone: null }),
      (error: unknown) => error instanceof ArchiveError && error.code === 'request',
    );
  });
});
