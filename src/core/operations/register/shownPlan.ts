/** A plan in the making and, where it is kept, until it is carried out. */
import { randomBytes } from 'node:crypto';
import type { Page } from '../../api/listing';
import type { PlanRow, PlanRowsRequest, RegisterPlan, RegisterRequest } from '../../api/register';
import type { Decision } from './decision';
import { PlanGroups } from './planGroups';
import type { PlanStore } from './planStore';
import { Space } from './space';

export class ShownPlan {
  readonly id = randomBytes(9).toString('base64url');
  readonly request: RegisterRequest;
  /** Null for a plan that is only told. */
  readonly store: PlanStore | null;
  /** Unfinished copies of an earlier time that lie in the target folders. */
  readonly leftovers = new Set<string>();
  /** Files that are in the archive already. */
  known = 0;
  readonly #groups = new PlanGroups();
  readonly #space: Space;
  /** Group of the answer to group of the store. */
  #order: readonly number[] = [];
  #edited = 0;
  #files = 0;

  constructor(request: RegisterRequest, repository: string, store: PlanStore | null) {
    this.request = request;
    this.store = store;
    this.#space = new Space(repository);
  }

  /** How many files it will register. */
  get files(): number {
    return this.#files;
  }

  add(decision: Decision): void {
    if (decision.kind !== 'place') {
      this.store?.add(decision);
      return;
    }
    this.#files++;
    if (decision.edits.length > 0) this.#edited++;
    this.#space.add(decision);
    const group = this.#groups.add(decision);
    this.store?.add(decision, group);
  }

  async finish(): Promise<RegisterPlan> {
    const sorted = this.#groups.sorted();
    this.#order = sorted.map(({ index }) => index);
    return {
      id: this.store ? this.id : null,
      groups: sorted.map(({ group }) => group),
      edited: this.#edited,
      space: await this.#space.result(),
    };
  }

  rows({ list, group, from = 0, limit = 0 }: PlanRowsRequest): Page<PlanRow> {
    const inStore = group === undefined ? undefined : (this.#order[group] ?? -1);
    return this.store?.page(list, inStore, from, limit) ?? { items: [], next: null };
  }

  close(): void {
    this.store?.close();
  }
}
