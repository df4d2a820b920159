/** What only the user knows outlives the loss of the database. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive } from '../../../../../src/core/api/archive';
import { noContext, silentLog } from '../../../../../src/core/base/ports';
import { previousGeneration } from '../../../../../src/core/storage/database/databaseFile';
import { allFrames, allSessions, Bench, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { light, ROTATED, writeNight } from '../../../../support/night';

describe('the notebook beside the database', () => {
  let bench: Bench;
  let archive: Archive;
  let notebook: string;
  let warnings: string[];
  const log = { ...silentLog, warn: (text: string) => warnings.push(text) };
  beforeEach(async () => {
    bench = new Bench();
    warnings = [];
    notebook = bench.notebook;
    writeNight(bench.source);
    // Registration adds the CD matrix to these, so that their SHA-256 is not that of the file in the repository.
    for (let i = 10; i < 12; i++) bench.put(`rotated_${i}.fits`, light(i, { ...ROTATED, OBJECT: 'Trunk' }));
    archive = await bench.open({}, log);
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
  });
  afterEach(() => bench.dispose());

  const json = () =>
    JSON.parse(fs.readFileSync(notebook, 'utf8')) as Record<string, Record<string, unknown>[]>;
  const beside = () =>
    fs.readdirSync(path.dirname(notebook)).filter((name) => name.startsWith('astro-archive.json'));
  const session = async (object: string) =>
    (await allSessions(archive)).find((each) => each.object === object) ?? assert.fail(object);
  const frame = async (object: string) =>
    (await allFrames(archive)).find((each) => (each.inHeader?.object ?? each.object) === object) ??
    assert.fail(object);
  /** Something of every kind. */
  const decide = async () => {
    const { id } = await session('NGC 7000');
    const dark = (await allSessions(archive)).find((each) => each.type === 'dark' && !each.master);
    await archive.link({ session: id, links: { dark: dark?.id ?? '', flat: null } });
    await archive.reject({ frames: [(await frame('Trunk')).id], rejected: true });
    const alias = { kind: 'object', spelling: 'trunk', name: 'IC 1396', matching: 'folded' } as const;
    await archive.nameRules({ action: 'add', rule: alias });
    await archive.note({ subject: { session: id }, text: 'thin clouds' });
    await archive.note({ subject: { object: 'TRUNK' }, text: 'Elephant' });
    const other = (await allFrames(archive)).find(
      (each) => each.inHeader?.object === 'Trunk' && !each.rejected,
    );
    await archive.note({ subject: { frame: other?.path ?? '' }, text: 'satellite' });
    await archive.note({ subject: { frame: (await frame('Trunk')).id }, text: 'trailed' });
  };
  const everything = async () => ({
    sessions: await allSessions(archive),
    objects: (await archive.objects({})).items,
    aliases: await archive.nameRules({ action: 'list' }),
    frames: (await allFrames(archive))
      .map(({ path: where, rejected, note, session: of }) => [where, rejected, note, of])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    manual: (await archive.explain((await session('NGC 7000')).id)).manual,
  });
  const reopen = async () => {
    await archive.close().catch(() => undefined);
    archive = await bench.open({}, log);
  };

  it('brings everything back when the database is deleted and the repository is registered in place', async () => {
    await decide();
    const before = await everything();
    assert.ok(before.frames.some(([, rejected, note]) => rejected === true && note === 'trailed'));
    assert.deepEqual(
      before.objects.map(({ object, note }) => [object, note]),
      [
        ['IC 1396', 'Elephant'],
        ['NGC 7000', undefined],
      ],
    );
    await archive.close();
    for (const name of fs.readdirSync(path.dirname(notebook))) {
      if (!name.endsWith('.json')) fs.rmSync(path.join(path.dirname(notebook), name), { recursive: true });
    }
    archive = await bench.open({}, log);
    // Opened and saved once more before the frames are there: nothing is forgotten meanwhile.
    await reopen();
    await register(archive, 'in-place', bench.repository);
    await archive.regenerate({}, noContext);
    assert.deepEqual(await everything(), before);
    await archive.close();
    assert.equal(json()['rejected']?.length, 1);
    await reopen();
    assert.deepEqual(await everything(), before);
    assert.deepEqual(warnings, []);
    assert.deepEqual(beside(), ['astro-archive.json']);
  });

  it('is written with the first thing to know, an entry a line, with words for people', async () => {
    assert.deepEqual(beside(), []);
    await decide();
    const { links, rejected, notes, aliases } = json();
    assert.equal(links?.length, 2);
    // eslint-disable-next-line no-restricted-syntax -- a title in the notebook
    assert.match(String(links?.[0]?.['of']), /^NGC 7000 · L · 300 s, 2024-09-13$/);
    // eslint-disable-next-line no-restricted-syntax -- a title in the notebook
    assert.match(String(links?.[0]?.['to']), /^darks · 300 s · −10 °C, 2024-09-1/);
    assert.match(String(rejected?.[0]?.['path']), /^Light\/Trunk\/.*\.fits$/);
    assert.equal(aliases?.[0]?.['name'], 'IC 1396');
    assert.deepEqual(notes?.map(({ subject }) => subject).sort(), ['frame', 'frame', 'object', 'session']);
    const { mtimeMs } = fs.statSync(notebook);
    await register(archive, 'copy', bench.put('more.fits', light(40)));
    await archive.regenerate({}, noContext);
    assert.equal(fs.statSync(notebook).mtimeMs, mtimeMs, 'nothing has changed');
  });

  it('is read where it is newer: a restored database, or an edit by hand', async () => {
    const { id } = await session('NGC 7000');
    await archive.link({ session: id, links: { dark: null } });
    await decide();
    const before = await everything();
    await archive.close();
    fs.copyFileSync(previousGeneration(bench.database), bench.database);
    archive = await bench.open({}, log);
    assert.deepEqual(await everything(), before);
    await archive.close();
    fs.writeFileSync(notebook, fs.readFileSync(notebook, 'utf8').replace('thin clouds', 'fog'));
    archive = await bench.open({}, log);
    assert.equal((await session('NGC 7000')).note, 'fog');
    assert.deepEqual(warnings, []);
    assert.equal(
      beside().filter((name) => name.includes('replaced')).length,
      2,
      'what the database knew is kept',
    );
  });

  it('is brought up to date where it is an old copy or gone, and the copy is kept', async () => {
    await decide();
    const old = fs.readFileSync(notebook);
    await archive.note({ subject: { object: 'NGC 7000' }, text: 'again' });
    const newest = fs.readFileSync(notebook, 'utf8');
    await archive.close();
    fs.writeFileSync(notebook, old);
    await reopen();
    await archive.close();
    assert.equal(json()['notes']?.length, 5);
    const [kept] = beside().filter((name) => name.includes('.kept-'));
    assert.deepEqual(fs.readFileSync(path.join(path.dirname(notebook), kept ?? '')), old);
    assert.ok(warnings[0]?.includes(notebook));
    fs.rmSync(notebook);
    await reopen();
    await archive.close();
    assert.equal(
      fs.readFileSync(notebook, 'utf8').replace(/"revision": \d+/, ''),
      newest.replace(/"revision": \d+/, ''),
    );
  });

  it('is kept aside where it is damaged, and left alone where it is newer', async () => {
    await decide();
    await archive.close();
    const whole = fs.readFileSync(notebook, 'utf8');
    fs.writeFileSync(notebook, whole.slice(0, 300));
    await reopen();
    await archive.close();
    const [damaged] = beside().filter((name) => name.includes('.damaged-'));
    assert.equal(
      fs.readFileSync(path.join(path.dirname(notebook), damaged ?? ''), 'utf8'),
      whole.slice(0, 300),
    );
    assert.equal(json()['notes']?.length, 4);
    const newer = whole.replace('"version": 1', '"version": 2');
    fs.writeFileSync(notebook, newer);
    await reopen();
    await archive.note({ subject: { object: 'M 1' }, text: 'kept in the database' });
    await archive.close();
    assert.equal(fs.readFileSync(notebook, 'utf8'), newer);
    assert.ok(warnings.at(-1)?.includes(notebook));
  });

  it('keeps what another program wrote into it meanwhile', async () => {
    await decide();
    fs.writeFileSync(notebook, 'mine');
    await archive.note({ subject: { object: 'M 1' }, text: 'more' });
    const [kept] = beside().filter((name) => name.includes('.damaged-'));
    assert.equal(fs.readFileSync(path.join(path.dirname(notebook), kept ?? ''), 'utf8'), 'mine');
    assert.equal(json()['notes']?.length, 5);
  });

  it('does not keep the database from being saved where it cannot be written', async () => {
    fs.mkdirSync(notebook);
    await archive.note({ subject: { object: 'M 1' }, text: 'one' });
    assert.ok(warnings[0]?.includes(notebook));
    await archive.close();
    fs.rmdirSync(notebook);
    archive = await bench.open({}, log);
    assert.equal((await archive.note({ subject: { object: 'm1' } })).text, 'one');
    await archive.close();
    assert.equal(json()['notes']?.length, 1);
  });

  it('remembers a rejected frame that was taken out of the archive', async () => {
    const { path: file, id } = await frame('Trunk');
    await archive.reject({ frames: [id], rejected: true });
    const aside = path.join(bench.folder, 'aside.fits');
    fs.renameSync(file, aside);
    assert.equal(await archive.forgetRemoved([file]), 1);
    assert.equal(json()['rejected']?.length, 1);
    fs.renameSync(aside, file);
    await register(archive, 'in-place', file);
    assert.equal((await allFrames(archive)).find((each) => each.path === file)?.rejected, true);
  });

  describe('notes and aliases', () => {
    it('are read, replaced and taken away', async () => {
      const subject = { object: 'ngc7000' };
      assert.deepEqual(await archive.note({ subject }), { text: null });
      await archive.note({ subject, text: 'one' });
      await archive.note({ subject: { object: 'NGC 7000' }, text: 'two' });
      assert.deepEqual(await archive.note({ subject }), { text: 'two' });
      await archive.note({ subject, text: ' ' });
      assert.deepEqual(await archive.note({ subject }), { text: null });
      assert.deepEqual(json()['notes'], []);
    });

    it('refuse what makes no sense', async () => {
      await assert.rejects(archive.note({ subject: { session: 'zz' }, text: 'x' }), failed('request', /zz/));
      await assert.rejects(
        archive.note({ subject: { frame: '/x.fits' }, text: 'x' }),
        failed('request', /\/x\.fits/),
      );
      await assert.rejects(archive.note({ subject: { object: ' ' }, text: 'x' }), failed('request'));
      const long = archive.note({ subject: { object: 'M 1' }, text: 'x'.repeat(10_001) });
      await assert.rejects(long, failed('request', { got: '10001' }));
      const add = (spelling: string, name: string) =>
        archive.nameRules({ action: 'add', rule: { kind: 'object', spelling, name, matching: 'folded' } });
      await assert.rejects(add('NGC 224', 'NGC 224'), failed('request', { reason: 'same-name' }));
      await assert.rejects(add(' ', 'NGC 224'), failed('request', { got: '1 and 7' }));
      await assert.rejects(
        archive.nameRules({ action: 'remove', spelling: 'x' }),
        failed('request', /\bx\b/),
      );
    });

    it('group an object under the name it was given, and let it go again', async () => {
      const before = await session('Trunk');
      const add = (spelling: string) =>
        archive.nameRules({
          action: 'add',
          rule: { kind: 'object', spelling, name: 'NGC 7000', matching: 'folded' },
        });
      await archive.link({ session: before.id, links: { flat: null } });
      await archive.note({ subject: { session: before.id }, text: 'moves along' });
      assert.equal((await add('trunk')).length, 1);
      assert.equal((await add('TRUNK')).length, 1, 'the same spelling in another form');
      const { items } = await archive.sessions({ object: 'Trunk' });
      assert.deepEqual(
        items.map(({ object, frameCount }) => [object, frameCount]),
        [['NGC 7000', 5]],
      );
      assert.equal(items[0]?.links.flat, null, 'its link has come along');
      assert.equal(items[0].note, 'moves along');
      await archive.nameRules({ action: 'remove', spelling: 'TRUNK' });
      assert.equal((await session('Trunk')).id, before.id);
      assert.equal((await session('Trunk')).frameCount, 2);
    });
  });
});
