/** The licences of the libraries that are bundled, in one text that ships with them. */
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

/**
 * @param {readonly import('esbuild').Metafile[]} metafiles of all bundles
 * @param {readonly string[]} beside packages of which a file ships as it is
 * @returns {string} a part for each package: name, version, licence, and the text of its licence
 * @throws Error where a package names none: it must not ship then
 */
exports.notices = (metafiles, beside) => {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const packages = new Set([...beside, ...inputs.flatMap((input) => packageOf(input) ?? [])]);
  const parts = [...packages].sort().map((name) => {
    const folder = join('node_modules', name);
    const { version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((each) => /^licen[cs]e(-mit)?(\.\w+)?$/i.test(each));
    // Some packages say it in their manifest alone.
    const text =
      file === undefined ? byName(license, author) : readFileSync(join(folder, file), 'utf8').trim();
    if (text === null) throw new Error(`${name} does not say under which licence it is`);
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return `Astro Archive contains these libraries.\n\n${parts.join(`\n${'-'.repeat(72)}\n\n`)}`;
};

/** `Licensed under ISC by Ann (ann@example.org)`; null where the manifest names no licence. */
function byName(license, author) {
  if (typeof license !== 'string') return null;
  const name = typeof author === 'string' ? author : author?.name;
  return `Licensed under ${license}${name ? ` by ${name}` : ''}`;
}

/** `node_modules/@scope/name/lib/a.js` is of `@scope/name`; a source of our own is of no package. */
function packageOf(input) {
  const [, name] = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(input) ?? [];
  return name;
}
