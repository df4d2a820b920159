/** The composition root: creates all parts, connects them, and disposes of them. */
import './translation';
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
import { tooltipMarkdown } from './language/markdown/headerMarkdown';
import { registerHover } from './language/paths/fitsHover';
import { registerSiril } from './language/siril';
import {
  archiveSettings,
  changesArchive,
  commandSettings,
  headerTimeZone,
  isArchiveThere,
  sirilSettings,
  watchSettings,
} from './settings';
import { registerTasks } from './tasks';
import { registerTrees } from './tree';
import { registerWatcher } from './watch';
import { registerExplain } from './webview/explain';
import { type ImagesOfArchive, registerImageEditor } from './webview/image';
import { registerPlanPage } from './webview/plan';
import { registerReports } from './webview/report';
import { registerSheet } from './webview/sheet';
import { registerStats } from './webview/stats';
import { registerWelcome } from './welcome';

/** The interface for other extensions, returned by `activate()`. */
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
    // VS Code does not report a failed activation.
    log.error(`activation failed: ${messageOf(error)}`);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('Astro Archive could not start: {0}', messageOf(error)),
    );
    throw error;
  }
}

/** Waits for the engine to save; the log stays open until it has. */
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

  const trees = registerTrees(engine, log, tooltipMarkdown);
  const welcome = registerWelcome(engine, log);
  const refresh = () => {
    welcome.tryAgain();
    trees.refresh();
  };
  const reopen = () => {
    engine.reopen().catch((error: unknown) => log.error(messageOf(error)));
  };
  context.subscriptions.push(
    trees,
    welcome,
    registerCommands({
      archive: engine,
      rescue: engine,
      diagnose: (asked) => engine.diagnose(asked),
      log,
      settings: commandSettings,
      refresh,
    }),
    engine.onDidNotOpen(damageOffer(engine, log)),
    engine.onDidOpen(recoveredNotice(log)),
    engine.onDidOpen(secondDatabaseNotice(log)),
    engine.onDidOpen(outdatedNotice(engine, log)),
    registerHover(engine, log),
    registerSiril(engine, sirilSettings, log),
    registerTasks(engine, sirilSettings, log),
    registerStats(context, engine, log),
    registerExplain(context, engine, log),
    registerWatcher(engine, log, () => watchSettings(context)),
    registerReports(context, log),
    registerPlanPage(context, engine, log),
    registerSheet(context, engine, log),
    registerImageEditor(context, imagesOf(engine, context), log),
    vscode.workspace.onDidChangeConfiguration((event) => changesArchive(event) && reopen()),
    vscode.workspace.onDidChangeWorkspaceFolders(reopen),
  );
  return engine;
}

/** An image that is only looked at opens no archive where there is none. */
function imagesOf(engine: EngineClient, context: vscode.ExtensionContext): ImagesOfArchive {
  return {
    header: (file) => engine.header(file),
    pictures: engine.pictures,
    thumbnail: (file, known, cancel) => engine.thumbnail(file, known, cancel),
    series: (request) => engine.series(request),
    reject: (request) => engine.reject(request),
    onDidChange: (listener) => engine.onDidChange(listener),
    hasArchive: () => engine.isOpen || isArchiveThere(context),
  };
}
