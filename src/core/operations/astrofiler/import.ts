/**
 * Takes over from AstroFiler what headers do not hold: mappings, deleted frames, notes, where files came
 * from.
 */
import type { AstrofilerReport, AstrofilerRequest } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { Breather } from '../../base/pause';
import { type Context, noContext } from '../../base/ports';
import { putRule } from '../../storage/database/nameRules';
import { putNote } from '../../storage/database/notes';
import { recordOperation } from '../../storage/database/operations';
import { Sqlite } from '../../storage/database/sqlite';
import { regenerate, type RegenerateParts } from '../regenerate/regenerate';
import { Catalogue } from './catalogue';
import { readForeign } from './foreignFile';
import { gather, type Gathered } from './gatherForeign';
import { noteKey, rejectionKey, ruleKey, writeTaken } from './taken';

/** Rows of each list in a report. */
const LISTED = 1000;
/** Rows that one transaction writes. */
const AT_ONCE = 2000;

/**
 * AstroFiler's database is read and never written. What the archive knows stays as it is; what was taken over
 * before is not taken over again, so that a second import changes nothing. A cancelled one has changed
 * nothing either.
 * @throws ArchiveError where the file is none of AstroFiler's, not whole, or being written.
 */
export async function importAstrofiler(
  { path, dryRun, listed = LISTED }: AstrofilerRequest,
  parts: RegenerateParts,
  context: Context,
): Promise<AstrofilerReport> {
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const file = await readForeign(path);
  const foreign = await openForeign(file.bytes, file.path);
  let gathered: Gathered;
  try {
    const catalogue = new Catalogue(foreign, file.path);
    gathered = await gather(catalogue, { database: file.path, listed }, parts, context);
  } finally {
    foreign.close();
  }
  const cancelled = context.cancel.isCancellationRequested;
  if (!dryRun && !cancelled) await takeOver(gathered, file.path, startedAt, parts);
  const seconds = (performance.now() - started) / 1000;
  const report = reportOf(gathered, { database: file.path, listed, cancelled, seconds });
  const { files, rules, rejected, notes, sources } = report.counts;
  parts.log.info(
    `AstroFiler${dryRun ? ' (dry run)' : ''}: ${files} files compared, ${rules} rules, ${rejected} rejected, ` +
      `${notes} notes, ${sources} sources, ${seconds.toFixed(1)} s`,
  );
  return report;
}

async function openForeign(bytes: Uint8Array, path: string): Promise<Sqlite> {
  try {
    return await Sqlite.open(bytes, 'foreign');
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    throw new ArchiveError(
      error.code,
      error.message,
      { path, advice: english('It was not changed.') },
      { cause: error },
    );
  }
}

async function takeOver(
  { mappings, rejected, notes, sources, taken }: Gathered,
  path: string,
  started: string,
  parts: RegenerateParts,
): Promise<void> {
  const { database, frames } = parts;
  const { rules } = mappings;
  if (rules.length + rejected.length + notes.length + sources.length === 0) return;
  const breather = new Breather();
  for (let first = 0; first < sources.length; first += AT_ONCE) {
    database.write(() => {
      for (const { id, source } of sources.slice(first, first + AT_ONCE)) frames.setSource(id, source);
    });
    await breather.breathe();
  }
  database.write((sqlite) => {
    for (const rule of rules) putRule(sqlite, rule);
    for (const { id } of rejected) frames.setRejected(id, true);
    for (const { subject, key, text } of notes) putNote(sqlite, subject, key, text);
    const now = [
      ...rules.map(ruleKey),
      ...rejected.map(({ sha256 }) => rejectionKey(sha256)),
      ...notes.map(({ subject, key }) => noteKey(subject, key)),
    ];
    writeTaken(sqlite, new Set([...taken, ...now]));
    const counts = { rules: rules.length, rejected: rejected.length, notes: notes.length };
    const summary = { from: path, ...counts, sources: sources.length };
    recordOperation(sqlite, { kind: 'import-astrofiler', started, summary });
  });
  if (rules.length + rejected.length > 0) await regenerate({}, parts, noContext);
  await database.flush();
}

function reportOf(
  { tally, mappings, rejected, notes, sources, masters }: Gathered,
  rest: Pick<AstrofilerReport, 'database' | 'cancelled' | 'seconds'> & { readonly listed: number },
): AstrofilerReport {
  const { listed, ...told } = rest;
  return {
    ...told,
    counts: tally.counts,
    differences: tally.differences,
    gaps: tally.gaps(),
    unregistered: tally.unregistered,
    gone: tally.gone,
    calibrated: tally.calibrated,
    masters: {
      archived: masters.archived,
      unregistered: masters.unregistered.slice(0, listed),
      gone: masters.gone.slice(0, listed),
    },
    rules: mappings.rules.slice(0, listed),
    refusedMappings: mappings.refused.slice(0, listed),
    rejected: rejected.slice(0, listed).map(({ path }) => path),
    notes: notes
      .slice(0, listed)
      .map((note) => ({
        path: note.subject === 'frame' ? note.path : null,
        session: note.subject === 'session' ? note.key : null,
        text: note.text,
      })),
    sources: sources.slice(0, listed).map(({ path, source }) => ({ path, source })),
  };
}
