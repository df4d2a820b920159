/** The plan that was shown last, kept until it is carried out: what is done is what was shown. */
import { randomBytes } from 'node:crypto';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';

export class KeptPlan<T> {
  readonly #keeps: boolean;
  #kept: { readonly id: string; readonly plan: T } | undefined;

  /** `keeps` plans; a reader of the archive, who cannot carry them out, does not. */
  constructor(keeps: boolean) {
    this.#keeps = keeps;
  }

  /**
   * In place of the one before; null for none. Returns the name to ask for it by, null where none is kept.
   */
  keep(plan: T | null): string | null {
    this.#kept =
      this.#keeps && plan !== null ? { id: randomBytes(9).toString('base64url'), plan } : undefined;
    return this.#kept?.id ?? null;
  }

  /** @throws ArchiveError `stale` where another one has been shown since, or it was carried out already. */
  take(id: string): T {
    const kept = this.#kept;
    this.#kept = undefined;
    if (kept?.id === id) return kept.plan;
    throw new ArchiveError('stale', english('The archive has changed since the plan was made'), {
      advice: english('Look at a new plan.'),
    });
  }
}
