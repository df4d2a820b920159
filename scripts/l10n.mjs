/**
 * Collects every text that the code translates (`l10n.t('…')`, `english('…')`), and the words about Siril's
 * commands, into `l10n/bundle.l10n.json`, for translators to copy: `npm run l10n`. With `--check` it writes
 * nothing and fails if the file is out of date. `--pseudo FOLDER` writes a translation of what was collected
 * last into that folder, in which every text stands in ⟦brackets⟧, to find texts that are not translated.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

const SOURCE = 'src';
const BUNDLE = join('l10n', 'bundle.l10n.json');
/** The language of the pseudo translation, as Windows and VS Code call it. */
const PSEUDO = 'qps-ploc';

/** The engine's `english` takes texts as `l10n.t` does, and is found under that name. */
const asLibrary = (contents) => contents.replaceAll(/\benglish\(/g, 'l10n.t(');
const withoutImports = (contents) => contents.replaceAll(/^import[^;]*;$/gm, '');
const LIBRARIES = "import * as vscode from 'vscode';\nimport * as l10n from '@vscode/l10n';\n";

/** All code as one file: the collector takes as long for a small file as for a thousand lines. */
function code() {
  const files = readdirSync(SOURCE, { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => asLibrary(readFileSync(join(SOURCE, name), 'utf8')))
    .filter((contents) => contents.includes('l10n.t('));
  return LIBRARIES + files.map(withoutImports).join('\n');
}

/** What commands and options of Siril do: tables of data, shown in hovers and completions of scripts. */
function sirilTexts() {
  const read = (name) =>
    JSON.parse(readFileSync(join(SOURCE, 'core', 'siril', 'commands', `${name}.json`), 'utf8'));
  return [...read('table').map(({ summary }) => summary), ...Object.values(read('options'))];
}

/** Texts by themselves, sorted, so that the file changes only where a text does. */
async function texts() {
  const found = [
    ...Object.entries(await getL10nJson([{ extension: '.ts', contents: code() }])),
    ...sirilTexts().map((text) => [text, text]),
  ];
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const wrapped = (entries) =>
  Object.fromEntries(
    Object.entries(entries).map(([key, text]) => [
      key,
      `⟦${typeof text === 'string' ? text : text.message}⟧`,
    ]),
  );

/** As they were collected last; the suite `lint` checks that these are all. */
const collected = () => JSON.parse(readFileSync(BUNDLE, 'utf8'));
const written = (bundle) => `${JSON.stringify(bundle, null, 2)}\n`;

const [option, folder] = process.argv.slice(2);
if (option === '--pseudo') {
  const manifest = JSON.parse(readFileSync('package.nls.json', 'utf8'));
  mkdirSync(join(folder, 'l10n'), { recursive: true });
  writeFileSync(join(folder, 'l10n', `bundle.l10n.${PSEUDO}.json`), JSON.stringify(wrapped(collected())));
  writeFileSync(join(folder, `package.nls.${PSEUDO}.json`), JSON.stringify(wrapped(manifest)));
} else if (option === '--check') {
  if (readFileSync(BUNDLE, 'utf8') !== written(await texts())) {
    console.error(`${BUNDLE} is out of date. Run: npm run l10n`);
    process.exitCode = 1;
  }
} else {
  const bundle = await texts();
  mkdirSync('l10n', { recursive: true });
  writeFileSync(BUNDLE, written(bundle));
  console.log(`${BUNDLE}: ${Object.keys(bundle).length} texts`);
}
