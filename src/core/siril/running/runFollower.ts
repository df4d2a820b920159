/**
 * Follows a run by the lines that Siril prints: which command of the script it is at, how far, and what went
 * wrong.
 */
import { english } from '../../base/english';
import { type CommandLine, commandsOf, type Script } from '../parser/script';
import { type Registration, Registrations } from './registration';
import { type RunStep, stepOf } from './runStep';

/** Something that Siril said of a line of the script. */
export interface RunComplaint {
  /** Counted from 0. */
  readonly line: number;
  /** `error`: the script stopped here. `warning`: Siril went on. */
  readonly severity: 'error' | 'warning';
  /** `'lights' No such file or directory` */
  readonly message: string;
}

/** Where a run is. */
export interface RunPosition {
  /** The command that runs, or ran last; null before the first. */
  readonly command: CommandLine | null;
  /** What it does to which images; null where it is no step of the processing. */
  readonly step: RunStep | null;
  /** The number of the command among the `count` of the script, from 1. */
  readonly number: number;
  readonly count: number;
  /** 0 to 100; null where Siril has not said. */
  readonly percent: number | null;
}

/** Commands that take no time and belong to the step before: `load` and `save` after `stack`. */
const QUICK = new Set(['cd', 'close', 'load', 'requires', 'save', 'setref']);

/** `Error in line 4: 'cd'.` up to 1.2, `Error in line 4 ('cd'): reason.` since. */
const STOPPED = /^Error in line (\d{1,7})(?:: '([^']*)'\.?| \('([^']*)'\):?\s*(.*))?$/;
/** `progress: Finalizing stacking..., 96.00%`, or without a text when it is redrawn. */
const PROGRESS = /^progress: (?:.*, )?(\d{1,3})(?:[.,]\d+)?\s?%$/;
const COMMAND = /^Running command: (\S+)/;
/** Up to 1.1 this stops no script, and the status is 0 in the end. */
const NOT_LOADED = /^Error opening image /;

/** Says more than what Siril says last, and is all that 1.0.6 says of the line. */
const NO_REFERENCE = /^There are not enough stars in reference image\b/;

/** Reads the lines of one run, as `readableLine` leaves them. */
export class RunFollower {
  readonly #commands: readonly CommandLine[];
  readonly #complaints = new Map<number, RunComplaint>();
  readonly #registrations = new Registrations();
  /** Position among the commands, -1 before the first. */
  #at = -1;
  #percent: number | null = null;
  #step: RunStep | null = null;
  #last = '';

  constructor(script: Script) {
    this.#commands = commandsOf(script);
  }

  /** Takes a line in. Returns whether it belongs in the log: progress is for a bar. */
  take(line: string): boolean {
    const percent = PROGRESS.exec(line)?.[1];
    if (percent !== undefined) {
      this.#percent = Math.min(100, Number(percent));
      return false;
    }
    const name = COMMAND.exec(line)?.[1];
    if (name !== undefined) this.#moveTo(name);
    else {
      this.#registrations.take(line, this.command);
      this.#complain(line);
    }
    return true;
  }

  /** The command that runs, or ran last; null before the first. */
  get command(): CommandLine | null {
    return this.#commands[this.#at] ?? null;
  }

  /** In the order of lines, one for each line. */
  get complaints(): readonly RunComplaint[] {
    return [...this.#complaints.values()].sort((a, b) => a.line - b.line);
  }

  /** What was said of each sequence that was registered. */
  get registrations(): readonly Registration[] {
    return this.#registrations.all;
  }

  /** The share of the script that is done, 0 to 1, each command counting the same. */
  get share(): number {
    if (this.#commands.length === 0 || this.#at < 0) return 0;
    return Math.min(1, (this.#at + (this.#percent ?? 0) / 100) / this.#commands.length);
  }

  /** Where the run is, for `runText`. */
  get position(): RunPosition {
    return {
      command: this.command,
      step: this.#step,
      number: this.#at + 1,
      count: this.#commands.length,
      percent: this.#percent,
    };
  }

  /** The next command of that name; where there is none, the next, since Siril ran something. */
  #moveTo(name: string): void {
    const wanted = name.toLowerCase();
    const next = this.#commands.findIndex(
      (command, index) => index > this.#at && command.name.text.toLowerCase() === wanted,
    );
    this.#at = next >= 0 ? next : Math.min(this.#at + 1, this.#commands.length - 1);
    this.#percent = null;
    this.#last = '';
    const { command } = this;
    if (command === null || QUICK.has(command.name.text.toLowerCase())) return;
    this.#step = stepOf(command);
  }

  #complain(line: string): void {
    const [stopped, number, early, late, reason] = STOPPED.exec(line) ?? [];
    if (stopped !== undefined) {
      const why = reason?.trim() || this.#last || english('the command {0} failed', early ?? late ?? '');
      const at = Math.max(0, Number(number) - 1);
      const known = this.#complaints.get(at)?.severity === 'error';
      if (!known) this.#add({ line: at, severity: 'error', message: why });
      return;
    }
    const { command } = this;
    if (command !== null && NOT_LOADED.test(line)) {
      this.#add({ line: command.line, severity: 'warning', message: line });
    }
    if (command !== null && NO_REFERENCE.test(line)) {
      this.#add({ line: command.line, severity: 'error', message: line });
    }
    // Siril 1.0 and 1.2 say why a command failed before they say that it did.
    this.#last = line;
  }

  #add(complaint: RunComplaint): void {
    this.#complaints.set(complaint.line, complaint);
  }
}
