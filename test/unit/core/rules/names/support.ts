/** Suggestions for names, as tests write them. */
import type { NameKind, NameRule } from '../../../../../src/core/base/nameRule';
import { suggestNames } from '../../../../../src/core/rules/names/suggest';

/** `suggest('telescope', { EQ6: 120, 'eq 6': 3 })` → `['eq 6 → EQ6 (spelling)']` */
export const suggest = (kind: NameKind, names: Record<string, number>, rules: readonly NameRule[] = []) =>
  suggestNames(
    kind,
    Object.entries(names).map(([name, frameCount]) => ({ name, frameCount })),
    rules,
  ).map(({ name, spellings, why }) => `${spellings.map((each) => each.name).join(', ')} → ${name} (${why})`);
