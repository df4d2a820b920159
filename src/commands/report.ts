/** Shows reports on their page. */
import * as vscode from 'vscode';
import type { Report } from '../core/text/report';

/** Opens the page of a report; an older one of the same title is replaced. */
export async function showReport(report: Report): Promise<void> {
  await vscode.commands.executeCommand('astroArchive._showReport', report);
}
