/** Headers are read whether there is an archive or not. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { build } from 'esbuild';
import { ArchiveError } from '../../../src/core/base/errors';
import { silentLog } from '../../../src/core/base/ports';
import { EngineClient } from '../../../src/engine/client';
import { Bench } from '../../support/bench';
import { temporaryFolder } from '../../support/makeFits';
import { light } from '../../support/night';

describe('headers read by the engine', () => {
  const bundles = temporaryFolder();
  let bench: Bench;
  let archive: EngineClient;
  let settings: () => ReturnType<Bench['settings']>;
  const workerFile = path.join(bundles.path, 'engine.js');

  before(() =>
    build({
      entryPoints: { engine: 'src/engine/worker.ts' },
      outdir: bundles.path,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
    }),
  );
  after(() => bundles.dispose());
  beforeEach(() => {
    bench = new Bench();
    settings = () => bench.settings();
    archive = new EngineClient({ workerFile, settings: () => settings(), log: silentLog });
  });
  afterEach(async () => {
    await archive.dispose();
    await bench.dispose();
  });

  it('neither open an archive nor make one', async () => {
    const file = bench.put('0.fits', light(0));
    assert.equal((await archive.header(file)).frame?.type, 'light');
    assert.equal(archive.isOpen, false);
    assert.equal(fs.existsSync(bench.database), false);
  });

  it('are read where there is no folder for an archive, and where it is damaged', async () => {
    const file = bench.put('0.fits', light(0));
    settings = () => {
      throw new ArchiveError('request', 'There is no folder');
    };
    assert.equal((await archive.header(file)).file.path, file);
    settings = () => bench.settings();
    fs.mkdirSync(path.dirname(bench.database), { recursive: true });
    fs.writeFileSync(bench.database, 'no database');
    await assert.rejects(archive.status());
    assert.equal((await archive.header(file)).file.path, file);
  });

  it('are refused once the archive is disposed', async () => {
    const file = bench.put('0.fits', light(0));
    await archive.header(file);
    await archive.dispose();
    await assert.rejects(
      archive.header(file),
      (error) => error instanceof ArchiveError && error.code === 'request',
    );
  });
});
