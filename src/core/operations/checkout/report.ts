/** A plan as a report shows it. Pure but for the sizes of what is unpacked. */
import type { CheckoutReport, CheckoutSet } from '../../api/archive';
import type { SirilDialect } from '../../siril/script/dialect';
import { type LinkedSet, summary } from './linking';
import { productsOf } from './products';
import type { CheckoutPlan } from './types';

export function reportOf(
  plan: CheckoutPlan,
  sets: readonly LinkedSet[],
  dialect: SirilDialect,
): Pick<CheckoutReport, 'groups' | 'sets' | 'links' | 'results' | 'palettes'> {
  return {
    groups: plan.groups,
    sets: plan.sets.map((set): CheckoutSet => {
      const { kind, session, text, frameCount, used } = set;
      return { kind, session, text, frameCount, used, place: set.folder ?? set.master };
    }),
    links: summary(sets),
    results: productsOf(plan, dialect, { masters: [] }).results.map(({ name }) => `${name}.fit`),
    palettes: plan.palettes,
  };
}
