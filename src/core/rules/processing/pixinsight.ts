/**
 * What PixInsight keeps of its work: the counts of frames of its masters in HISTORY, and since 1.9.3 the
 * processes alone, in the XISF property `PixInsight:ProcessingHistory`, an XML document of its own.
 */
import type { ExplainedField } from '../../base/frame';
import { commentaryOf, type HeaderFields } from '../cards/fields';
import type { ProcessingStep } from './processingStep';

/** A master of WBPP has a few hundred lines of history; more are not searched. */
const MOST_LINES = 2000;
const COUNT = /numberOfImages[:=]\s{0,4}(\d{1,6})/;

export const PROCESSES = 'PixInsight:ProcessingHistory';
/** The list of frames of a large integration is long; the processes begin before it. */
const MOST_TEXT = 4_000_000;
const MOST_PROCESSES = 1000;
const PROCESS = /<instance\s{1,9}class="(\w{1,60})"/g;
/** The frames of an integration: `<table id="images" rows="25">`. */
const IMAGES = /<table\s{1,9}id="images"\s{1,9}rows="(\d{1,6})"/;
const INTEGRATION = /<instance\s{1,9}class="(?:Image|Fast|Drizzle)Integration"/;

/** How many frames an integration by PixInsight used, or null where its history does not say. */
export function integratedFrames(fields: HeaderFields): number | null {
  let lines = 0;
  for (const card of fields.header.cards) {
    if (card.type !== 'commentary' || card.keyword !== 'HISTORY') continue;
    if (++lines > MOST_LINES) break;
    const text = commentaryOf(card);
    if (!text.includes('numberOfImages')) continue;
    return counted(fields, COUNT.exec(text)?.[1], 'HISTORY');
  }
  const text = processesText(fields);
  const at = text.search(INTEGRATION);
  return at < 0 ? null : counted(fields, IMAGES.exec(text.slice(at))?.[1], PROCESSES);
}

function counted(fields: HeaderFields, digits: string | undefined, source: string): number | null {
  const count = Number(digits ?? 0);
  if (count < 1) return null;
  const field: ExplainedField = 'stackCount';
  fields.sources[field] = source;
  return count;
}

function processesText(fields: HeaderFields): string {
  const value = fields.card(PROCESSES)?.value;
  return typeof value === 'string' ? value.slice(0, MOST_TEXT) : '';
}

/** What a process makes of an image; those which change no pixels, or only look at them, are left out. */
const STEPS: ReadonlyMap<string, ProcessingStep> = new Map<string, ProcessingStep>([
  ['ImageCalibration', 'calibrated'],
  ['CosmeticCorrection', 'calibrated'],
  ['Debayer', 'calibrated'],
  ['StarAlignment', 'registered'],
  ['CometAlignment', 'registered'],
  ['ImageIntegration', 'stacked'],
  ['DrizzleIntegration', 'stacked'],
  ['FastIntegration', 'stacked'],
  // A composition is a result like a stack.
  ['ChannelCombination', 'stacked'],
  ['LRGBCombination', 'stacked'],
  ['HDRComposition', 'stacked'],
  ['GradientMergeMosaic', 'stacked'],
  ['HistogramTransformation', 'stretched'],
  ['AutoHistogram', 'stretched'],
  ['CurvesTransformation', 'stretched'],
  ['MaskedStretch', 'stretched'],
  ['ArcsinhStretch', 'stretched'],
  ['ExponentialTransformation', 'stretched'],
  ['GeneralizedHyperbolicStretch', 'stretched'],
]);

export interface Processes {
  readonly steps: readonly ProcessingStep[];
  /** Whether there are processes, also those that tell nothing: PixelMath. */
  readonly any: boolean;
}

/** The steps that PixInsight's own record of its processes tells of. */
export function pixinsightSteps(fields: HeaderFields): Processes {
  const steps = new Set<ProcessingStep>();
  let found = 0;
  for (const [, name = ''] of processesText(fields).matchAll(PROCESS)) {
    if (++found > MOST_PROCESSES) break;
    const step = STEPS.get(name);
    if (step !== undefined) steps.add(step);
  }
  return { steps: [...steps], any: found > 0 };
}
