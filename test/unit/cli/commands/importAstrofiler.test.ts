import assert from 'node:assert/strict';
import * as path from 'node:path';
import { runCommandLine } from '../../../../src/cli/program';
import type { AstrofilerReport, AstrofilerRequest, RegisterRequest } from '../../../../src/core/api/archive';
import { registerReport } from '../../../support/registerReport';
import { fakeArchive, recorder } from '../fakeArchive';

const REPORT: AstrofilerReport = {
  database: '/old/astrofiler.db',
  counts: {
    files: 5,
    byPath: 2,
    byHash: 1,
    bySource: 0,
    agreeing: 2,
    differing: 1,
    differences: 1,
    unregistered: 1,
    gone: 1,
    calibrated: 0,
    masters: 2,
    sessions: 3,
    sameSessions: 2,
    splitSessions: 1,
    rejected: 1,
    notes: 1,
    sources: 0,
    rules: 1,
    leftAlone: 4,
  },
  differences: [{ path: '/a\u001b.fits', field: 'exposure', archive: '300 s', astrofiler: '60 s' }],
  gaps: [{ field: 'telescope', value: 'EQ6', frameCount: 12 }],
  unregistered: ['/old/b.fits'],
  gone: ['D:/c.fits'],
  calibrated: [],
  masters: { archived: 1, unregistered: ['/old/master.fits'], gone: [] },
  rules: [{ kind: 'object', spelling: 'Trunk', name: 'IC 1396', matching: 'exact' }],
  refusedMappings: [{ card: 'NOTES', from: 'a', to: 'b', why: 'Names of NOTES are not mapped' }],
  rejected: ['/a.fits'],
  notes: [{ path: null, session: '8c1f03b2a9d4', text: 'clouds' }],
  sources: [],
  cancelled: false,
  seconds: 1,
};

describe('import-astrofiler on the command line', () => {
  const run = async (report: AstrofilerReport, ...argv: string[]) => {
    const asked: unknown[] = [];
    const archive = fakeArchive({
      importAstrofiler: (request: AstrofilerRequest) => (asked.push(request), Promise.resolve(report)),
      register: (request: RegisterRequest) => {
        asked.push({ ...request, listed: 0 });
        return Promise.resolve(registerReport({ registered: [] }));
      },
      regenerate: () => Promise.reject(new Error('nothing was registered')),
      close: () => Promise.resolve(),
    });
    const recorded = recorder(archive, { folder: path.resolve('/work') });
    return {
      ...recorded,
      asked,
      code: await runCommandLine(['import-astrofiler', ...argv], recorded.services),
    };
  };

  it('says what agrees, what differs and what is taken over', async () => {
    const { out, asked, events, code } = await run(REPORT, '../old', '--dry-run');
    assert.equal(code, 0);
    assert.deepEqual(events, ['open read', 'close']);
    assert.deepEqual(asked, [{ path: path.resolve('/old'), dryRun: true, listed: 100_000 }]);
    const text = out();
    assert.match(
      text,
      /^3 of 5 files in the archive: 2 agree, 1 differ; 1 not registered; 1 not on this disk\n/,
    );
    assert.match(text, /^Would take over: 1 rule, 1 rejected frame, 1 note$/m);
    assert.match(text, /^3 sessions compared: 2 in one session here, 1 split over several$/m);
    assert.match(text, /^4 imported before and changed since/m);
    assert.match(text, /Different values \(1\)\n {2}\/a\\x1b\.fits: exposure 300 s, in AstroFiler 60 s/);
    assert.match(
      text,
      /Mappings that cannot be imported \(1\)\n {2}NOTES: a → b: Names of NOTES are not mapped/,
    );
    assert.match(text, /Only in AstroFiler \(1\)\n {2}telescope EQ6: 12 frames/);
  });

  it('registers first what only AstroFiler knows, where it is asked to', async () => {
    const { out, asked, code } = await run(REPORT, '/old', '--register', 'in-place', '--json');
    assert.equal(code, 0);
    const [look, register, take] = asked as Record<string, unknown>[];
    assert.equal(look?.['dryRun'], true);
    assert.deepEqual(register?.['sources'], ['/old/b.fits', '/old/master.fits']);
    assert.deepEqual([register['mode'], register['dryRun']], ['in-place', false]);
    assert.equal(take?.['dryRun'], false);
    const { register: registered, ...answer } = JSON.parse(out()) as { register: { counts: unknown } };
    const gaps = [{ field: 'telescope', value: 'EQ6', frames: 12 }];
    assert.deepEqual(answer, { ...REPORT, gaps });
    assert.ok(registered.counts);
  });

  it('refuses an unknown mode, and tells a cancel by its status', async () => {
    assert.equal((await run(REPORT, '/old', '--register', 'link')).code, 2);
    assert.equal((await run({ ...REPORT, cancelled: true }, '/old')).code, 3);
  });
});
