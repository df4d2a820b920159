/** An archive whose insides a test can reach, to amend frames in it. */
import type { ArchiveSettings, FileEditsReport } from '../../../../../src/core/api/archive';
import type { ArchivedFrame } from '../../../../../src/core/base/archivedFrame';
import { type Context, noContext, silentLog } from '../../../../../src/core/base/ports';
import {
  editFrames,
  type EditOperation,
  type EditParts,
} from '../../../../../src/core/operations/edit/editFrames';
import { type EditPlan, type FrameEdit, planEdits } from '../../../../../src/core/operations/edit/planEdits';
import { digester, poolFor, type ScanPool } from '../../../../../src/core/operations/scan/pool';
import { Database } from '../../../../../src/core/storage/database/database';
import { Frames } from '../../../../../src/core/storage/database/frames';
import { Sessions } from '../../../../../src/core/storage/database/sessions';
import { identityOf } from '../../../../support/identity';

export class Insides {
  readonly parts: EditParts;
  readonly #database: Database;
  readonly #pool: ScanPool;

  private constructor(database: Database, settings: ArchiveSettings) {
    this.#database = database;
    this.#pool = poolFor({ hashThreads: 0 });
    this.parts = {
      settings,
      identity: identityOf(settings.repository, settings.database),
      database,
      frames: new Frames(database.sqlite, settings.repository),
      sessions: new Sessions(database.sqlite),
      digest: digester(this.#pool),
      log: silentLog,
      tolerances: settings.tolerances,
    };
  }

  static async open(settings: ArchiveSettings): Promise<Insides> {
    const database = await Database.open({ path: settings.database, access: 'write', log: silentLog });
    return new Insides(database, settings);
  }

  plan(amendments: readonly FrameEdit[], context: Context = noContext): Promise<EditPlan> {
    return planEdits(amendments, amendments.length, this.parts, context);
  }

  async amend(
    amendments: readonly FrameEdit[],
    context: Context = noContext,
    operation: EditOperation = { kind: 'set', detail: {} },
  ): Promise<FileEditsReport> {
    return editFrames(operation, await this.plan(amendments), this.parts, context);
  }

  all(): ArchivedFrame[] {
    return this.parts.frames.all();
  }

  async close(): Promise<void> {
    await this.#pool.close();
    await this.#database.close();
  }
}
