/** An archive of the first version, its files made by its own code: opened, recovered, undone and rebuilt by this one. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive, ArchiveSettings } from '../../../../../src/core/api/archive';
import { openArchive } from '../../../../../src/core/archive/open';
import { rescueOf } from '../../../../../src/core/archive/rescue/rescue';
import { DEFAULT_TOLERANCES } from '../../../../../src/core/base/matching';
import { noContext, silentLog } from '../../../../../src/core/base/ports';
import { DEFAULT_PATTERNS } from '../../../../../src/core/rules/place/patterns';
import { sha256 } from '../../../../support/files';
import { type Fixture, type FixtureState, makeRoot, put } from './fixture';

const fixture = JSON.parse(fs.readFileSync(path.join(__dirname, 'version1.json'), 'utf8')) as Fixture;

describe('an archive of the first version', function () {
  let folder: string;
  let root: string;
  let archive: Archive | undefined;
  before(function () {
    // Paths in its database and journals are those of the system that it was made on.
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(() => ({ folder, root } = makeRoot()));
  afterEach(async () => {
    await archive?.close().catch(() => undefined);
    archive = undefined;
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const at = (...parts: string[]) => path.join(root, ...parts);
  const database = () => at('repository', '.astro-archive', 'astro-archive.sqlite');
  const settings = (): ArchiveSettings => ({
    repository: at('repository'),
    database: database(),
    timeZone: 'UTC',
    sirilPath: null,
    patterns: DEFAULT_PATTERNS,
    tolerances: DEFAULT_TOLERANCES,
    addWcs: 'whenCopied',
  });
  const open = async () =>
    (archive = await openArchive({ settings: settings(), log: silentLog, hashThreads: 0 }));
  const rescue = () => rescueOf({ settings: settings(), log: silentLog, hashThreads: 0 });

  async function stateOf(opened: Archive): Promise<Omit<FixtureState, 'originals' | 'history'>> {
    const relative = (file: string) => path.relative(root, file).split(path.sep).join('/');
    return {
      frames: (await opened.frames({})).items.map((each) => ({
        path: relative(each.path),
        sha256: each.sha256,
        object: each.object,
        session: each.session,
        rejected: each.rejected,
      })),
      sessions: (await opened.sessions({})).items.map(({ id, links, note = null }) => ({ id, links, note })),
      aliases: await opened.nameRules({ action: 'list' }),
    };
  }
  const byPath = (state: Awaited<ReturnType<typeof stateOf>>) => ({
    ...state,
    frames: [...state.frames].sort((a, b) => (a.path < b.path ? -1 : 1)),
  });
  const { originals, history, ...before1 } = fixture.state;
  const hashes = (...folders: string[]) =>
    Object.fromEntries(
      Object.keys(originals)
        .filter((name) => folders.includes(name.split('/')[0] ?? ''))
        .map((name) => [name, fs.existsSync(at(name)) ? sha256(at(name)) : null]),
    );
  const expected = (...folders: string[]) =>
    Object.fromEntries(
      Object.entries(originals).filter(([name]) => folders.includes(name.split('/')[0] ?? '')),
    );

  it('opens as it was, and stays so', async () => {
    put(fixture, root, 'closed');
    for (let time = 0; time < 2; time++) {
      const opened = await open();
      assert.deepEqual(await stateOf(opened), before1);
      assert.deepEqual((await opened.note({ subject: { object: 'M 33' } })).text, 'faint');
      assert.deepEqual(
        (await opened.history({})).items.map(({ kind }) => kind),
        history,
      );
      assert.equal((await opened.status()).recovered, null);
      await opened.close();
    }
  });

  it('is whole by its own hashes', async () => {
    put(fixture, root, 'closed');
    const report = await (await open()).verify({ quick: false, fromStart: true }, noContext);
    assert.deepEqual([report.missing, report.changed, report.unreadable, report.unknown], [[], [], [], []]);
  });

  it('finishes what was cut off', async () => {
    put(fixture, root, 'interrupted');
    const { recovered } = await (await open()).status();
    assert.deepEqual(recovered, { finished: 1, rolledBack: 1, problems: 0 });
    // Its journal does not say whose it is: what lies outside the archive stays, and registering it again gives it up.
    assert.equal(sha256(at('late', 'half.fits')), originals['late/half.fits']);
    assert.equal(sha256(at('repository', 'Light', 'half-registered.fits')), originals['late/half.fits']);
    assert.equal(sha256(at('late', 'waiting.fits')), originals['late/waiting.fits']);
    assert.equal(fs.existsSync(at('repository', 'Light', 'waiting-registered.fits')), false);
  });

  it('takes its operations back, the newest first, to the last byte', async () => {
    put(fixture, root, 'closed');
    const opened = await open();
    const undone: string[] = [];
    for (;;) {
      const next = (await opened.history({})).items.find(({ undoable }) => undoable);
      if (!next) break;
      const { refused } = await opened.undo({ operation: next.id, dryRun: false }, noContext);
      assert.deepEqual(refused, [], next.kind);
      undone.push(next.kind);
      assert.ok(undone.length < 10);
    }
    assert.deepEqual(undone, ['merge', 'register', 'register', 'register']);
    assert.deepEqual(hashes('source', 'card', 'elsewhere'), expected('source', 'card', 'elsewhere'));
    assert.equal((await opened.status()).frameCount, 0);
  });

  for (const damage of ['damaged', 'damaged, without a notebook', 'gone'] as const) {
    it(`is rebuilt with what only the user knows where its database is ${damage}`, async () => {
      put(fixture, root, 'closed');
      const bytes = fs.readFileSync(database());
      if (damage === 'gone') fs.rmSync(database());
      else fs.writeFileSync(database(), bytes.subarray(0, bytes.length - 8192));
      if (damage === 'damaged, without a notebook')
        fs.rmSync(at('repository', '.astro-archive', 'astro-archive.json'));
      const report = await rescue().rebuild(noContext);
      assert.deepEqual(report.folders, [at('repository'), at('elsewhere')]);
      assert.deepEqual(report.failed, []);
      const now = await stateOf(await open());
      // The SHA-256 of a file before its header was edited is not in the file; it counts as a new one.
      const withoutHash = (state: typeof now) => ({
        ...byPath(state),
        frames: byPath(state).frames.map(({ path, object, rejected }) => ({ path, object, rejected })),
      });
      assert.deepEqual(withoutHash(now), withoutHash(before1));
    });
  }

  it('is restored to the generation before', async () => {
    put(fixture, root, 'closed');
    fs.writeFileSync(database(), fs.readFileSync(database()).subarray(0, 20_000));
    const { frameCount } = await rescue().restore();
    assert.equal(frameCount, before1.frames.length);
    assert.equal((await (await open()).status()).frameCount, before1.frames.length);
  });
});
