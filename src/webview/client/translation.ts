/**
 * Translates a page: the extension puts the translation into an attribute of the body. Import it before
 * anything else.
 */
import { type Translation, useTranslation } from '../../core/base/translation';

const { texts } = document.body.dataset;
if (texts !== undefined) useTranslation(JSON.parse(texts) as Translation);
