/** Import from AstroFiler: choose its database, compare, show the result, register missing files, import. */
import * as vscode from 'vscode';
import type { AstrofilerReport } from '../core/api/archive';
import { comparisonText, isWorthTaking, takenText } from '../core/text/astrofiler';
import { countText } from '../core/text/words';
import { argumentOf, pathArgument } from './arguments';
import { astrofilerReport } from './importAstrofilerReport';
import { withProgress } from './progress';
import { showReport } from './report';
import type { Handler, Services } from './services';

/** At most this many paths are registered at once. */
const LISTED = 100_000;
const IMPORT = vscode.l10n.t('Import');
const REGISTER = 'astroArchive.register';

export const importAstrofiler: Handler = async (services, ...args) => {
  const path = pathOf(args) ?? (await askPath());
  if (path === undefined) return undefined;
  for (;;) {
    const plan = await compared(services, path);
    if (plan.cancelled) return undefined;
    await showReport(astrofilerReport(plan));
    const missing = [...plan.unregistered, ...plan.masters.unregistered];
    const register = vscode.l10n.t('Register {0} first', countText(missing.length, 'file'));
    // Not modal, so that the user can read the report first.
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t('{0}. To be imported: {1}.', comparisonText(plan), takenText(plan)),
      ...(isWorthTaking(plan) ? [IMPORT] : []),
      ...(missing.length > 0 ? [register] : []),
    );
    if (answer === IMPORT) return takeOver(services, path);
    if (answer !== register) return undefined;
    const before = await services.archive.status();
    await vscode.commands.executeCommand(REGISTER, { folders: missing });
    // Cancelled; comparing again would only repeat the question.
    if ((await services.archive.status()).frameCount === before.frameCount) return undefined;
  }
};

function compared({ archive }: Services, path: string): Promise<AstrofilerReport> {
  return withProgress(vscode.l10n.t('Comparing with AstroFiler'), (part) =>
    archive.importAstrofiler({ path, dryRun: true, listed: LISTED }, part()),
  );
}

async function takeOver({ archive }: Services, path: string): Promise<string | undefined> {
  const report = await withProgress(vscode.l10n.t('Importing from AstroFiler'), (part) =>
    archive.importAstrofiler({ path, dryRun: false }, part()),
  );
  if (report.cancelled) return undefined;
  const text = vscode.l10n.t('Imported from AstroFiler: {0}', takenText(report));
  void vscode.window.showInformationMessage(text);
  return text;
}

/** The file that a keyboard shortcut or an explorer menu passes. */
function pathOf([first]: readonly unknown[]): string | undefined {
  if (first instanceof vscode.Uri && first.scheme === 'file') return first.fsPath;
  return argumentOf(pathArgument, first);
}

async function askPath(): Promise<string | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Choose the AstroFiler database'),
    openLabel: vscode.l10n.t('Compare'),
    filters: { [vscode.l10n.t('AstroFiler database')]: ['db'], [vscode.l10n.t('All files')]: ['*'] },
  });
  return files?.[0]?.fsPath;
}
