/** The count of frames and seconds in the header of a composition. */
import { messageOf } from '../../base/errors';
import type { Log } from '../../base/ports';
import { imageHeader } from '../../formats/fits/image';
import { readFitsFile } from '../../formats/fits/read';
import { findCard } from '../../formats/fits/size';
import { planEdit } from '../../formats/image/imageFile';
import type { NewResult } from '../../storage/database/results';
import { applyPatches } from '../../storage/files/patches';

/**
 * `rgbcomp` adds up the frames of its three images, and so counts OIII twice in a picture of Ha, OIII, OIII:
 * STACKCNT 36 for 24 frames, LIVETIME 10,800 s for 7,200 s. No option of Siril 1.2 to 1.4 says it right
 * (`-nosum` keeps the numbers of the first image alone), and a script cannot know how many lights will be
 * registered. So the numbers of the stacks are put into the header once they are known: two cards. A file
 * that cannot be written stays as Siril has made it.
 */
export function correctCount(
  composition: Pick<NewResult, 'path' | 'stackCount' | 'totalExposure'>,
  log: Log,
): void {
  const { path, stackCount, totalExposure } = composition;
  if (stackCount === null || totalExposure === null) return;
  try {
    const cards = imageHeader(readFitsFile(path))?.cards ?? [];
    const told = findCard(cards, 'STACKCNT')?.value;
    const seconds = findCard(cards, 'LIVETIME')?.value;
    if (typeof told !== 'number' || typeof seconds !== 'number' || told <= stackCount) return;
    const edits = [
      { keyword: 'STACKCNT', value: stackCount, comment: 'Frames of all stacks, each once' },
      { keyword: 'LIVETIME', value: totalExposure, float: true, comment: '[s] Of all stacks, each once' },
    ];
    applyPatches(path, planEdit(path, edits));
    log.info(`${path}: STACKCNT ${told} corrected to ${stackCount}, LIVETIME ${seconds} to ${totalExposure}`);
  } catch (error) {
    log.warn(`${path}: its header counts frames twice and could not be corrected: ${messageOf(error)}`);
  }
}
