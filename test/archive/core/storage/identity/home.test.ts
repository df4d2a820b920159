/** An archive's identity on the disk: shared between programs, copied, moved, from elsewhere, and with traps in it. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { DEFAULT_TOLERANCES } from '../../../../../src/core/base/matching';
import { allFrames, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { writeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';
import { count, TwoPrograms, USUAL } from './support';

describe('the identity of an archive', () => {
  let two: TwoPrograms;
  let { at, open, desk, close, identity, copy, said } = {} as TwoPrograms;
  beforeEach(() => {
    two = new TwoPrograms();
    ({ at, open, desk, close, identity, copy, said } = two);
  });
  afterEach(() => two.dispose());

  it('is written with the first change, and not by looking', async () => {
    fs.mkdirSync(at('a'));
    await close(await desk());
    assert.deepEqual(fs.readdirSync(at('a')), []);
    assert.deepEqual(fs.readdirSync(at('storage')), []);
    const archive = await desk();
    await register(archive, 'copy', at('in'));
    await close(archive);
    assert.equal(identity()['database'], at('storage', 'astro-archive.sqlite'));
    assert.deepEqual(fs.readdirSync(at('a', '.astro-archive')), ['archive.json']);
  });

  it('leads the command line to the database of VS Code', async () => {
    const first = await desk();
    await register(first, 'copy', at('in'));
    await assert.rejects(open(), failed('in-use'));
    await first.note({ subject: { object: 'M 31' }, text: 'clouds' });
    await close(first);
    const second = await open();
    assert.equal(await count(second), 3);
    assert.equal((await second.status()).database, at('storage', 'astro-archive.sqlite'));
    assert.equal(fs.existsSync(at('a', '.astro-archive', 'astro-archive.sqlite')), false);
  });

  it('leads VS Code to the database of the command line', async () => {
    const first = await open();
    await register(first, 'copy', at('in'));
    await close(first);
    const second = await desk();
    assert.equal(await count(second), 3);
    assert.equal(identity()['database'], '.astro-archive/astro-archive.sqlite');
  });

  it('is one writer at a time however the repository is reached', async () => {
    const first = await open();
    await register(first, 'copy', at('in'));
    fs.symlinkSync(at('a'), at('door'));
    const through = {
      repository: at('door'),
      database: at('elsewhere.sqlite'),
      origin: { ...USUAL, database: 'given' } as const,
    };
    await assert.rejects(open(through), failed('in-use'));
  });

  it('makes a separate archive of a copy, with the frames that are in it', async () => {
    const first = await open();
    await register(first, 'move', at('in'));
    await close(first);
    const before = identity();
    copy('a', 'b');
    const second = await open({ repository: at('b') });
    assert.equal(await count(second), 3);
    for (const frame of await allFrames(second)) assert.ok(frame.path.startsWith(at('b')), frame.path);
    assert.notEqual(identity('b')['id'], before['id']);
    assert.deepEqual(identity(), before);
    assert.ok(said.some((line) => line.includes(at('b')) && line.includes(at('a'))));
    await close(second);
    const again = await open();
    assert.equal(await count(again), 3);
    assert.deepEqual(identity(), before);
  });

  it('gives a copy its own database where the original has its elsewhere', async () => {
    const first = await desk();
    await register(first, 'copy', at('in'));
    await first.note({ subject: { object: 'M 31' }, text: 'clouds' });
    await close(first);
    const database = fs.readFileSync(at('storage', 'astro-archive.sqlite'));
    copy('a', 'b');
    const second = await open({ repository: at('b') });
    assert.equal(await count(second), 3);
    await second.note({ subject: { object: 'M 31' }, text: 'of the copy' });
    await close(second);
    assert.deepEqual(fs.readFileSync(at('storage', 'astro-archive.sqlite')), database);
    assert.equal(identity('b')['database'], '.astro-archive/astro-archive.sqlite');
    const original = await desk();
    assert.equal((await original.note({ subject: { object: 'M 31' } })).text, 'clouds');
  });

  it('leaves an archive what it is whose folder was renamed', async () => {
    const first = await open();
    await register(first, 'copy', at('in'));
    await close(first);
    const before = identity();
    fs.renameSync(at('a'), at('b'));
    const second = await open({ repository: at('b') });
    assert.equal(await count(second), 3);
    const after = identity('b');
    assert.deepEqual(
      [after['id'], after['home'], after['repository']],
      [before['id'], before['home'], at('b')],
    );
  });

  it('trusts an archive from elsewhere with this folder only', async () => {
    const first = await open();
    await register(first, 'copy', at('in'));
    await close(first);
    const before = identity();
    copy('a', 'b');
    fs.rmSync(at('a'), { recursive: true });
    await open({ repository: at('b') });
    const after = identity('b');
    assert.equal(after['id'], before['id']);
    assert.notEqual(after['home'], before['home']);
  });

  it('opens no database of another archive, whatever its file says', async () => {
    const victim = await open({ repository: at('v') });
    await register(victim, 'copy', at('in'));
    await close(victim);
    const bytes = fs.readFileSync(at('v', '.astro-archive', 'astro-archive.sqlite'));
    fs.mkdirSync(at('a', '.astro-archive'), { recursive: true });
    const forged = {
      ...identity('v'),
      id: 'f'.repeat(32),
      database: at('v', '.astro-archive', 'astro-archive.sqlite'),
    };
    fs.writeFileSync(at('a', '.astro-archive', 'archive.json'), JSON.stringify(forged));
    const archive = await open();
    assert.equal(await count(archive), 0);
    await archive.note({ subject: { object: 'M 31' }, text: 'mine' });
    await close(archive);
    assert.deepEqual(fs.readFileSync(at('v', '.astro-archive', 'astro-archive.sqlite')), bytes);
    assert.ok(said.some((line) => line.includes(at('v', '.astro-archive', 'astro-archive.sqlite'))));
  });

  it('writes into no file that is no database, whatever its file says', async () => {
    const frame = at('in', '0.fits');
    const bytes = fs.readFileSync(frame);
    fs.mkdirSync(at('a', '.astro-archive'), { recursive: true });
    const forged = {
      format: 'astro-archive',
      version: 1,
      id: 'f'.repeat(32),
      home: 'e'.repeat(32),
      repository: at('a'),
      inode: '1',
      born: null,
      database: frame,
    };
    fs.writeFileSync(at('a', '.astro-archive', 'archive.json'), JSON.stringify(forged));
    await open()
      .then(async (archive) => archive.note({ subject: { object: 'M 31' }, text: 'mine' }))
      .catch((error: unknown) => assert.ok(error instanceof ArchiveError, String(error)));
    assert.deepEqual(fs.readFileSync(frame), bytes);
  });

  it('writes nothing through a folder or database that is a link', async () => {
    fs.mkdirSync(at('a'));
    fs.mkdirSync(at('home'));
    fs.symlinkSync(at('home'), at('a', '.astro-archive'));
    await assert.rejects(open(), failed('file', { expected: 'a folder', got: 'a link' }));
    assert.deepEqual(fs.readdirSync(at('home')), []);
    fs.rmSync(at('a', '.astro-archive'));
    fs.mkdirSync(at('a', '.astro-archive'));
    const other = await open({
      repository: at('v'),
      database: at('v', 'own.sqlite'),
      origin: { ...USUAL, database: 'given' },
    });
    await register(other, 'copy', at('in'));
    await close(other);
    fs.symlinkSync(at('v', 'own.sqlite'), at('a', '.astro-archive', 'astro-archive.sqlite'));
    await assert.rejects(open(), failed('database', { expected: 'a file' }));
  });

  it('is made again from the database where its file is damaged, which is kept', async () => {
    const first = await open();
    await register(first, 'copy', at('in'));
    await close(first);
    const { id } = identity();
    for (const text of ['', '{', '[]', '{"format":"astro-archive","version":1,"id":"../.."}']) {
      fs.writeFileSync(at('a', '.astro-archive', 'archive.json'), text);
      const archive = await open();
      assert.equal(await count(archive), 3);
      await close(archive);
      assert.equal(identity()['id'], id);
    }
    const kept = fs.readdirSync(at('a', '.astro-archive')).filter((name) => name.includes('.damaged-'));
    assert.equal(kept.length, 4);
  });

  it('is left alone where a newer version has written it', async () => {
    fs.mkdirSync(at('a', '.astro-archive'), { recursive: true });
    const first = await open();
    await first.note({ subject: { object: 'M 31' }, text: 'x' });
    await close(first);
    const newer = JSON.stringify({ ...identity(), version: 2 });
    fs.writeFileSync(at('a', '.astro-archive', 'archive.json'), newer);
    await assert.rejects(open(), failed('database', /archive\.json/));
    assert.equal(fs.readFileSync(at('a', '.astro-archive', 'archive.json'), 'utf8'), newer);
  });

  it('keeps settings that VS Code has made for the command line, whose own count before', async () => {
    const made = { addWcs: 'always', tolerances: { ...DEFAULT_TOLERANCES, temperature: 1 } } as const;
    const origin = { database: 'usual', given: ['addWcs', 'tolerances.temperature'], keeps: true } as const;
    const first = await desk({ ...made, origin });
    await register(first, 'copy', at('in'));
    await close(first);
    assert.deepEqual(identity()['settings'], { addWcs: 'always', tolerances: { temperature: 1 } });
    const second = await open({ origin: { ...USUAL, given: ['addWcs'] } });
    await second.note({ subject: { object: 'M 31' }, text: 'x' });
    await close(second);
    assert.deepEqual(identity()['settings'], { addWcs: 'always', tolerances: { temperature: 1 } });
  });

  it('refuses a named database of another archive, and puts its own beside it in a shared storage', async () => {
    const first = await desk();
    await register(first, 'copy', at('in'));
    await close(first);
    const other = { repository: at('b'), database: at('storage', 'astro-archive.sqlite') };
    const given = { ...USUAL, database: 'given' } as const;
    await assert.rejects(
      open({ ...other, origin: given }),
      failed('database', { expected: 'the database of this archive, or a new one' }),
    );
    const second = await open(other);
    assert.equal(await count(second), 0);
    await register(second, 'copy', at('in'));
    assert.match(String(identity('b')['database']), /astro-archive-[0-9a-f]{8}\.sqlite$/);
  });

  it('works on a repository that cannot be written, with the database elsewhere', async function () {
    if (process.getuid?.() === 0) this.skip();
    fs.mkdirSync(at('a'));
    writeFits(at('a'), 'x.fits', light(9));
    fs.chmodSync(at('a'), 0o555);
    const archive = await desk();
    await register(archive, 'in-place', at('a'));
    assert.equal(await count(archive), 1);
    fs.chmodSync(at('a'), 0o755);
  });

  it('makes nothing in the folder in which a drive is mounted that is away', async () => {
    const first = await desk();
    await register(first, 'copy', at('in'));
    await close(first);
    fs.renameSync(at('a'), at('unplugged'));
    fs.mkdirSync(at('a'));
    const away = await desk();
    await away.note({ subject: { object: 'M 31' }, text: 'thought of in bed' });
    await close(away);
    assert.deepEqual(fs.readdirSync(at('a')), []);
    fs.rmdirSync(at('a'));
    fs.renameSync(at('unplugged'), at('a'));
    const back = await desk();
    assert.equal(await count(back), 3);
    assert.equal((await back.note({ subject: { object: 'M 31' } })).text, 'thought of in bed');
  });

  it('takes a database and a notebook of the first version along', async () => {
    const first = await desk();
    await register(first, 'copy', at('in'));
    await first.note({ subject: { object: 'M 31' }, text: 'clouds' });
    await close(first);
    // As the first version left them: no identity, and the notebook beside the database.
    fs.renameSync(at('a', '.astro-archive', 'astro-archive.json'), at('storage', 'astro-archive.json'));
    fs.rmSync(at('a', '.astro-archive'), { recursive: true });
    const second = await desk();
    assert.equal(await count(second), 3);
    await second.note({ subject: { object: 'M 33' }, text: 'too' });
    await close(second);
    const notebook = fs.readFileSync(at('a', '.astro-archive', 'astro-archive.json'), 'utf8');
    assert.match(notebook, /clouds[\s\S]*too/);
    assert.deepEqual(
      fs.readdirSync(at('storage')).filter((name) => name.includes('.json')),
      ['astro-archive.json.moved'],
    );
  });
});
