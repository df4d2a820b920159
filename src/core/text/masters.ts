/** Masters in words, for every place where a person reads of them. */
import type { Archive } from '../api/archive';
import type { Master } from '../base/master';
import type { Session } from '../base/session';
import { countText, sessionTitle } from './words';

/** `of today`, `12 days old`, `5 months old`, `2 years old`: as exact as it matters. */
export function ageText(days: number): string {
  if (days <= 0) return 'of today';
  if (days < 60) return `${countText(days, 'day')} old`;
  if (days < 731) return `${countText(Math.floor(days / 30.44), 'month')} old`;
  return `${countText(Math.floor(days / 365.25), 'year')} old`;
}

/** `of 30 frames, 14 months old, stale`; empty where nothing is known. */
export function masterText({ stackCount, ageDays, stale }: Master): string {
  const parts = [
    stackCount === null ? '' : `of ${countText(stackCount, 'frame')}`,
    ageDays === null ? '' : ageText(ageDays),
    stale ? 'stale' : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** What a stale one asks for. */
export const STALE_ADVICE =
  'Stale: nothing newer is there for these settings. Take new frames, or raise the limit.';

/** `darks · 300 s · −10 °C, 2024-09-13, 20 frames`: a session where others are named, too. */
export function sessionText(session: Session): string {
  return `${sessionTitle(session)}, ${session.night ?? 'no date'}, ${countText(session.frames, 'frame')}`;
}

/** The raw sets that a master stands in for, a line each, the nearest first; the last line counts those beyond `most`. */
export async function replacedTexts(
  archive: Pick<Archive, 'session'>,
  { replaces }: Master,
  most: number,
): Promise<string[]> {
  const sessions = await Promise.all(replaces.slice(0, most).map((id) => archive.session(id)));
  const rest = replaces.length - sessions.length;
  return [
    ...sessions.map(sessionText),
    ...(rest > 0 ? [`and ${countText(rest, 'more set', 'more sets')}`] : []),
  ];
}
