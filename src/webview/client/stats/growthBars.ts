/** What was there before each period, and what it has added. Pure. */

/** A period of a chart that grows. */
export interface GrowthBar {
  readonly before: number;
  readonly added: number;
}

/** `[2, 0, 3]` is 2 on nothing, 0 on 2, 3 on 2. */
export function growthBars(added: readonly number[]): GrowthBar[] {
  let before = 0;
  return added.map((value) => {
    const bar = { before, added: value };
    before += value;
    return bar;
  });
}
