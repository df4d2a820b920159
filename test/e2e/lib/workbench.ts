/** A VS Code in a browser with the packaged extension, for one suite. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { findBrowser, startBrowser } from '../../host/browser';
import { LOGS, PICTURES, VSIX } from '../../host/paths';
import { type Server, type ServerOptions, startServer } from '../../host/server';
import { runCommand } from './actions';

export interface WorkbenchOptions extends Omit<ServerOptions, 'testDriver'> {
  /** The folder to open, absolute: `/tmp/night`; null for a window without one. */
  readonly folder: string | null;
  /** The language of the window, `de`; English where not given. Its texts are in `translation`. */
  readonly language?: string;
}

export interface Workbench {
  readonly page: Page;
  readonly server: Server;
  /** Saves `out/pictures/NAME.png` after what fades in has done so. */
  screenshot(name: string): Promise<void>;
  /** Loads the window again, on the same profile: what the extension stored is still there. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

const open = new Set<Workbench>();

/**
 * Starts a server with a fresh profile and opens a folder in a browser. Closing is the suite's duty (`after`).
 *
 * @param options `vsix` is `out/astro-archive.vsix` unless given; locators wait up to 30 s
 */
export async function startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { folder, language, ...rest } = options;
  const server = await startServer({ vsix: VSIX, ...rest });
  let browser: Browser | undefined;
  let page: Page | undefined;
  try {
    browser = await startBrowser(await findBrowser());
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    page.setDefaultTimeout(30_000);
    // As a window in that language does, whose own texts come from the network.
    if (language !== undefined) await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = '${language}';`);
    await page.goto(addressOf(server, folder));
    await page.locator('.monaco-workbench .statusbar').waitFor();
    const workbench = assemble(page, server, browser);
    open.add(workbench);
    return workbench;
  } catch (error) {
    await save('start', server, page);
    await browser?.close();
    await server.stop();
    throw error;
  }
}

/** The address of a window: `http://127.0.0.1:41234/?folder=%2Ftmp%2Fnight`; `folder` is null for one without. */
export function addressOf({ url }: Server, folder: string | null): string {
  return `${url}/?${new URLSearchParams(folder === null ? { ew: 'true' } : { folder }).toString()}`;
}

function assemble(page: Page, server: Server, browser: Browser): Workbench {
  const workbench: Workbench = {
    page,
    server,
    async screenshot(name) {
      await mkdir(PICTURES, { recursive: true });
      // Notifications and hovers fade in; reduced motion does not cover all of them.
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    },
    async reload() {
      const loaded = page.waitForEvent('load');
      // Loading the address again would leave out what the window saves before it goes: its editors and their states.
      await runCommand(page, 'Developer: Reload Window');
      await loaded;
      await page.locator('.monaco-workbench .statusbar').waitFor();
    },
    async close() {
      open.delete(workbench);
      await browser.close();
      await server.stop();
    },
  };
  return workbench;
}

/** Saves a picture and the server's log of each open workbench: `out/logs/tree-shows-nights.png` and `.log`. */
export async function saveEvidence(title: string): Promise<void> {
  const name = title.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 100);
  let number = 0;
  for (const { page, server } of open) {
    await save(number === 0 ? name : `${name}-${number}`, server, page);
    number += 1;
  }
}

async function save(name: string, server: Server, page: Page | undefined): Promise<void> {
  await mkdir(LOGS, { recursive: true });
  const file = join(LOGS, name);
  await writeFile(`${file}.log`, server.log());
  await page?.screenshot({ path: `${file}.png` });
  console.log(`      see ${file}.png and .log`);
}

/** Closes what a failed suite left open. */
export async function closeAll(): Promise<void> {
  for (const workbench of [...open]) await workbench.close();
}
