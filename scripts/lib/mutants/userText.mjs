/**
 * An ignorer of Stryker's for sentences that users read. Tests look at codes and data, not at sentences, so a
 * sentence that was emptied would always survive.
 */
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Two words of small letters in a row; what SQLite is told has its keywords in capitals. */
const WORDS = /[a-z’']+,? [a-z’']+/;
const SQL = /\b(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|FROM|WHERE|SET|JOIN|ORDER BY|VALUES)\b/;

/** Whether this is a sentence: `It has changed since`, and not `SELECT path FROM frames` or `in-place`. */
export const isSentence = (text) => WORDS.test(text) && !SQL.test(text);

/** The text of a string or template, `…` for each value in it; `null` for any other code. */
function textOf(node) {
  if (node.type === 'StringLiteral') return node.value;
  if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.raw).join('…');
  return null;
}

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'user-text', {
    shouldIgnore({ node }) {
      const text = textOf(node);
      return text !== null && isSentence(text) ? 'a sentence for users' : undefined;
    },
  }),
];
