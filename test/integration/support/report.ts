/** The page of a report, from outside. */
import * as vscode from 'vscode';
import { until } from './host';

/** Waits until a report of this title is in the active tab, and returns it as Markdown. */
export async function reportText(title: string): Promise<string> {
  await until(() => {
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    return (
      activeTab?.label === title &&
      activeTab.input instanceof vscode.TabInputWebview &&
      activeTab.input.viewType.endsWith('astroArchive.report')
    );
  });
  await vscode.commands.executeCommand('astroArchive.copyReport');
  return vscode.env.clipboard.readText();
}
