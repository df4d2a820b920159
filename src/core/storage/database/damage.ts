/**
 * The table of frames whose file was found damaged. A row goes with its frame, also when that is registered
 * again.
 */
import { type ArchivedFrame, type Damage, DAMAGES } from '../../base/archivedFrame';
import type { Sqlite } from './sqlite';

export class Damages {
  readonly #sqlite: Sqlite;

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
  }

  /** By id of the frame. */
  all(): Map<number, Damage> {
    const rows = this.#sqlite.all('select frame, what from damage');
    return new Map(
      rows.map(({ frame, what }) => [Number(frame), DAMAGES.find((each) => each === what) ?? 'unreadable']),
    );
  }

  /** Inside a transaction of the caller; `found` is when, ISO 8601 UTC. */
  note(damages: ReadonlyMap<number, Damage>, found: string): void {
    for (const [frame, what] of damages) {
      this.#sqlite.run(
        'insert into damage values (?, ?, ?) on conflict (frame) do update set what = excluded.what, found = excluded.found',
        frame,
        what,
        found,
      );
    }
  }

  /** Inside a transaction of the caller. */
  clear(frames: Iterable<number>): void {
    for (const frame of frames) this.#sqlite.run('delete from damage where frame = ?', frame);
  }
}

/** The frames with what is wrong with their files. */
export function withDamage(frames: readonly ArchivedFrame[], sqlite: Sqlite): readonly ArchivedFrame[] {
  const damages = new Damages(sqlite).all();
  if (damages.size === 0) return frames;
  return frames.map((frame) => {
    const damage = damages.get(frame.id);
    return damage === undefined ? frame : { ...frame, damage };
  });
}
