/** Sums of a plan by type and target folder. */
import { dirname } from 'node:path';
import type { PlanGroup } from '../../api/register';
import { FRAME_TYPES } from '../../base/frame';
import type { Placement } from './decision';

/** More folders than anybody looks through; the files of further ones are summed up in one group. */
const MOST_GROUPS = 1000;

type Sum = { -readonly [K in keyof PlanGroup]: PlanGroup[K] };

export class PlanGroups {
  readonly #sums = new Map<string, Sum & { readonly index: number }>();

  /** The number of the group that this file is in, in the order in which groups turned up. */
  add({ to, frame: { type }, scan: { size } }: Placement): number {
    const folder = dirname(to);
    let sum = this.#sums.get(`${type} ${folder}`);
    if (!sum) {
      const shown = this.#sums.size < MOST_GROUPS ? folder : null;
      const key = `${type} ${shown ?? ''}`;
      sum = this.#sums.get(key) ?? { type, folder: shown, files: 0, bytes: 0, index: this.#sums.size };
      this.#sums.set(key, sum);
    }
    sum.files++;
    sum.bytes += size;
    return sum.index;
  }

  /** In the order of types and folders, each with the number that `add` gave. */
  sorted(): { readonly group: PlanGroup; readonly index: number }[] {
    return [...this.#sums.values()]
      .sort(
        (a, b) =>
          FRAME_TYPES.indexOf(a.type) - FRAME_TYPES.indexOf(b.type) ||
          Number(a.folder === null) - Number(b.folder === null) ||
          compare(a.folder ?? '', b.folder ?? ''),
      )
      .map(({ index, ...group }) => ({ group, index }));
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
