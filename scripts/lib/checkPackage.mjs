/** Checks the packaged extension: `node scripts/lib/checkPackage.mjs out/astro-archive.vsix`. */
import { readFileSync } from 'node:fs';
import { bundledPackages } from './bundled.cjs';
import { brokenLinks } from './markdownLinks.mjs';
import { noticeFaults } from './notices.cjs';
import { readZip } from './zip.mjs';

const LIMIT = 2 * 1024 * 1024;
/** Everything that ships; a source, a map, a test or a module of `node_modules` is not among it. */
const SHIPS = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package(\.nls(\.[\w-]+)?)?\.json$/,
  /^extension\/l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
  /^extension\/(readme|changelog)\.md$/i,
  /^extension\/license(\.txt|\.md)?$/i,
  /^extension\/dist\/[\w.-]+\.(js|wasm)$/,
  /^extension\/dist\/third-party-notices\.txt$/,
  /^extension\/media\/[\w./-]+\.(svg|png|jpg|css|json)$/,
];
const NOTICES = 'extension/dist/third-party-notices.txt';

const path = process.argv[2];
const { size, names, text } = readZip(path);
const { main, bin, repository, bugs, homepage } = JSON.parse(readFileSync('package.json', 'utf8'));
const needed = [
  ...[main, ...Object.values(bin ?? {})].map((file) => file.replace(/^\.\//, 'extension/')),
  NOTICES,
  'extension/l10n/bundle.l10n.json',
];
const missing = needed.filter((name) => !names.includes(name));
const pages = names.filter((name) => name.endsWith('.md'));
const bundled = bundledPackages(JSON.parse(readFileSync('out/metafiles.json', 'utf8')));

const faults = [
  ...names.filter((name) => !SHIPS.some((rule) => rule.test(name))).map((name) => `${name} must not ship`),
  ...missing.map((name) => `${name} is missing`),
  ...(missing.includes(NOTICES) ? [] : noticeFaults(bundled, text(NOTICES))),
  ...pages.flatMap((name) => brokenLinks(text(name)).map((link) => `${name}: ${link} leads nowhere`)),
  ...(size < LIMIT ? [] : [`${size} bytes, the limit is ${LIMIT}`]),
];
console.log(
  `${path}: ${names.length} files, ${(size / 1024).toFixed(0)} KB, notices of ${bundled.length} libraries`,
);
if ([repository?.url, bugs?.url, homepage].some((address) => address?.includes('example.org')))
  console.log('  repository, bugs or homepage in package.json is a placeholder; set it before publishing');
for (const fault of faults) console.log(`  ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
