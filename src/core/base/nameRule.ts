/** Names in headers that the user gives other names to. */
import type { Frame } from './frame';

/** The values of a frame that are names, and that the user can give other names to. */
export const NAME_KINDS = [
  'object',
  'telescope',
  'imager',
  'filter',
  'observer',
  'site',
] as const satisfies readonly (keyof Frame)[];
export type NameKind = (typeof NAME_KINDS)[number];

/** A name that the user wants to be taken for another one: a rule from what headers say to what they mean. */
export interface NameRule {
  readonly kind: NameKind;
  /**
   * What stands in headers: `Elephant's Trunk`, `eq 6`; with `pattern`, `*` is any text and `?` any
   * character. Empty, with `exact`, for headers that say nothing.
   */
  readonly spelling: string;
  /** What it stands for: `IC 1396`, `EQ6`. */
  readonly name: string;
  /** `folded` compares without case, blanks, `_` and `-`; objects also by their names in catalogues. */
  readonly matching: 'exact' | 'folded' | 'pattern';
}
