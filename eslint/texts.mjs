/**
 * Lint rules for texts: a text that is translated is a literal, since only literals are collected for
 * translators; a text that a user of VS Code sees is translated; and only the extension host and its pages
 * have a translation, since what the engine and the command line write is English.
 */

/** Where users see texts. */
const FRONT = [
  ...['commands', 'tree', 'webview', 'language', 'tasks', 'watch'].map((view) => `src/${view}/**/*.ts`),
  'src/*.ts',
];
/** Give the extension host and the pages their translation; the engine's threads and the command line have none. */
const TRANSLATING = [
  'src/translation.ts',
  'src/webview/client/translation.ts',
  'src/core/base/translation.ts',
];
/** Finds sentences by their words, which come from the translation itself. */
const SEEKS = 'src/core/base/translation.ts';

const SHOWN_BY = /^show(Information|Warning|Error)Message$/;
const SHOWN_NEW = new Set(['TreeItem', 'Diagnostic', 'CodeAction', 'MarkdownString']);
const SHOWN_AS = new Set([
  ...['label', 'description', 'detail', 'tooltip', 'title', 'placeHolder', 'placeholder', 'prompt'],
  ...['message', 'advice', 'validationMessage'],
]);
/** Names, which no language translates. */
const NAMES = /\b(Astro Archive|Siril|AstroFiler)\b/g;

const literalText = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { literal: 'Write the text as a literal here: npm run l10n finds no other.' },
  },
  create: (context) => ({
    CallExpression(node) {
      const [text] = node.arguments;
      if (!translates(node.callee) || text === undefined) return;
      const written = text.type === 'ObjectExpression' ? messageOf(text) : text;
      if (typeof written?.value !== 'string') context.report({ node: text, messageId: 'literal' });
    },
    TaggedTemplateExpression(node) {
      if (translates(node.tag)) context.report({ node, messageId: 'literal' });
    },
  }),
};

const translatedText = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { untranslated: 'A user sees this text: put it into l10n.t().' },
  },
  create(context) {
    const check = (node) => {
      for (const text of written(node)) context.report({ node: text, messageId: 'untranslated' });
    };
    return {
      CallExpression({ callee, arguments: given }) {
        if (SHOWN_BY.test(nameOf(callee))) given.forEach(check);
      },
      NewExpression({ callee, arguments: given }) {
        if (SHOWN_NEW.has(nameOf(callee))) given.forEach(check);
      },
      Property({ key, computed, value, parent }) {
        const given = parent.parent;
        if (given.type === 'CallExpression' && translates(given.callee)) return;
        if (!computed && SHOWN_AS.has(nameOf(key))) check(value);
      },
      AssignmentExpression({ left, right }) {
        if (left.type === 'MemberExpression' && SHOWN_AS.has(nameOf(left))) check(right);
      },
    };
  },
};

const oneLanguage = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      language:
        'Only what a user looks at has a translation: all else is written in English, whoever runs it.',
    },
  },
  create: (context) => ({
    CallExpression(node) {
      const { callee } = node;
      const configures = nameOf(callee) === 'config' && nameOf(callee.object) === 'l10n';
      if (configures || nameOf(callee) === 'useTranslation') context.report({ node, messageId: 'language' });
    },
  }),
};

/** `l10n.t`, `vscode.l10n.t`, `english`. */
function translates(callee) {
  if (callee.type === 'Identifier') return callee.name === 'english';
  return nameOf(callee) === 't' && nameOf(callee.object) === 'l10n';
}

function nameOf(node) {
  if (node?.type === 'MemberExpression') return nameOf(node.property);
  return node?.type === 'Identifier' ? node.name : '';
}

function messageOf({ properties }) {
  return properties.find(({ key }) => nameOf(key) === 'message')?.value;
}

/** The parts of an expression that are words in the source, however they are chosen or put together. */
function written(node) {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' && hasWords(node.value) ? [node] : [];
    case 'TemplateLiteral':
      return node.quasis.some(({ value }) => hasWords(value.cooked ?? ''))
        ? [node]
        : node.expressions.flatMap(written);
    case 'BinaryExpression':
      return node.operator === '+' ? [node.left, node.right].flatMap(written) : [];
    case 'LogicalExpression':
      return [node.left, node.right].flatMap(written);
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].flatMap(written);
    case 'ArrayExpression':
      return node.elements.flatMap(written);
    default:
      return [];
  }
}

/** Marks, names and icons (`$(play)`) are no words. */
function hasWords(text) {
  return /\p{L}{2,}/u.test(text.replace(/\$\([\w~-]+\)/g, '').replace(NAMES, ''));
}

/** For ESLint's flat configuration. */
export function texts() {
  const rules = {
    'literal-text': literalText,
    'translated-text': translatedText,
    'one-language': oneLanguage,
  };
  const plugins = { texts: { rules } };
  return [
    { files: ['src/**/*.ts'], ignores: [SEEKS], plugins, rules: { 'texts/literal-text': 'error' } },
    { files: ['src/**/*.ts'], ignores: TRANSLATING, plugins, rules: { 'texts/one-language': 'error' } },
    { files: FRONT, plugins, rules: { 'texts/translated-text': 'error' } },
  ];
}
