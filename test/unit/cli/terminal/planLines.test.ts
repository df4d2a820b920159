import assert from 'node:assert/strict';
import { join } from 'node:path';
import { runCommandLine } from '../../../../src/cli/program';
import { registerReport } from '../../../support/registerReport';
import { fakeArchive, recorder } from '../fakeArchive';

/** A source that exists wherever the tests run. */
const SOURCE = process.cwd();

describe('a plan on the command line', () => {
  it('shows a plan by folder, with sizes, names, header edits and the room that it takes', async () => {
    const file = (name: string, edits = '') => ({
      from: `/in/${name}`,
      to: `/astro/Light/M_31/new-${name}`,
      type: 'light' as const,
      sha256: 'ab',
      size: 2_500_000,
      edits,
    });
    const group = { type: 'light' as const, folder: '/astro/Light/M_31', files: 7, bytes: 17_500_000 };
    const planned = registerReport({
      registered: [file('a.fits', 'adds CD1_1'), ...['b', 'c', 'd', 'e', 'f'].map((name) => file(name))],
      counts: { registered: 7, duplicates: 0, failed: 0, skipped: 30_000 },
      known: 30_000,
      bytes: 17_500_000,
      plan: { id: null, groups: [group], edited: 1, space: { needed: 17_500_000, free: 1_000_000 } },
    });
    const text = recorder(fakeArchive({ register: () => Promise.resolve(planned) }));
    await runCommandLine(['--repository', '/astro', 'register', '--dry-run', SOURCE], text.services);
    assert.deepEqual(text.out().split('\n'), [
      'Would register 7 files (7 lights, 17.5 MB), 0 duplicates, 0 failed, 30000 skipped, 1.5 s',
      "Needs 17.5 MB, but only 1.0 MB are free on the archive's drive.",
      'The headers of 1 file would get a CD matrix.',
      '',
      'Would go to',
      `  ${join('Light', 'M_31')}: 7 lights, 17.5 MB`,
      '    /in/a.fits → new-a.fits, adds CD1_1',
      ...['b', 'c', 'd', 'e'].map((name) => `    /in/${name} → new-${name}`),
      '    … and 2 more',
      '',
      'Skipped',
      '  30000 files: It is in the archive already, by its size and time',
      '',
    ]);
    const json = recorder(fakeArchive({ register: () => Promise.resolve(planned) }));
    await runCommandLine(['register', '--dry-run', SOURCE, '--json'], json.services);
    const { groups, space, counts } = JSON.parse(json.out()) as Record<string, unknown>;
    assert.deepEqual([groups, space], [[group], { needed: 17_500_000, free: 1_000_000 }]);
    assert.deepEqual(counts, planned.counts);
  });
});
