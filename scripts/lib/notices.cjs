/** The text of the licences of all bundled libraries, and whether such a text is complete. Pure. */

/** Licences that let a library ship in this extension, by their SPDX names. */
const ALLOWED = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'Public domain',
]);
const TITLE = 'Astro Archive contains these libraries.';
const LINE = '-'.repeat(72);

/**
 * @typedef {object} Bundled a library of which something is in the package
 * @property {string} name `@colors/colors`
 * @property {string} version `1.5.0`
 * @property {unknown} license as in its manifest: `MIT`
 * @property {string | null} text the text of its licence, with its holder; null where there is none
 */

/**
 * The folder of the package that a bundled file belongs to, for each package once. A package can be there
 * twice, in two versions: `node_modules/string-width` and
 * `node_modules/cli-progress/node_modules/string-width`.
 * @param {readonly string[]} inputs files of an esbuild metafile; sources of this project are ignored
 * @returns {string[]} sorted
 */
exports.packageFolders = (inputs) => {
  const folders = inputs.flatMap((input) => {
    const [folder] =
      /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input.replaceAll('\\', '/')) ?? [];
    return folder ?? [];
  });
  return [...new Set(folders)].sort();
};

/**
 * @param {readonly Bundled[]} packages
 * @returns {string} one part for each: name, version, licence, and its text
 * @throws Error that names every library that must not ship as it is
 */
exports.noticesText = (packages) => {
  const faults = packages.flatMap(faultsOf);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const parts = new Set(packages.map((each) => `${heading(each)}\n\n${each.text}\n`));
  return [`${TITLE}\n`, ...[...parts].sort()].join(`\n${LINE}\n\n`);
};

/**
 * @param {readonly Bundled[]} packages what is bundled
 * @param {string} text the notices that ship
 * @returns {string[]} what is wrong with them, a line for each library; none where they are complete
 */
exports.noticeFaults = (packages, text) => {
  const parts = text.replaceAll('\r\n', '\n').split(`\n${LINE}\n\n`);
  const missing = (each) => {
    const part = parts.find((one) => one.startsWith(`${heading(each)}\n`));
    if (part === undefined) return [`${heading(each)} is bundled and not in the notices`];
    return part.includes(each.text ?? '') ? [] : [`${heading(each)}: its licence is not in the notices`];
  };
  return packages.flatMap((each) => [...faultsOf(each), ...missing(each)]);
};

function heading({ name, version, license }) {
  return `${name} ${version} (${String(license)})`;
}

function faultsOf({ name, version, license, text }) {
  const is = `${name} ${version}`;
  if (typeof license !== 'string') return [`${is} does not name its licence`];
  // A library with parts of others has all of their licences, and one text that holds them.
  if (!license.split(' AND ').every((each) => ALLOWED.has(each)))
    return [`${is} has the licence ${license}, which is not among those allowed`];
  return text === null || text.trim() === '' ? [`${is} has no text of its licence (${license})`] : [];
}
