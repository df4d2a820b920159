/**
 * Runs the steps of a scenario in one process, as the extension's engine does, and notes each that is done. Bundled like
 * the command line: `driver.js SETTINGS PLACES STEPS DONE`, all but the last as JSON; that is the file for the notes.
 */
import { appendFileSync } from 'node:fs';
import type { ArchiveSettings } from '../../src/core/api/archive';
import { openArchive } from '../../src/core/archive/open';
import { messageOf } from '../../src/core/base/errors';
import { silentLog } from '../../src/core/base/ports';
import type { Places, Step } from './scenarios';
import { perform } from './steps';

async function main([settings = '', places = '', steps = '', done = '']: readonly string[]): Promise<void> {
  const archive = await openArchive({ settings: JSON.parse(settings) as ArchiveSettings, log: silentLog });
  try {
    for (const [index, step] of (JSON.parse(steps) as readonly Step[]).entries()) {
      const failed = await perform(archive, JSON.parse(places) as Places, step);
      for (const { path, error } of failed) process.stderr.write(`${path}: ${error}\n`);
      if (failed.length > 0) process.exitCode = 1;
      else appendFileSync(done, `${index}\n`);
    }
  } finally {
    await archive.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
});
