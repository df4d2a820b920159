/**
 * What is found while AstroFiler's frames are gone through: counts of everything, lists of a limited length.
 */
import type { AstrofilerGap, AstrofilerReport } from '../../api/archive';
import type { ForeignFrame } from './catalogue';
import type { Comparison } from './compare';
import type { Match } from './match';

type Counts = AstrofilerReport['counts'];
const MOST_GAPS = 100;
/** Different values that are counted; beyond that they are no names but numbers. */
const MOST_VALUES = 10_000;

export class Tally {
  readonly counts: { -readonly [K in keyof Counts]: Counts[K] } = {
    files: 0,
    byPath: 0,
    byHash: 0,
    bySource: 0,
    agreeing: 0,
    differing: 0,
    differences: 0,
    unregistered: 0,
    gone: 0,
    calibrated: 0,
    masters: 0,
    sessions: 0,
    sameSessions: 0,
    splitSessions: 0,
    rejected: 0,
    notes: 0,
    sources: 0,
    rules: 0,
    leftAlone: 0,
  };
  readonly differences: AstrofilerReport['differences'][number][] = [];
  readonly unregistered: string[] = [];
  readonly gone: string[] = [];
  readonly calibrated: string[] = [];
  readonly #listed: number;
  readonly #gaps = new Map<string, { field: AstrofilerGap['field']; value: string; frameCount: number }>();
  /** AstroFiler's sessions, each with the one of the archive, or null where there are several. */
  readonly #sessions = new Map<string, string | null>();

  constructor(listed: number) {
    this.#listed = listed;
  }

  matched(there: ForeignFrame, { frame, by }: Match, { differences, gaps }: Comparison): void {
    const { counts } = this;
    counts[by === 'path' ? 'byPath' : by === 'hash' ? 'byHash' : 'bySource']++;
    counts[differences.length === 0 ? 'agreeing' : 'differing']++;
    counts.differences += differences.length;
    for (const difference of differences) this.list(this.differences, { path: frame.path, ...difference });
    for (const gap of gaps) this.#gap(gap);
    if (there.original !== null) {
      counts.calibrated++;
      this.list(this.calibrated, frame.path);
    }
    if (there.session !== null && frame.session !== null) {
      const before = this.#sessions.get(there.session);
      const same = before === undefined || before === frame.session;
      this.#sessions.set(there.session, same ? frame.session : null);
    }
  }

  unmatched(path: string, onDisk: boolean): void {
    this.counts[onDisk ? 'unregistered' : 'gone']++;
    this.list(onDisk ? this.unregistered : this.gone, path);
  }

  /** Adds to a list as long as it is not full. */
  list<T>(list: T[], item: T): void {
    if (list.length < this.#listed) list.push(item);
  }

  /** The values of most frames first. */
  gaps(): AstrofilerGap[] {
    return [...this.#gaps.values()].sort((a, b) => b.frameCount - a.frameCount).slice(0, MOST_GAPS);
  }

  countSessions(): void {
    for (const session of this.#sessions.values()) {
      this.counts[session === null ? 'splitSessions' : 'sameSessions']++;
    }
    this.counts.sessions = this.#sessions.size;
  }

  #gap({ field, value }: Pick<AstrofilerGap, 'field' | 'value'>): void {
    const key = `${field} ${value}`;
    const known = this.#gaps.get(key);
    if (known) known.frameCount++;
    else if (this.#gaps.size < MOST_VALUES) this.#gaps.set(key, { field, value, frameCount: 1 });
  }
}
