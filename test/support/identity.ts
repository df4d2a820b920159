/** The identity that an archive of a test has. */
import type { Identity } from '../../src/core/identity/identity';

export const IDENTITY: Identity = { id: '0'.repeat(32), isHome: true };

/** Whose a journal is that a test writes. */
export function journalHome(repository: string, database: string) {
  return { settings: { repository, database }, identity: IDENTITY };
}
