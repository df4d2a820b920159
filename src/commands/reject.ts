/** Removes frames from their sessions, or puts them back. Their files stay where they are. */
import * as l10n from '@vscode/l10n';
import { ArchiveError } from '../core/base/errors';
import { countText } from '../core/text/words';
import type { Handler, Services } from './services';
import { targetsOf } from './targets';

export const rejectFrame: Handler = (services, ...args) => set(services, args, true);
export const takeBackFrame: Handler = (services, ...args) => set(services, args, false);

async function set({ archive }: Services, args: readonly unknown[], rejected: boolean): Promise<string> {
  const frames = targetsOf(args).flatMap((target) => (target.kind === 'frame' ? [target.frame.id] : []));
  if (frames.length === 0) {
    throw new ArchiveError('request', l10n.t('This command needs a frame'), {
      advice: l10n.t('Use it from the menu of a frame in an Astro Archive view.'),
    });
  }
  const { changed } = await archive.reject({ frames, rejected });
  const frameCount = countText(changed.length, 'frame');
  return rejected ? l10n.t('{0} rejected', frameCount) : l10n.t('{0} restored', frameCount);
}
