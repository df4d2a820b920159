/** How many of the lights are in a stack, in words, and how bad that is. */
import * as path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { StackedResult } from '../api/archive';
import type { LeftOutLight, LeftOutReason } from '../base/leftOut';
import { shortListText } from './counts';
import { countText } from './words';

function reasonText(reason: LeftOutReason | null): string {
  switch (reason) {
    case 'stars':
      return l10n.t('too few stars');
    case 'alignment':
      return l10n.t('could not be aligned');
    case 'quality':
      return l10n.t('stars far larger or fewer than in the others');
    case null:
      return l10n.t('left out');
  }
}

/** Names that are listed for each reason. */
const NAMED_AT_MOST = 5;

/** Fewer lights than asked for deserve a look; with fewer than half of them something is wrong. */
export function yieldSeverity({
  kind,
  stackCount,
  lights,
}: Pick<StackedResult, 'kind' | 'stackCount' | 'lights'>): 'good' | 'warning' | 'error' {
  // A composition repeats what its stacks say.
  if (kind !== 'stack' || stackCount === null || lights === null || stackCount >= lights) return 'good';
  return 2 * stackCount < lights ? 'error' : 'warning';
}

/** `6 of 8 lights stacked; too few stars: a.fits, b.fits`; null where the number of lights is unknown. */
export function yieldText({
  stackCount,
  lights,
  leftOut,
}: Pick<StackedResult, 'stackCount' | 'lights' | 'leftOut'>): string | null {
  if (stackCount === null || lights === null) return null;
  const stacked = l10n.t('{0} of {1} stacked', stackCount, countText(lights, 'light'));
  return [stacked, ...leftOutTexts(leftOut)].join('; ');
}

/**
 * `NGC_7000_L.fit: 6 of 8 lights stacked; too few stars: a.fits, b.fits` for each result with fewer lights
 * than asked for.
 */
export function yieldLines(results: readonly StackedResult[]): string[] {
  return results
    .filter((result) => yieldSeverity(result) !== 'good')
    .map((result) => `${path.basename(result.path)}: ${yieldText(result) ?? ''}`);
}

/** The worst of several. */
export function worstYield(results: readonly StackedResult[]): 'good' | 'warning' | 'error' {
  const all = results.map(yieldSeverity);
  return all.includes('error') ? 'error' : all.includes('warning') ? 'warning' : 'good';
}

function leftOutTexts(leftOut: readonly LeftOutLight[]): string[] {
  const reasons = [...new Set(leftOut.map(({ why }) => why))];
  return reasons.map((reason) => {
    const names = leftOut.filter(({ why }) => why === reason).map(({ name }) => name);
    return `${reasonText(reason)}: ${shortListText(names, NAMED_AT_MOST)}`;
  });
}
