/** A server and a browser that one workbench after another is opened in: the second takes half of the time. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { findBrowser, startBrowser } from '../../host/browser';
import { VSIX } from '../../host/paths';
import { type Server, type ServerOptions, startServer } from '../../host/server';

export interface Window {
  readonly server: Server;
  readonly browser: Browser;
  readonly page: Page;
}

export const WINDOW_SIZE = { width: 1280, height: 800 };
/** How long locators wait, in milliseconds. */
export const PATIENCE = 30_000;

/** What the suite before has left, as it was at first. */
let kept: Window | undefined;

/** Returns the window that was left, with these user settings, or starts one. */
export async function takeWindow(settings: Readonly<Record<string, unknown>>): Promise<Window> {
  const window = kept;
  kept = undefined;
  if (window === undefined) return startWindow({ settings });
  await window.server.configure(settings);
  return window;
}

/** Starts a server with a fresh profile and a browser with an empty page. */
export async function startWindow(options: Omit<ServerOptions, 'testDriver'>): Promise<Window> {
  const server = await startServer({ vsix: VSIX, ...options });
  let browser: Browser | undefined;
  try {
    browser = await startBrowser(await findBrowser());
    const page = await (await browser.newContext({ viewport: WINDOW_SIZE })).newPage();
    page.setDefaultTimeout(PATIENCE);
    return { server, browser, page };
  } catch (error) {
    await browser?.close();
    await server.stop();
    throw error;
  }
}

/**
 * Closes the workbench in a window, and keeps the window for the next one, without all that the workbench has stored:
 * settings, states, logs. Its extension host has ended after that, and its files can be removed.
 */
export async function leaveWindow(window: Window): Promise<void> {
  const { server, page } = window;
  // Nothing lies under the pointer of a window that has just opened.
  await page.mouse.move(WINDOW_SIZE.width / 2, WINDOW_SIZE.height - 1);
  await page.goto('about:blank');
  if (kept !== undefined || !(await server.hostsEnded())) return endWindow(window);
  const session = await page.context().newCDPSession(page);
  const storageTypes = 'indexeddb,local_storage,cookies';
  await session.send('Storage.clearDataForOrigin', { origin: server.url, storageTypes });
  await session.detach();
  const data = join(server.profile, 'data');
  await rm(join(data, 'User'), { recursive: true, force: true, maxRetries: 5 });
  const logs = await readdir(join(data, 'logs'), { recursive: true });
  for (const name of logs.filter((each) => /[\\/]exthost\d+$/.test(each)))
    await rm(join(data, 'logs', name), { recursive: true, force: true });
  await page.setViewportSize(WINDOW_SIZE);
  page.setDefaultTimeout(PATIENCE);
  kept = window;
}

/** Ends the server and the browser. */
export async function endWindow({ browser, server }: Window): Promise<void> {
  await browser.close();
  await server.stop();
}

/** Ends the window that is kept, if any. */
export async function endKept(): Promise<void> {
  const window = kept;
  kept = undefined;
  if (window !== undefined) await endWindow(window);
}
