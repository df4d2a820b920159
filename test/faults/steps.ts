/** A step of a scenario as requests to an archive, and as a command. */
import { join } from 'node:path';
import type { Archive, HistoryEntry } from '../../src/core/api/archive';
import { noContext } from '../../src/core/base/ports';
import { EARLIER } from './originals';
import { MERGED, type Places, type Step } from './scenarios';

/** The script is written for it; it need not be there. */
const SIRIL = '1.2.6';

/** Does a step, and answers what failed in it. */
export async function perform(
  archive: Archive,
  { source, checkout, session }: Places,
  step: Step,
): Promise<readonly { readonly path: string; readonly error: string }[]> {
  switch (step.do) {
    case 'register': {
      const sources = [step.only === undefined ? source : join(source, step.only)];
      return (await archive.register({ sources, mode: step.mode, dryRun: false }, noContext)).failed;
    }
    case 'regenerate':
      await archive.regenerate({}, noContext);
      return [];
    case 'checkout':
      await archive.checkout({ sessions: [session], to: checkout, siril: SIRIL, copy: false }, noContext);
      return [];
    case 'merge':
      return merge(archive);
    case 'set':
      return set(archive);
    case 'undo':
      return undo(archive, step.of);
    case 'restore':
    case 'rebuild':
      // Done while the archive was closed; that it is open is the proof.
      return [];
  }
}

/** Where there is nothing left to merge it has been done. */
async function merge(archive: Archive): ReturnType<typeof perform> {
  const { from, into } = MERGED;
  const left = (await archive.frames({})).items.some(({ object }) => object === from);
  const waiting = (await archive.frames({})).items.some(({ inHeader }) => inHeader?.object === from);
  if (!left && !waiting) return [];
  return (await archive.merge({ from, into, mode: 'files', dryRun: false }, noContext)).failed;
}

/** Of all frames but those that the archive held before. */
async function set(archive: Archive): ReturnType<typeof perform> {
  const { items } = await archive.frames({});
  const held = new Set(EARLIER.map(({ sha256 }) => sha256));
  const frames = items.filter(({ sha256 }) => !held.has(sha256)).map(({ id }) => id);
  const changes = [{ do: 'set', keyword: 'OBSERVER', value: 'Somebody' }] as const;
  const request = { selection: { frames }, changes, rename: true, dryRun: false };
  return (await archive.editHeaders(request, noContext)).failed;
}

/** Of the newest registration and never of one before it, which the next in line would be once that is taken back. */
async function undo(archive: Archive, of?: 'set'): ReturnType<typeof perform> {
  const operation = await (of === undefined
    ? newestOperation(archive)
    : (await archive.history({})).items.find(({ kind }) => kind === of));
  if (operation === undefined || operation.undone !== null) return [];
  const { refused } = await archive.undo({ operation: operation.id, dryRun: false }, noContext);
  return refused.map(({ path, why }) => ({ path, error: why }));
}

/** The newest registration or merge. */
export async function newestOperation(archive: Archive): Promise<HistoryEntry | undefined> {
  return (await archive.history({})).items.find(({ kind }) => kind === 'register' || kind === 'merge');
}

/** `['register', '/astro/card', '--mode', 'move']` */
export function commandOf({ source, checkout, session }: Places, step: Step): readonly string[] {
  switch (step.do) {
    case 'register':
      return ['register', step.only === undefined ? source : join(source, step.only), '--mode', step.mode];
    case 'regenerate':
      return ['regenerate'];
    case 'checkout':
      return ['checkout', session, '--to', checkout, '--siril', SIRIL];
    case 'merge':
      return ['merge', MERGED.from, MERGED.into];
    case 'set':
    case 'undo':
    case 'restore':
    case 'rebuild':
      return [step.do];
  }
}
