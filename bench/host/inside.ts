/** Runs inside the extension host: what its thread is held up while the engine works. */
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { noContext } from '../../src/core/base/ports';
import { START } from '../../test/host/marker';
import { openedArchive, repository } from '../../test/integration/support/host';

/**
 * `work` with the longest time that the thread did not come to anything else, and how often that was over 50
 * ms.
 */
async function measured(name: string, work: () => Thenable<unknown>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let long = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    if (now - last > 50) long++;
    last = now;
  }, 5);
  delay.enable();
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1000;
  delay.disable();
  clearInterval(timer);
  const [most, usual] = [delay.max, delay.percentile(99)].map((ns) => (ns / 1e6).toFixed(0));
  console.log(
    `${name.padEnd(36)} ${seconds.toFixed(2).padStart(7)} s, held up at most ${most} ms, 99 % under ${usual} ms, ${long} times over 50 ms`,
  );
}

export async function run(): Promise<void> {
  console.log(START);
  await measured('idle', () => new Promise((done) => setTimeout(done, 3000)));
  // Beside the archive, so that it registers neither.
  for (const name of ['mono.fits', 'bayer.fits']) {
    const frame = vscode.Uri.file(join(repository(), '../seen', name));
    await measured(`open ${name} of 60 megapixels`, async () => {
      await vscode.commands.executeCommand('vscode.open', frame);
      await new Promise((done) => setTimeout(done, 4000));
    });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  }
  const archive = await openedArchive();
  await vscode.commands.executeCommand('astroArchive.objects.focus');
  await archive.status();
  const sources = [repository()];
  const registering = { sources, mode: 'in-place', dryRun: false, listed: 100 } as const;
  await measured('register in place', () => archive.register(registering, noContext));
  await measured('register again, nothing new', () => archive.register(registering, noContext));
  await measured('regenerate, the first time', () => archive.regenerate({}, noContext));
  await measured('regenerate everything again', () => archive.regenerate({ full: true }, noContext));
  await measured('first page of objects', () => archive.objects({ limit: 200 }));
  await measured('first page of sessions', () => archive.sessions({ limit: 200 }));
  await measured('1,000 frames', () => archive.frames({ limit: 1000 }));
  await measured('statistics, counted', () => archive.stats({ fresh: true }));
  await measured('statistics, kept', () => archive.stats({ fresh: false }));
}
