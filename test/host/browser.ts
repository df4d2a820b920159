/** Finds a Chromium, or installs one from npm, and starts it without a window. */
import { accessSync, constants, existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { npmInstall } from './npm';
import { HOST } from './paths';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** Carries its browser inside the package, so npm's registry is enough. */
const PACKAGED = '147.0.2';

/**
 * Returns the browser to use: the machine's own, or npm's, installed into `.vscode-host/browser/` when needed.
 * The variable CHROMIUM names another one, `/opt/chrome/chrome`, or asks for npm's: `npm`.
 *
 * @throws Unavailable when there is none and no network; Error when the installation fails
 */
export async function findBrowser(): Promise<string> {
  const wish = process.env['CHROMIUM'];
  if (wish !== undefined && wish !== '' && wish !== 'npm') return wish;
  const own = wish === 'npm' ? undefined : programs().find(executable);
  return own ?? (await packagedBrowser());
}

function programs(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function packagedBrowser(): Promise<string> {
  const folder = join(HOST, 'browser');
  const stamp = join(folder, `.installed-${PACKAGED}`);
  if (!existsSync(stamp)) {
    console.log(`No Chromium on this machine: installing @sparticuz/chromium@${PACKAGED} into ${folder}…`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    await npmInstall(folder, ['--no-save', `@sparticuz/chromium@${PACKAGED}`]);
    await writeFile(stamp, '');
  }
  const packed = createRequire(join(folder, 'package.json'))('@sparticuz/chromium') as {
    executablePath(): Promise<string>;
  };
  // It unpacks 190 MB into the folder for temporary files, where the next run would not find them.
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = folder;
  try {
    return await packed.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
  }
}

/** Starts the browser; the caller closes it. */
export function startBrowser(program: string): Promise<Browser> {
  return chromium.launch({
    executablePath: program,
    headless: true,
    args: [
      // Chromium's sandbox refuses to run as root, which is usual in containers; the page is our own server.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
