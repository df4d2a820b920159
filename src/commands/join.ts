/** An archive with two databases: tell the user, and join them. */
import * as vscode from 'vscode';
import type { ArchiveStatus, JoinReport } from '../core/api/archive';
import { messageOf } from '../core/base/errors';
import { type Counted, countText } from '../core/text/counts';
import { argumentOf, pathArgument } from './arguments';
import { withProgress } from './progress';
import type { Handler } from './services';

const JOIN = vscode.l10n.t('Join');

/** Joins the database that was found, or one that the user chooses. */
export const joinDatabases: Handler = async ({ archive }, ...args) => {
  const named = argumentOf(pathArgument, args[0]);
  const database = named ?? (await archive.status()).other ?? (await askFile());
  if (database === undefined) return undefined;
  const plan = await withProgress(vscode.l10n.t('Comparing the databases'), (part) =>
    archive.join({ database, dryRun: true }, part()),
  );
  const detail = vscode.l10n.t('{0}. The other database is only read, not changed.', summaryOf(plan));
  const question = vscode.l10n.t('Join the other database of this archive?');
  if ((await vscode.window.showInformationMessage(question, { modal: true, detail }, JOIN)) !== JOIN)
    return undefined;
  const report = await withProgress(vscode.l10n.t('Joining the databases'), (part) =>
    archive.join({ database, dryRun: false }, part()),
  );
  void vscode.window.showInformationMessage(summaryOf(report));
  return summaryOf(report);
};

function summaryOf({ added, found, known, learnt, results }: JoinReport): string {
  const more: readonly (readonly [count: number, thing: Counted])[] = [
    [learnt.links, 'link'],
    [learnt.aliases, 'rule'],
    [learnt.rejected, 'rejected frame'],
    [learnt.notes, 'note'],
    [learnt.goals, 'goal'],
    [learnt.filterNumbers, 'filter number'],
    [results, 'result'],
  ];
  return [
    vscode.l10n.t('{0} added', countText(added, 'frame')),
    ...(found > 0 ? [vscode.l10n.t('{0} found again', found)] : []),
    vscode.l10n.t('{0} already known', known),
    ...more
      .filter(([count]) => count > 0)
      .map(([count, thing]) => vscode.l10n.t('{0} added', countText(count, thing))),
  ].join(', ');
}

async function askFile(): Promise<string | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Join another database of this archive'),
    openLabel: JOIN,
    filters: { [vscode.l10n.t('Astro Archive databases')]: ['sqlite'], [vscode.l10n.t('All files')]: ['*'] },
  });
  return files?.[0]?.fsPath;
}

/** Returns a listener for the opening of the archive, which reports a second database once per window. */
export function secondDatabaseNotice(
  log: vscode.LogOutputChannel,
): (status: Pick<ArchiveStatus, 'other'>) => void {
  const told = new Set<string>();
  return ({ other }) => {
    if (other === null || told.has(other)) return;
    told.add(other);
    const text = vscode.l10n.t(
      'This archive has a second database, {0}. Frames and notes that only it contains are not shown here.',
      other,
    );
    // Not awaited: the message stays open until the user closes it.
    void vscode.window.showWarningMessage(text, JOIN).then(
      (answer) => answer === JOIN && vscode.commands.executeCommand('astroArchive.joinDatabases', other),
      (error: unknown) => log.error(messageOf(error)),
    );
  };
}
