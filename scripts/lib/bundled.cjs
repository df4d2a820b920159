/**
 * The libraries that are in the package: what esbuild has bundled, and what is inside the file of sql.js that
 * ships as it is.
 */
const { existsSync, readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { packageFolders } = require('./notices.cjs');

/** Ships beside the bundles; its file is `sql-wasm.wasm`. */
const BESIDE = ['node_modules/sql.js'];

/** Compiled into `sql-wasm.wasm`, which has no manifests. */
const INSIDE_WASM = [
  {
    name: 'SQLite',
    license: 'Public domain',
    text: 'The authors of SQLite have dedicated its code to the public domain: https://sqlite.org/copyright.html',
  },
  { name: 'Emscripten', license: 'MIT', text: withHolder('MIT', '2010-2014 Emscripten authors') },
  { name: 'musl', license: 'MIT', text: withHolder('MIT', '2005-2020 Rich Felker, et al.') },
];

/**
 * Whose copyright it is, where neither a text in the package nor the author in the manifest says all of it.
 */
const HOLDERS = {
  'astronomy-engine': ['2019-2023 Don Cross <cosinekitty@gmail.com>'],
  saxes: ['Louis-Dominique Dubeau and contributors', 'Isaac Z. Schlueter and Contributors (sax)'],
};

/**
 * @param {readonly import('esbuild').Metafile[]} metafiles of all bundles
 * @returns {import('./notices.cjs').Bundled[]} from the folders in `node_modules`, and what is in the wasm
 */
exports.bundledPackages = (metafiles) => {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const packages = [...new Set([...BESIDE, ...packageFolders(inputs)])].map(readPackage);
  const { version } = packages.find(({ name }) => name === 'sql.js');
  return [...packages, ...INSIDE_WASM.map((each) => ({ ...each, version: `in sql.js ${version}` }))];
};

function readPackage(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e(-mit)?(\.\w+)?$/i.test(each));
  const text =
    file === undefined
      ? fromManifest(name, license, author)
      : readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
  return { name, version, license, text };
}

/**
 * The usual text of a licence that only the manifest names; null where that names no licence we have the text
 * of, or nobody.
 */
function fromManifest(name, license, author) {
  const holders = HOLDERS[name] ?? [typeof author === 'string' ? author : author?.name];
  return holders.every(Boolean) ? withHolder(license, ...holders) : null;
}

function withHolder(license, ...holders) {
  const file = join(__dirname, 'licences', `${String(license)}.txt`);
  if (!existsSync(file)) return null;
  const [title, ...rest] = readFileSync(file, 'utf8').trim().split('\n');
  return [title, '', ...holders.map((holder) => `Copyright (c) ${holder}`), ...rest].join('\n');
}
