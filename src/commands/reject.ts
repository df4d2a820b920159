/** Takes frames out of their sessions, or back into them. Their files stay where they are. */
import { ArchiveError } from '../core/base/errors';
import { countText } from '../core/text/words';
import type { Handler, Services } from './services';
import { targetsOf } from './targets';

export const rejectFrame: Handler = (services, ...args) => set(services, args, true);
export const takeBackFrame: Handler = (services, ...args) => set(services, args, false);

async function set({ archive }: Services, args: readonly unknown[], rejected: boolean): Promise<string> {
  const frames = targetsOf(args).flatMap((target) => (target.kind === 'frame' ? [target.frame.id] : []));
  if (frames.length === 0) {
    throw new ArchiveError('request', 'This command needs a frame', {
      advice: 'Call it from the menu of a frame in a view of Astro Archive.',
    });
  }
  const { changed } = await archive.reject({ frames, rejected });
  return `${countText(changed.length, 'frame')} ${rejected ? 'rejected' : 'taken back'}`;
}
