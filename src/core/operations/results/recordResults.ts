/** Records what the script of a checkout has written, with the sessions that went in. */
import * as path from 'node:path';
import type { RecordResultsReport, RecordResultsRequest, StackedResult } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError, messageOf } from '../../base/errors';
import type { LeftOutLight, SkippedImage } from '../../base/leftOut';
import type { Log } from '../../base/ports';
import { imageHeader } from '../../formats/fits/image';
import { readFitsFile } from '../../formats/fits/read';
import { frameOf } from '../../rules/frame/frameOf';
import { objectKey } from '../../rules/names/objectName';
import { findResult } from '../../siril/folders/resultFile';
import type { Database } from '../../storage/database/database';
import { recordOperation } from '../../storage/database/operations';
import type { NewResult, Results } from '../../storage/database/results';
import type { Sessions } from '../../storage/database/sessions';
import { leftOutLights } from '../checkout/leftOutLights';
import { type MarkedResult, requireMarker } from '../checkout/marker';
import { correctCount } from './compositionHeader';

export interface RecordParts {
  readonly database: Database;
  readonly sessions: Sessions;
  readonly results: Results;
  readonly log: Log;
}

/** What a header says of a stack, null where it does not. */
interface Exposure {
  readonly stackCount: number | null;
  readonly totalExposure: number | null;
}

/**
 * Looks for each result that the folder's marker names and stores those that are newer than the checkout;
 * anything older is of an earlier script, with other frames. The history tells of a run that had results.
 * Rejects with `request` where the folder is no checkout.
 */
export async function recordResults(
  request: RecordResultsRequest,
  parts: RecordParts,
): Promise<RecordResultsReport> {
  const { folder } = request;
  const started = new Date().toISOString();
  const { made, results } = requireMarker(folder);
  if (made === null) {
    throw new ArchiveError('request', english('This checkout was not finished'), {
      path: folder,
      advice: english('Check the sessions out again, and run the script.'),
    });
  }
  const found = new Map<string, NewResult>();
  const missing: { readonly path: string; readonly why: string }[] = [];
  // Stacks first: a composition tells how long its stacks were exposed.
  const wanted = [...results].filter((result) => result.kind !== 'aligned');
  wanted.sort((a, b) => Number(a.kind === 'composition') - Number(b.kind === 'composition'));
  for (const result of wanted) {
    const outcome = look(request, result, Date.parse(made), found, parts.sessions);
    if (typeof outcome !== 'string' && outcome.kind === 'composition') correctCount(outcome, parts.log);
    if (typeof outcome === 'string')
      missing.push({ path: path.join(folder, `${result.name}.fit`), why: outcome });
    else found.set(result.name, outcome);
  }
  if (found.size > 0) {
    parts.database.write((sqlite) => {
      for (const result of found.values()) {
        parts.results.store(result, result.object === null ? null : objectKey(result.object));
      }
      const summary = { folder, results: found.size, missing: missing.length };
      recordOperation(sqlite, { kind: 'run', started, summary });
    });
    await parts.database.flush();
  }
  const recorded = [...found.values()].map((result) => parts.results.byPath(result.path));
  parts.log.info(`Results of ${folder}: ${found.size} recorded, ${missing.length} missing`);
  return { recorded: recorded.filter((result): result is StackedResult => result !== undefined), missing };
}

/** The result, or why it is none. */
function look(
  { folder, skipped = [] }: RecordResultsRequest,
  marked: MarkedResult,
  notBefore: number,
  found: ReadonlyMap<string, NewResult>,
  sessions: Sessions,
): NewResult | string {
  const file = findResult(folder, marked.name);
  if (file === undefined) return english('it was not written');
  if (file.stat.mtimeMs < BigInt(notBefore)) return english('it is older than the checkout');
  const known = marked.sessions.filter((id) => sessions.byId(id) !== undefined);
  if (known.length === 0) return english('its sessions are not in this archive');
  try {
    const { kind, object, filter } = marked;
    const stacks = marked.of.map((name) => found.get(name));
    const exposure = kind === 'composition' ? sumOf(stacks) : exposureOf(file.path);
    return {
      path: file.path,
      kind: kind === 'composition' ? kind : 'stack',
      object,
      filter,
      sessions: known,
      ...exposure,
      lights: marked.lights,
      leftOut:
        kind === 'composition'
          ? stacks.flatMap((stack) => stack?.leftOut ?? [])
          : leftOutOf(folder, marked, exposure, skipped),
      made: new Date(Number(file.stat.mtimeMs)).toISOString(),
    };
  } catch (error) {
    return messageOf(error);
  }
}

function leftOutOf(
  folder: string,
  marked: MarkedResult,
  { stackCount }: Exposure,
  skipped: readonly SkippedImage[],
): readonly LeftOutLight[] {
  if (marked.lights === null || stackCount === null) return [];
  return leftOutLights(folder, marked, marked.lights - stackCount, skipped);
}

/** STACKCNT and LIVETIME; without LIVETIME, the frames times the exposure of one. */
function exposureOf(file: string): Exposure {
  const image = imageHeader(readFitsFile(file));
  if (image === null) throw new ArchiveError('format', english('It holds no image'), { path: file });
  const { stackCount, exposure } = frameOf(image, { path: file, timeZone: null });
  const live = Number(image.cards.find((card) => card.keyword === 'LIVETIME')?.value ?? NaN);
  // A single light that was only calibrated has no STACKCNT.
  const product = exposure === null ? null : (stackCount ?? 1) * exposure;
  return { stackCount, totalExposure: Number.isFinite(live) && live > 0 ? live : product };
}

function sumOf(stacks: readonly (Exposure | undefined)[]): Exposure {
  const sum = (field: keyof Exposure) =>
    stacks.reduce<number | null>((total, stack) => {
      const value = stack?.[field] ?? null;
      return total === null || value === null ? null : total + value;
    }, 0);
  return { stackCount: sum('stackCount'), totalExposure: sum('totalExposure') };
}
