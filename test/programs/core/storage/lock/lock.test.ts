/** The lock on a real drive: between processes, after a kill, between many at once, against whoever sets traps. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import * as path from 'node:path';
import { type Lock, takeLock } from '../../../../../src/core/storage/lock/lock';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';

describe('lock', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  const children: ChildProcess[] = [];
  const locks: Lock[] = [];
  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'deep', 'archive');
    fs.mkdirSync(path.dirname(file));
  });
  afterEach(async () => {
    for (const lock of locks.splice(0)) await lock.release();
    for (const child of children.splice(0)) child.kill('SIGKILL');
    folder.dispose();
  });

  const take = async (where = file) => {
    const lock = await takeLock(where);
    locks.push(lock);
    return lock;
  };
  const release = async (lock: Lock) => {
    locks.splice(locks.indexOf(lock), 1);
    await lock.release();
  };
  const names = () => fs.readdirSync(path.dirname(file));
  /** What a claim consists of: itself and its socket, which on Windows lies in no folder. */
  const CLAIM_FILES = process.platform === 'win32' ? 1 : 2;
  /** Where the first version listened. */
  const firstVersionName = () => {
    const name = `astro-archive-${createHash('sha256').update(file).digest('hex').slice(0, 32)}`;
    if (process.platform === 'linux') return `\0${name}`;
    return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `/tmp/${name}.sock`;
  };

  /** A process that has the lock. */
  const owner = async (where = file): Promise<ChildProcess> => {
    const script = `(async () => {
      const { takeLock } = require(${JSON.stringify(require.resolve('../../../../../src/core/storage/lock/lock'))});
      await takeLock(${JSON.stringify(where)});
      process.stdout.write('locked');
      setInterval(() => {}, 1000);
    })()`;
    // As this process loads its files: through tsx where they are TypeScript.
    const child = spawn(process.execPath, [...process.execArgv, '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    return child;
  };

  it('is given up although the folder cannot be closed any more, as of a drive that has gone', async function () {
    if (process.platform !== 'linux') {
      this.test!.title += ' (skipped: only Linux lists the open files)';
      this.skip();
    }
    // Too long for the address of a socket, so that the folder is held open.
    const long = path.join(folder.path, 'deep'.repeat(30), 'archive');
    const lock = await takeLock(long);
    const held = fs.readdirSync('/proc/self/fd').find((fd) => {
      try {
        return fs.readlinkSync(`/proc/self/fd/${fd}`) === fs.realpathSync(path.dirname(long));
      } catch {
        return false;
      }
    });
    fs.closeSync(Number(held));
    await lock.release();
    assert.deepEqual(fs.readdirSync(path.dirname(long)), []);
  });

  it('lets one in, says who, and leaves nothing behind', async () => {
    const first = await take();
    await assert.rejects(take(), failed('in-use', new RegExp(`process ${process.pid} on`)));
    await release(first);
    assert.deepEqual(names(), []);
    await take();
  });

  it('makes the folder of what it is of', async () => {
    await release(await take(path.join(folder.path, 'a', 'b', 'archive')));
    assert.deepEqual(fs.readdirSync(path.join(folder.path, 'a', 'b')), []);
  });

  it('is free the moment its owner is killed', async () => {
    const child = await owner();
    await assert.rejects(take(), failed('in-use', new RegExp(`process ${child.pid} on`)));
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    assert.equal(names().length, CLAIM_FILES, 'the claim and its socket stay behind');
    await release(await take());
    assert.deepEqual(names(), []);
  });

  it('is kept by an owner that does not get to its work', async function () {
    if (process.platform === 'win32') {
      this.test!.title += ' (skipped: Windows cannot stop a process and let it go on)';
      this.skip();
    }
    const child = await owner();
    child.kill('SIGSTOP');
    await assert.rejects(take(), failed('in-use', /process/));
    child.kill('SIGCONT');
  });

  it('lets at most one of many in that come at once, also over one that is dead', async () => {
    const child = await owner();
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => take()));
    const inside = all.filter(({ status }) => status === 'fulfilled').length;
    assert.ok(inside <= 1, `${inside} are in`);
    for (const lock of locks.splice(0)) await lock.release();
    await take();
    assert.equal(names().length, CLAIM_FILES);
  });

  it('holds in a folder whose path is longer than a socket can have', async () => {
    const deep = path.join(folder.path, ...Array.from({ length: 8 }, () => 'x'.repeat(30)), 'archive');
    const child = await owner(deep);
    await assert.rejects(take(deep), failed('in-use', new RegExp(`process ${child.pid} on`)));
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    await release(await take(deep));
    assert.deepEqual(fs.readdirSync(path.dirname(deep)), []);
  });

  it('is one through two paths', async () => {
    const door = path.join(folder.path, 'door');
    fs.symlinkSync(path.dirname(file), door);
    await take();
    await assert.rejects(take(path.join(door, path.basename(file))), failed('in-use', /process/));
  });

  it('cannot be kept from its owner by somebody who listens where the first version did', async () => {
    const name = firstVersionName();
    const squatter = createServer().listen(name);
    await new Promise((resolve) => squatter.once('listening', resolve));
    await release(await take());
    squatter.close();
  });

  it('respects a window of the first version that is open, and clears its note away when it is gone', async () => {
    const name = firstVersionName();
    const note = `${file}.lock`;
    fs.writeFileSync(
      note,
      JSON.stringify({ host: hostname(), process: 7, since: '2026-01-01T00:00:00.000Z' }),
    );
    const window = createServer().listen(name);
    await new Promise((resolve) => window.once('listening', resolve));
    await assert.rejects(take(), failed('in-use', { got: `process 7 on ${hostname()}` }));
    await new Promise((resolve) => window.close(resolve));
    await release(await take());
    assert.deepEqual(names(), []);
  });

  it('reads and writes nothing through a link', async () => {
    const victim = path.join(folder.path, 'm31.fits');
    fs.writeFileSync(victim, 'pixels');
    fs.symlinkSync(victim, `${file}.lock`);
    fs.symlinkSync(victim, `${file}.lock-0123456789ab`);
    fs.symlinkSync(victim, `${file}.lock-0123456789ab.sock`);
    await release(await take());
    assert.equal(fs.readFileSync(victim, 'utf8'), 'pixels');
  });

  const claim = (changes: object) =>
    fs.writeFileSync(
      `${file}.lock-0123456789ab`,
      JSON.stringify({
        host: 'observatory',
        process: 7,
        since: '2026-01-01T00:00:00.000Z',
        boot: 'another',
        hardware: [],
        namespace: null,
        started: null,
        listens: { at: 'folder' },
        ...changes,
      }),
    );

  it('waits for nobody who has died on a drive of this machine, whatever the machine was called', async function () {
    // Elsewhere nothing tells whether others can reach a drive.
    if (process.platform !== 'linux' || (await fs.promises.statfs(folder.path)).type !== 0xef53) this.skip();
    claim({});
    await release(await take());
    assert.deepEqual(names(), []);
  });

  it('asks at no address that is not of this program', async () => {
    const server = createServer((socket) => socket.destroy());
    const address =
      process.platform === 'win32'
        ? `\\\\.\\pipe\\other-${path.basename(folder.path)}`
        : path.join(folder.path, 'other.sock');
    await new Promise<void>((resolve) => server.listen(address, resolve));
    let asked = false;
    server.on('connection', () => (asked = true));
    claim({ host: hostname(), listens: { at: 'machine', address } });
    await release(await take());
    assert.equal(asked, false);
    await new Promise((resolve) => server.close(resolve));
  });

  it('passes over what a power failure has left of a claim, and respects one of another version', async () => {
    const path = `${file}.lock-0123456789ab`;
    fs.writeFileSync(path, '');
    await release(await take());
    assert.deepEqual(names(), []);
    fs.writeFileSync(path, '{"version":2}');
    await assert.rejects(take(), failed('in-use', /0123456789ab/));
    assert.ok(fs.existsSync(path));
  });

  it('clears away claims that were not finished', async () => {
    fs.writeFileSync(`${file}.lock-0123456789ab.new`, '{"host":');
    await release(await take());
    assert.deepEqual(names(), []);
  });
});
