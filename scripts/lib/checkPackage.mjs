/** Checks the packaged extension: `node scripts/lib/checkPackage.mjs out/astro-archive.vsix`. */
import { readFileSync } from 'node:fs';
import { listZip } from './zip.mjs';

const LIMIT = 2 * 1024 * 1024;
/** Everything that ships; a source, a map, a test or a module of `node_modules` is not among it. */
const SHIPS = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package(\.nls)?\.json$/,
  /^extension\/(readme|changelog)\.md$/i,
  /^extension\/license(\.txt|\.md)?$/i,
  /^extension\/dist\/[\w.-]+\.(js|wasm)$/,
  /^extension\/dist\/third-party-notices\.txt$/,
  /^extension\/media\/[\w./-]+\.(svg|png|css|json)$/,
];

const path = process.argv[2];
const { size, names } = listZip(path);
const { main, bin } = JSON.parse(readFileSync('package.json', 'utf8'));
const needed = [main, ...Object.values(bin ?? {}), './dist/third-party-notices.txt'].map((file) =>
  file.replace(/^\.\//, 'extension/'),
);

const faults = [
  ...names.filter((name) => !SHIPS.some((rule) => rule.test(name))).map((name) => `${name} must not ship`),
  ...needed.filter((name) => !names.includes(name)).map((name) => `${name} is missing`),
  ...(size < LIMIT ? [] : [`${size} bytes, the limit is ${LIMIT}`]),
];
console.log(`${path}: ${names.length} files, ${(size / 1024).toFixed(0)} KB`);
for (const fault of faults) console.log(`  ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
