/** What the page of a report and the extension say to one another. */
import * as v from 'valibot';
import type { Report, ReportSection } from '../core/text/report';

/** A report with the beginnings of its first sections. */
export interface ShownReport extends Omit<Report, 'sections'> {
  readonly sections: readonly ShownSection[];
  /** How many sections there are in all. */
  readonly total: number;
}

/** A section with its first lines. */
export interface ShownSection extends ReportSection {
  /** How many lines there are in all. */
  readonly total: number;
}

/** From the extension to the page. */
export type ToReport =
  | { readonly kind: 'report'; readonly report: ShownReport }
  /** More lines of a section, by its index. */
  | { readonly kind: 'lines'; readonly section: number; readonly lines: readonly string[] }
  /** More sections. */
  | { readonly kind: 'sections'; readonly sections: readonly ShownSection[] };

const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** From the page to the extension. */
export const fromReport = v.variant('kind', [
  /** The page listens now; sent each time it is loaded, also after it was hidden. */
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('lines'), section: index, from: index }),
  v.object({ kind: v.literal('sections'), from: index }),
  /** A path of the report was clicked. */
  v.object({ kind: v.literal('open'), path: v.string() }),
  v.object({ kind: v.literal('copy') }),
  /** One of the report's actions was chosen, by its index. */
  v.object({ kind: v.literal('act'), action: index }),
]);
export type FromReport = v.InferOutput<typeof fromReport>;
