/** Which pictures of a strip can be seen. Pure. */

/** Pixels from one picture to the next. */
export const STEP = 116;
/** So many beside those in sight are there as well, so that scrolling shows no gaps. */
const MARGIN = 2;

/** First and last place, the last one excluded. */
export function inSight(left: number, width: number, count: number): readonly [from: number, to: number] {
  const from = Math.max(Math.floor(left / STEP) - MARGIN, 0);
  const to = Math.min(Math.ceil((left + width) / STEP) + MARGIN, count);
  return [Math.min(from, count), Math.max(to, 0)];
}

/** Where to scroll so that a picture and its neighbours are in sight; null where they are. */
export function scrollTo(at: number, left: number, width: number, count: number): number | null {
  const first = Math.max(at - 1, 0) * STEP;
  const last = Math.min(at + 2, count) * STEP;
  if (first >= left && last <= left + width) return null;
  return Math.max(Math.round((at + 0.5) * STEP - width / 2), 0);
}
