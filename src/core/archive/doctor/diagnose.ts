/**
 * Everything a bug report needs, of an archive in any state: damaged, in use, or absent. Changes nothing, and
 * takes no lock.
 */
import { release } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type {
  ArchiveSettings,
  Diagnostics,
  DiagnosticsRequest,
  EditorFacts,
  ProgramFacts,
} from '../../api/archive';
import { sirilVersion } from '../../siril/running/runSiril';
import { realName } from '../../storage/database/database';
import { realFolder } from '../../storage/identity/archivePlace';
import { databaseOf } from '../../storage/identity/find';
import { lookAtDatabase } from './database';
import { lookAtHome, lookAtJournals } from './home';

/** Never rejects: what cannot be found out is null or has its own word. */
export async function diagnose(request: DiagnosticsRequest): Promise<Diagnostics> {
  const { settings, mayStartPrograms } = request;
  const program = programFacts(request);
  const siril = mayStartPrograms ? await sirilOf(settings) : null;
  if (settings === null) return { program, siril, archive: null, database: null, journals: null };
  const path = await realPath(settings);
  const { facts, id } = await lookAtDatabase(path);
  return {
    program,
    siril,
    archive: await lookAtHome(settings, path, id),
    database: facts,
    journals: await lookAtJournals(path),
  };
}

/**
 * Of a release such as `6.1.0-17-observatory` only the numbers: the rest is free text of whoever built the
 * system.
 */
export function programFacts({
  version,
  editor,
}: Pick<DiagnosticsRequest, 'version' | 'editor'>): ProgramFacts {
  return {
    version: plain(version),
    node: process.versions.node,
    editor: editor && editorFacts(editor),
    platform: process.platform,
    processor: process.arch,
    system: /^\d+(\.\d+)*/.exec(release())?.[0] ?? '',
  };
}

function editorFacts({ version, window, remote, trusted }: EditorFacts): EditorFacts {
  return { version: plain(version), window, remote, trusted };
}

/** `1.101.0-insider`; anything that is not a version is left out. */
function plain(version: string): string {
  return /^\d+(\.\d+)*(-[a-z]+(\.\d+)?)?/.exec(version)?.[0] ?? '';
}

/** A program that cannot even be started is none. */
async function sirilOf(settings: ArchiveSettings | null): Promise<string | null> {
  return sirilVersion(settings?.sirilPath ?? undefined).catch(() => null);
}

/**
 * Without links, so that what lies beside the file is found; as it is where the system does not let it be
 * followed.
 */
async function realPath(settings: ArchiveSettings): Promise<string> {
  const path = await databaseOf(settings).catch(() => settings.database);
  const real = await realName(path).catch(() => path);
  return join(await realFolder(dirname(real)), basename(real));
}
