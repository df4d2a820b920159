/** What a suite that could not run tells `npm test`. */
import { writeFileSync } from 'node:fs';
import { Unavailable } from './unavailable';

/**
 * Runs a suite and sets this process's exit code: 0 passed or skipped, 1 failed. The reason of a skipped suite
 * is printed, and written where TEST_RESULTS_FILE says.
 */
export async function runSuite(name: string, body: () => Promise<boolean>): Promise<never> {
  let passed = false;
  try {
    passed = await body();
  } catch (error) {
    if (error instanceof Unavailable) {
      console.log(`${name} tests skipped: ${error.message}`);
      const file = process.env['TEST_RESULTS_FILE'];
      if (file !== undefined) writeFileSync(file, JSON.stringify({ unavailable: error.message }));
      passed = true;
    } else {
      console.error(error);
    }
  }
  process.exit(passed ? 0 : 1);
}
