/** The optional corpus of foreign files beside this repository; tests that need it skip where it is not there. */
import * as path from 'node:path';

/** The folder of the corpus or something in it: `shared('fits', 'headers')`. */
export function shared(...parts: string[]): string {
  return path.resolve(__dirname, '../../../shared', ...parts);
}
