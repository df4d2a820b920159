/** Shows a command's parameters while the user types its arguments. */
import * as vscode from 'vscode';
import { translated } from '../../core/base/translation';
import { signatureAt } from '../../core/siril/edit/describeCommand';
import type { Scripts } from './scripts';

export const SIGNATURE_TRIGGERS = [' '] as const;

export class ScriptSignature implements vscode.SignatureHelpProvider {
  readonly #scripts: Scripts;

  constructor(scripts: Scripts) {
    this.#scripts = scripts;
  }

  provideSignatureHelp(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): vscode.SignatureHelp | undefined {
    const { version } = this.#scripts.of(document).target;
    const found = signatureAt(document.lineAt(position.line).text, position.character, version);
    if (found === null) return undefined;
    const help = new vscode.SignatureHelp();
    help.signatures = found.forms.map(({ text, parameters }) => {
      const signature = new vscode.SignatureInformation(text, translated(found.command.summary));
      signature.parameters = parameters.map(
        ({ start, end }) => new vscode.ParameterInformation([start, end]),
      );
      return signature;
    });
    help.activeSignature = found.active;
    // An index beyond the last parameter highlights none.
    const places = found.forms[found.active]?.parameters.length ?? 0;
    help.activeParameter = found.place < 0 ? places : found.place;
    return help;
  }
}
