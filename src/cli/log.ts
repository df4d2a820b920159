/** The archive's log on standard error, and the progress bar that lives there too. */
import type { Log } from '../core/ports';
import { printable } from './printable';

export type Verbosity = 'quiet' | 'normal' | 'verbose';

export interface ErrorStream {
  readonly isTTY?: boolean;
  write(text: string): boolean;
}

/** Clears the line of a progress bar before a message takes its place. */
const CLEAR_LINE = '\r\u001b[2K';

/**
 * `quiet` shows errors only, `normal` warnings too, `verbose` everything. Warnings and errors say what they are.
 */
export function createLog(stream: ErrorStream, verbosity: Verbosity): Log {
  const clear = stream.isTTY === true ? CLEAR_LINE : '';
  const line = (label: string) => (message: string) => {
    stream.write(`${clear}${label}${printable(message)}\n`);
  };
  const nothing = () => {};
  return {
    debug: verbosity === 'verbose' ? line('') : nothing,
    info: verbosity === 'verbose' ? line('') : nothing,
    warn: verbosity === 'quiet' ? nothing : line('Warning: '),
    error: line('Error: '),
  };
}
