import assert from 'node:assert/strict';
import * as path from 'node:path';
import { offeredModes } from '../../../src/commands/registerModes';

const repository = path.resolve('/astro');
const inside = path.join(repository, 'Incoming');
const elsewhere = path.resolve('/card');

describe('the modes that a registration offers', () => {
  const order = (...asked: Parameters<typeof offeredModes>) => offeredModes(...asked).map(({ mode }) => mode);

  it('begin with the usual one', () => {
    assert.deepEqual(order('copy', [elsewhere], repository), ['copy', 'move', 'in-place']);
    assert.deepEqual(order('move', [elsewhere], repository), ['move', 'copy', 'in-place']);
  });

  it('begin with in place for a folder that shares files with the archive', () => {
    for (const source of [repository, inside, path.dirname(repository)])
      assert.deepEqual(order('copy', [elsewhere, source], repository), ['in-place', 'copy', 'move'], source);
  });

  it('say so of a copy into the same folder', () => {
    const copy = (source: string) =>
      offeredModes('copy', [source], repository).find(({ mode }) => mode === 'copy')?.description;
    assert.notEqual(copy(inside), copy(elsewhere));
  });
});
