/** What the page of a plan and the extension say to one another. */
import * as v from 'valibot';
import type { Page, PlanRow, RegisterList, RegisterMode, RegisterReport } from '../core/api/archive';

/** A plan without its files, which come by the page. */
export interface PlanSummary extends Pick<RegisterReport, 'counts' | 'known' | 'bytes'> {
  readonly mode: RegisterMode;
  readonly plan: NonNullable<RegisterReport['plan']>;
  /** Folders in it are named from there. */
  readonly repository: string;
}

const LISTS: Readonly<{ [List in RegisterList]: List }> = {
  registered: 'registered',
  duplicates: 'duplicates',
  failed: 'failed',
  skipped: 'skipped',
};
const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Which rows: those of a list, or of one of the groups of what is to be registered. */
const rowsAsked = v.object({ list: v.enum(LISTS), group: v.nullable(index), from: index });
export type RowsAsked = v.InferOutput<typeof rowsAsked>;

/** From the extension to the page. */
export type ToPlanPage =
  | { readonly kind: 'plan'; readonly summary: PlanSummary }
  | { readonly kind: 'rows'; readonly asked: RowsAsked; readonly rows: Page<PlanRow>['items'] }
  /** Rows could not be had; `message` is for the user. */
  | { readonly kind: 'failed'; readonly message: string };

/** From the page to the extension. */
export const fromPlanPage = v.variant('kind', [
  /** The page listens now; sent each time it is loaded, also after it was hidden. */
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('rows'), asked: rowsAsked }),
  v.object({ kind: v.literal('accept') }),
  v.object({ kind: v.literal('turnDown') }),
]);
export type FromPlanPage = v.InferOutput<typeof fromPlanPage>;
