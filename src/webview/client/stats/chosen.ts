/** What the user has chosen on the statistics page; it is kept while the page is hidden. */
import { EVERYTHING, type Selection } from '../../../core/rules/figures/selection';
import { type Grouping, GROUPINGS } from '../../../core/rules/figures/sums';

export interface Chosen {
  readonly allObjects: boolean;
  readonly selection: Selection;
  /** What the second chart of hours groups by. */
  readonly grouping: Exclude<Grouping, 'object'>;
  /** Which objects come first: those with the most hours, or those taken last. */
  readonly order: 'hours' | 'night';
  /** Of the calendar, `2024`; empty for the last one with light. */
  readonly year: string;
}

export const USUAL: Chosen = {
  ...{ allObjects: false, selection: EVERYTHING, grouping: 'rig', order: 'hours', year: '' },
};

export const SECOND_GROUPINGS = GROUPINGS.filter((by) => by !== 'object');
