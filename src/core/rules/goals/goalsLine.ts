/** The goals of an object in one line, as it is typed and shown: `Ha=10h, OIII=60x300s`. Pure. */
import type { GoalTime } from '../../api/goals';
import { parseWanted } from './wantedTime';

/** A comma or a semicolon with another goal behind it; the comma of `2,5h` has none. */
const BETWEEN = /[;,](?=[^=;,]+=)/;

/** The goals of a line, or the part of it that is none. A filter that is named twice is such a part. */
export function parseGoalsLine(
  line: string,
): { readonly times: readonly GoalTime[] } | { readonly wrong: string } {
  const times: GoalTime[] = [];
  for (const part of line.split(BETWEEN)) {
    const at = part.lastIndexOf('=');
    const [filter, wanted] = [part.slice(0, Math.max(0, at)).trim(), part.slice(at + 1).trim()];
    const isTwice = times.some((time) => time.filter === filter);
    if (filter === '' || isTwice || parseWanted(wanted) === null) return { wrong: part.trim() };
    times.push({ filter, wanted });
  }
  return { times };
}

/** `Ha=10h, OIII=60x300s` */
export function goalsLine(times: readonly GoalTime[]): string {
  return times.map(({ filter, wanted }) => `${filter}=${wanted}`).join(', ');
}
