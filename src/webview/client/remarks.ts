/** A comparison of many criteria in one line. */
import * as l10n from '@vscode/l10n';
import type { Criterion } from '../../core/base/matching';
import { listText } from '../../core/text/counts';
import { criterionText } from '../../core/text/criteria';

/**
 * The differences of a candidate in one line: `different gain and exposure; other telescope; unknown offset`.
 */
export function remarks(criteria: readonly Criterion[]): string {
  const names = (verdict: Criterion['verdict']) =>
    criteria.filter((criterion) => criterion.verdict === verdict).map(({ name }) => criterionText(name));
  const [failed, other, unknown] = [names('failed'), names('differs'), names('unknown')];
  return [
    ...(failed.length > 0 ? [l10n.t('different {0}', listText(failed))] : []),
    ...(other.length > 0 ? [l10n.t('other {0}', listText(other))] : []),
    ...(unknown.length > 0 ? [l10n.t('unknown {0}', listText(unknown))] : []),
  ].join('; ');
}
