/** Where a path of AstroFiler leads on this machine. Pure. */
import { posix, win32 } from 'node:path';

/**
 * The absolute path here, or null for one of another system: AstroFiler writes `/` everywhere, keeps `D:/…` as it is, and
 * stores what was relative to the folder it was started from, which is that of its database.
 * `localPath('REPOSITORY/Light/a.fits', '/home/me/astrofiler', 'linux')` is `/home/me/astrofiler/REPOSITORY/Light/a.fits`.
 */
export function localPath(stored: string, folder: string, platform: NodeJS.Platform): string | null {
  if (stored.includes('\0') || stored.trim() === '') return null;
  if (platform === 'win32') {
    // Without a drive it may be on any of them.
    return /^[\\/](?![\\/])/.test(stored) ? null : win32.resolve(folder, stored);
  }
  if (/^[A-Za-z]:[\\/]/.test(stored) || stored.startsWith('//')) return null;
  return posix.resolve(folder, stored);
}
