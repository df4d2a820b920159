import type { Criterion, Tolerances } from '../../base/matching';
import type { Session } from '../../base/session';

/** What two sessions are compared by: how to read a value, when two agree, and what a difference counts. */
export type CriterionVerdict = Criterion['verdict'];
/** What is compared: a folded name, a number, or null where the session does not say. */
export type Value = string | number | null;

/** One row of the table: how to read the value, when two known values agree, and how to say so. */
export interface Requirement {
  readonly name: string;
  value(session: Session): Value;
  /** The value in words, as the session has it: `−10 °C`. Only asked when there is one. */
  words(session: Session): string;
  /** The value where it stands alone and needs a name: `gain 0`; absent where `words` is clear by itself. */
  label?(session: Session): string;
  agrees(wanted: Value, offered: Value, tolerances: Tolerances): boolean;
  /** How far apart two known values are, and how far they may be: `0.4 °C apart, 5 °C allowed`. */
  note(wanted: Value, offered: Value, tolerances: Tolerances): string;
  /**
   * Set where "neither says" must not pass for agreement, because the values are sure to exist and to matter.
   */
  readonly essential?: boolean;
  /** Set where only equal values agree, whatever the tolerances. */
  readonly exact?: boolean;
  /**
   * Set where another value is a warning and no refusal: how far it puts a candidate behind those with the
   * same value. The larger weighs more than all smaller ones together.
   */
  readonly soft?: number;
  /**
   * False for two values that cannot be held against each other, like a number and a name: as good as not
   * known.
   */
  comparable?(wanted: Value, offered: Value): boolean;
  /** Set where few headers say it: left out of an explanation where neither does. */
  readonly rare?: boolean;
  /** Set where a value that one side does not say is no reason to prefer another candidate. */
  readonly idle?: boolean;
  /** How to look up what agrees; absent where only equal values do. */
  readonly axis?: ValueAxis;
}

/**
 * Where the values of a rule lie, so that those which agree with another are found without a comparison of
 * each.
 */
export interface ValueAxis {
  /**
   * The place of a value; different values may share one only where no order of preference depends on them.
   */
  cell(value: number, tolerances: Tolerances): number;
  /** The intervals in which the places of all agreeing values lie. They may hold places of others, too. */
  reach(wanted: number, tolerances: Tolerances): readonly (readonly [low: number, high: number])[];
}

/** Absorbs the rounding of differences, so that -9.9 and -14.9 are 5 °C apart, not 5.000000000000002. */
export const ROUNDING = 1e-9;

/** Difference of two values that are known to be numbers. */
export function distance(wanted: Value, offered: Value): number {
  return Math.abs(Number(offered) - Number(wanted));
}

/**
 * The both-known rule: a value that only one side has is `unknown`, a warning and no refusal. Where neither
 * side has it nothing speaks against the candidate (one-shot colour has no filter, a CCD camera no gain):
 * matched, unless the rule is essential.
 */
export function verdictOf(
  rule: Requirement,
  wanted: Value,
  offered: Value,
  tolerances: Tolerances,
): CriterionVerdict {
  if (wanted === null && offered === null) return rule.essential ? 'unknown' : 'matched';
  if (wanted === null || offered === null) return 'unknown';
  if (rule.comparable?.(wanted, offered) === false) return 'unknown';
  if (rule.agrees(wanted, offered, tolerances)) return 'matched';
  return rule.soft === undefined ? 'failed' : 'differs';
}

/** What speaks for the other candidates of a pair, as the order of preference counts it. */
export interface Doubts {
  /** The weights of the soft criteria in which the two differ. */
  readonly differing: number;
  /** Criteria that one side does not say. */
  readonly unknowns: number;
}

/** Null for verdicts of which one refuses. */
export function doubtsOf(
  rules: readonly Requirement[],
  verdicts: readonly CriterionVerdict[],
): Doubts | null {
  let [differing, unknowns] = [0, 0];
  for (const [index, rule] of rules.entries()) {
    const verdict = verdicts[index];
    if (verdict === 'failed') return null;
    if (verdict === 'differs') differing += rule.soft ?? 0;
    if (verdict === 'unknown' && rule.idle !== true) unknowns++;
  }
  return { differing, unknowns };
}
