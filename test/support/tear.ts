/** A header that a process was editing when it died. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import type { FileStep } from '../../src/core/storage/files/fileStep';

/** Writes the first patch as far as `bytes` bytes behind the first one that changes, and no other. */
export function tear(file: string, patches: FileStep['patches'], bytes: number): void {
  const content = fs.readFileSync(file);
  const [patch] = patches;
  assert.ok(patch);
  const changed = patch.before.findIndex((byte, i) => byte !== patch.after[i]);
  content.set(patch.after.subarray(0, changed + bytes), patch.offset);
  fs.writeFileSync(file, content);
}
