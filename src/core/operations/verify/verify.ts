/**
 * Verifies the archive: every file is looked at; noted is how far it has come and which files are missing or
 * damaged.
 */
import type { VerifyReport, VerifyRequest } from '../../api/archive';
import type { ArchivedFrame } from '../../base/archivedFrame';
import type { Context, Log } from '../../base/ports';
import { Meter } from '../../base/progress';
import type { CheckContext } from '../../base/turns';
import { Damages } from '../../storage/database/damage';
import type { Database } from '../../storage/database/database';
import { FramePlaces } from '../../storage/database/framePlaces';
import type { Frames } from '../../storage/database/frames';
import { refuseNoFolder } from '../../storage/files/refuseAbsent';
import type { ScanPool } from '../scan/pool';
import { checkFrames, type Finding } from './check';
import { damageFound } from './damageFound';
import { type Position, readPosition, writePosition } from './position';
import { findUnknown } from './unknown';

export interface VerifyParts {
  readonly repository: string;
  readonly timeZone: string | null;
  readonly database: Database;
  readonly frames: Frames;
  readonly pool: ScanPool;
  readonly log: Log;
}

const PAGE = 512;
/** How much of a verification a crash may cost, in milliseconds. */
const REMEMBER_EVERY = 30_000;

/**
 * Other operations go on meanwhile, since reading a large archive takes hours; what they changed is looked at
 * again at the end. A cancelled verification reports what it has checked, and the next one of its kind goes
 * on there.
 */
export async function verify(
  request: VerifyRequest,
  parts: VerifyParts,
  context: CheckContext,
): Promise<VerifyReport> {
  const started = performance.now();
  const { isWritable } = parts.database;
  await refuseNoFolder(parts.repository);
  const resumed = request.fromStart ? null : readPosition(parts.database, request.quick);
  const walk = new Walk(request, parts, context, resumed);
  await walk.frames();
  const unknown = await walk.unknown();
  const report = await context.inTurn(async () => {
    const findings = await walk.settled();
    walk.remember();
    if (isWritable && walk.mark(findings)) context.marked();
    return reportOf(findings, unknown, parts.frames, {
      checked: walk.checked,
      resumed: resumed?.started ?? null,
      cancelled: context.cancel.isCancellationRequested,
      seconds: (performance.now() - started) / 1000,
    });
  });
  if (isWritable) await parts.database.flush();
  parts.log.info(
    `Verify (${request.quick ? 'quick' : 'full'}): ${report.checked} checked, ${report.missing.length} missing, ` +
      `${report.changed.length} changed, ${report.unreadable.length} unreadable, ${report.unknown.length} unknown` +
      `${report.cancelled ? ', cancelled' : ''}, ${report.seconds.toFixed(1)} s`,
  );
  return report;
}

type Unknown = Awaited<ReturnType<typeof findUnknown>>;

/** One way through the archive. */
class Walk {
  readonly #request: VerifyRequest;
  readonly #parts: VerifyParts;
  readonly #context: Context;
  readonly #meter: Meter;
  readonly #startedAt: string;
  readonly #findings: Finding[] = [];
  /** The last frame of the run that this one goes on with. */
  readonly #first: number;
  #last: number;
  #finished = false;
  checked = 0;

  constructor(request: VerifyRequest, parts: VerifyParts, context: Context, from: Position | null) {
    this.#request = request;
    this.#parts = parts;
    this.#context = context;
    this.#first = this.#last = from?.last ?? 0;
    this.#startedAt = from?.started ?? new Date().toISOString();
    this.#meter = new Meter(context.progress, 'Checking files', parts.frames.countAfter(this.#last));
  }

  async frames(): Promise<void> {
    const { frames } = this.#parts;
    let remembered = performance.now();
    for (;;) {
      const page = frames.page({ from: this.#last, limit: PAGE });
      const { findings, done } = await this.#check(page);
      this.#findings.push(...findings);
      this.checked += done;
      this.#last = page[done - 1]?.id ?? this.#last;
      if (this.#context.cancel.isCancellationRequested || page.length < PAGE) return;
      if (performance.now() - remembered > REMEMBER_EVERY) {
        this.remember();
        remembered = performance.now();
      }
    }
  }

  async unknown(): Promise<Unknown> {
    const { cancel } = this.#context;
    const { repository, frames } = this.#parts;
    if (cancel.isCancellationRequested) return { paths: [], failed: [] };
    this.#meter.phase('Searching for unknown files');
    const unknown = await findUnknown(repository, frames, (path) => this.#meter.step(path, 0), cancel);
    this.#finished = !cancel.isCancellationRequested;
    return unknown;
  }

  /**
   * The findings, with those looked at again whose frames have been registered again or removed meanwhile.
   */
  async settled(): Promise<readonly Finding[]> {
    const settled: Finding[] = [];
    const changed: ArchivedFrame[] = [];
    for (const finding of this.#findings) {
      const now = this.#parts.frames.byId(finding.frame.id);
      if (now && isSame(now, finding.frame)) settled.push(finding);
      else if (now) changed.push(now);
    }
    const { findings } = await this.#check(changed);
    return [...settled, ...findings];
  }

  remember(): void {
    const { database } = this.#parts;
    // A reader looks as well, but cannot remember where the next verification goes on.
    if (!database.isWritable) return;
    const position = this.#finished ? null : { last: this.#last, started: this.#startedAt };
    writePosition(database, this.#request.quick, position);
  }

  /**
   * Marks the frames of this run by whether their file is missing or damaged; says whether that changed
   * anything.
   */
  mark(findings: readonly Finding[]): boolean {
    const { database, repository } = this.#parts;
    const places = new FramePlaces(database.sqlite, repository);
    const wasChecked = (id: number) => id > this.#first && id <= this.#last;
    const before = new Set(places.missing().map(({ id }) => id));
    const found = new Map(findings.map(({ frame, trouble }) => [frame.id, trouble.kind]));
    const gone = [...found].filter(([id, kind]) => kind === 'missing' && !before.has(id)).map(([id]) => id);
    const back = [...before].filter((id) => {
      const kind = found.get(id);
      return wasChecked(id) && kind !== 'missing' && kind !== 'unreadable';
    });
    const damages = new Damages(database.sqlite);
    const { found: damaged, cleared } = damageFound(findings, damages.all(), wasChecked, this.#request.quick);
    if (gone.length + back.length + damaged.size + cleared.length === 0) return false;
    database.write(() => {
      damages.note(damaged, new Date().toISOString());
      damages.clear(cleared);
      places.mark(gone, true);
      places.mark(back, false);
    });
    return true;
  }

  #check(frames: readonly ArchivedFrame[]) {
    const { pool, timeZone } = this.#parts;
    const parts = { pool, timeZone, quick: this.#request.quick };
    return checkFrames(frames, parts, (path) => this.#meter.step(path), this.#context.cancel);
  }
}

function isSame(a: ArchivedFrame, b: ArchivedFrame): boolean {
  return a.path === b.path && a.size === b.size && a.mtime === b.mtime && a.sha256 === b.sha256;
}

function reportOf(
  findings: readonly Finding[],
  { paths, failed }: Unknown,
  frames: Frames,
  rest: Pick<VerifyReport, 'checked' | 'resumed' | 'cancelled' | 'seconds'>,
): VerifyReport {
  return {
    checked: rest.checked,
    missing: findings.flatMap(({ frame: { path }, trouble }) =>
      trouble.kind === 'missing' ? [{ path }] : [],
    ),
    changed: findings.flatMap(({ frame: { path }, trouble }) =>
      trouble.kind === 'changed' ? [{ path, what: trouble.what }] : [],
    ),
    unreadable: [
      ...findings.flatMap(({ frame: { path }, trouble }) =>
        trouble.kind === 'unreadable' ? [{ path, error: trouble.error }] : [],
      ),
      ...failed,
    ],
    // A registration that ran meanwhile may have placed a file before it told the archive.
    unknown: paths.filter((path) => !frames.stateAt(path)).map((path) => ({ path })),
    resumed: rest.resumed,
    cancelled: rest.cancelled,
    seconds: rest.seconds,
  };
}
