/** The calibration sets still to be taken, by rig, to read and to take along to the telescope. Pure. */
import * as l10n from '@vscode/l10n';
import type { MissingSet } from '../base/matching';
import { translated } from '../base/translation';
import { countText } from './words';

/** A telescope with a camera, and what is still to be taken with it. */
export interface RigList {
  /** `Esprit 100ED, ZWO ASI2600MM Pro`; `Unknown rig` where the headers name neither. */
  readonly rig: string;
  readonly sets: readonly MissingSet[];
}

/** Sets by rig in alphabetical order; within a rig, sets that most sessions need come first. */
export function shoppingList(missing: readonly MissingSet[]): RigList[] {
  const rigs = new Map<string, MissingSet[]>();
  for (const set of missing) {
    const rig =
      [set.telescope, set.imager].filter((part) => part !== null).join(', ') || l10n.t('Unknown rig');
    const sets = rigs.get(rig);
    if (sets) sets.push(set);
    else rigs.set(rig, [set]);
  }
  return [...rigs]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([rig, sets]) => ({ rig, sets: [...sets].sort((a, b) => b.sessions.length - a.sessions.length) }));
}

/** `needed by 7 sessions, 140 lights`. */
export function servesText({ sessions, lights }: Pick<MissingSet, 'sessions' | 'lights'>): string {
  return l10n.t('needed by {0}, {1}', countText(sessions.length, 'session'), countText(lights, 'light'));
}

/** What the archive has instead, nearest first: `have 20 at −15 °C, 12 at −5 °C`; empty where nothing. */
export function insteadText({ have }: Pick<MissingSet, 'have'>): string {
  if (have.length === 0) return '';
  return l10n.t(
    'have {0}',
    have.map(({ frameCount, text }) => `${frameCount} ${translated(text)}`).join(', '),
  );
}

/**
 * One line per set below its rig: `  darks 300 s, −10 °C: none; have 20 at −15 °C; needed by 7 sessions, 140
 * lights`.
 */
export function shoppingText(lists: readonly RigList[]): string {
  const lines = lists.map(({ rig, sets }) =>
    [rig, ...sets.map((set) => `  ${translated(set.text)}; ${servesText(set)}`)].join('\n'),
  );
  return lines.join('\n\n');
}
