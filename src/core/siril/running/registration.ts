/**
 * What Siril says while it registers a sequence: how many images, which it leaves out and why, whether it has
 * a reference.
 */
import { english } from '../../base/english';
import type { LeftOutReason, SkippedImage } from '../../base/leftOut';
import { type CommandLine, isCommand, plainWords } from '../parser/script';

/** One `register` of a run. */
export interface Registration {
  /** `pp_light` */
  readonly sequence: string;
  /** Line of the command in the script, counted from 0. */
  readonly line: number;
  /** Null before Siril has said so. */
  readonly registered: number | null;
  readonly failed: number | null;
  /** By the number of the image, from 1. */
  readonly skipped: ReadonlyMap<number, LeftOutReason>;
  /** The image that all others are aligned on has too few stars, which ends the script. */
  readonly hasNoReference: boolean;
}

/** In 1.0.6, 1.2.6 and 1.4.4 alike (`registration/global.c`); the point at the end came and went. */
const TOTAL = /^Total: (\d{1,7}) failed, (\d{1,7}) registered\.?$/;
/**
 * `Not enough stars. Image 4 skipped`, `Not enough star pairs (7): Image 4 skipped`, `Cannot perform star
 * matching: try #5. Image 4 skipped`, `Less than 30% star pairs kept by shift model, it may be too rigid for
 * your data: Image 4 skipped`.
 */
const SKIPPED = /^(.{1,200}?)[.:] Image (\d{1,7}) skipped\.?$/;
const NO_REFERENCE = /^There are not enough stars in reference image\b/;

/** Images that are told by their numbers. */
const NAMED_AT_MOST = 8;

interface Noted {
  readonly sequence: string;
  readonly line: number;
  registered: number | null;
  failed: number | null;
  readonly skipped: Map<number, LeftOutReason>;
  hasNoReference: boolean;
}

/** Reads the lines of one run, each with the command that runs. */
export class Registrations {
  readonly #noted: Noted[] = [];

  take(line: string, command: CommandLine | null): void {
    if (command === null || !isCommand(command, 'register')) return;
    const total = TOTAL.exec(line);
    const skipped = total === null ? SKIPPED.exec(line) : null;
    const hasNoReference = NO_REFERENCE.test(line);
    if (total === null && skipped === null && !hasNoReference) return;
    const noted = this.#of(command);
    if (hasNoReference) noted.hasNoReference = true;
    if (total !== null) [noted.failed, noted.registered] = [Number(total[1]), Number(total[2])];
    if (skipped !== null) {
      const why = /^Not enough stars/.test(skipped[1] ?? '') ? 'stars' : 'alignment';
      noted.skipped.set(Number(skipped[2]), why);
    }
  }

  /** In the order of the script. */
  get all(): readonly Registration[] {
    return this.#noted;
  }

  #of(command: CommandLine): Noted {
    const known = this.#noted.find(({ line }) => line === command.line);
    if (known !== undefined) return known;
    const sequence = sequenceOf(command);
    const noted: Noted = {
      sequence,
      line: command.line,
      registered: null,
      failed: null,
      skipped: new Map(),
      hasNoReference: false,
    };
    this.#noted.push(noted);
    return noted;
  }
}

/**
 * The sequence of a `register`, as Siril calls it: without the underscore and `.seq` that may be written
 * after it.
 */
function sequenceOf(command: CommandLine): string {
  return (plainWords(command)[0]?.text ?? '').replace(/\.seq$/i, '').replace(/_$/, '');
}

/** What was said of single images, for those who know the files. */
export function skippedImages(registrations: readonly Registration[]): SkippedImage[] {
  return registrations.flatMap(({ sequence, skipped }) =>
    [...skipped].map(([image, why]) => ({ sequence, image, why })),
  );
}

/**
 * `6 of 8 images of pp_light registered; too few stars in images 4, 5`, for each sequence of which images
 * were left out.
 */
export function registrationLines(registrations: readonly Registration[]): string[] {
  return registrations.flatMap(({ sequence, registered, failed, skipped }) => {
    if (registered === null || failed === null || failed === 0) return [];
    const starless = [...skipped].filter(([, why]) => why === 'stars').map(([image]) => image);
    const text = english('{0} of {1} images of {2} registered', registered, registered + failed, sequence);
    return [starless.length === 0 ? text : `${text}; ${starlessText(starless)}`];
  });
}

function starlessText(images: readonly number[]): string {
  return images.length === 1
    ? english('too few stars in image {0}', listed(images))
    : english('too few stars in images {0}', listed(images));
}

/** `4, 5 and 3 more` */
function listed(images: readonly number[]): string {
  const sorted = [...images].sort((a, b) => a - b);
  const more = sorted.length - NAMED_AT_MOST;
  const named = sorted.slice(0, NAMED_AT_MOST).join(', ');
  return more > 0 ? english('{0} and {1} more', named, more) : named;
}
