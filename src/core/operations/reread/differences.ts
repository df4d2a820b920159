/** What another reading of a header makes of it. Pure. */
import type { Frame } from '../../base/frame';

/** The values that differ, by field; problems count as one. Empty where both say the same. */
export function differingFields(before: Frame, after: Frame): (keyof Frame)[] {
  const fields = Object.keys(after) as (keyof Frame)[];
  return fields.filter((field) =>
    field === 'problems'
      ? JSON.stringify(before.problems) !== JSON.stringify(after.problems)
      : before[field] !== after[field],
  );
}

/** Counts how many frames differ in each field. */
export class FieldCounts {
  readonly #counts = new Map<keyof Frame, number>();

  add(fields: readonly (keyof Frame)[]): void {
    for (const field of fields) this.#counts.set(field, (this.#counts.get(field) ?? 0) + 1);
  }

  /** Those of most frames first: `[{ field: 'processing', frames: 12 }, …]`. */
  sorted(): { readonly field: keyof Frame; readonly frames: number }[] {
    return [...this.#counts]
      .map(([field, frames]) => ({ field, frames }))
      .sort((a, b) => b.frames - a.frames || (a.field < b.field ? -1 : 1));
  }
}
