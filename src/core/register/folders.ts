/** Makes folders that survive a power failure. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../database/file';

/** Makes a folder and those above it. A folder that is not durable would take the files in it along. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}
