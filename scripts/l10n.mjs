/**
 * Collects every text that the code translates (`l10n.t('…')`, `english('…')`) into `l10n/bundle.l10n.json`,
 * for translators to copy: `npm run l10n`. With `--check` it writes nothing and fails if the file is out of
 * date. `--pseudo FOLDER` writes a translation into that folder in which every text stands in ⟦brackets⟧, to
 * find texts that are not translated.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

const SOURCE = 'src';
const BUNDLE = join('l10n', 'bundle.l10n.json');
/** The language of the pseudo translation, as Windows and VS Code call it. */
const PSEUDO = 'qps-ploc';

/** The engine's `english` takes texts as `l10n.t` does, and is found under that name. */
const asLibrary = (contents) =>
  contents
    .replace(/import \{ english \} from '[^']+';/, "import * as l10n from '@vscode/l10n';")
    .replaceAll(/\benglish\(/g, 'l10n.t(');

/** Texts by themselves, sorted, so that the file changes only where a text does. */
async function texts() {
  const files = readdirSync(SOURCE, { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ extension: '.ts', contents: readFileSync(join(SOURCE, name), 'utf8') }))
    .map((file) => ({ ...file, contents: asLibrary(file.contents) }))
    .filter(({ contents }) => contents.includes('l10n.t('));
  const found = Object.entries(await getL10nJson(files));
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const wrapped = (entries) =>
  Object.fromEntries(
    Object.entries(entries).map(([key, text]) => [
      key,
      `⟦${typeof text === 'string' ? text : text.message}⟧`,
    ]),
  );

const [option, folder] = process.argv.slice(2);
const bundle = await texts();
const json = `${JSON.stringify(bundle, null, 2)}\n`;
if (option === '--pseudo') {
  const manifest = JSON.parse(readFileSync('package.nls.json', 'utf8'));
  mkdirSync(join(folder, 'l10n'), { recursive: true });
  writeFileSync(join(folder, 'l10n', `bundle.l10n.${PSEUDO}.json`), JSON.stringify(wrapped(bundle)));
  writeFileSync(join(folder, `package.nls.${PSEUDO}.json`), JSON.stringify(wrapped(manifest)));
} else if (option === '--check') {
  if (readFileSync(BUNDLE, 'utf8') !== json) {
    console.error(`${BUNDLE} is out of date. Run: npm run l10n`);
    process.exitCode = 1;
  }
} else {
  mkdirSync('l10n', { recursive: true });
  writeFileSync(BUNDLE, json);
  console.log(`${BUNDLE}: ${Object.keys(bundle).length} texts`);
}
