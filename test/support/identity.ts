/** The identity that an archive of a test has. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Identity } from '../../src/core/storage/identity/identity';

export const IDENTITY: Identity = { id: '0'.repeat(32), home: '1'.repeat(32) };

/** That of the archive in this folder, which gets one where it has none yet. */
export function identityOf(repository: string, database: string): Identity {
  const folder = path.join(repository, '.astro-archive');
  const file = path.join(folder, 'archive.json');
  if (!fs.existsSync(file)) {
    fs.mkdirSync(folder, { recursive: true });
    const info = fs.statSync(folder, { bigint: true });
    const written = {
      format: 'astro-archive',
      version: 1,
      ...IDENTITY,
      repository: fs.realpathSync(repository),
      database,
      inode: String(info.ino),
      born: String(info.birthtimeNs),
    };
    fs.writeFileSync(file, JSON.stringify(written));
  }
  const { id, home } = JSON.parse(fs.readFileSync(file, 'utf8')) as Identity;
  return { id, home };
}

/** Whose a journal is that a test writes. */
export function journalHome(repository: string, database: string) {
  return { settings: { repository, database }, identity: identityOf(repository, database) };
}
