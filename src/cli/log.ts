/** The archive's log on standard error. */
import type { Log } from '../core/ports';
import { printable } from './printable';

export type Verbosity = 'quiet' | 'normal' | 'verbose';

export interface ErrorStream {
  write(text: string): boolean;
}

/**
 * `quiet` shows errors only, `normal` warnings too, `verbose` everything. Warnings and errors say what they are.
 * `before` is called before each line, to take a progress bar out of its way.
 */
export function createLog(stream: ErrorStream, verbosity: Verbosity, before: () => void): Log {
  const line = (label: string) => (message: string) => {
    before();
    stream.write(`${label}${printable(message)}\n`);
  };
  const nothing = () => {};
  return {
    debug: verbosity === 'verbose' ? line('') : nothing,
    info: verbosity === 'verbose' ? line('') : nothing,
    warn: verbosity === 'quiet' ? nothing : line('Warning: '),
    error: line('Error: '),
  };
}
