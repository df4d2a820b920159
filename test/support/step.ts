/** A step on a file, as a plan of an operation holds it. */
import type { FileStep } from '../../src/core/storage/files/fileStep';

/** The SHA-256 of the file of a step. */
export const HASH = 'a'.repeat(64);

/** Moves `/card/a.fits`, 5,760 bytes, to `/astro/a.fits`, unless said otherwise; a file that stays is the archived one. */
export function fileStep(kind: FileStep['do'] = 'move', changes: Partial<FileStep> = {}): FileStep {
  return {
    do: kind,
    from: kind === 'stay' ? '/astro/a.fits' : '/card/a.fits',
    to: '/astro/a.fits',
    size: 5760,
    mtime: 1_735_855_200_123,
    hash: HASH,
    sha256: HASH,
    imageKey: '384-1',
    patches: [],
    stem: '/astro/.astro-archive-0123456789ab',
    givesUp: false,
    row: 'enter',
    replaces: null,
    known: false,
    source: '/card/a.fits',
    ...changes,
  };
}

/** The edit of a header that makes the file `longer` bytes longer. */
export function patch(offset = 0, longer = 0): FileStep['patches'][number] {
  return { offset, before: new Uint8Array(80).fill(32), after: new Uint8Array(80 + longer).fill(65) };
}
