/** Links and rejections by hand, through an open archive. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive } from '../../../../../src/core/api/archive';
import { openArchive } from '../../../../../src/core/archive/open';
import { noContext, silentLog } from '../../../../../src/core/base/ports';
import type { LinkKind, Session } from '../../../../../src/core/base/session';
import { Database } from '../../../../../src/core/storage/database/database';
import { allFrames, allSessions, Bench, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { inOrder } from '../../../../support/inOrder';
import { light, writeNight } from '../../../../support/night';

describe('what the user decides by hand', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(async () => {
    bench = new Bench();
    writeNight(bench.source);
    // Darks of another exposure, which the archive links to nothing.
    for (let i = 0; i < 2; i++) {
      bench.put(`long_${i}.fits`, light(95 + i, { IMAGETYP: 'DARK', OBJECT: '', EXPTIME: 600 }));
    }
    archive = await bench.open();
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
  });
  afterEach(() => bench.dispose());

  const of = async (wanted: Partial<Session>): Promise<Session> => {
    const found = (await allSessions(archive)).find((session) =>
      Object.entries(wanted).every(([field, value]) => session[field as keyof Session] === value),
    );
    return found ?? assert.fail(`no session ${JSON.stringify(wanted)}`);
  };
  const lights = () => of({ type: 'light' });
  const link = async (links: Partial<Record<LinkKind, string | null>>, session?: string) =>
    archive.link({ session: session ?? (await lights()).id, links });
  it('is one entry of the history for notes that are typed one after another on one subject', async () => {
    const notes = async () => (await archive.history({})).items.filter(({ kind }) => kind === 'note').length;
    await archive.note({ subject: { object: 'NGC 7000' }, text: 'big' });
    await archive.note({ subject: { object: 'NGC 7000' }, text: 'big, and red' });
    assert.equal(await notes(), 1);
    await archive.note({ subject: { object: 'M 31' }, text: 'near' });
    await archive.note({ subject: { object: 'NGC 7000' }, text: null });
    assert.equal(await notes(), 3);
  });

  describe('link', () => {
    it('against a criterion keeps its warning wherever the session is listed, until it is taken back', async () => {
      const long = await of({ type: 'dark', exposure: 600 });
      assert.equal((await lights()).mismatches, undefined);
      await link({ dark: long.id });
      assert.deepEqual((await lights()).mismatches, { dark: ['exposure'] });
      await archive.regenerate({}, noContext);
      assert.deepEqual((await lights()).mismatches, { dark: ['exposure'] });
      await link({ dark: null });
      assert.equal((await lights()).mismatches, undefined, 'none at all fails nothing');
      await link({ dark: 'automatic' });
      assert.equal((await lights()).mismatches, undefined);
    });

    it('to what fits has no warning', async () => {
      const { links } = await lights();
      await link({ dark: links.dark });
      assert.equal((await lights()).mismatches, undefined);
    });

    it('wins over the archive, also over a criterion, outlives a regeneration, and can be taken back', async () => {
      const before = await lights();
      const long = await of({ type: 'dark', exposure: 600 });
      assert.notEqual(before.links.dark, long.id);
      const linked = await link({ dark: long.id.slice(0, 6), bias: null });
      assert.deepEqual(linked.links, { ...before.links, dark: long.id, bias: null });
      await archive.regenerate({}, noContext);
      assert.deepEqual((await lights()).links, linked.links);
      const { manual, candidates } = await archive.explain(before.id);
      assert.deepEqual(manual, {
        bias: { target: null, state: 'none', text: 'none, by hand' },
        dark: { target: long.id, state: 'failed', text: 'chosen by hand, although exposure does not match' },
      });
      assert.equal(candidates.dark[0]?.candidate, long.id);
      assert.equal(candidates.dark[0].verdict, 'chosen');
      const again = await link({ dark: 'automatic', bias: 'automatic' });
      assert.deepEqual(again, before);
      assert.deepEqual((await archive.explain(before.id)).manual, {});
    });

    it('says nothing against a choice that fits', async () => {
      const raw = await of({ type: 'dark', exposure: 300, master: false });
      await link({ dark: raw.id });
      const { manual } = await archive.explain((await lights()).id);
      assert.deepEqual(manual.dark, { target: raw.id, state: 'fits', text: 'chosen by hand' });
    });

    it('brings the lights of a flat up to date with its flat-darks', async () => {
      const flat = await of({ type: 'flat' });
      const long = await of({ type: 'dark', exposure: 600 });
      const linked = await link({ flatDark: long.id }, flat.id);
      assert.equal(linked.links.flatDark, long.id);
      const now = await lights();
      assert.equal(now.links.flatDark, long.id);
      await archive.regenerate({}, noContext);
      assert.deepEqual(await lights(), now);
      await link({ flat: null });
      assert.equal((await lights()).links.flatDark, null);
    });

    it('refuses what is not there, what cannot serve, and sessions that take none', async () => {
      const { id, links } = await lights();
      const flat = await of({ type: 'flat' });
      await assert.rejects(link({ dark: 'ffff' }), failed('request', /ffff/));
      await assert.rejects(link({ dark: '' }), failed('request'));
      await assert.rejects(
        link({ dark: flat.id }),
        failed('request', { reason: 'cannot-serve', got: 'a session of flats' }),
      );
      await assert.rejects(
        link({ flat: id }),
        failed('request', { reason: 'cannot-serve', got: 'a session of lights' }),
      );
      await assert.rejects(link({}), failed('request'));
      const master = await of({ master: true });
      await assert.rejects(link({ dark: null }, master.id), failed('request', { reason: 'takes-no-link' }));
      await assert.rejects(
        link({ dark: null }, flat.id),
        failed('request', inOrder('flats', 'dark', 'bias', 'flat-dark')),
      );
      assert.deepEqual((await lights()).links, links);
    });

    it('waits for a session that has gone, and says so', async () => {
      const long = await of({ type: 'dark', exposure: 600 });
      const { id, links } = await lights();
      await link({ dark: long.id });
      const frames = (await archive.frames({ session: long.id })).items.map((frame) => frame.path);
      await archive.reject({ frames, rejected: true });
      assert.equal((await lights()).links.dark, links.dark);
      const { manual } = await archive.explain(id);
      assert.equal(manual.dark?.state, 'absent');
      await archive.reject({ frames, rejected: false });
      assert.equal((await lights()).links.dark, long.id);
    });

    it('is in the history', async () => {
      const { id } = await link({ dark: null, flat: 'automatic' });
      const [frame] = await allFrames(archive);
      await archive.reject({ frames: [frame?.id ?? 0], rejected: true });
      await archive.close();
      const database = await Database.open({ path: bench.database, access: 'read', log: silentLog });
      const rows = database.sqlite.all(
        "select kind, summary from operation where kind in ('link', 'reject') order by id",
      );
      assert.deepEqual(
        rows.map(({ kind, summary }) => [kind, JSON.parse(String(summary)) as unknown]),
        [
          ['link', { session: id, links: { dark: 'none', flat: 'automatic' } }],
          ['reject', { rejected: true, frames: 1 }],
        ],
      );
      await database.close();
    });

    it('follows the frames of a session that gets another id', async () => {
      const long = await of({ type: 'dark', exposure: 600 });
      await link({ dark: long.id, flat: null });
      const { id } = await lights();
      // The object is corrected in every file, by hand.
      const frames = (await archive.frames({ session: id })).items;
      for (const { path } of frames) {
        const text = fs.readFileSync(path, 'latin1').replace("'NGC 7000'", "'NGC 6960'");
        fs.writeFileSync(path, text, 'latin1');
      }
      await register(archive, 'in-place', bench.repository);
      await archive.regenerate({}, noContext);
      const now = await lights();
      assert.equal(now.object, 'NGC 6960');
      assert.notEqual(now.id, id);
      assert.deepEqual([now.links.dark, now.links.flat], [long.id, null]);
    });
  });

  describe('reject', () => {
    it('takes frames out of their session and its figures, keeps its id, and can be taken back', async () => {
      const before = await lights();
      const [first, second] = (await archive.frames({ session: before.id })).items;
      assert.ok(first && second);
      const report = await archive.reject({
        frames: [first.id, second.path, '/nowhere.fits', 999],
        rejected: true,
      });
      assert.deepEqual(report, {
        changed: [first.path, second.path],
        unchanged: [],
        unknown: ['/nowhere.fits', 999],
      });
      const now = await lights();
      assert.deepEqual([now.id, now.frameCount, now.totalExposure], [before.id, 1, 300]);
      assert.equal((await archive.frames({ session: before.id })).items.length, 1);
      const all = await allFrames(archive);
      assert.deepEqual(
        all.filter(({ rejected }) => rejected).map(({ id, session }) => [id, session]),
        [
          [first.id, null],
          [second.id, null],
        ],
      );
      await archive.regenerate({}, noContext);
      assert.deepEqual(await lights(), now);
      const undone = await archive.reject({ frames: [first.path, second.path, first.id], rejected: false });
      assert.equal(undone.changed.length, 2);
      assert.deepEqual(await lights(), before);
      assert.deepEqual((await archive.reject({ frames: [first.id], rejected: false })).unchanged, [
        first.path,
      ]);
    });

    it('outlives a registration of the file as it is now', async () => {
      const { id } = await lights();
      const [first] = (await archive.frames({ session: id })).items;
      assert.ok(first);
      await archive.reject({ frames: [first.id], rejected: true });
      const text = fs.readFileSync(first.path, 'latin1').replace("'NGC 7000'", "'NGC 6960'");
      fs.writeFileSync(first.path, text, 'latin1');
      const report = await register(archive, 'in-place', first.path);
      assert.equal(report.registered.length, 1);
      const frame = (await allFrames(archive)).find((each) => each.id === first.id);
      assert.deepEqual([frame?.object, frame?.rejected], ['NGC 6960', true]);
      await archive.regenerate({}, noContext);
      assert.equal((await lights()).frameCount, 2);
    });

    it('leaves no session where every frame is rejected, and no link to it', async () => {
      const { links } = await lights();
      const flats = (await archive.frames({ session: links.flat ?? '' })).items.map((frame) => frame.id);
      await archive.reject({ frames: flats, rejected: true });
      assert.equal((await lights()).links.flat, null);
      assert.equal(
        (await allSessions(archive)).some(({ type }) => type === 'flat'),
        false,
      );
    });

    it('leaves rejected frames out of a checkout', async () => {
      const { id } = await lights();
      const [first] = (await archive.frames({ session: id })).items;
      await archive.reject({ frames: [first?.id ?? 0], rejected: true });
      const to = path.join(bench.folder, 'checkout');
      const request = { sessions: [id], to, siril: '1.2.6', copy: false };
      const { groups } = await archive.checkout(request, noContext);
      assert.deepEqual(
        groups.map((group) => group.lights),
        [2],
      );
      const targets = fs.readdirSync(path.join(to, 'lights'), { recursive: true, encoding: 'utf8' });
      const files = targets.map((name) => fs.realpathSync(path.join(to, 'lights', name)));
      assert.ok(files.length >= 2 && !files.includes(fs.realpathSync(first?.path ?? '')));
    });

    it('tells of the change, and not where nothing changes', async () => {
      await archive.close();
      const changes: unknown[] = [];
      archive = await openArchive({
        settings: bench.settings(),
        log: silentLog,
        hashThreads: 0,
        onChange: (change) => changes.push(change),
      });
      const [first] = await allFrames(archive);
      await archive.reject({ frames: [first?.id ?? 0], rejected: true });
      await archive.reject({ frames: [first?.id ?? 0], rejected: true });
      await link({ dark: null });
      assert.deepEqual(changes, [
        { frames: true, sessions: true },
        { frames: false, sessions: true },
      ]);
      await archive.close();
    });
  });
});
