/**
 * The small interfaces through which the archive talks to whoever runs it. VS Code's own objects satisfy
 * `Log` and `Cancel` as they are, the command line and the tests bring their own.
 */

/** Where the archive says what it does. VS Code's `LogOutputChannel` is one. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Asked between files and between rows. VS Code's and vscode-jsonrpc's `CancellationToken` are ones. */
export interface Cancel {
  readonly isCancellationRequested: boolean;
}

/** How far a long piece of work is; sent at most every 100 ms. */
export interface ProgressReport {
  /** What is being done, in words for the user: `Reading headers`. */
  readonly phase: string;
  /** Units done so far, over all phases: 120. */
  readonly done: number;
  /** Units to do over all phases, or null while they are still being counted. */
  readonly total: number | null;
  /** The thing in hand, for instance a file name: `M31_0001.fits`. */
  readonly item?: string;
  /** Estimated seconds to the end, or null while too little is known. */
  readonly secondsLeft: number | null;
}

export interface Progress {
  report(value: ProgressReport): void;
}

/** What every long request takes beside its own parameters. */
export interface Context {
  readonly progress: Progress;
  readonly cancel: Cancel;
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
export const noProgress: Progress = { report() {} };
export const neverCancelled: Cancel = { isCancellationRequested: false };
export const noContext: Context = { progress: noProgress, cancel: neverCancelled };
