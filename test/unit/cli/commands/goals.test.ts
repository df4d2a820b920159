import assert from 'node:assert/strict';
import { runCommandLine } from '../../../../src/cli/program';
import type { GoalProgress } from '../../../../src/core/api/goals';
import { temporaryFolder, writeFits } from '../../../support/makeFits';
import { fakeArchive, recorder } from '../fakeArchive';

const GOAL: GoalProgress = {
  object: 'M 31',
  filter: 'OIII',
  said: '60x300s',
  wanted: 18_000,
  accepted: 9000,
  remaining: 9000,
  done: false,
};

describe('goals on the command line', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let seen: unknown[];
  beforeEach(() => {
    folder = temporaryFolder();
    writeFits(folder.path, '.astro-archive/astro-archive.sqlite', Buffer.alloc(0));
    seen = [];
  });
  afterEach(() => folder.dispose());

  const run = async (...argv: string[]) => {
    const archive = fakeArchive({ goals: (request) => (seen.push(request), Promise.resolve([GOAL])) });
    const recorded = recorder(archive, { folder: folder.path });
    return { ...recorded, code: await runCommandLine(argv, recorded.services) };
  };

  it('are listed in seconds for scripts, and as they were said for people', async () => {
    const { said, ...times } = GOAL;
    const listed = await run('goals', '--json');
    assert.deepEqual(JSON.parse(listed.out()), [{ ...times, said }]);
    assert.deepEqual(listed.events, ['open read', 'close']);
    assert.match((await run('goals')).out(), /M 31 +OIII +60x300s +2\.5 h +2\.5 h +▰▰▱▱/);
  });

  it('are set by filter, by template, and both', async () => {
    const { events } = await run('goals', 'set', 'M 31', 'Ha=10h', 'a=b=60x300s', '--template', 'hoo=20h');
    assert.deepEqual(events, ['open write', 'close']);
    await run('goals', 'remove', 'M 31', 'Ha', 'L');
    await run('goals', 'remove', 'M 31');
    assert.deepEqual(seen, [
      {
        action: 'set',
        object: 'M 31',
        times: [
          { filter: 'Ha', wanted: '10h' },
          { filter: 'OIII', wanted: '10h' },
          { filter: 'Ha', wanted: '10h' },
          { filter: 'a=b', wanted: '60x300s' },
        ],
      },
      { action: 'remove', object: 'M 31', filters: ['Ha', 'L'] },
      { action: 'remove', object: 'M 31', filters: [] },
    ]);
  });

  it('that cannot be read are wrong use, and nothing is asked of the archive', async () => {
    for (const argv of [
      ['Ha'],
      ['=10h'],
      ['--template', 'XYZ=10h'],
      ['--template', 'SHO'],
      ['--template', 'SHO=x'],
    ]) {
      const { code, err } = await run('goals', 'set', 'M 31', ...argv);
      assert.equal(code, 2, argv.join(' '));
      assert.match(err(), /expected .+(10h|SHO)/, argv.join(' '));
    }
    assert.deepEqual(seen, []);
  });
});
