/** What a user does in the workbench, by keyboard and mouse. */
import { errors, type FrameLocator, type Locator, type Page } from 'playwright-core';
import type { Workbench } from './workbench';

const PICK = '.quick-input-widget:visible';

/**
 * Runs a command by its title, `Astro Archive: Register folder…`. The palette lists what is there when it opens,
 * so it is reopened until the extension has arrived.
 *
 * @throws Error when the command does not appear within 30 s
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  const row = page.locator(`${PICK} .monaco-list-row`, { hasText: title }).first();
  await openList(page, 'F1', `>${title}`, row);
}

/** Opens a file of the workspace by its name, `check.ssf`. */
export async function quickOpen(page: Page, name: string): Promise<void> {
  await openList(
    page,
    'Control+P',
    name,
    page.locator(`${PICK} .monaco-list-row`, { hasText: name }).first(),
    page.locator('.tab.active', { hasText: name }).first(),
  );
}

/**
 * Opens a list by its key, types, and clicks the row until `opened` is there: a view may take the focus back and
 * close the list, and rows that come later may push another one under the pointer.
 */
async function openList(
  page: Page,
  key: string,
  text: string,
  row: Locator,
  opened?: Locator,
): Promise<void> {
  const isDone = await repeated(20, async () => {
    await page.keyboard.press(key);
    try {
      await page.locator(`${PICK} input[type="text"]`).first().fill(text, { timeout: 1500 });
      await row.waitFor({ timeout: 1500 });
      await row.click({ timeout: 1500 });
      await opened?.waitFor({ timeout: 5000 });
    } catch (error) {
      await page.keyboard.press('Escape');
      throw error;
    }
  });
  if (!isDone) throw new Error(`The list offers no "${text}".`);
}

/** Tries what waits too short for a slow machine, but may have to be done again; false where it never worked. */
async function repeated(times: number, attempt: () => Promise<void>): Promise<boolean> {
  for (let done = 0; done < times; done += 1) {
    try {
      await attempt();
      return true;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError)) throw error;
    }
  }
  return false;
}

/** Waits until a check holds that no locator can express. */
export async function eventually(page: Page, check: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 100) {
    if (await check()) return;
    await page.waitForTimeout(100);
  }
  throw new Error('What was waited for did not come.');
}

/** Closes all editors, and waits until their pages are gone: one that is still there would be taken for the next. */
export async function closeEditors(page: Page): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  await page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
  await page.locator('iframe.webview').first().waitFor({ state: 'detached' });
}

/**
 * Rests the pointer on something until a hover with the text is there, and returns it. A row that is drawn again
 * meanwhile, or a scroll, takes the hover away before it is shown.
 */
export async function restOn(page: Page, target: Locator, text: string | RegExp): Promise<Locator> {
  const hover = page.locator('.monaco-hover:visible, .workbench-hover:visible', { hasText: text }).first();
  const isShown = await repeated(6, async () => {
    // Only a pointer that comes is noticed.
    await page.mouse.move(0, 0);
    await target.hover();
    await hover.waitFor({ timeout: 5000 });
  });
  if (!isShown) throw new Error(`No hover says "${text}".`);
  return hover;
}

/** Chooses an item of the list that the extension shows. */
export async function quickPick(page: Page, label: string | RegExp): Promise<void> {
  await clickRow(page, label);
}

/** Types into the input box that the extension shows, and accepts it. */
export async function inputBox(page: Page, text: string): Promise<void> {
  const input = page.locator(`${PICK} input[type="text"]`).first();
  await input.fill(text);
  await input.press('Enter');
}

/** Answers a modal dialog or presses a notification's button by its text. */
export async function pressButton(page: Page, text: string): Promise<void> {
  await page
    .locator('.monaco-dialog-box, .notification-toast')
    .getByRole('button', { name: text })
    .first()
    .click();
}

/** A notification that contains the text; wait for it with `.waitFor()`. */
export function notification(page: Page, text: string | RegExp): Locator {
  return page.locator('.notification-toast', { hasText: text });
}

/** Opens the view container in the activity bar whose name contains the text. */
export async function openContainer(page: Page, name: string): Promise<void> {
  await page.locator(`.activitybar .action-label[aria-label*="${name}"]`).click();
}

/** The content of the first webview or custom editor that has loaded: two frames, one inside the other. */
export function webview(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

/**
 * Changes the colour theme, `Dark 2026`, and waits until the first page has its colours. The settings are written again
 * where the window did not notice: it may have begun to watch them later.
 *
 * @throws Error when the page does not have the theme after 30 s
 */
export async function changeTheme(bench: Workbench, theme: string): Promise<void> {
  const coloured = webview(bench.page).locator(`body[data-vscode-theme-id="${theme}"]`);
  const isDone = await repeated(6, async () => {
    await bench.configure({ 'workbench.colorTheme': theme });
    await coloured.waitFor({ timeout: 5000 });
  });
  if (!isDone) throw new Error(`The page does not have the colours of ${theme}.`);
}

/** Clicks, since Enter would race with the filtering and might run nothing. */
async function clickRow(page: Page, label: string | RegExp): Promise<void> {
  await page.locator(`${PICK} .monaco-list-row`, { hasText: label }).first().click();
}
