/**
 * Hands the translation that VS Code has loaded to the texts that are shared with the command line and the
 * pages. Import it before any module that makes texts.
 */
import * as vscode from 'vscode';
import { useTranslation } from './core/base/translation';

const { bundle } = vscode.l10n;
// In English there is no bundle: the texts of the code are used.
if (bundle !== undefined) useTranslation(bundle);
