import assert from 'node:assert/strict';
import { runCommandLine } from '../../../../src/cli/program';
import { temporaryFolder, writeFits } from '../../../support/makeFits';
import { row } from '../../core/rules/figures/support';
import { fakeArchive, recorder } from '../fakeArchive';

const ROWS = [
  row(),
  row({ session: 'b', object: 'M 9', night: '2024-10-01', frameCount: 3, totalExposure: 900, bytes: 500 }),
  row({ session: 'c', object: null, telescope: null, imager: null, filter: null, night: null }),
];

describe('figures on the command line', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
    writeFits(folder.path, '.astro-archive/astro-archive.sqlite', Buffer.alloc(0));
  });
  afterEach(() => folder.dispose());

  const run = async (...argv: string[]) => {
    const archive = fakeArchive({ statsRows: () => Promise.resolve({ rows: ROWS, counted: '' }) });
    const recorded = recorder(archive, { folder: folder.path });
    return { ...recorded, code: await runCommandLine(argv, recorded.services) };
  };

  it('are listed by what is asked for', async () => {
    const { code, out } = await run('stats', '--by', 'object', '--json');
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out()), [
      { object: 'M 31', filter: 'Ha', hours: 0.8333, frames: 10 },
      { object: 'M 9', filter: 'Ha', hours: 0.25, frames: 3 },
      { object: null, filter: null, hours: 0.8333, frames: 10 },
    ]);
    const months = await run('stats', '--by', 'month', '--json');
    assert.deepEqual((JSON.parse(months.out()) as unknown[])[1], {
      ...{ month: '2024-10', hours: 0.25, lights: 3, frames: 10, bytes: 500 },
      ...{ framesInTotal: 20, bytesInTotal: 1500 },
    });
  });

  it('are of a time, a rig and an object by any of its names, also as CSV', async () => {
    const { out } = await run(
      'stats',
      '--by',
      'night',
      '--from',
      '2024-10-01',
      '--rig',
      'fsq + asi',
      '--csv',
    );
    assert.equal(out(), 'night,hours,frames,objects\n2024-10-01,0.25,3,M 9\n');
    const object = await run('stats', '--object', 'm31', '--json');
    assert.equal((JSON.parse(object.out()) as unknown[]).length, 1);
  });

  it('refuse what is not there', async () => {
    for (const wrong of [
      ['--rig', 'C8'],
      ['--object', 'M 1'],
      ['--from', '2024'],
      ['--by', 'weather'],
    ]) {
      assert.notEqual((await run('stats', ...wrong)).code, 0, wrong.join(' '));
    }
  });
});
