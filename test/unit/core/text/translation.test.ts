import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { REQUIREMENTS } from '../../../../src/core/rules/sessions/criteria';
import { countText, listText } from '../../../../src/core/text/counts';
import { criterionText } from '../../../../src/core/text/criteria';
import { operationText } from '../../../../src/core/text/history';
import { frameTypesText, recoveredText, spaceText } from '../../../../src/core/text/words';

const bundle = JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8')) as Record<string, unknown>;
/** Every text in brackets, so that a text without them is one that no translator gets to see. */
const pseudo = Object.fromEntries(Object.keys(bundle).map((text) => [text, `⟦${text}⟧`]));

/** What is left of a text when everything translated is taken away, from the inside out. */
function untranslated(text: string): string {
  const less = text.replace(/⟦[^⟦⟧]*⟧/g, '');
  return less === text ? text : untranslated(less);
}

describe('texts in another language', () => {
  before(() => l10n.config({ contents: pseudo }));
  after(() => l10n.config({ contents: {} }));

  it('are translated as a whole', () => {
    const texts = [
      countText(3, 'frame'),
      listText(['a', 'b']),
      frameTypesText('bias'),
      spaceText({ needed: 2e9, free: 1e9 }),
      recoveredText({ finished: 1, rolledBack: 2, problems: 1, waiting: 1 }),
    ];
    assert.deepEqual(texts.map(untranslated), ['', '', '', '', '']);
    assert.equal(countText(1, 'frame'), '⟦1 frame⟧');
  });

  it('leave only names, paths and marks as they are', () => {
    const text = operationText({
      kind: 'merge',
      summary: { from: 'm31', into: 'M 31', changed: 2, failed: 1 },
    });
    assert.equal(untranslated(text), ': m31 → M 31, , ');
  });

  it('name every criterion of the rules', () => {
    const names = Object.values(REQUIREMENTS).flatMap((rules) => rules.map(({ name }) => name));
    assert.deepEqual(
      [...new Set(names)].filter((name) => untranslated(criterionText(name)) !== ''),
      [],
    );
  });
});
