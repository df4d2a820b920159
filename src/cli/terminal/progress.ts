/** A progress bar on a terminal. */
import cliProgress from 'cli-progress';
import type { Progress, ProgressReport } from '../../core/base/ports';
import { durationText } from '../../core/text/words';
import { printable } from './printable';

export interface Bar extends Progress {
  /** Takes the bar away, so that something else can be printed; the next report brings it back. */
  stop(): void;
}

export const noBar: Bar = { report() {}, stop() {} };

const ITEM_LENGTH = 40;

/** `12 s left · M31_0001.fits`; the item is cut to fit a line. */
export function progressTail(value: ProgressReport): string {
  const parts: string[] = [];
  if (value.secondsLeft !== null) parts.push(`${durationText(value.secondsLeft)} left`);
  if (value.item !== undefined) {
    const item = printable(value.item);
    parts.push(item.length > ITEM_LENGTH ? `…${item.slice(1 - ITEM_LENGTH)}` : item);
  }
  return parts.join(' · ');
}

/** A bar on `stream`, which must be a terminal. While the total is unknown it counts without filling. */
export function createBar(stream: NodeJS.WritableStream): Bar {
  const bar = new cliProgress.SingleBar({
    stream,
    format: '{phase} {bar} {count}  {tail}',
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: null,
    emptyOnZero: true,
    // The command line has its own way of ending on a signal.
    gracefulExit: false,
  });
  let started = false;
  return {
    report(value) {
      const total = value.total ?? 0;
      const count = value.total === null ? String(value.done) : `${value.done} of ${value.total}`;
      const payload = { phase: printable(value.phase), count, tail: progressTail(value) };
      if (!started) {
        bar.start(total, 0, payload);
        started = true;
      }
      bar.setTotal(total);
      bar.update(value.total === null ? 0 : value.done, payload);
    },
    stop() {
      if (started) bar.stop();
      started = false;
    },
  };
}
