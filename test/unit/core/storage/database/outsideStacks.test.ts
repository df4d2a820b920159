/** Stacks that lie outside of the repository, whose folders are stored with the separators of the system. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import { Frames } from '../../../../../src/core/storage/database/frames';
import { Results } from '../../../../../src/core/storage/database/results';
import { migrate } from '../../../../../src/core/storage/database/schema';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { sampleFrame } from '../../rules/frame/support';

describe('stacks outside the repository', () => {
  it('are no problem once they are recorded as results', async () => {
    const sqlite = await Sqlite.open(null);
    migrate(sqlite, '/db');
    const repository = path.resolve('/astro');
    const frames = new Frames(sqlite, repository);
    const stacks = ['/stacks/in/m31.fit', '/m33.fit', '/astro/m42.fit'].map((each) => path.resolve(each));
    for (const stack of stacks) {
      const file = { size: 5760, mtime: 1, sha256: 'ab'.repeat(32), imageKey: '2880-0', editedSha256: null };
      const frame = sampleFrame({ type: 'stack' });
      frames.insert({ ...file, path: stack, source: null, replaces: null, frame });
    }
    const shown = () => frames.page({ problem: 'stack', from: 0, limit: 10 }).map((frame) => frame.path);
    assert.deepEqual(shown(), stacks);
    const results = new Results(sqlite, repository);
    for (const stack of stacks) {
      const made = { object: null, filter: null, stackCount: null, totalExposure: null, sessions: [] };
      const of = {
        path: stack,
        kind: 'stack' as const,
        lights: null,
        leftOut: [],
        made: '2024-09-14T00:00:00Z',
      };
      results.store({ ...made, ...of }, null);
    }
    assert.deepEqual(shown(), []);
  });
});
