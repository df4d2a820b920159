/** A comparison of many criteria in one line. */
import type { Criterion } from '../../core/base/matching';

/** What speaks against a candidate, in one line: `gain and exposure differ; another telescope; offset not known`. */
export function remarks(criteria: readonly Criterion[]): string {
  const names = (verdict: Criterion['verdict']) =>
    criteria.filter((criterion) => criterion.verdict === verdict).map(({ name }) => name);
  const [failed, other, unknown] = [names('failed'), names('differs'), names('unknown')];
  return [
    ...(failed.length > 0 ? [`${listed(failed)} ${failed.length === 1 ? 'differs' : 'differ'}`] : []),
    ...(other.length > 0 ? [`another ${listed(other)}`] : []),
    ...(unknown.length > 0 ? [`${listed(unknown)} not known`] : []),
  ].join('; ');
}

function listed(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ');
}
