/** The front of an open archive: who may work when, who may write, and which views look again afterwards. */
import type { Archive, ArchiveChange } from '../api/archive';
import { RequestMethods } from '../api/methods';
import type { Work } from '../api/request';
import { type RequestName, REQUESTS } from '../api/requests';
import { english } from '../base/english';
import { ArchiveError } from '../base/errors';
import type { Context } from '../base/ports';
import { Turns } from '../base/turns';
import { changeAfter, FRAMES } from './changes';
import { HANDLERS } from './handlers';
import { type ArchiveParts, closeParts } from './parts';

/** An archive in this process, from its opening to its end. Made by `openArchive`. */
export class Facade extends RequestMethods implements Archive {
  readonly #parts: ArchiveParts;
  readonly #turns: Turns;
  readonly #onChange: (change: ArchiveChange) => void;
  #closing: Promise<void> | undefined;

  /** `onChange` is called after each change that a view shows. */
  constructor(parts: ArchiveParts, onChange: (change: ArchiveChange) => void) {
    super((name, request, context) => this.#ask(name, request, context));
    this.#parts = parts;
    this.#onChange = onChange;
    const { database: path } = parts.settings;
    this.#turns = new Turns(() => new ArchiveError('request', english('The archive is closed'), { path }));
  }

  /** Operations that run end first; those that wait for them are refused. */
  close(): Promise<void> {
    return (this.#closing ??= this.#turns.close().then(() => closeParts(this.#parts)));
  }

  async #ask(name: RequestName, request: unknown, context: Context): Promise<unknown> {
    const { takes, workOf } = REQUESTS[name];
    const work = workOf(request as never);
    const handle = async (given?: Context): Promise<unknown> =>
      HANDLERS[name](request as never, this.#parts, given as never);
    switch (work) {
      case 'reads':
        return takes === 'short' ? this.#turns.answer(handle) : this.#turns.reading(context, handle);
      case 'checks':
        return this.#turns.reading(context, (stoppable) => handle({ ...stoppable, ...this.#beside() }));
      case 'plans':
        return this.#turns.exclusive(() => handle(context));
      case 'follows':
      case 'writes':
        return this.#turns.exclusive(async () => {
          await this.#prepare(work);
          const answer = await handle(context);
          const change = changeAfter(name, request, answer);
          if (change) this.#onChange(change);
          return answer;
        });
    }
  }

  /** Readers are refused; the first request that writes founds the archive. */
  async #prepare(work: Work): Promise<void> {
    this.#parts.database.refuseReader();
    if (work === 'writes') await this.#parts.home.found();
  }

  /** What checks get beside their context. */
  #beside() {
    return {
      inTurn: <T>(work: () => Promise<T>) => this.#turns.inTurn(work),
      marked: () => this.#onChange(FRAMES),
    };
  }
}
