/** How many of the lights are in a stack, in words, and how bad that is. */
import * as path from 'node:path';
import type { StackedResult } from '../api/archive';
import type { LeftOutLight, LeftOutReason } from '../base/leftOut';
import { countText } from './words';

const WHY: Readonly<Record<LeftOutReason, string>> = {
  stars: 'too few stars',
  alignment: 'could not be aligned',
  quality: 'stars far larger or fewer than in the others',
};
/** Names that are told for each reason. */
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

/** `6 of 8 lights stacked; too few stars: a.fits, b.fits`; null where it is not known how many there were. */
export function yieldText({
  stackCount,
  lights,
  leftOut,
}: Pick<StackedResult, 'stackCount' | 'lights' | 'leftOut'>): string | null {
  if (stackCount === null || lights === null) return null;
  return [`${stackCount} of ${countText(lights, 'light')} stacked`, ...leftOutTexts(leftOut)].join('; ');
}

/** `NGC_7000_L.fit: 6 of 8 lights stacked; too few stars: a.fits, b.fits` for each result that has fewer than asked for. */
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
    const more = names.length - NAMED_AT_MOST;
    const told = names.slice(0, NAMED_AT_MOST).join(', ');
    const title = reason === null ? 'left out' : WHY[reason];
    return `${title}: ${told}${more > 0 ? ` and ${more} more` : ''}`;
  });
}
