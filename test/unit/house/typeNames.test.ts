import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const CORE = path.join(__dirname, '../../../src/core');
const EXPORTED = /^export (?:abstract )?(?:interface|type|class|enum) (\w+)/gm;

/** Each exported type of the core with the files that declare it. */
function declarations(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of readdirSync(CORE, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    for (const [, type = ''] of readFileSync(path.join(CORE, name), 'utf8').matchAll(EXPORTED)) {
      found.set(type, [...(found.get(type) ?? []), name]);
    }
  }
  return found;
}

describe('the types of the core', () => {
  it('have one meaning for each name', () => {
    const all = declarations();
    assert.ok(all.has('Session') && all.has('ArchivedFrame'));
    assert.deepEqual(
      [...all].filter(([, files]) => files.length > 1),
      [],
    );
  });
});
