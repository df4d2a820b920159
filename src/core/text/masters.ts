/** Masters in words, for every place where a person reads about them. */
import * as l10n from '@vscode/l10n';
import type { Archive } from '../api/archive';
import type { Master } from '../base/master';
import type { Session } from '../base/session';
import { countText, nightText, sessionTitle } from './words';

/** `made today`, `12 days old`, `5 months old`, `2 years old`: as exact as it matters. */
export function ageText(days: number): string {
  if (days <= 0) return l10n.t('made today');
  if (days < 60) return l10n.t('{0} old', countText(days, 'day'));
  if (days < 731) return l10n.t('{0} old', countText(Math.floor(days / 30.44), 'month'));
  return l10n.t('{0} old', countText(Math.floor(days / 365.25), 'year'));
}

/** `from 30 frames, 14 months old, stale`; empty where nothing is known. */
export function masterText({ stackCount, ageDays, stale }: Master): string {
  const parts = [
    stackCount === null ? '' : l10n.t('from {0}', countText(stackCount, 'frame')),
    ageDays === null ? '' : ageText(ageDays),
    stale ? l10n.t('stale') : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** What to do about a stale master. */
export function staleAdvice(): string {
  return l10n.t('Stale: there is nothing newer for these settings. Take new frames, or raise the limit.');
}

/** `darks · 300 s · −10 °C, 2024-09-13, 20 frames`: one session in a list of sessions. */
export function sessionText(session: Session): string {
  return `${sessionTitle(session)}, ${nightText(session.night)}, ${countText(session.frameCount, 'frame')}`;
}

/** `Newer: master dark · 300 s · −10 °C, 2024-09-13, 1 frame`. */
export function newerText(newer: Session): string {
  return l10n.t('Newer: {0}', sessionText(newer));
}

/**
 * The raw sets that a master replaces, one line each, the nearest first; the last line counts those beyond
 * `most`.
 */
export async function replacedTexts(
  archive: Pick<Archive, 'session'>,
  { replaces }: Master,
  most: number,
): Promise<string[]> {
  const sessions = await Promise.all(replaces.slice(0, most).map((id) => archive.session(id)));
  const rest = replaces.length - sessions.length;
  return [
    ...sessions.map(sessionText),
    ...(rest > 0 ? [l10n.t('and {0}', countText(rest, 'more set'))] : []),
  ];
}
