/** Runs a test bundle in the extension host of VS Code's server; a browser page is the window it belongs to. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBrowser, startBrowser } from './browser';
import { installServer } from './install';
import { START } from './marker';
import { LOGS } from './paths';
import { startServer } from './server';

const LIMIT_MS = Number(process.env['TEST_LIMIT_MS'] ?? 480_000);

/**
 * @param extension folder of the extension, `/project`
 * @param entry the bundle whose `run()` starts the tests, `/project/out/integration/index.js`
 * @param workspace folder to open, `/tmp/astro-workspace-1`
 * @returns whether all tests passed; a timeout is a failure and saves a picture and the log in `out/logs`
 */
export async function runInServer(extension: string, entry: string, workspace: string): Promise<boolean> {
  await installServer();
  const program = await findBrowser();
  const server = await startServer({ testDriver: true });
  const browser = await startBrowser(program);
  try {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    let started = false;
    const chatter: string[] = [];
    await page.exposeFunction('codeAutomationLog', (type: string, texts: unknown[]) => {
      const line = texts.map(String).join(' ');
      if (!started && line.includes(START)) started = true;
      else if (!started) chatter.push(line);
      else if (type === 'error') console.error(...texts);
      else console.log(...texts);
    });
    let end: (code: number | string) => void = () => undefined;
    const ended = new Promise<number | string>((done) => (end = done));
    await page.exposeFunction('codeAutomationExit', (code: number) => end(code));
    const remote = (path: string) => `vscode-remote://${server.authority}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(entry)],
    ];
    const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
    await page.goto(`${server.url}/?${query.toString()}`);
    const timer = setTimeout(() => end(`timeout after ${LIMIT_MS / 1000} s`), LIMIT_MS);
    const code = await ended;
    clearTimeout(timer);
    if (code === 0) return true;
    if (!started || typeof code === 'string') {
      console.error(`The extension host ended with: ${code}\n${chatter.join('\n')}\n${server.log()}`);
      await mkdir(LOGS, { recursive: true });
      await writeFile(join(LOGS, 'integration.log'), server.log());
      await page.screenshot({ path: join(LOGS, 'integration.png') });
    }
    return false;
  } finally {
    await browser.close();
    await server.stop();
  }
}
