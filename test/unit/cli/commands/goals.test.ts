import assert from 'node:assert/strict';
import { runCommandLine } from '../../../../src/cli/program';
import type { GoalProgress } from '../../../../src/core/api/goals';
import type { TonightReport } from '../../../../src/core/api/tonight';
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

const TONIGHT: TonightReport = {
  site: { latitude: 48.1, longitude: 11.6 },
  night: '2024-09-13',
  dark: { from: '2024-09-13T19:20:00.000Z', to: '2024-09-14T03:00:00.000Z' },
  darkness: 'astronomical',
  moonIllumination: 0.7514,
  moonless: 14_400,
  targets: [
    {
      object: 'M 31',
      ra: 10.7,
      dec: 41.3,
      high: 18_000,
      highMoonless: 9000,
      span: { from: '2024-09-13T20:00:00.000Z', to: '2024-09-14T01:00:00.000Z' },
      highest: { altitude: 83.2, time: '2024-09-14T00:30:00.000Z' },
      moonSeparation: 71.4,
      goals: [{ ...GOAL, usable: 18_000 }],
      curve: [{ time: '2024-09-13T12:00:00.000Z', altitude: -3.2 }],
    },
  ],
  unplaced: ['Nowhere'],
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
    const archive = fakeArchive({
      goals: (request) => (seen.push(request), Promise.resolve([GOAL])),
      tonight: (request) => (seen.push(request), Promise.resolve(TONIGHT)),
    });
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

  it('of tonight are shown with the night, or as JSON', async () => {
    const { out } = await run('goals', '--tonight');
    assert.match(out(), /19:20 to 03:00 UTC, 4 h without the Moon.+lit to 75 %/s);
    assert.match(out(), /M 31 +OIII +2\.5 h +5 h +20:00 to 01:00 +83° +71°/);
    const json = JSON.parse((await run('goals', '--tonight', '--json')).out()) as TonightReport;
    assert.deepEqual(json, { ...TONIGHT, moonIllumination: 0.751 });
    await run('goals', '--tonight', '--at', '2024-09-13T20:00:00Z', '--site', '48.1, -11.6');
    assert.deepEqual(seen.at(-1), { at: '2024-09-13T20:00:00Z', site: { latitude: 48.1, longitude: -11.6 } });
    for (const site of ['48.1', '48.1,', 'a,b', '1,2,3']) {
      assert.equal((await run('goals', '--tonight', '--site', site)).code, 2, site);
    }
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
