/** What can be done where the archive does not open, in this process. */
import type { Rescue } from '../../api/archive';
import { realName } from '../../storage/database/database';
import { conditionOf, restorePrevious } from '../../storage/database/restore';
import { databaseOf } from '../../storage/identity/find';
import type { OpenOptions } from '../open';
import { rebuildDatabase } from './rebuild';

/** The same settings as for `openArchive`. */
export function rescueOf(options: OpenOptions): Rescue {
  const { settings, log } = options;
  // A link to the file must not be replaced by a file.
  const real = async () => realName(await databaseOf(settings));
  return {
    condition: async () => conditionOf(await real()),
    restore: async () => restorePrevious(await real(), log),
    rebuild: async (context) => rebuildDatabase(await real(), options, context),
  };
}
