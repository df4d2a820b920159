/** Installs the dependencies when they are missing or older than `package-lock.json`. */
import { readFileSync } from 'node:fs';
import { run } from './processes.mjs';

/** Returns whether `node_modules` holds exactly what the lock file asks for, by npm's own record of it. */
export function dependenciesAreCurrent() {
  const wanted = packages('package-lock.json');
  const installed = packages('node_modules/.package-lock.json');
  if (wanted === null || installed === null) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional, link }]) => {
    const own = installed[path];
    if (path === '' || link) return true;
    // A package for another platform is optional and not installed.
    return own === undefined ? optional === true : own.version === version && own.integrity === integrity;
  });
}

/** @returns {Promise<boolean>} whether the dependencies are there now */
export async function installDependencies() {
  if (dependenciesAreCurrent()) return true;
  console.log('Installing the dependencies (npm ci)…');
  const { code } = await run([...npm(), 'ci', '--no-audit', '--no-fund'], { seconds: 300 });
  return code === 0;
}

/** The command for npm: the one that runs this script, if any. */
export function npm() {
  const own = process.env.npm_execpath ?? '';
  return own.endsWith('npm-cli.js') ? [process.execPath, own] : ['npm'];
}

function packages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}
