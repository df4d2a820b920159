/** `preview` as a process: interrupted, and two of them making the same previews. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { temporaryFolder, writeFits } from '../../../support/makeFits';

/** Interrupts its own process when the second preview is about to be written. */
const INTERRUPT = `
  const { promises } = require('node:fs');
  const { open } = promises;
  let count = 0;
  promises.open = (path, flags, ...more) => {
    if (flags === 'wx' && ++count === 2) process.kill(process.pid, 'SIGINT');
    return open(path, flags, ...more);
  };
`;

interface Report {
  readonly made: readonly { readonly preview: string }[];
  readonly failed: readonly unknown[];
  readonly cancelled: boolean;
}

describe('preview as a process', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let files: readonly string[];
  const at = (...names: string[]) => join(folder.path, ...names);

  before(async () => {
    folder = temporaryFolder();
    await build({
      entryPoints: ['src/cli/main.ts'],
      outfile: at('cli.js'),
      ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error' },
    });
    writeFileSync(at('interrupt.cjs'), INTERRUPT);
    files = Array.from({ length: 12 }, (_, n) =>
      writeFits(folder.path, `${n}.fits`, { width: 90, height: 60, pixels: (x, y) => 1000 + x + n * y }),
    );
  });
  after(() => folder.dispose());

  const preview = (to: string, ...node: string[]) =>
    new Promise<{ code: number | null; report: Report }>((resolve, reject) => {
      const args = [...node, at('cli.js'), 'preview', ...files, '--to', to, '--json'];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      const said = { out: '', err: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
      child.once('error', reject);
      child.once('close', (code) => {
        try {
          resolve({ code, report: JSON.parse(said.out) as Report });
        } catch {
          reject(new Error(`exit status ${code}: ${said.err}`));
        }
      });
    });
  const names = (made: Report['made']) => made.map((one) => basename(one.preview)).sort();

  it('ends with status 3 when interrupted, and leaves the previews that it tells of, and nothing else', async function () {
    // A signal that a process sends itself ends it there.
    if (process.platform === 'win32') return this.skip();
    const { code, report } = await preview(at('interrupted'), '--require', at('interrupt.cjs'));
    assert.deepEqual([code, report.cancelled, report.failed], [3, true, []]);
    assert.ok(report.made.length >= 2 && report.made.length < files.length);
    assert.deepEqual(readdirSync(at('interrupted')).sort(), names(report.made));
  });

  it('makes the same previews as another process does', async function () {
    // No file is replaced there while another process looks at it.
    if (process.platform === 'win32') return this.skip();
    const both = await Promise.all([preview(at('shared')), preview(at('shared'))]);
    for (const { code, report } of both) {
      assert.deepEqual([code, report.failed], [0, []]);
      assert.deepEqual(readdirSync(at('shared')).sort(), names(report.made));
    }
    assert.equal(both[0].report.made.length, files.length);
  });
});
