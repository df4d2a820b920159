/** Two versions of Node at one archive: only one of them writes, and what one has written the other reads. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { Unavailable } from '../host/unavailable';
import { makeFits, temporaryFolder, writeFits } from '../support/makeFits';
import { type Nodes, twoNodes } from './nodes';

const CLI = resolve('dist/cli.js');

describe('two versions of Node at one archive', () => {
  let nodes: Nodes;
  let folder: ReturnType<typeof temporaryFolder>;
  const children: ChildProcess[] = [];

  before(async function () {
    if (!existsSync(CLI)) throw new Error('Run `npm run build` first: dist/cli.js is missing');
    try {
      nodes = await twoNodes();
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      console.log(`      skipped: ${error.message}`);
      this.skip();
    }
  });
  beforeEach(() => {
    folder = temporaryFolder();
    for (let i = 0; i < 40; i++)
      writeFits(
        folder.path,
        `in-${i % 2}/${i}.fits`,
        makeFits({ width: 8, height: 4, pixels: (x, y) => i * 100 + x * 10 + y, cards: cardsOf(i) }),
      );
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    folder.dispose();
  });

  const cardsOf = (i: number) => ({
    IMAGETYP: 'LIGHT',
    OBJECT: `M ${i}`,
    'DATE-OBS': `2025-01-02T22:${String(i).padStart(2, '0')}:00.000`,
    EXPTIME: 300,
  });
  const command = (...args: string[]) => [
    CLI,
    '--repository',
    join(folder.path, 'archive'),
    ...args,
    '--json',
  ];
  const run = (node: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(node, command(...args), { encoding: 'utf8' });
    return { status, stderr, json: status === 0 ? (JSON.parse(stdout) as unknown[]) : null };
  };

  /** A process that holds the lock of the archive and does nothing else. */
  const holder = async (node: string) => {
    const file = join(folder.path, 'holder.cjs');
    const archive = join(folder.path, 'archive', '.astro-archive', 'archive');
    mkdirSync(join(archive, '..'), { recursive: true });
    buildSync({
      stdin: {
        contents: `import { takeLock } from './src/core/storage/lock/lock';
          void takeLock(${JSON.stringify(archive)}).then(() => process.stdout.write('locked'));
          setInterval(() => undefined, 1000);`,
        resolveDir: resolve('.'),
        loader: 'ts',
      },
      outfile: file,
      bundle: true,
      platform: 'node',
      format: 'cjs',
    });
    const child = spawn(node, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    await new Promise((done) => child.stdout.once('data', done));
    return child;
  };

  for (const [first, second] of [
    ['old', 'new'],
    ['new', 'old'],
  ] as const) {
    it(`keep each other out while one of them has it: ${first} before ${second}`, async () => {
      const child = await holder(nodes[first]);
      const refused = run(nodes[second], 'register', join(folder.path, 'in-0'));
      assert.equal(refused.status, 4, refused.stderr);
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await gone;
      assert.equal(run(nodes[second], 'register', join(folder.path, 'in-0')).status, 0);
      assert.equal(run(nodes[first], 'frames').json?.length, 20);
    });
  }

  it('lose no frame when both register at once', async () => {
    const register = (node: string, source: string) =>
      new Promise<number | null>((done) => {
        const args = command('register', join(folder.path, source), '--mode', 'move');
        const child = spawn(node, args, { stdio: 'ignore' });
        children.push(child);
        child.once('close', done);
      });
    const codes = await Promise.all([register(nodes.old, 'in-0'), register(nodes.new, 'in-1')]);
    for (const code of codes) assert.ok(code === 0 || code === 4, String(code));
    for (const source of ['in-0', 'in-1'])
      run(nodes.old, 'register', join(folder.path, source), '--mode', 'move');
    assert.equal(run(nodes.new, 'frames').json?.length, 40);
    assert.equal(run(nodes.old, 'verify').status, 0);
  });
});
