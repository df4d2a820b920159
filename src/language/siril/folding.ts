/** Folding of a script's sections and blocks of comments. */
import * as vscode from 'vscode';
import { folds } from '../../core/siril/edit/outline';
import type { Scripts } from './scripts';

export class ScriptFolding implements vscode.FoldingRangeProvider {
  readonly #scripts: Scripts;

  constructor(scripts: Scripts) {
    this.#scripts = scripts;
  }

  provideFoldingRanges(document: vscode.TextDocument): vscode.FoldingRange[] {
    return folds(this.#scripts.of(document).script).map(({ first, last, comment }) => {
      const kind = comment ? vscode.FoldingRangeKind.Comment : vscode.FoldingRangeKind.Region;
      return new vscode.FoldingRange(first, last, kind);
    });
  }
}
