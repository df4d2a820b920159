/** How a file of the archive comes into a checkout, by system and setting. Pure. */

export type LinkWay = 'symlink' | 'hardlink' | 'junction' | 'copy';

/**
 * The ways to try, in order. Windows refuses symbolic links outside its developer mode, so that a hard link
 * on the same volume follows there. A copy is made only when the user asks for it, since it costs the space
 * of the frames once more.
 */
export function linkWays(platform: NodeJS.Platform, copy: boolean): readonly LinkWay[] {
  if (copy) return ['copy'];
  return platform === 'win32' ? ['symlink', 'hardlink'] : ['symlink'];
}
