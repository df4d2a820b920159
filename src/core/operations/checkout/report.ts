/** A plan as a report shows it. Pure but for the sizes of what is unpacked. */
import type { CheckoutGroup, CheckoutReport, CheckoutSet } from '../../api/archive';
import { compareFilters } from '../../rules/names/filterNames';
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
    groups: [...plan.groups].sort(byObjectAndFilter),
    sets: plan.sets.map((set): CheckoutSet => {
      const { kind, session, text, frameCount, used } = set;
      return { kind, session, text, frameCount, used, place: set.folder ?? set.master };
    }),
    links: summary(sets),
    results: productsOf(plan, dialect, { masters: [] }).results.map(({ name }) => `${name}.fit`),
    palettes: plan.palettes,
  };
}

/** Groups of one object and filter keep their order. */
function byObjectAndFilter(a: CheckoutGroup, b: CheckoutGroup): number {
  const [one, other] = [a.object ?? '', b.object ?? ''];
  return one === other ? compareFilters(a.filter, b.filter) : one < other ? -1 : 1;
}
