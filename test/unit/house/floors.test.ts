import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { BESIDE, FLOORS } from '../../../eslint/floors.mjs';

const ROOT = path.join(__dirname, '../../..');

const folders = (...parts: string[]): string[] =>
  readdirSync(path.join(ROOT, ...parts), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );

/** `base`, `formats/fits`: the rooms in the order of the list, a floor itself where it holds files. */
const rooms = Object.entries(FLOORS).flatMap(([floor, names]) =>
  names.length === 0 ? [floor] : names.map((name) => (name === '.' ? floor : `${floor}/${name}`)),
);

/** The first column of the tables in CONTRIBUTING.md, in order. */
const told = [
  ...readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8').matchAll(/^\| `([\w./-]+)` +\|/gm),
].map(([, place = '']) => place);

describe('the house', () => {
  it('has the floors and rooms that lint knows, and no other folder or loose file', () => {
    assert.deepEqual(readdirSync(path.join(ROOT, 'src/core')).sort(), Object.keys(FLOORS).sort());
    for (const [floor, names] of Object.entries(FLOORS)) {
      const listed = names.filter((name) => name !== '.');
      assert.deepEqual(folders('src/core', floor).sort(), [...listed].sort(), floor);
    }
    assert.deepEqual(folders('src').sort(), ['core', ...Object.keys(BESIDE)].sort());
  });

  it('is the one that CONTRIBUTING.md shows, in the same order', () => {
    assert.deepEqual(told.slice(0, rooms.length), rooms);
    const beside = told.flatMap((place) => (place.startsWith('src/') ? [place.slice('src/'.length)] : []));
    assert.deepEqual(beside.sort(), Object.keys(BESIDE).sort());
  });
});
