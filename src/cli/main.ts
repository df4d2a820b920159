#!/usr/bin/env node
/** The command line: connects the program to this process, its streams and its signals. */
import { headerReport } from '../core/archive/headerReport';
import { openArchive } from '../core/archive/open';
import { rescueOf } from '../core/archive/rescue/rescue';
import { findSiril, runScript } from '../core/siril/running/runSiril';
import { runCommandLine } from './program';
import { EXIT } from './run/exit';
import { createBar, noBar } from './terminal/progress';

let interrupted = false;
let bar = noBar;

/** The first signal stops between two files and leaves a consistent archive; a second one ends at once. */
function interrupt(): void {
  if (interrupted) process.exit(EXIT.cancelled);
  interrupted = true;
  bar.stop();
  process.stderr.write('\nStopping after the file in hand; press Ctrl+C again to stop at once.\n');
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
// Write errors reach the writer's callback; without a listener they would end the process as well.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

void runCommandLine(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  folder: process.cwd(),
  cancel: {
    get isCancellationRequested() {
      return interrupted;
    },
  },
  openArchive: (settings, access, log) => openArchive({ settings, access, log }),
  rescue: (settings, log) => rescueOf({ settings, log }),
  readHeader: headerReport,
  findSiril,
  runScript,
  createBar: () => (bar = process.stderr.isTTY ? createBar(process.stderr) : noBar),
}).then((code) => {
  process.exitCode = code;
});
