/**
 * What a verification learns of damaged files: which frames are from now on, and which no longer are. Pure.
 */
import type { Damage } from '../../base/archivedFrame';
import type { Finding, Trouble } from './check';

export interface DamageFound {
  readonly found: ReadonlyMap<number, Damage>;
  readonly cleared: readonly number[];
}

/**
 * Changed headers and times are no damage. A quick verification looks at no bytes: it finds unreadable files,
 * and clears nothing but what is missing now. `before` are the frames that are known to be damaged.
 */
export function damageFound(
  findings: readonly Finding[],
  before: ReadonlyMap<number, Damage>,
  wasChecked: (frame: number) => boolean,
  quick: boolean,
): DamageFound {
  const troubles = new Map(findings.map(({ frame, trouble }) => [frame.id, trouble]));
  const found = new Map<number, Damage>();
  for (const [frame, trouble] of troubles) {
    const damage = damageOf(trouble);
    if (damage !== null && before.get(frame) !== damage) found.set(frame, damage);
  }
  const cleared = [...before.keys()].filter((frame) => {
    const trouble = troubles.get(frame);
    if (trouble?.kind === 'missing') return true;
    return !quick && wasChecked(frame) && (trouble === undefined || damageOf(trouble) === null);
  });
  return { found, cleared };
}

function damageOf(trouble: Trouble): Damage | null {
  if (trouble.kind === 'unreadable') return 'unreadable';
  if (trouble.kind !== 'changed') return null;
  return trouble.what === 'pixels' || trouble.what === 'content' ? trouble.what : null;
}
