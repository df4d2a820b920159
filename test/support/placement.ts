/** What a registration has read and decided, for tests that need only some of it. */
import type { Placement } from '../../src/core/operations/register/decision';
import type { Scan } from '../../src/core/operations/scan/scan';
import { lightFrame } from './frame';

/** A light of 100 bytes at `/in/a.fits`; `scanOf('b.fits', { size: 5 })` differs in that. */
export function scanOf(name = 'a.fits', differs: Partial<Scan> = {}): Scan {
  return {
    path: `/in/${name}`,
    size: 100,
    mtime: 1000,
    sha256: `sha of ${name}`,
    imageKey: `100-${name}`,
    wcs: [],
    edited: false,
    endsInZeros: false,
    unsettled: false,
    richness: 5,
    frame: lightFrame(),
    ...differs,
  };
}

/** That file copied to `/astro/Light/a.fits`. */
export function placementOf(differs: Partial<Placement> = {}): Placement {
  const scan = differs.scan ?? scanOf();
  return {
    kind: 'place',
    action: 'copy',
    mode: 'copy',
    scan,
    frame: scan.frame ?? lightFrame(),
    to: '/astro/Light/a.fits',
    edits: [],
    replaces: null,
    displaces: null,
    ...differs,
  };
}
