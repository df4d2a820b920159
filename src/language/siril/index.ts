/** Siril's scripts as a language: everything that is registered for it. */
import * as vscode from 'vscode';
import type { Archive } from '../../core/api/archive';
import type { Log } from '../../core/base/ports';
import { ACTION_KINDS, registerMarkRemoval, ScriptFixes } from './actions';
import { COMPLETION_TRIGGERS, ScriptCompletion } from './completion';
import { ScriptDiagnostics } from './diagnostics';
import { ScriptFolding } from './folding';
import { SirilOfEditor, type SirilSettings } from './here';
import { ScriptHover } from './hover';
import { Scripts, SIRIL } from './scripts';
import { ScriptSignature, SIGNATURE_TRIGGERS } from './signature';
import { ScriptSymbols } from './symbols';

/** The language's features; Siril is not asked for its version before a script is open. */
export function registerSiril(
  archive: Pick<Archive, 'header'>,
  settings: () => SirilSettings,
  log: Log,
): vscode.Disposable {
  const siril = new SirilOfEditor(settings, log);
  const scripts = new Scripts(siril);
  const { languages } = vscode;
  return vscode.Disposable.from(
    siril,
    new ScriptDiagnostics(scripts, siril, log),
    registerMarkRemoval(),
    languages.registerCodeActionsProvider(SIRIL, new ScriptFixes(scripts), ACTION_KINDS),
    languages.registerCompletionItemProvider(SIRIL, new ScriptCompletion(scripts), ...COMPLETION_TRIGGERS),
    languages.registerHoverProvider(SIRIL, new ScriptHover(scripts, archive)),
    languages.registerSignatureHelpProvider(SIRIL, new ScriptSignature(scripts), ...SIGNATURE_TRIGGERS),
    languages.registerDocumentSymbolProvider(SIRIL, new ScriptSymbols(scripts)),
    languages.registerFoldingRangeProvider(SIRIL, new ScriptFolding(scripts)),
  );
}
