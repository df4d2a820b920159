/** The order in which light sessions are listed. Pure. */
import type { Session } from '../../base/session';
import { compareFilters } from '../names/filterNames';

const NAMES = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * Newest night first, sessions without a date last; within a night by object (M 9 before M 31, lights without
 * one last), then L, R, G, B, Ha, OIII, SII, then by exposure and start. For `sort`.
 */
export function compareLights(a: Session, b: Session): number {
  return (
    newestFirst(a.night, b.night) ||
    byName(a.object, b.object) ||
    compareFilters(a.filter, b.filter) ||
    (a.exposure ?? 0) - (b.exposure ?? 0) ||
    ascending(a.start ?? '', b.start ?? '') ||
    ascending(a.id, b.id)
  );
}

/** `2024-10-02` before `2024-09-13`, null last. */
export function newestFirst(a: string | null, b: string | null): number {
  return ascending(b ?? '', a ?? '');
}

function byName(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return NAMES.compare(a, b);
}

function ascending(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
