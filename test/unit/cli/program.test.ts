import assert from 'node:assert/strict';
import * as path from 'node:path';
import { runCommandLine } from '../../../src/cli/program';
import { settingsFrom } from '../../../src/cli/run/settings';
import type { RegisterReport, RegisterRequest } from '../../../src/core/api/archive';
import { ArchiveError, CancelledError } from '../../../src/core/base/errors';
import { registerReport } from '../../support/registerReport';
import { fakeArchive, FRAME, LIGHT, recorder } from './fakeArchive';

const REPORT: RegisterReport = registerReport({
  registered: [
    { from: '/in/a.fits', to: '/astro/a.fits', type: 'light', sha256: 'ab', size: 2880, edits: '' },
  ],
  seconds: 0.25,
});
const registering = (report: RegisterReport) => fakeArchive({ register: () => Promise.resolve(report) });
/** A source that exists wherever the tests run. */
const SOURCE = process.cwd();
const ABSENT = path.resolve('/no/such/folder');

describe('exit status', () => {
  const cases: readonly [why: string, report: RegisterReport, status: number][] = [
    ['0 when all is done', REPORT, 0],
    ['1 when some files failed', registerReport({ ...REPORT, counts: { ...REPORT.counts, failed: 1 } }), 1],
    ['3 when cancelled', { ...REPORT, cancelled: true }, 3],
  ];
  for (const [why, report, status] of cases) {
    it(why, async () => {
      const { services, events } = recorder(registering(report));
      assert.equal(await runCommandLine(['register', SOURCE], services), status);
      assert.deepEqual(events, ['open write', 'close']);
    });
  }

  for (const argv of [
    [],
    ['no-such-command'],
    ['register'],
    ['register', SOURCE, '--mode', 'steal'],
    ['sessions', '--type', 'galaxy'],
    ['sessions', '--no-such-option'],
    ['sessions', 'too', 'many'],
    ['checkout', 'x'],
    ['stats', '--quiet', '--verbose'],
  ]) {
    it(`2 for the wrong use: ${argv.join(' ') || 'no command'}`, async () => {
      const { services, events, out, err } = recorder(fakeArchive({}));
      assert.equal(await runCommandLine(argv, services), 2);
      assert.deepEqual(events, []);
      assert.equal(out(), '');
      assert.notEqual(err(), '');
    });
  }

  it('2 for a source that is not there, before anything is opened', async () => {
    const { services, events, err } = recorder(registering(REPORT));
    assert.equal(await runCommandLine(['register', SOURCE, ABSENT], services), 2);
    assert.deepEqual(events, []);
    assert.ok(err().includes(`${ABSENT}: There is no such file or folder`), err());
  });

  it('2 for an unknown session', async () => {
    const archive = fakeArchive({
      session: () => Promise.reject(new ArchiveError('request', 'No session zz')),
    });
    const { services, events } = recorder(archive);
    assert.equal(await runCommandLine(['explain', 'zz'], services), 2);
    assert.deepEqual(events, ['open read', 'close']);
  });

  it('3 when regenerating was cancelled', async () => {
    const archive = fakeArchive({ regenerate: () => Promise.reject(new CancelledError()) });
    assert.equal(await runCommandLine(['regenerate'], recorder(archive).services), 3);
  });

  it('4 when another program has the database open', async () => {
    const { services, err } = recorder(new ArchiveError('in-use', 'The database is in use'));
    assert.equal(await runCommandLine(['regenerate'], services), 4);
    assert.match(err(), /^Error: The database is in use/m);
  });

  it('1 when what was done could not be saved', async () => {
    const archive = fakeArchive({
      regenerate: () =>
        Promise.resolve({
          lightSessions: 0,
          calibrationSessions: 0,
          links: { bias: 0, dark: 0, flat: 0, flatDark: 0 },
          unlinked: 0,
          reread: null,
          seconds: 0,
        }),
      close: () => Promise.reject(new ArchiveError('database', 'The drive is full')),
    });
    const { services, err } = recorder(archive);
    assert.equal(await runCommandLine(['regenerate'], services), 1);
    assert.match(err(), /The drive is full/);
  });

  it('0 for help and version, on standard output', async () => {
    for (const argv of [['--help'], ['help', 'register'], ['--version']]) {
      const { services, out, err } = recorder(fakeArchive({}));
      assert.equal(await runCommandLine(argv, services), 0);
      assert.notEqual(out(), '');
      assert.equal(err(), '');
    }
  });
});

describe('requests', () => {
  it('copies by default, with absolute sources, and understands options on either side', async () => {
    const seen: RegisterRequest[] = [];
    const archive = fakeArchive({
      register: (request) => {
        seen.push(request);
        return Promise.resolve(REPORT);
      },
    });
    const { services } = recorder(archive, { folder: SOURCE });
    await runCommandLine(['register', 'src', 'test', '--json'], services);
    await runCommandLine(['--json', 'register', '--mode', 'in-place', '--dry-run', SOURCE], services);
    assert.deepEqual(seen, [
      {
        sources: [path.join(SOURCE, 'src'), path.join(SOURCE, 'test')],
        mode: 'copy',
        dryRun: false,
        listed: 100_000,
      },
      { sources: [SOURCE], mode: 'in-place', dryRun: true, listed: 100_000 },
    ]);
  });

  it('keeps the database in the repository unless told otherwise', () => {
    const folder = path.resolve('/astro');
    const here = settingsFrom({}, folder);
    assert.equal(here.repository, folder);
    assert.equal(here.database, path.join(folder, '.astro-archive', 'astro-archive.sqlite'));
    const there = settingsFrom({ repository: '../nas', database: 'my.sqlite' }, folder);
    assert.equal(there.repository, path.resolve('/nas'));
    assert.equal(there.database, path.join(folder, 'my.sqlite'));
  });

  it('resolves the beginning of a session id before listing its frames', async () => {
    const archive = fakeArchive({
      session: (id) => (id === '8c' ? Promise.resolve(LIGHT) : Promise.reject(new Error(id))),
      frames: ({ session }) => Promise.resolve({ items: session === LIGHT.id ? [FRAME] : [], next: null }),
    });
    const { services, out } = recorder(archive);
    assert.equal(await runCommandLine(['frames', '--session', '8c', '--json'], services), 0);
    const rows = JSON.parse(out()) as { path: string }[];
    assert.deepEqual(
      rows.map(({ path }) => path),
      [FRAME.path],
    );
  });
});

describe('answers', () => {
  it('are printed when the progress bar is gone', async () => {
    const events: string[] = [];
    const archive = fakeArchive({
      register: (_request, { progress }) => {
        progress.report({ phase: 'Registering', done: 1, total: 2, secondsLeft: null });
        return Promise.resolve(REPORT);
      },
    });
    const { services } = recorder(archive, {
      createBar: () => ({ report: () => events.push('bar'), stop: () => events.push('bar away') }),
      stdout: {
        write(_text, done) {
          events.push('answer');
          done();
          return true;
        },
      },
    });
    await runCommandLine(['register', SOURCE], services);
    assert.deepEqual(events.slice(0, 3), ['bar', 'bar away', 'answer']);
  });

  it('writes the documented JSON of a registration and nothing else', async () => {
    const { services, out } = recorder(registering(REPORT));
    await runCommandLine(['register', SOURCE, '--json'], services);
    const { plan, tally, ...written } = REPORT;
    assert.deepEqual([plan, tally], [null, []]);
    assert.deepEqual(JSON.parse(out()), written);
  });

  it('makes one array of many pages', async () => {
    const ids = Array.from({ length: 2500 }, (_, i) => String(i));
    const archive = fakeArchive({
      sessions: ({ from = 0, limit = 0 }) => {
        const items = ids.slice(from, from + limit).map((id) => ({ ...LIGHT, id }));
        return Promise.resolve({ items, next: from + limit < ids.length ? from + limit : null });
      },
    });
    const { services, out } = recorder(archive);
    await runCommandLine(['sessions', '--json'], services);
    const rows = JSON.parse(out()) as { id: string }[];
    assert.deepEqual(
      rows.map(({ id }) => id),
      ids,
    );
  });

  it('asks for the sessions of one type and object', async () => {
    const archive = fakeArchive({
      sessions: ({ type, object }) =>
        Promise.resolve({ items: [{ ...LIGHT, id: `${type} ${object}` }], next: null }),
    });
    const { services, out } = recorder(archive);
    await runCommandLine(['sessions', '--type', 'light', '--object', 'M 31', '--json'], services);
    assert.equal((JSON.parse(out()) as { id: string }[])[0]?.id, 'light M 31');
  });

  it('writes an empty array, or says that there is nothing', async () => {
    const archive = fakeArchive({ sessions: () => Promise.resolve({ items: [], next: null }) });
    const json = recorder(archive);
    await runCommandLine(['sessions', '--json'], json.services);
    assert.deepEqual(JSON.parse(json.out()), []);
    const text = recorder(archive);
    await runCommandLine(['sessions'], text.services);
    assert.equal(text.out(), 'No sessions. Register some frames and regenerate.\n');
  });

  it('never sends control characters of a header to the terminal', async () => {
    const nasty = 'NGC\u001b]0;title\u0007\u009b2J\n7000';
    const archive = fakeArchive({
      sessions: () => Promise.resolve({ items: [{ ...LIGHT, object: nasty }], next: null }),
      frames: () => Promise.resolve({ items: [{ ...FRAME, path: `/astro/${nasty}.fits` }], next: null }),
      register: () => Promise.resolve({ ...REPORT, failed: [{ path: `/in/${nasty}`, error: nasty }] }),
    });
    for (const argv of [['sessions'], ['frames'], ['register', SOURCE], ['sessions', '--json']]) {
      const { services, out, err } = recorder(archive);
      await runCommandLine(argv, services);
      assert.match(out(), /1b/);
      assert.doesNotMatch(out() + err(), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    }
  });

  it('stops quietly when nobody reads any more', async () => {
    let asked = 0;
    const archive = fakeArchive({
      frames: () => {
        asked++;
        return Promise.resolve({ items: [FRAME], next: asked });
      },
    });
    const pipe = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    const { services, events, err } = recorder(archive, {
      stdout: {
        write(_text, done) {
          done(asked > 2 ? pipe : null);
          return true;
        },
      },
    });
    assert.equal(await runCommandLine(['frames'], services), 0);
    assert.equal(asked, 3);
    assert.deepEqual(events, ['open read', 'close']);
    assert.doesNotMatch(err(), /Error/);
  });

  it('says of masters what they are made of, what they stand in for, and which are stale', async () => {
    const asked: unknown[] = [];
    const known = { stackCount: 30, ageDays: 412, stale: true, newer: null, replaces: ['d1'] };
    const dark = { ...LIGHT, id: 'm', type: 'dark', master: true } as const;
    const archive = fakeArchive({
      sessions: () => Promise.resolve({ items: [dark, LIGHT], next: null }),
      masters: (request) => {
        asked.push(request.staleDays);
        return Promise.resolve({ items: [{ id: 'm', ...known }], next: null });
      },
    });
    const json = recorder(archive);
    await runCommandLine(['sessions', '--json', '--stale-after', '100'], json.services);
    const [first, second] = JSON.parse(json.out()) as Record<string, unknown>[];
    assert.deepEqual({ ...first, ...known }, first);
    assert.ok(second && !('replaces' in second));
    const text = recorder(archive);
    await runCommandLine(['sessions'], text.services);
    assert.match(text.out(), /\nm +master dark, stale /);
    assert.deepEqual(asked, [100, undefined]);
    const wrong = recorder(archive);
    assert.equal(await runCommandLine(['sessions', '--stale-after', 'soon'], wrong.services), 2);
    assert.match(wrong.err(), /whole number of days/);
  });

  it('shows a table of sessions that people can read', async () => {
    const archive = fakeArchive({ sessions: () => Promise.resolve({ items: [LIGHT], next: null }) });
    const { services, out } = recorder(archive);
    await runCommandLine(['sessions'], services);
    const [head = '', row = ''] = out().split('\n');
    assert.match(head, /^Session +Type +Object +Night/);
    assert.match(
      row,
      /^8c1f03b2a9d4 +light +NGC 7000 +2024-09-13 .* Ha +300 s +6 +−10 °C +100 +b1 +d1 +— +—$/,
    );
  });
});
