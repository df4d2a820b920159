/** Times that users want to expose, as they say them: `10h`, `1h30min`, `60x300s`. Pure. */

/** What was said, in numbers. */
export interface Wanted {
  /** All of it in seconds: 18000. */
  readonly seconds: number;
  /** Set where frames were counted: 60 of `60x300s`. */
  readonly frames: { readonly count: number; readonly exposure: number } | null;
}

/** What can be read, for errors. */
export const WANTED_EXAMPLES = '10h, 1h30min, 90min, 3600s, 60x300s';

/** 100,000 hours; nobody lives that long. */
const MOST_SECONDS = 360_000_000;
const MOST_FRAMES = 1_000_000;
/** Longer texts are no times. */
const LONGEST = 40;

const NUMBER = String.raw`\d+(?:[.,]\d+)?`;
const TIME = new RegExp(
  `^(?:(${NUMBER}) ?h)? ?(?:(${NUMBER}) ?(?:min|m))? ?(?:(${NUMBER}) ?(?:sec|s))?$`,
  'i',
);
const FRAMES = /^(\d+) ?[x×*] ?(.+)$/i;
const BARE = new RegExp(`^${NUMBER}$`);

/**
 * `60x300s` are 60 frames of 300 s, 18,000 s in all; a bare number behind the `x` is seconds. Null for what
 * is no time, for nothing, and for more than 100,000 h.
 */
export function parseWanted(text: string): Wanted | null {
  if (text.length > LONGEST) return null;
  const plain = text.trim().replace(/\s+/g, ' ');
  const frames = FRAMES.exec(plain);
  if (!frames) {
    const seconds = secondsOf(plain);
    return seconds === null ? null : within({ seconds, frames: null });
  }
  const [count, each = ''] = [Number(frames[1]), frames[2]];
  const exposure = secondsOf(BARE.test(each) ? `${each}s` : each);
  if (exposure === null || count > MOST_FRAMES) return null;
  return within({ seconds: count * exposure, frames: { count, exposure } });
}

function within(wanted: Wanted): Wanted | null {
  return wanted.seconds > 0 && wanted.seconds <= MOST_SECONDS ? wanted : null;
}

function secondsOf(text: string): number | null {
  const parts = TIME.exec(text);
  if (!parts || text === '') return null;
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number((part ?? '0').replace(',', '.')));
  // A hundredth of a second is more than any camera keeps to; 0.1 h is 360 s then, not 359.99999.
  const sum = (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  return Math.round(sum * 10_000) / 10_000;
}

/**
 * A share of what was said, said in the same way: a half of `10h` is `5h`, of `60x300s` it is `30x300s`.
 * Rounded up to whole frames, or to minutes.
 */
export function shareOf({ seconds, frames }: Wanted, share: number): string {
  if (frames) return `${Math.ceil(roundedOff(frames.count * share))}x${frames.exposure}s`;
  const minutes = Math.ceil(roundedOff((seconds * share) / 60));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${hours > 0 ? `${hours}h` : ''}${rest > 0 || hours === 0 ? `${rest}min` : ''}`;
}

/** Without what a third of three loses. */
function roundedOff(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
