/** Later operations that stand on what an undo would take away: it is refused, and says which. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { silentLog } from '../../../../../src/core/base/ports';
import { EMPTY_MARKER, type MarkedFile } from '../../../../../src/core/operations/checkout/marker';
import { writeMarker } from '../../../../../src/core/operations/checkout/marker';
import { SETTLED } from '../../../../../src/core/operations/history/history';
import { refuseStanding } from '../../../../../src/core/operations/history/standing';
import { markUndone, operations, recordOperation } from '../../../../../src/core/storage/database/operations';
import { migrate } from '../../../../../src/core/storage/database/schema';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import type { FileStep } from '../../../../../src/core/storage/files/fileStep';
import { Journal, journalPath } from '../../../../../src/core/storage/journal/journal';
import type { StepEnd } from '../../../../../src/core/storage/journal/lines';
import { JournalReader } from '../../../../../src/core/storage/journal/reader';
import { journalHome } from '../../../../support/identity';
import { temporaryFolder } from '../../../../support/makeFits';
import { fileStep } from '../../../../support/step';

describe('what stands on an operation', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let sqlite: Sqlite;
  beforeEach(async () => {
    folder = temporaryFolder();
    fs.mkdirSync(path.join(folder.path, 'repository'));
    sqlite = await Sqlite.open(null);
    migrate(sqlite, '/db');
  });
  afterEach(() => folder.dispose());

  const settings = () => ({
    repository: path.join(folder.path, 'repository'),
    database: path.join(folder.path, 'db.sqlite'),
  });
  const inside = (name: string) => path.join(folder.path, 'repository', name);
  const newest = () => operations(sqlite, 1)[0] ?? assert.fail();

  /** An operation on files, in the history and in its journal. */
  async function operation(
    kind: string,
    steps: readonly Partial<FileStep>[],
    { ends = [], summary = {} }: { ends?: readonly StepEnd[]; summary?: Record<string, unknown> } = {},
  ) {
    const { repository, database } = settings();
    const started = new Date(Date.UTC(2024, 10, 4, 20, 30 + operations(sqlite, 100).length)).toISOString();
    const journal = new Journal(journalHome(repository, database), { operation: 'register', started });
    await journal.announce(
      steps.map((step) =>
        fileStep('move', { from: inside('from.fits'), stem: inside('.astro-archive-0123456789ab'), ...step }),
      ),
    );
    await journal.done(ends.map((end, i) => [i, end]));
    await journal.end(silentLog);
    recordOperation(sqlite, { kind, started, summary, journal: journal.name });
    return newest();
  }

  function checkout(files: readonly MarkedFile[]): string {
    const to = path.join(folder.path, `checkout${operations(sqlite, 100).length}`);
    fs.mkdirSync(path.join(to, 'lights'), { recursive: true });
    writeMarker(to, { ...EMPTY_MARKER, files });
    recordOperation(sqlite, {
      kind: 'checkout',
      started: '2024-11-05T00:00:00.000Z',
      summary: { folder: to },
    });
    return to;
  }

  /** What the refusal says that it got; null where there is none. */
  async function refusal(of: ReturnType<typeof newest>): Promise<string | null> {
    const { repository, database } = settings();
    const journal = await JournalReader.open(await journalPath(database, of.journal ?? ''), repository);
    try {
      await refuseStanding(of, journal, settings(), sqlite);
      return null;
    } catch (error) {
      assert.ok(error instanceof ArchiveError && error.code === 'request', String(error));
      return error.detail.got ?? '';
    } finally {
      await journal.close();
    }
  }

  const first = () => operation('register', [{ to: inside('a.fits') }, { to: inside('b.fits') }]);

  it('is nothing where nothing came later, or on other files', async () => {
    const one = await first();
    assert.equal(await refusal(one), null);
    await operation('register', [{ from: inside('x.fits'), to: inside('c.fits') }]);
    assert.equal(await refusal(one), null);
    assert.equal(await refusal(newest()), null);
  });

  it('is one that took a file away, and one that put another there', async () => {
    for (const step of [
      { from: inside('a.fits'), to: inside('z.fits') },
      { from: inside('z.fits'), to: inside('b.fits') },
    ]) {
      const one = await first();
      await operation('set', [{ from: inside('x.fits'), to: inside('y.fits') }, step]);
      assert.notEqual(await refusal(one), null);
      markUndone(sqlite, newest().id);
      assert.equal(await refusal(one), null, 'once it is undone itself');
      markUndone(sqlite, one.id);
    }
  });

  it('is none whose step failed, on either side', async () => {
    const one = await first();
    await operation('set', [{ from: inside('a.fits'), to: inside('z.fits') }], { ends: ['failed'] });
    assert.equal(await refusal(one), null);
    const other = await operation('register', [{ to: inside('q.fits') }], { ends: ['failed'] });
    await operation('set', [{ from: inside('q.fits'), to: inside('z.fits') }]);
    assert.equal(await refusal(other), null);
  });

  it('is neither an undo, nor an operation that has nothing to take back, nor one without a journal', async () => {
    const one = await first();
    const step = { from: inside('a.fits'), to: inside('z.fits') };
    await operation('undo', [step]);
    await operation('set', [step], { summary: { [SETTLED]: 'every file was refused' } });
    recordOperation(sqlite, { kind: 'map', started: '2024-11-05T00:00:00.000Z', summary: {} });
    assert.equal(await refusal(one), null);
  });

  it('is none whose journal is no longer kept, or cannot be read', async () => {
    const one = await first();
    const later = await operation('set', [{ from: inside('a.fits'), to: inside('z.fits') }]);
    const file = await journalPath(settings().database, later.journal ?? '');
    assert.notEqual(await refusal(one), null);
    fs.writeFileSync(file, '{"journal":99,"operation":"set"}\n');
    assert.equal(await refusal(one), null);
    fs.rmSync(file);
    assert.equal(await refusal(one), null);
    fs.mkdirSync(file);
    await assert.rejects(refusal(one), { message: /EISDIR/ });
  });

  it('is a checkout with links to the files, while the links are there', async function () {
    if (process.platform === 'win32') this.skip(); // Links need a privilege there.
    const one = await first();
    const link = (source: string): MarkedFile => ({ path: 'lights/0001.fits', source, made: 'symlink' });
    const to = checkout([link(inside('a.fits'))]);
    assert.equal(await refusal(one), null, 'no link was made, or it is gone');
    fs.writeFileSync(path.join(to, 'lights', '0001.fits'), 'a copy that the user has put there');
    assert.equal(await refusal(one), null);
    fs.rmSync(path.join(to, 'lights', '0001.fits'));
    fs.symlinkSync(inside('a.fits'), path.join(to, 'lights', '0001.fits'));
    assert.notEqual(await refusal(one), null);
    writeMarker(to, { ...EMPTY_MARKER, files: [link(inside('other.fits'))] });
    assert.equal(await refusal(one), null, 'a link to another file');
    writeMarker(to, { ...EMPTY_MARKER, files: [{ ...link(inside('a.fits')), made: 'hardlink' }] });
    assert.equal(await refusal(one), null, 'a second name keeps its bytes');
    fs.writeFileSync(path.join(to, '.astro-archive-checkout.json'), 'not a marker');
    assert.equal(await refusal(one), null);
    fs.rmSync(to, { recursive: true });
    assert.equal(await refusal(one), null);
  });

  it('is a checkout with a link to a folder of theirs', async function () {
    if (process.platform === 'win32') this.skip(); // Links need a privilege there.
    const one = await first();
    const to = checkout([{ path: 'darks', source: inside('.'), made: 'junction' }]);
    fs.symlinkSync(inside('.'), path.join(to, 'darks'));
    const marked = (source: string) =>
      writeMarker(to, { ...EMPTY_MARKER, files: [{ path: 'darks', source, made: 'junction' }] });
    marked(path.dirname(inside('a.fits')));
    assert.notEqual(await refusal(one), null);
    marked(inside('elsewhere'));
    assert.equal(await refusal(one), null);
  });

  it('is named, the newest three of them, and how many more there are', async () => {
    const one = await first();
    const step = { from: inside('a.fits'), to: inside('z.fits') };
    const named = async () => ((await refusal(one)) ?? '').split('; ');
    for (let count = 1; count <= 3; count++) {
      await operation('set', [step]);
      assert.equal((await named()).length, count);
    }
    const three = (await refusal(one)) ?? '';
    await operation('set', [step]);
    const four = (await refusal(one)) ?? '';
    assert.equal(four.split('; ').length, 3);
    assert.ok(four.length > three.length, 'says how many more');
    const [newestNamed] = four.split('; ');
    assert.notEqual(newestNamed, three.split('; ')[0]);
  });
});
