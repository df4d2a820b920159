/** The composition root: makes everything, wires it together, and takes it down again. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { registerCommands } from './commands';
import { damageOffer } from './commands/damageOffer';
import { secondDatabaseNotice } from './commands/join';
import { outdatedNotice } from './commands/outdatedNotice';
import { recoveredNotice } from './commands/recoveredNotice';
import type { Archive } from './core/api/archive';
import { messageOf } from './core/base/errors';
import { EngineClient } from './engine/client';
import { registerHover } from './language/paths/fitsHover';
import { headerMarkdown } from './language/markdown/headerMarkdown';
import { registerSiril } from './language/siril';
import {
  archiveSettings,
  changesArchive,
  commandSettings,
  headerTimeZone,
  sirilSettings,
  watchSettings,
} from './settings';
import { registerTasks } from './tasks';
import { registerTrees } from './tree';
import { registerWatcher } from './watch';
import { registerHeaderEditor } from './webview/header';
import { registerPlanPage } from './webview/plan';
import { registerExplain } from './webview/explain';
import { registerStats } from './webview/stats';

/** What other extensions get from `activate()`. */
export interface AstroArchive {
  readonly archive: Archive;
}

let running: { readonly engine: EngineClient; readonly log: vscode.LogOutputChannel } | undefined;

export function activate(context: vscode.ExtensionContext): AstroArchive {
  const started = performance.now();
  const log = vscode.window.createOutputChannel('Astro Archive', { log: true });
  try {
    const archive = compose(context, log);
    log.info(`activated in ${Math.round(performance.now() - started)} ms`);
    return { archive };
  } catch (error) {
    // VS Code says nothing of a failed activation by itself.
    log.error(`activation failed: ${messageOf(error)}`);
    void vscode.window.showErrorMessage(`Astro Archive could not start: ${messageOf(error)}`);
    throw error;
  }
}

/** Waits for the engine, which saves what is not saved yet; the log stays open to the end for it. */
export async function deactivate(): Promise<void> {
  const { engine, log } = running ?? {};
  running = undefined;
  await engine?.dispose();
  log?.dispose();
}

function compose(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Archive {
  const workerFile = path.join(context.extensionPath, 'dist', 'engine.js');
  const engine = new EngineClient({
    workerFile,
    settings: () => archiveSettings(context),
    timeZone: headerTimeZone,
    log,
  });
  running = { engine, log };

  const trees = registerTrees(engine, log, headerMarkdown);
  const refresh = () => trees.refresh();
  const reopen = () => {
    engine.reopen().catch((error: unknown) => log.error(messageOf(error)));
  };
  context.subscriptions.push(
    trees,
    registerCommands({
      archive: engine,
      rescue: engine,
      diagnose: (asked) => engine.diagnose(asked),
      log,
      settings: commandSettings,
      refresh,
    }),
    engine.onDamage(damageOffer(engine, log)),
    engine.onDidOpen(recoveredNotice(log)),
    engine.onDidOpen(secondDatabaseNotice(log)),
    engine.onDidOpen(outdatedNotice(engine, log)),
    registerHover(engine, log),
    registerSiril(engine, sirilSettings, log),
    registerTasks(engine, sirilSettings, log),
    registerStats(context, engine, log),
    registerExplain(context, engine, log),
    registerWatcher(engine, log, () => watchSettings(context)),
    registerPlanPage(context, engine, log),
    registerHeaderEditor(context, engine, log),
    vscode.workspace.onDidChangeConfiguration((event) => changesArchive(event) && reopen()),
    vscode.workspace.onDidChangeWorkspaceFolders(reopen),
  );
  return engine;
}
