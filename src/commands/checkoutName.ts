/** The default name of a checkout's folder. */
import type { Session } from '../core/base/session';

/** Anything but these may fail on a file system or need quotes in a script. */
const UNUSUAL = /[^\p{L}\p{N}+.-]+/gu;
const MAX_LENGTH = 80;

/**
 * `NGC_7000` for several nights and filters of one object, `NGC_7000-2024-09-13-Ha` if all sessions share
 * night and filter, `Checkout` for several objects.
 */
export function checkoutName(sessions: readonly Session[]): string {
  const object = common(sessions, ({ object }) => object);
  if (object === null) return 'Checkout';
  const parts = [object, common(sessions, ({ night }) => night), common(sessions, ({ filter }) => filter)];
  const name = parts
    .filter((part) => part !== null)
    .map((part) => part.replace(UNUSUAL, '_').replace(/^[._-]+|[._-]+$/g, ''))
    .filter((part) => part !== '')
    .join('-');
  return name === '' ? 'Checkout' : [...name].slice(0, MAX_LENGTH).join('');
}

/** The value that all sessions share, or null. */
function common(sessions: readonly Session[], pick: (session: Session) => string | null): string | null {
  const values = new Set(sessions.map(pick));
  const [value = null] = values;
  return values.size === 1 ? value : null;
}
