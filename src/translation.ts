/**
 * Hands the translation that VS Code has loaded to `@vscode/l10n`, which the texts shared with the command
 * line and the pages use. Import it before any module that makes texts.
 */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

const { bundle } = vscode.l10n;
// In English there is no bundle: the texts of the code are used.
if (bundle !== undefined) l10n.config({ contents: bundle });
