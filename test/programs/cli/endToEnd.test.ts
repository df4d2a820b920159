/** The command line as users run it: bundled, in its own process, over a small night. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { makeSampleNight } from '../../../src/sampleNight/night';
import { interruptMoves } from '../../support/interrupted';

interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface SessionRow {
  readonly id: string;
  readonly type: string;
  readonly object: string | null;
  readonly filter: string | null;
  readonly frames: number;
  readonly links: Record<string, string | null>;
}

describe('the built command line', () => {
  let folder: string;
  let night: string;
  let archive: string;

  const run = (...args: string[]): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(folder, 'cli.js'), '--repository', archive, ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let out = '';
      let err = '';
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, out, err }));
    });
  const ask = async <T>(...args: string[]): Promise<T> => {
    const { code, out, err } = await run(...args, '--json');
    assert.equal(code, 0, err);
    return JSON.parse(out) as T;
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'astro-cli-'));
    night = join(folder, 'night');
    archive = join(folder, 'archive');
    await build({
      entryPoints: { cli: 'src/cli/main.ts', hash: 'src/core/operations/scan/hashThread.ts' },
      outdir: folder,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
    });
    await copyFile(require.resolve('sql.js/dist/sql-wasm.wasm'), join(folder, 'sql-wasm.wasm'));
    await makeSampleNight(night, { width: 48, height: 36, lights: 3, calibrations: 2 });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('says what it would register and touches nothing', async () => {
    const report = await ask<{ registered: { from: string; to: string }[] }>('register', night, '--dry-run');
    assert.equal(report.registered.length, 23);
    assert.deepEqual((await readdir(folder)).includes('archive'), false);
  });

  it('registers by copy, with the hash of each original', async () => {
    type Report = Record<'duplicates' | 'failed' | 'skipped', unknown[]> & {
      registered: { from: string; to: string; type: string; sha256: string }[];
      cancelled: boolean;
      seconds: number;
    };
    const report = await ask<Report>('register', night);
    assert.deepEqual(Object.keys(report), [
      'registered',
      'duplicates',
      'failed',
      'skipped',
      'counts',
      'known',
      'bytes',
      'cancelled',
      'seconds',
    ]);
    assert.equal(report.registered.length, 23);
    assert.deepEqual([report.duplicates, report.failed, report.cancelled], [[], [], false]);
    for (const { from, to, sha256 } of report.registered) {
      const sum = async (path: string) =>
        createHash('sha256')
          .update(await readFile(path))
          .digest('hex');
      assert.deepEqual([await sum(from), await sum(to)], [sha256, sha256]);
    }
  });

  it('tells a bug report how the archive stands, also where it is damaged, and names nothing', async () => {
    const database = join(archive, '.astro-archive', 'astro-archive.sqlite');
    const doctor = () => ask<Record<string, Record<string, unknown>>>('doctor');
    const before = await doctor();
    assert.deepEqual(Object.keys(before), ['program', 'siril', 'archive', 'database', 'journals']);
    assert.deepEqual([before['database']?.['state'], before['database']?.['frames']], ['whole', 23]);
    const bytes = await readFile(database);
    await writeFile(database, bytes.subarray(0, bytes.length - 4096));
    assert.equal((await doctor())['database']?.['state'], 'damaged');
    const { code, out, err } = await run('doctor');
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /^Database +damaged, schema \d+ of \d+/m);
    for (const name of [folder, 'NGC', 'M31', 'IC', 'astro-archive.sqlite'])
      assert.ok(!out.includes(name), out);
    await writeFile(database, bytes);
  });

  it('knows every file the second time', async () => {
    const report = await ask<{ registered: unknown[]; duplicates: { same: string }[] }>('register', night);
    assert.deepEqual(report.registered, []);
    assert.equal(report.duplicates.filter(({ same }) => same === 'size and time').length, 23);
  });

  it('says of frames without sessions what to do, not that nothing is missing', async () => {
    const { out } = await run('sessions', '--missing');
    assert.equal(out, 'No sessions. Register some frames and regenerate.\n');
  });

  it('groups and links, and keeps the ids', async () => {
    interface Report {
      lightSessions: number;
      calibrationSessions: number;
      links: unknown;
      unlinked: number;
    }
    const report = await ask<Report>('regenerate');
    const { lightSessions, calibrationSessions, links, unlinked } = report;
    assert.deepEqual(
      { lightSessions, calibrationSessions, links, unlinked },
      {
        lightSessions: 3,
        calibrationSessions: 7,
        links: { bias: 3, dark: 2, flat: 3, flatDark: 0 },
        unlinked: 0,
      },
    );
    const sessions = await ask<SessionRow[]>('sessions');
    await ask('regenerate');
    assert.deepEqual(await ask('sessions'), sessions);
    const lights = await ask<SessionRow[]>('sessions', '--type', 'light');
    assert.deepEqual(lights.map(({ object, filter, frames }) => `${object} ${filter} ${frames}`).sort(), [
      'M 31 null 3',
      'NGC 7000 Ha 3',
      'NGC 7000 L 3',
    ]);
    assert.equal(lights.find(({ object }) => object === 'M 31')?.links['dark'], null);
  });

  it('lists the frames of a session by the beginning of its id', async () => {
    const [light] = await ask<SessionRow[]>('sessions', '--type', 'light');
    const frames = await ask<{ session: string }[]>('frames', '--session', light?.id.slice(0, 8) ?? '');
    assert.deepEqual(
      frames.map(({ session }) => session),
      [light?.id, light?.id, light?.id],
    );
    assert.equal((await ask<unknown[]>('frames')).length, 23);
  });

  it('counts, explains and names what is missing', async () => {
    const stats = await ask<{ lights: number; nights: number; missing: { text: string }[] }>('stats');
    assert.deepEqual([stats.lights, stats.nights, stats.missing.length], [9, 1, 1]);
    assert.match(stats.missing[0]?.text ?? '', /^darks 120 s/);
    const lights = await ask<SessionRow[]>('sessions', '--type', 'light');
    const colour = lights.find(({ object }) => object === 'M 31')?.id ?? '';
    const explanation = await ask<{ missing: string[]; bias: { verdict: string }[] }>('explain', colour);
    assert.deepEqual(explanation.missing, [stats.missing[0]?.text]);
    assert.equal(explanation.bias[0]?.verdict, 'chosen');
  });

  it('checks out a script and its files', async () => {
    const lights = await ask<SessionRow[]>('sessions', '--type', 'light');
    const ids = lights.filter(({ object }) => object === 'NGC 7000').map(({ id }) => id);
    const to = join(folder, 'checkout');
    const report = await ask<{ script: string; groups: { lights: number }[]; copied: number }>(
      'checkout',
      ...ids,
      '--to',
      to,
      '--siril',
      '1.0.6',
      '--copy',
    );
    assert.deepEqual(
      report.groups.map((group) => group.lights),
      [3, 3],
    );
    assert.notEqual(report.copied, 0);
    assert.match(await readFile(report.script, 'utf8'), /^requires 1\.0/m);
  });

  it('verifies, repairs and finds duplicates', async () => {
    type Report = Record<'missing' | 'changed' | 'unreadable' | 'unknown', unknown[]> & { checked: number };
    const clean = await ask<Report>('verify');
    assert.deepEqual(
      [clean.checked, clean.missing, clean.changed, clean.unreadable, clean.unknown],
      [23, [], [], [], []],
    );
    const [frame] = await ask<{ path: string }[]>('frames');
    const path = frame?.path ?? '';
    const moved = join(archive, 'moved.fits');
    await rename(path, moved);
    const quick = await run('verify', '--quick', '--json');
    assert.equal(quick.code, 1, quick.err);
    const report = JSON.parse(quick.out) as Report;
    assert.deepEqual([report.missing, report.unknown], [[{ path }], [{ path: moved }]]);
    const { repaired } = await ask<{ repaired: unknown }>('verify', '--quick', '--repair');
    assert.deepEqual(repaired, {
      moved: [{ from: path, to: moved }],
      read: [],
      registered: [],
      forgotten: [],
      left: [],
    });
    await ask('verify');
    assert.deepEqual(await ask('duplicates'), []);
    const groups = await ask<{ same: string; paths: string[]; differences: unknown[] }[]>(
      'duplicates',
      night,
    );
    assert.equal(groups.length, 23);
    assert.ok(
      groups.every(
        ({ same, paths, differences }) => same === 'file' && paths.length + differences.length === 2,
      ),
    );
  });

  it('says on standard error what it has put in order after an interrupted operation', async () => {
    const own = join(folder, 'interrupted');
    await makeSampleNight(join(own, 'night'), { width: 8, height: 6, lights: 1, calibrations: 1 });
    const names = await readdir(join(own, 'night'), { recursive: true });
    const from = join(own, 'night', names.find((name) => name.endsWith('.fits')) ?? '');
    const to = join(own, 'archive', 'a.fits');
    await interruptMoves(join(own, 'archive'), join(own, 'archive/.astro-archive/astro-archive.sqlite'), [
      { from, to, halfDone: true },
    ]);
    const repository = ['--repository', join(own, 'archive')];
    const first = await run(...repository, 'regenerate', '--json');
    assert.equal(first.code, 0, first.err);
    assert.equal(first.err, 'Warning: An interrupted operation was repaired: 1 file finished\n');
    assert.equal((JSON.parse(first.out) as { lightSessions: number }).lightSessions >= 0, true);
    const frames = await ask<{ path: string }[]>(...repository, 'frames');
    assert.deepEqual(
      frames.map((frame) => frame.path),
      [to],
    );
    assert.equal((await run(...repository, 'regenerate')).err, '');
  });

  it('says with its status what went wrong', async () => {
    const broken = join(folder, 'broken');
    await makeSampleNight(broken, { width: 8, height: 6, lights: 1, calibrations: 1 });
    await writeFile(join(broken, 'broken.fits'), 'this is no FITS file');
    const some = await run('register', broken, '--json');
    assert.equal(some.code, 1, some.err);
    assert.equal((JSON.parse(some.out) as { failed: unknown[] }).failed.length, 1);
    assert.equal((await run('header', join(broken, 'broken.fits'))).code, 1);
    assert.equal((await run('header')).code, 2);
    const unknown = await run('frames', '--session', 'no-such-id', '--json');
    assert.deepEqual([unknown.code, unknown.out], [2, '']);
  });

  it('reads a header without making an archive', async () => {
    const [file = ''] = (await readdir(night, { recursive: true })).filter((name) => name.endsWith('.fits'));
    const report = await ask<{ path: string; format: string; hdus: { cards: unknown[] }[] }>(
      'header',
      join(night, file),
      '--repository',
      join(folder, 'nowhere'),
    );
    assert.deepEqual([report.path, report.format, report.hdus.length], [join(night, file), 'fits', 1]);
    assert.deepEqual((await readdir(folder)).includes('nowhere'), false);
  });
});
