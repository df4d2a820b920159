/** The archive's requests about names. */
import type { EditParts } from '../editFrames';
import { changeRules } from '../../knowledge/changeRules';
import type { Archive, ArchiveChange } from '../../../api/archive';
import { readRules } from '../../../storage/database/nameRules';
import type { Turns } from '../../../base/turns';
import { Mapper } from './mapper';
import { importNames } from './importNames';
import { nameSuggestions } from './nameSuggestions';

type Answer<K extends keyof Archive> = ReturnType<Archive[K]>;
type Asked<K extends keyof Archive> = Parameters<Archive[K]>;

export class NameRequests {
  readonly #parts: EditParts;
  readonly #mapper: Mapper;
  readonly #turns: Turns;
  readonly #onChange: (change: ArchiveChange) => void;

  /** `writable` archives keep the plans that they have shown. */
  constructor(parts: EditParts, writable: boolean, turns: Turns, onChange: (change: ArchiveChange) => void) {
    this.#parts = parts;
    this.#mapper = new Mapper(parts, writable);
    this.#turns = turns;
    this.#onChange = onChange;
  }

  alias(...[request]: Asked<'alias'>): Answer<'alias'> {
    if (request.action === 'list') {
      return this.#turns.answer(() => readRules(this.#parts.database.sqlite));
    }
    return this.#writing(true, () => changeRules(request, this.#parts));
  }

  suggest(...[request]: Asked<'suggestNames'>): Answer<'suggestNames'> {
    return this.#turns.answer(() => nameSuggestions(request, this.#parts.database.sqlite));
  }

  import(...[request]: Asked<'importNames'>): Answer<'importNames'> {
    return this.#writing(!request.dryRun, () => importNames(request, this.#parts));
  }

  map(...[request, context]: Asked<'mapNames'>): Answer<'mapNames'> {
    return this.#writing(!request.dryRun, () => this.#mapper.map(request, context));
  }

  /** Names are shown with frames and with sessions. */
  #writing<T>(changes: boolean, work: () => Promise<T>): Promise<T> {
    return this.#turns[changes ? 'writing' : 'exclusive'](async () => {
      const answer = await work();
      if (changes) this.#onChange({ frames: true, sessions: true });
      return answer;
    });
  }
}
