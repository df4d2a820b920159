/** The terminal of a run: shows its log; Ctrl+C or closing the terminal cancels the run. */
import * as vscode from 'vscode';

/** What a run uses of its terminal. */
export interface RunTerminal {
  /** Shows a line; in red if `failed`. */
  line(text: string, failed?: boolean): void;
  readonly cancel: vscode.CancellationToken;
}

const INTERRUPT = '\x03';

/** Starts `work` when the terminal is open; its result is the task's exit code. */
export class SirilTerminal implements vscode.Pseudoterminal, RunTerminal {
  readonly #written = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<number>();
  readonly #cancel = new vscode.CancellationTokenSource();
  readonly #work: (terminal: RunTerminal) => Promise<number>;
  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#closed.event;
  readonly cancel = this.#cancel.token;

  constructor(work: (terminal: RunTerminal) => Promise<number>) {
    this.#work = work;
  }

  open(): void {
    void this.#work(this).then((status) => this.#closed.fire(status));
  }

  close(): void {
    this.#cancel.cancel();
  }

  handleInput(data: string): void {
    if (data === INTERRUPT) this.#cancel.cancel();
  }

  line(text: string, failed = false): void {
    this.#written.fire(`${failed ? `\x1b[31m${text}\x1b[0m` : text}\r\n`);
  }
}
