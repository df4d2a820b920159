/** Edits the header of a file the way operations do, and proves on the way that each of their ways makes the same file. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import type { CardEdit } from '../../src/core/formats/fits/header';
import { planEdit } from '../../src/core/formats/image/imageFile';
import { refuseBeyondHeader } from '../../src/core/storage/files/headerOnly';
import { applyPatches, inverse, patchState } from '../../src/core/storage/files/patches';
import { type PackedPatch, packPatches, unpackPatches } from '../../src/core/storage/journal/packing';

/**
 * Plans the edit, takes it through the text of a journal, and applies it: to the file as an amendment does, in place
 * where the header keeps its length, and to a copy as a registration does, written beside. Both must be the same, pass
 * as an edit of a header alone, and go back to what they were. Throws what the plan or the writing throws.
 */
export function editFile(file: string, edits: readonly CardEdit[]): void {
  const planned = planEdit(file, edits);
  const patches = unpackPatches(JSON.parse(JSON.stringify(packPatches(planned))) as PackedPatch[]);
  assert.equal(JSON.stringify(packPatches(patches)), JSON.stringify(packPatches(planned)));
  if (patches.length === 0) return applyPatches(file, patches, { journaled: true });
  const original = fs.readFileSync(file);
  const copy = `${file}.copy`;
  fs.copyFileSync(file, copy);
  try {
    const printable = patches.every((patch) => patch.before.every((byte) => byte >= 0x20 && byte <= 0x7e));
    refuseBeyondHeader(file, patches, { printable });
    applyPatches(file, patches, { journaled: true });
    applyPatches(copy, patches);
    const edited = fs.readFileSync(file);
    assert.ok(fs.readFileSync(copy).equals(edited), `${file}: in place it is another than beside`);
    assert.equal(patchState(file, patches), 'after');

    const back = inverse(patches);
    refuseBeyondHeader(copy, back, { printable });
    applyPatches(copy, back, { journaled: true });
    assert.ok(fs.readFileSync(copy).equals(original), `${file}: undone it is not what it was`);
    applyPatches(copy, patches, { journaled: true });
    applyPatches(copy, back);
    assert.ok(fs.readFileSync(copy).equals(original), `${file}: undone beside it is not what it was`);
  } finally {
    fs.rmSync(copy, { force: true });
  }
}
