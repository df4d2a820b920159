/** What the page of a plan and the extension say to one another. */
import type { Page, PlanRow, RegisterList, RegisterMode, RegisterReport } from '../core/api/archive';

/** A plan without its files, which come by the page. */
export interface PlanSummary extends Pick<RegisterReport, 'counts' | 'known' | 'bytes'> {
  readonly mode: RegisterMode;
  readonly plan: NonNullable<RegisterReport['plan']>;
  /** Folders in it are named from there. */
  readonly repository: string;
}

/** Which rows: those of a list, or of one of the groups of what is to be registered. */
export interface RowsAsked {
  readonly list: RegisterList;
  readonly group: number | null;
  readonly from: number;
}

/** From the extension to the page. */
export type ToPlanPage =
  | { readonly kind: 'plan'; readonly summary: PlanSummary }
  | { readonly kind: 'rows'; readonly asked: RowsAsked; readonly rows: Page<PlanRow>['items'] }
  /** Rows could not be had; `message` is for the user. */
  | { readonly kind: 'failed'; readonly message: string };

/** From the page to the extension. */
export type FromPlanPage =
  /** The page listens now; sent again each time it is made anew after having been hidden. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'rows'; readonly asked: RowsAsked }
  | { readonly kind: 'accept' }
  | { readonly kind: 'turnDown' };

/** Rows that are asked for at a time. */
export const PAGE_ROWS = 200;

const LISTS: Readonly<Record<RegisterList, true>> = {
  registered: true,
  duplicates: true,
  failed: true,
  skipped: true,
};

/** Whether `value` is a message of the page: whatever runs in a page can post, so nothing is taken on trust. */
export function isFromPlanPage(value: unknown): value is FromPlanPage {
  if (!isRecord(value)) return false;
  const { kind, asked } = value;
  if (kind === 'rows') return isAsked(asked);
  return kind === 'ready' || kind === 'accept' || kind === 'turnDown';
}

function isAsked(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { list, group, from } = value;
  const isIndex = (number: unknown) => Number.isSafeInteger(number) && (number as number) >= 0;
  return (
    typeof list === 'string' &&
    Object.hasOwn(LISTS, list) &&
    (group === null || isIndex(group)) &&
    isIndex(from)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
