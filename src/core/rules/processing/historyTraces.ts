/** What programs note of their work in HISTORY and COMMENT lines. */
import { commentaryOf, type HeaderFields } from '../cards/fields';
import type { ProcessingStep } from './processingStep';

/** A line that one program writes after one step. */
interface Line {
  readonly program: string;
  readonly step: ProcessingStep;
  readonly pattern: RegExp;
  /** Set where the program that took the exposure did it, so that there is no other file of it. */
  readonly delivered?: boolean;
}

/** A master of WBPP has a few hundred lines of history; more are not searched. */
const MOST_LINES = 2000;
const LONGEST_LINE = 200;

/** Every pattern begins at the beginning of a line and repeats nothing without a limit. */
const HISTORY: readonly Line[] = [
  // Siril notes a line for each master in calibrate, and the method of a stack; registration leaves none
  // (prepro.c).
  { program: 'Siril', step: 'calibrated', pattern: /^Calibrated with a (?:master|synthetic) / },
  { program: 'Siril', step: 'calibrated', pattern: /^Cosmetic correction of \d/ },
  { program: 'Siril', step: 'calibrated', pattern: /^Background extraction \(/ },
  {
    program: 'Siril',
    step: 'stacked',
    pattern: /^(?:mean|median|sum|pixel (?:maximum|minimum)) stacking\b/i,
  },
  { program: 'Siril', step: 'stretched', pattern: /^(?:Histogram Transf|AsinH Transf|GHS |Autostretch)/i },
  // PixInsight up to 1.9.2: `Calibration with PixInsight 1.8.9`, then `ImageCalibration.outputPedestal: 0`.
  {
    program: 'PixInsight',
    step: 'calibrated',
    pattern:
      /^(?:Calibration|Cosmetic ?correction|Demosaicing|Debayering) with (?:PixInsight|\w{1,30} (?:module|process))/i,
  },
  {
    program: 'PixInsight',
    step: 'calibrated',
    pattern: /^(?:ImageCalibration|CosmeticCorrection|Debayer)\./,
  },
  {
    program: 'PixInsight',
    step: 'registered',
    pattern: /^(?:Registration|Alignment) with (?:PixInsight|\w{1,30} (?:module|process))/i,
  },
  { program: 'PixInsight', step: 'registered', pattern: /^(?:StarAlignment|CometAlignment)\./ },
  {
    program: 'PixInsight',
    step: 'stacked',
    pattern: /^(?:Drizzle )?Integration with (?:PixInsight|\w{1,30} (?:module|process))/i,
  },
  { program: 'PixInsight', step: 'stacked', pattern: /^(?:Image|Drizzle|Fast)Integration\./ },
  { program: 'PixInsight', step: 'stretched', pattern: /^(?:HistogramTransformation|MaskedStretch)\b/ },
  // MaxIm DL: `Bias Subtraction (Bias 1, 4864 x 3232, Bin1 x 1, Temp -35C,`; it calibrates as it takes the
  // exposure, too.
  {
    program: 'MaxIm DL',
    step: 'calibrated',
    pattern: /^(?:Bias Subtraction|Dark Subtraction|Flat Field) \(/,
    delivered: true,
  },
  // CCDOPS, in the camera itself.
  { program: 'CCDOPS', step: 'calibrated', pattern: /^Auto Dark Subtraction/i, delivered: true },
  // `Bias corrected with mbias.fits`.
  { program: 'AstroImageJ', step: 'calibrated', pattern: /^(?:Bias|Dark|Flat) corrected with / },
  // `Calibrated: bias/dark sub, flat division`.
  { program: 'Seti Astro Suite', step: 'calibrated', pattern: /^Calibrated: bias\/dark sub/ },
  { program: 'ASTAP', step: 'stacked', pattern: /^(?:\d{1,2} {1,4})?Stacking method / },
];

/** ASTAP numbers its comments: `1  Calibrated & aligned by ASTAP. www.hnsky.org`. */
const COMMENT: readonly Line[] = [
  { program: 'ASTAP', step: 'registered', pattern: /^(?:\d{1,2} {1,4})?Calibrated & aligned by ASTAP/ },
  { program: 'ASTAP', step: 'calibrated', pattern: /^(?:\d{1,2} {1,4})?Calibrated by ASTAP/ },
];

/** Words of calibration in a line that is none of those above. */
const DOUBTFUL =
  /\b(?:bias|dark|flat)(?:[- ]?(?:frame|field))? {0,2}(?:was |were )?(?:subtract|correct|divi|remov|appl)/i;

export interface NotedStep {
  readonly step: ProcessingStep;
  readonly program: string;
  readonly keyword: string;
  readonly delivered: boolean;
}

export interface Noted {
  readonly steps: readonly NotedStep[];
  /** A line that speaks of calibration in words no program is known for; null where there is none. */
  readonly doubtful: string | null;
}

/** The steps that HISTORY and COMMENT tell of, each program's once. */
export function notedSteps(fields: HeaderFields): Noted {
  const steps = new Map<string, NotedStep>();
  let doubtful: string | null = null;
  let lines = 0;
  for (const card of fields.header.cards) {
    if (card.type !== 'commentary') continue;
    const { keyword } = card;
    const table = keyword === 'HISTORY' ? HISTORY : keyword === 'COMMENT' ? COMMENT : null;
    if (table === null) continue;
    if (++lines > MOST_LINES) break;
    const text = commentaryOf(card).trim().slice(0, LONGEST_LINE);
    const line = table.find(({ pattern }) => pattern.test(text));
    if (line !== undefined) {
      const { step, program, delivered = false } = line;
      steps.set(`${program} ${step}`, { step, program, keyword, delivered });
    } else if (keyword === 'HISTORY' && doubtful === null && DOUBTFUL.test(text)) doubtful = text;
  }
  return { steps: [...steps.values()], doubtful };
}
