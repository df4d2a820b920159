/** What the user decides and writes by hand: links, notes. */
import type * as Ask from '../../api/archive';
import type { ArchiveChange } from '../../api/archive';
import { linkByHand } from './linkByHand';
import { readNote, writeNote } from './notes';
import type { RegenerateParts } from '../regenerate/regenerate';
import type { Turns } from '../../base/turns';

export interface ByHandParts extends RegenerateParts {
  readonly turns: Turns;
  onChange(change: ArchiveChange): void;
}

export class ByHand {
  readonly #parts: ByHandParts;

  constructor(parts: ByHandParts) {
    this.#parts = parts;
  }

  link(request: Ask.LinkRequest) {
    return this.#writing(() => linkByHand(request, this.#parts), { frames: false, sessions: true });
  }

  note({ subject, text }: Ask.NoteRequest) {
    if (text === undefined) return this.#parts.turns.answer(() => readNote(subject, this.#parts));
    const frames = 'frame' in subject;
    return this.#writing(() => writeNote(subject, text, this.#parts), { frames, sessions: !frames });
  }

  #writing<T>(work: () => Promise<T>, change: ArchiveChange): Promise<T> {
    return this.#parts.turns.writing(async () => {
      const answer = await work();
      this.#parts.onChange(change);
      return answer;
    });
  }
}
