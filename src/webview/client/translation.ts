/**
 * Translates a page: the extension puts the translation into an attribute of the body. Import it before
 * anything else.
 */
import * as l10n from '@vscode/l10n';

const { texts } = document.body.dataset;
if (texts !== undefined) l10n.config({ contents: texts });
