/** The JSON answer of `doctor`, field by field. */
import type { Diagnostics } from '../../core/api/archive';

export function diagnosticsJson({ program, siril, archive, database, journals }: Diagnostics): unknown {
  return {
    program: {
      version: program.version,
      node: program.node,
      platform: program.platform,
      processor: program.processor,
      system: program.system,
    },
    siril,
    archive: archive && {
      folder: archive.folder,
      drive: archive.drive,
      identity: archive.identity,
      isAtHome: archive.isAtHome,
      isOwnDatabase: archive.isOwnDatabase,
      databaseInRepository: archive.databaseInRepository,
      notebook: archive.notebook,
      use: archive.use,
    },
    database: database && {
      state: database.state,
      system: database.system,
      schema: database.schema,
      newestSchema: database.newestSchema,
      bytes: database.bytes,
      generation: database.generation,
      frames: database.frameCount,
      sessions: database.sessions,
      rules: database.rules,
      outdated: database.outdated,
      previous: database.previous,
      previousFrames: database.previousFrameCount,
      unfinishedSaves: database.unfinishedSaves,
      unsaved: database.unsaved,
      kept: database.kept,
    },
    journals: journals && { open: journals.open, closed: journals.closed, damaged: journals.damaged },
  };
}
