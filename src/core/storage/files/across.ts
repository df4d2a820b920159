/** Moves a file from one file system to another: a verified copy, and only then the source goes. */
import { unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../../base/syncFolder';
import { copyTo } from './copy';
import type { Digest } from './digests';
import type { FileStep } from './fileStep';
import { giveUpSource } from './stepSource';

/**
 * Returns the SHA-256 of the copy where its header was edited, else null. Throws; the source is then as it
 * was.
 */
export async function moveAcross(step: FileStep, digest: Digest): Promise<string | null> {
  const edited = await copyTo(step, digest);
  try {
    // Two file systems keep two journals: only when the new name is durable may the old one go.
    await syncFolder(dirname(step.to));
  } catch (syncError) {
    await unlink(step.to);
    throw syncError;
  }
  await giveUpSource(step);
  return edited;
}
