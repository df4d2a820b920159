/** How long a whole path may be: what programs can open, and what file systems take. */
import { byteLength } from './sanitise';

/** What a path may have in all, and how it is counted. */
export interface PathRoom {
  /** Length of the repository's own path, with the separator behind it. */
  readonly taken: number;
  /** Of the whole path, without the zero at its end. */
  readonly longest: number;
  /** In the units of the system: UTF-16 units on Windows, bytes elsewhere. */
  readonly length: (text: string) => number;
}

/**
 * Windows' MAX_PATH is 260 with its zero (Microsoft, Maximum Path Length Limitation); Siril and the Explorer
 * keep to it.
 */
const WINDOWS = 259;
/** Of paths in the form that Node gives to long ones. */
const WINDOWS_LONG = 32_000;
/** PATH_MAX with its zero is 1024 on macOS and 4096 on Linux. */
const MACOS = 1023;
const LINUX = 4095;

/**
 * The room below a repository. `longPaths`: the user wants longer ones than all programs on Windows can open.
 */
export function pathRoom(repository: string, longPaths: boolean, platform: NodeJS.Platform): PathRoom {
  const isWindows = platform === 'win32';
  const length = isWindows ? (text: string) => text.length : byteLength;
  const longest = isWindows ? (longPaths ? WINDOWS_LONG : WINDOWS) : platform === 'darwin' ? MACOS : LINUX;
  return { taken: length(repository.replace(/[\\/]+$/, '')) + 1, longest, length };
}
