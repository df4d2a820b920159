/** Name rules carried out on what is there: previewed, in sessions, headers and file names, and taken back. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive, MapRequest } from '../../../../../../src/core/api/archive';
import { CancelledError } from '../../../../../../src/core/base/errors';
import type { NameKind, NameRule } from '../../../../../../src/core/base/nameRule';
import { noContext, noProgress } from '../../../../../../src/core/base/ports';
import { readFitsFile } from '../../../../../../src/core/formats/fits/read';
import { undoText } from '../../../../../../src/core/text/history';
import { allFrames, allSessions, Bench, register } from '../../../../../support/bench';
import { failed } from '../../../../../support/failed';
import { filesIn, sha256 } from '../../../../../support/files';
import { light } from '../../../../../support/night';

const rule = (
  kind: NameKind,
  spelling: string,
  name: string,
  matching: NameRule['matching'] = 'folded',
): NameRule => ({ kind, spelling, name, matching });
const EQ6 = rule('telescope', 'eq 6', 'EQ6');

describe('name rules on what is there', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(async () => {
    bench = new Bench();
    archive = await bench.open();
    bench.put('a.fits', light(1, { TELESCOP: 'EQ6' }));
    bench.put('b.fits', light(2, { TELESCOP: 'eq 6' }));
    bench.put('c.fits', light(3, { TELESCOP: 'eq-6', FILTER: 'H-alpha', OBSERVER: "O'Neil" }));
    bench.put('d.fits', light(60, { TELESCOP: 'EQ-6', IMAGETYP: 'DARK', OBJECT: '' }));
    const bare = Object.entries(light(4).cards ?? {}).filter(([keyword]) => keyword !== 'TELESCOP');
    bench.put('e.fits', { ...light(4), cards: Object.fromEntries(bare) });
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
  });
  afterEach(() => bench.dispose());

  const map = (differs: Partial<MapRequest> = {}) =>
    archive.mapNames({ add: [], headers: false, rename: false, dryRun: false, ...differs }, noContext);
  const bytes = () =>
    Object.fromEntries(
      filesIn(bench.repository).map((name) => [name, sha256(path.join(bench.repository, name))]),
    );
  const state = async () => ({
    files: bytes(),
    frames: (await allFrames(archive)).map(({ mtime, editedSha256, ...frame }) => frame),
    sessions: await allSessions(archive),
    rules: await archive.nameRules({ action: 'list' }),
  });
  const value = (name: RegExp, keyword: string) => {
    const file = filesIn(bench.repository).find((each) => name.test(each)) ?? assert.fail(String(name));
    return readFitsFile(path.join(bench.repository, file)).hdus[0]?.cards.find(
      (card) => card.keyword === keyword,
    )?.value;
  };
  const history = (name: RegExp) => {
    const file = filesIn(bench.repository).find((each) => name.test(each)) ?? assert.fail(String(name));
    return readFitsFile(path.join(bench.repository, file))
      .hdus[0]?.cards.filter((card) => card.keyword === 'HISTORY')
      .map((card) => String(card.value ?? card.comment))
      .join('');
  };

  it('are previewed: names with their frames, and how many files would be called otherwise', async () => {
    const before = await state();
    const preview = await map({ add: [EQ6], dryRun: true });
    assert.deepEqual(preview.names, [
      { kind: 'telescope', from: 'EQ-6', to: 'EQ6', frameCount: 1 },
      { kind: 'telescope', from: 'eq 6', to: 'EQ6', frameCount: 1 },
      { kind: 'telescope', from: 'eq-6', to: 'EQ6', frameCount: 1 },
    ]);
    assert.deepEqual([preview.frameCount, preview.misnamed, preview.files], [3, 3, null]);
    assert.deepEqual(preview.rules, [EQ6]);
    assert.deepEqual(await state(), before, 'nothing has changed');
    const renamed = await map({ add: [EQ6], rename: true, headers: true, dryRun: true });
    assert.deepEqual(
      [renamed.files?.counts.renamed, renamed.files?.counts.edited, renamed.files?.changed.length],
      [3, 3, 3],
    );
    assert.deepEqual(await state(), before);
  });

  it('change the sessions alone where nothing else was asked for, and are undone', async () => {
    const before = await state();
    const report = await map({ add: [EQ6] });
    assert.deepEqual([report.frameCount, report.files, report.misnamed], [3, null, null]);
    assert.deepEqual(bytes(), before.files);
    assert.deepEqual(
      (await allSessions(archive))
        .map(({ type, telescope, frameCount }) => [type, telescope, frameCount])
        .sort(),
      [
        ['dark', 'EQ6', 1],
        ['light', null, 1],
        ['light', 'EQ6', 1],
        ['light', 'EQ6', 2],
      ],
    );
    const undone = await archive.undo({ operation: null, dryRun: false }, noContext);
    assert.deepEqual(
      [undone.learnt, undone.undone, undoText(undone)],
      [true, [], 'names and links restored'],
    );
    await archive.regenerate({}, noContext);
    assert.deepEqual(await state(), before);
  });

  it('rename files without a word in their headers', async () => {
    const before = await state();
    const report = await map({ add: [EQ6], rename: true });
    assert.deepEqual(
      [report.files?.counts.renamed, report.files?.counts.edited, report.files?.counts.failed],
      [3, 0, 0],
    );
    const files = Object.keys(bytes());
    assert.equal(files.filter((name) => name.includes('EQ6')).length, 4);
    assert.ok(!files.some((name) => /eq[-_ ]6/.test(name)));
    assert.deepEqual(Object.values(bytes()).sort(), Object.values(before.files).sort(), 'the same bytes');
    assert.equal((await map({ dryRun: true })).misnamed, 0);
    await archive.undo({ operation: null, dryRun: false }, noContext);
    await archive.regenerate({}, noContext);
    assert.deepEqual(await state(), before);
  });

  it('write the names into headers, with a line of HISTORY, and are undone byte for byte', async () => {
    const before = await state();
    const add = [
      EQ6,
      rule('filter', 'h_alpha', 'Ha'),
      rule('observer', "o'neil", 'Una O’Neil'.replace('’', "'")),
    ];
    await map({ add, headers: true, rename: true });
    assert.equal(value(/-Ha-/, 'TELESCOP'), 'EQ6');
    assert.equal(value(/-Ha-/, 'FILTER'), 'Ha');
    assert.equal(value(/-Ha-/, 'OBSERVER'), "Una O'Neil");
    // eslint-disable-next-line no-restricted-syntax -- a card
    assert.match(history(/-Ha-/) ?? '', /TELESCOP was 'eq-6', FILTER was 'H-alpha', OBSERVER was 'O'Neil'/);
    const frames = await allFrames(archive);
    assert.equal(frames.find(({ filter }) => filter === 'Ha')?.inHeader, undefined, 'the header says it now');
    assert.deepEqual((await map({ dryRun: true })).names, [], 'nothing is left to do');
    const sessions = await allSessions(archive);
    await archive.regenerate({ full: true }, noContext);
    assert.deepEqual(await allSessions(archive), sessions);
    const undone = await archive.undo({ operation: null, dryRun: false }, noContext);
    assert.deepEqual(undone.refused, []);
    await archive.regenerate({}, noContext);
    assert.deepEqual(await state(), before);
  });

  it('are carried out later, for one kind alone', async () => {
    await map({ add: [EQ6, rule('filter', 'H-alpha', 'Ha')] });
    const report = await map({ kind: 'filter', headers: true });
    assert.deepEqual(report.names, [{ kind: 'filter', from: 'H-alpha', to: 'Ha', frameCount: 1 }]);
    assert.equal(report.files?.counts.edited, 1);
    assert.equal(value(/H-alpha/, 'FILTER'), 'Ha', 'its name stays');
    assert.equal(value(/H-alpha/, 'TELESCOP'), 'eq-6');
  });

  it('fill in what headers do not say', async () => {
    const report = await map({
      add: [rule('telescope', '', 'Esprit', 'exact')],
      headers: true,
      rename: true,
    });
    assert.deepEqual(report.names, [{ kind: 'telescope', from: null, to: 'Esprit', frameCount: 1 }]);
    assert.equal(value(/Esprit/, 'TELESCOP'), 'Esprit');
    // eslint-disable-next-line no-restricted-syntax -- a card
    assert.match(history(/Esprit/) ?? '', /TELESCOP was missing/);
  });

  it('leave files alone that are gone or have changed, and tell', async () => {
    const frames = await allFrames(archive);
    const [gone, changed] = ['eq 6', 'eq-6'].map(
      (telescope) => frames.find((frame) => frame.telescope === telescope)?.path ?? '',
    ) as [string, string];
    fs.rmSync(gone);
    fs.appendFileSync(changed, Buffer.alloc(2880));
    const report = await map({ add: [EQ6], headers: true, rename: true });
    assert.equal(report.files?.counts.renamed, 1);
    const told = [...(report.files?.left ?? []), ...(report.files?.failed ?? [])].map(
      ({ path: file }) => file,
    );
    assert.deepEqual(told.sort(), [gone, changed].sort());
  });

  it('change nothing where they are cancelled before the first file', async () => {
    const before = await state();
    const cancel = { isCancellationRequested: true };
    await assert.rejects(
      archive.mapNames(
        { add: [EQ6], headers: true, rename: true, dryRun: false },
        { cancel, progress: noProgress },
      ),
      CancelledError,
    );
    assert.deepEqual(await state(), before);
  });

  it('carry out the plan that was shown, once, and none that holds no longer', async () => {
    const wanted = { add: [EQ6], headers: true, rename: true };
    const shown = await map({ ...wanted, dryRun: true });
    assert.ok(shown.plan !== null && shown.files);
    // What is asked for beside a plan does not count.
    const done = await map({ add: [], plan: shown.plan });
    assert.deepEqual([done.names, done.files?.changed, done.plan], [shown.names, shown.files.changed, null]);
    assert.equal((await archive.nameRules({ action: 'list' })).length, 1);
    const stale = { code: 'stale' };
    await assert.rejects(map({ plan: shown.plan }), stale, 'it was carried out already');
    const [first, second] = [await map({ ...wanted, dryRun: true }), await map({ ...wanted, dryRun: true })];
    await assert.rejects(map({ plan: first.plan ?? '' }), stale, 'another one was shown since');
    await archive.nameRules({ action: 'add', rule: rule('filter', 'H-alpha', 'Ha') });
    const before = await state();
    await assert.rejects(map({ plan: second.plan ?? '' }), stale, 'the archive has changed since');
    assert.deepEqual(await state(), before);
  });

  it('refuse rules that make no sense', async () => {
    await assert.rejects(
      map({ add: [rule('telescope', 'a', '')] }),
      failed('request', { reason: 'unnamed', got: '1 and 0' }),
    );
    await assert.rejects(
      map({ add: [rule('telescope', 'EQ6', 'EQ6')] }),
      failed('request', { reason: 'same-name' }),
    );
    assert.deepEqual(await archive.nameRules({ action: 'list' }), []);
  });

  it('are suggested from what is there', async () => {
    const suggestions = await archive.suggestNames({});
    assert.deepEqual(
      suggestions.map(({ kind, name, frameCount, spellings }) => [kind, name, frameCount, spellings]),
      [
        [
          'telescope',
          'EQ-6',
          1,
          [
            { name: 'EQ6', frameCount: 1 },
            { name: 'eq 6', frameCount: 1 },
            { name: 'eq-6', frameCount: 1 },
          ],
        ],
      ],
    );
    await map({ add: suggestions.flatMap(({ rules }) => rules) });
    assert.deepEqual(await archive.suggestNames({ kind: 'telescope' }), []);
  });

  it('come from a file and go into one, with what contradicts told', async () => {
    await archive.nameRules({ action: 'add', rule: EQ6 });
    const text = JSON.stringify({
      format: 'astro-archive-names',
      version: 1,
      rules: [
        EQ6,
        { ...EQ6, spelling: 'EQ_6', name: 'EQMod' },
        { kind: 'filter', spelling: 'H-alpha', name: 'Ha', matching: 'folded' },
        { kind: 'mount', spelling: 'x', name: 'y', matching: 'folded' },
      ],
    });
    const look = await archive.importNames({ text, replace: false, dryRun: true });
    assert.deepEqual(
      [look.added.length, look.replaced.length, look.conflicts.length, look.same, look.refused.length],
      [1, 0, 1, 1, 1],
    );
    assert.equal((await archive.nameRules({ action: 'list' })).length, 1);
    await archive.importNames({ text, replace: false, dryRun: false });
    assert.deepEqual(
      (await archive.nameRules({ action: 'list' })).map(({ spelling, name }) => [spelling, name]),
      [
        ['H-alpha', 'Ha'],
        ['eq 6', 'EQ6'],
      ],
    );
    assert.ok((await allSessions(archive)).some(({ filter }) => filter === 'Ha'));
    await archive.importNames({ text, replace: true, dryRun: false });
    assert.deepEqual(
      (await archive.nameRules({ action: 'list' })).map(({ spelling, name }) => [spelling, name]),
      [
        ['H-alpha', 'Ha'],
        ['EQ_6', 'EQMod'],
      ],
    );
  });
});
