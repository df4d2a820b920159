/** Import from AstroFiler: choose its database, compare, show, register what is missing, take over. */
import * as vscode from 'vscode';
import type { AstrofilerReport } from '../core/api/archive';
import { comparisonText, isWorthTaking, takenText } from '../core/text/astrofiler';
import { countText } from '../core/text/words';
import { astrofilerMarkdown } from './importAstrofilerReport';
import { withProgress } from './progress';
import { showReport } from './reportDocument';
import type { Handler, Services } from './services';

/** Paths that are registered at once. */
const LISTED = 100_000;
const TAKE_OVER = 'Take over';
const REGISTER = 'astroArchive.register';

export const importAstrofiler: Handler = async (services, ...args) => {
  const path = pathOf(args) ?? (await askPath());
  if (path === undefined) return undefined;
  for (;;) {
    const plan = await compared(services, path);
    if (plan.cancelled) return undefined;
    await showReport('Import from AstroFiler', astrofilerMarkdown(plan));
    const missing = [...plan.unregistered, ...plan.masters.unregistered];
    const register = `Register ${countText(missing.length, 'file')} first`;
    // Asked beside the report, so that it can be read first.
    const answer = await vscode.window.showInformationMessage(
      `${comparisonText(plan)}. To be taken over: ${takenText(plan)}.`,
      ...(isWorthTaking(plan) ? [TAKE_OVER] : []),
      ...(missing.length > 0 ? [register] : []),
    );
    if (answer === TAKE_OVER) return takeOver(services, path);
    if (answer !== register) return undefined;
    const before = await services.archive.status();
    await vscode.commands.executeCommand(REGISTER, { folders: missing });
    // Turned down; comparing again would ask the same again.
    if ((await services.archive.status()).frames === before.frames) return undefined;
  }
};

function compared({ archive }: Services, path: string): Promise<AstrofilerReport> {
  return withProgress('Comparing with AstroFiler', (part) =>
    archive.importAstrofiler({ path, dryRun: true, listed: LISTED }, part()),
  );
}

async function takeOver({ archive }: Services, path: string): Promise<string | undefined> {
  const report = await withProgress('Taking over from AstroFiler', (part) =>
    archive.importAstrofiler({ path, dryRun: false }, part()),
  );
  if (report.cancelled) return undefined;
  const text = `Taken over from AstroFiler: ${takenText(report)}`;
  void vscode.window.showInformationMessage(text);
  return text;
}

/** For a shortcut or a menu of the explorer. */
function pathOf([first]: readonly unknown[]): string | undefined {
  if (first instanceof vscode.Uri && first.scheme === 'file') return first.fsPath;
  return typeof first === 'string' && first !== '' ? first : undefined;
}

async function askPath(): Promise<string | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: "AstroFiler's database",
    openLabel: 'Compare',
    filters: { 'Database of AstroFiler': ['db'], 'All files': ['*'] },
  });
  return files?.[0]?.fsPath;
}
