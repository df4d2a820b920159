/** The archive's log on standard error, and in a file where one was named. */
import type { Log } from '../../core/base/ports';
import type { LogFile } from './logFile';
import { printable } from './printable';

export type Verbosity = 'quiet' | 'normal' | 'verbose';

export interface ErrorStream {
  write(text: string): boolean;
}

/**
 * `quiet` shows errors only, `normal` warnings too, `verbose` everything. Warnings and errors say what they
 * are. `before` is called before each line, to take a progress bar out of its way. `file` gets everything.
 */
export function createLog(
  stream: ErrorStream,
  verbosity: Verbosity,
  before: () => void,
  file: LogFile | null = null,
): Log {
  const line = (level: keyof Log, label: string, shown: boolean) => (message: string) => {
    file?.line(level, message);
    if (!shown) return;
    before();
    stream.write(`${label}${printable(message)}\n`);
  };
  const verbose = verbosity === 'verbose';
  return {
    debug: line('debug', '', verbose),
    info: line('info', '', verbose),
    warn: line('warn', 'Warning: ', verbosity !== 'quiet'),
    error: line('error', 'Error: ', true),
  };
}
