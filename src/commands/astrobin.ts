/** Puts AstroBin's table of acquisitions of objects or sessions into the clipboard or a file. */
import * as vscode from 'vscode';
import type { AcquisitionsReport } from '../core/api/astrobin';
import { ArchiveError } from '../core/base/errors';
import { acquisitionCsv } from '../core/rules/astrobin/acquisitionCsv';
import { countText } from '../core/text/words';
import type { Handler, Services } from './services';
import { targetsOf } from './targets';

const FILTERS = { CSV: ['csv'] };

export const copyAstrobin: Handler = async ({ archive }, ...args) => {
  const report = await reportOf(archive, args);
  if (report === undefined) return undefined;
  await vscode.env.clipboard.writeText(acquisitionCsv(report.rows));
  const text = vscode.l10n.t('{0} copied for AstroBin', countText(report.rows.length, 'entry'));
  void vscode.window.showInformationMessage(text);
  return text;
};

export const saveAstrobin: Handler = async ({ archive }, ...args) => {
  const report = await reportOf(archive, args);
  if (report === undefined) return undefined;
  // The dialog asks before it returns an existing file.
  const file = await vscode.window.showSaveDialog({ filters: FILTERS });
  if (file === undefined) return undefined;
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(acquisitionCsv(report.rows)));
  const text = vscode.l10n.t(
    '{0} saved to {1}',
    countText(report.rows.length, 'entry'),
    vscode.workspace.asRelativePath(file),
  );
  void vscode.window.showInformationMessage(text);
  return text;
};

/** Asks once for each number that is not known; undefined if the user goes back. */
async function reportOf(
  archive: Services['archive'],
  args: readonly unknown[],
): Promise<AcquisitionsReport | undefined> {
  const of = targetsOf(args).flatMap((target) => {
    if (target.kind === 'session') return [target.session.id];
    return target.kind === 'object' && target.summary.object !== null ? [target.summary.object] : [];
  });
  if (of.length === 0) {
    throw new ArchiveError('request', vscode.l10n.t('This command needs an object or a light session'), {
      advice: vscode.l10n.t('Use it from the menu of an object or a session in an Astro Archive view.'),
    });
  }
  const report = await archive.acquisitions({ of });
  const set = await askNumbers(report.unnumbered);
  if (set === undefined) return undefined;
  if (set.length === 0) return report;
  await archive.filterNumbers({ set });
  return archive.acquisitions({ of });
}

async function askNumbers(
  filters: readonly string[],
): Promise<{ readonly filter: string; readonly number: number }[] | undefined> {
  const set: { filter: string; number: number }[] = [];
  for (const filter of filters) {
    const typed = await vscode.window.showInputBox({
      title: vscode.l10n.t('AstroBin number of the filter {0}', filter),
      prompt: vscode.l10n.t(
        "The number in the address of the filter's page in AstroBin's equipment database. It is kept. Leave empty to leave the cells empty.",
      ),
      validateInput: (text) =>
        /^\s*(?:[1-9]\d{0,8})?\s*$/.test(text) ? undefined : vscode.l10n.t('A whole number, as 4657'),
    });
    if (typed === undefined) return undefined;
    if (typed.trim() !== '') set.push({ filter, number: Number(typed) });
  }
  return set;
}
