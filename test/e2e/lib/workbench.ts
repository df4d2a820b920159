/** A VS Code in a browser with the packaged extension, for one suite. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { LOGS, PICTURES } from '../../host/paths';
import type { Server, ServerOptions } from '../../host/server';
import { runCommand } from './actions';
import { endKept, endWindow, leaveWindow, startWindow, takeWindow, type Window } from './window';

export interface WorkbenchOptions extends Omit<ServerOptions, 'testDriver' | 'vsix'> {
  /** The folder to open, absolute: `/tmp/night`; null for a window without one. */
  readonly folder: string | null;
  /** The language of the window, `de`; English where not given. Its texts are in `translation`. */
  readonly language?: string;
}

export interface Workbench {
  readonly page: Page;
  readonly server: Server;
  /** Changes settings of the folder, which the open window follows; it does not look at a user's file again. */
  configure(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Saves `out/pictures/NAME.png`, with all that moves or fades at its end. */
  screenshot(name: string): Promise<void>;
  /** Loads the window again, on the same profile: what the extension stored is still there. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** The workbenches that are open, and whether a test has failed meanwhile. */
const open = new Map<Workbench, { failed: boolean }>();

/**
 * Opens a folder in a browser, with a profile in which nothing is stored. Closing is the suite's duty (`after`).
 * An environment, a translation or a language needs a server by itself, which takes ten seconds more.
 *
 * @param options locators wait up to 30 s
 */
export async function startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { folder, language, settings = {}, ...rest } = options;
  const alone = language !== undefined || Object.keys(rest).length > 0;
  const window = alone ? await startWindow({ settings, ...rest }) : await takeWindow(settings);
  const { page, server } = window;
  try {
    // As a window in that language does, whose own texts come from the network.
    if (language !== undefined) await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = '${language}';`);
    await page.goto(addressOf(server, folder));
    await page.locator('.monaco-workbench .statusbar').waitFor();
  } catch (error) {
    await save('start', server, page);
    await endWindow(window);
    throw error;
  }
  return assemble(window, alone, folder);
}

/** The address of a window: `http://127.0.0.1:41234/?folder=%2Ftmp%2Fnight`; `folder` is null for one without. */
export function addressOf({ url }: Server, folder: string | null): string {
  return `${url}/?${new URLSearchParams(folder === null ? { ew: 'true' } : { folder }).toString()}`;
}

function assemble(window: Window, alone: boolean, folder: string | null): Workbench {
  const { page, server } = window;
  const state = { failed: false };
  const workbench: Workbench = {
    page,
    server,
    async configure(changes) {
      if (folder === null) throw new Error('A window without a folder has no settings of one.');
      const file = join(folder, '.vscode/settings.json');
      await mkdir(dirname(file), { recursive: true });
      const before = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as object) : {};
      await writeFile(file, JSON.stringify({ ...before, ...changes }));
    },
    async screenshot(name) {
      await mkdir(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
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
      await (alone || state.failed ? endWindow(window) : leaveWindow(window));
    },
  };
  open.set(workbench, state);
  return workbench;
}

/** Saves a picture and the server's log of each open workbench: `out/logs/tree-shows-nights.png` and `.log`. */
export async function saveEvidence(title: string): Promise<void> {
  const name = title.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 100);
  let number = 0;
  for (const [{ page, server }, state] of open) {
    state.failed = true;
    await save(number === 0 ? name : `${name}-${number}`, server, page);
    number += 1;
  }
}

async function save(name: string, server: Server, page: Page | undefined): Promise<void> {
  await mkdir(LOGS, { recursive: true });
  const file = join(LOGS, name);
  await writeFile(`${file}.log`, server.log() + (await extensionLog(server)));
  await page?.screenshot({ path: `${file}.png` });
  console.log(`      see ${file}.png and .log`);
}

/** What the extension has logged in all windows of a server. */
async function extensionLog({ profile }: Server): Promise<string> {
  const logs = join(profile, 'data/logs');
  const names = await readdir(logs, { recursive: true });
  const own = names.filter((name) => /Astro Archive\.log$/.test(name));
  return (await Promise.all(own.map((name) => readFile(join(logs, name), 'utf8')))).join('\n');
}

/** Closes what a failed suite left open, and ends what is kept. */
export async function closeAll(): Promise<void> {
  for (const workbench of [...open.keys()]) await workbench.close();
  await endKept();
}
