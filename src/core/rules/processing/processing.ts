/**
 * How far the pixels of a frame have been processed, and by whom: raw, calibrated, registered, stretched or
 * stacked.
 */
import { english } from '../../base/english';
import type { Processing } from '../../base/frame';
import { type HeaderFields, shorten } from '../cards/fields';
import { numberOf } from '../cards/numbers';
import type { Program } from '../cards/program';
import { type Noted, notedSteps } from './historyTraces';
import { pixinsightSteps, PROCESSES } from './pixinsight';
import { processedName, type ProcessedName } from './processedName';
import { isLater, lastStep, type ProcessingStep } from './processingStep';

export interface ProcessingQuestion {
  readonly fields: HeaderFields;
  readonly program: Program;
  /** Parts of the folder that the file is in, outermost first. */
  readonly folders: readonly string[];
  readonly fileName: string;
  /** Whether the samples are floating point numbers, which cameras never give. */
  readonly floating: boolean;
}

/** One thing that was done, and what says so. */
interface Trace {
  readonly step: ProcessingStep;
  /** The keyword, or `file name`. */
  readonly source: string;
  /** Set where the telescope or the service that took the exposure did it. */
  readonly delivered: boolean;
}

/** What is known of the processing of a file, whatever it is for. */
export interface Traces {
  /** The last step short of an integration; null for raw pixels, as far as can be told. */
  readonly processing: Processing | null;
  /** Whether a processing program made the file from another one. */
  readonly byproduct: boolean;
  /** What says that the frame is processed. */
  readonly source: string | null;
  /** What says that several exposures went into it; null where nothing does. */
  readonly stackedBy: string | null;
  /** Why one may doubt that the frame is raw; null where one need not. */
  readonly doubt: string | null;
}

const FILE_NAME = 'file name';
/** Letters of CALSTAT: bias, dark, flat; stacked in ASTAP; master, overscan and trimmed elsewhere. */
const CALSTAT = /^[BDFSMOT]{1,8}$/;
const COUNTS = ['DARK_CNT', 'FLAT_CNT', 'BIAS_CNT'] as const;
const DEEP_SKY_STACKER = /\bdeep ?sky ?stacker\b/i;
const PIXEL_PROCESSOR = /\bastro ?pixel ?processor\b/i;

/**
 * What the traces in header, name and folder come to. Keywords and lines of known programs count by
 * themselves; names and folders only beside a trace, the name of a processing program, or floating point
 * samples. What is left is a doubt.
 */
export function tracesOf(question: ProcessingQuestion): Traces {
  const { fields, program, folders, fileName, floating } = question;
  const noted = notedSteps(fields);
  const processes = pixinsightSteps(fields);
  const traces: Trace[] = [
    ...calibrationKeywords(fields),
    ...noted.steps.map(({ step, keyword, delivered }) => ({ step, source: keyword, delivered })),
    ...processes.steps.map((step) => ({ step, source: PROCESSES, delivered: false })),
    ...programTraces(question),
  ];
  const name = processedName(folders, fileName);
  const backed = traces.length > 0 || processes.any || floating || program.family === 'stacker';
  // A name that says no more than the header does says nothing of who did it either.
  if (name !== null && isLater(name.processing, lastStep(traces.map(({ step }) => step)))) {
    const delivered = !floating && program.family !== 'stacker' && isITelescope(fields);
    if (backed || delivered) traces.push({ step: name.processing, source: FILE_NAME, delivered });
  }
  const stackedBy = traces.find(({ step }) => step === 'stacked')?.source ?? null;
  const single = traces.filter((trace): trace is Trace & { step: Processing } => trace.step !== 'stacked');
  const last = lastStep(single.map(({ step }) => step));
  const decisive = single.find(({ step }) => step === last);
  const processing = decisive?.step ?? null;
  return {
    processing,
    byproduct:
      processing !== null && (processing !== 'calibrated' || single.some(({ delivered }) => !delivered)),
    source: decisive?.source ?? null,
    stackedBy,
    doubt: traces.length > 0 ? null : doubtOf(question, noted, processes.any, name),
  };
}

/**
 * CALSTAT is what MaxIm DL, PinPoint and ASTAP write of the corrections they applied: `BDF`. DARK_CNT and its
 * like are ASTAP's, of the frames in the masters that it used. BG-EXTR is GraXpert's.
 */
function calibrationKeywords(fields: HeaderFields): Trace[] {
  const traces: Trace[] = [];
  const counts = COUNTS.filter((keyword) => (numberOf(fields.card(keyword)?.value ?? null) ?? 0) > 0);
  const calstat = fields.textOf('CALSTAT')?.toUpperCase() ?? '';
  if (CALSTAT.test(calstat)) {
    const delivered = counts.length === 0;
    if (/[BDF]/.test(calstat)) traces.push({ step: 'calibrated', source: 'CALSTAT', delivered });
    if (calstat.includes('S')) traces.push({ step: 'stacked', source: 'CALSTAT', delivered: false });
  }
  if (counts[0] !== undefined) traces.push({ step: 'calibrated', source: counts[0], delivered: false });
  if ((numberOf(fields.card('LIGH_CNT')?.value ?? null) ?? 0) > 1) {
    traces.push({ step: 'stacked', source: 'LIGH_CNT', delivered: false });
  }
  if (/^graxpert/i.test(fields.textOf('BG-EXTR') ?? '')) {
    traces.push({ step: 'calibrated', source: 'BG-EXTR', delivered: false });
  }
  return traces;
}

/** What follows from the program that wrote the file. */
function programTraces({ fields, program, fileName, folders }: ProcessingQuestion): Trace[] {
  const name = program.name ?? '';
  const source = fields.sources.program ?? 'PROGRAM';
  // A Seestar takes darks by itself and subtracts them from each exposure that it saves (ZWO).
  if (program.family === 'seestar') return [{ step: 'calibrated', source, delivered: true }];
  if (PIXEL_PROCESSOR.test(name)) {
    if (fields.textOf('INTEGRAT') !== null)
      return [{ step: 'stacked', source: 'INTEGRAT', delivered: false }];
    if (/^other\/processed/i.test(fields.textOf('FRAME') ?? '')) {
      return [{ step: 'stacked', source: 'FRAME', delivered: false }];
    }
    return [{ step: 'calibrated', source, delivered: false }];
  }
  // Its intermediate files are known by their names; before 5.1.4 its results had no count.
  if (DEEP_SKY_STACKER.test(name)) {
    const step = processedName(folders, fileName)?.processing ?? 'stacked';
    return [{ step, source, delivered: false }];
  }
  // It does nothing but stack.
  if (/\bsequator\b/i.test(name)) return [{ step: 'stacked', source, delivered: false }];
  if (program.family === 'stacker' && isStackName(fileName)) {
    return [{ step: 'stacked', source: FILE_NAME, delivered: false }];
  }
  if (program.family === 'stacker' && livesLonger(fields)) {
    return [{ step: 'stacked', source: 'LIVETIME', delivered: false }];
  }
  return [];
}

/** `light_stacked.fit`, `result.fit`, `result_1200s.fit`, `masterLight_BIN-1.xisf`, and our own `Stack-…`. */
function isStackName(fileName: string): boolean {
  const stem = fileName.slice(0, 300).replace(/\.[a-z0-9.]{1,9}$/i, '');
  return /(?:^|[_-])stack(?:ed)?$|^result(?:[_-]|$)|^(?:auto)?stack|^master_?light/i.test(stem);
}

/** Whether the time of all exposures together, as Siril notes it, is longer than one. */
function livesLonger(fields: HeaderFields): boolean {
  const total = numberOf(fields.card('LIVETIME')?.value ?? null);
  const one = numberOf(fields.card('EXPTIME')?.value ?? null);
  return total !== null && one !== null && one > 0 && total > one * 1.5;
}

function isITelescope(fields: HeaderFields): boolean {
  return (
    /^itelescope/i.test(fields.textOf('TELESCOP') ?? '') ||
    /^itelescope/i.test(fields.textOf('OBSERVAT') ?? '')
  );
}

/** Traces that are too weak to decide anything. */
function doubtOf(
  { program, floating }: ProcessingQuestion,
  { doubtful }: Noted,
  processed: boolean,
  name: ProcessedName | null,
): string | null {
  if (processed)
    return english('PixInsight has worked on it, with processes that neither calibrate, register nor stack');
  if (doubtful !== null) return english('its history says “{0}”', shorten(doubtful));
  if (floating && program.name !== null) {
    return english(
      'its pixels are floating point numbers, which no camera gives, saved by {0}',
      shorten(program.name),
    );
  }
  if (name?.plain) return english('its name says {0}, and nothing in its header does', name.processing);
  return null;
}
