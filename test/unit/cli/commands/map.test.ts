import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { runCommandLine } from '../../../../src/cli/program';
import type {
  FileEditsReport,
  ImportNamesReport,
  MapReport,
  NameSuggestion,
} from '../../../../src/core/api/archive';
import type { NameRule } from '../../../../src/core/base/nameRule';
import { parseNames } from '../../../../src/core/rules/names/exchange';
import { temporaryFolder, writeFits } from '../../../support/makeFits';
import { fakeArchive, recorder } from '../fakeArchive';

const RULES: readonly NameRule[] = [
  { kind: 'object', spelling: 'Trunk', name: 'IC 1396', matching: 'folded' },
  { kind: 'telescope', spelling: 'eq\u001b6', name: 'EQ6', matching: 'folded' },
  { kind: 'filter', spelling: '', name: 'L', matching: 'exact' },
];

const SUGGESTION: NameSuggestion = {
  kind: 'imager',
  name: 'ASI2600',
  frameCount: 120,
  spellings: [
    { name: 'asi 2600', frameCount: 3 },
    { name: 'ASI-2600', frameCount: 1 },
  ],
  why: 'spelling',
  rules: [{ kind: 'imager', spelling: 'asi 2600', name: 'ASI2600', matching: 'folded' }],
};

const FILES: FileEditsReport = {
  changed: [
    {
      frame: 7,
      path: '/astro/a\u001b.fits',
      to: '/astro/b.fits',
      type: 'light',
      differences: [{ keyword: 'TELESCOP', before: "TELESCOP= 'eq 6'", after: "TELESCOP= 'EQ6'" }],
      kept: null,
    },
  ],
  left: [{ path: '/astro/c.fits', why: 'Its file is missing' }],
  failed: [{ path: '/astro/d.fits', error: 'no room' }],
  counts: { changed: 1, edited: 1, renamed: 1, left: 1, unchanged: 0, failed: 1 },
  sessions: null,
  cancelled: false,
  seconds: 0.5,
};

const MAPPED: MapReport = {
  names: [{ kind: 'telescope', from: null, to: 'EQ6', frameCount: 2 }],
  frameCount: 2,
  misnamed: 1,
  rules: RULES,
  files: null,
  plan: null,
  cancelled: false,
  seconds: 1,
};

const IMPORTED: ImportNamesReport = {
  added: [SUGGESTION.rules[0] ?? assert.fail()],
  replaced: [],
  conflicts: [{ rule: { ...RULES[0], name: 'IC 1' } as NameRule, own: RULES[0] ?? assert.fail() }],
  same: 4,
  refused: [{ entry: '{"kind":"mount"}', why: 'It is no rule of this version' }],
};

/** Documents for scripts call the number of frames `frames`. */
const inJson = <T extends { readonly frameCount: number }>({ frameCount, ...rest }: T) => ({
  ...rest,
  frames: frameCount,
});

describe('names on the command line', () => {
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
      nameRules: (request) => (seen.push(request), Promise.resolve(RULES)),
      suggestNames: (request) => (seen.push(request), Promise.resolve([SUGGESTION])),
      importNames: (request) => (seen.push(request), Promise.resolve(IMPORTED)),
      mapNames: (request) => (
        seen.push(request),
        Promise.resolve({ ...MAPPED, files: request.headers ? FILES : null })
      ),
    });
    const recorded = recorder(archive, { folder: folder.path });
    return { ...recorded, code: await runCommandLine(argv, recorded.services) };
  };

  it('lists all rules, or those of one kind', async () => {
    const listed = await run('map', '--json');
    assert.deepEqual(JSON.parse(listed.out()), RULES);
    assert.deepEqual(listed.events, ['open read', 'close']);
    assert.deepEqual(JSON.parse((await run('map', '--kind', 'filter', '--json')).out()), [RULES[2]]);
    assert.deepEqual(JSON.parse((await run('alias', '--json')).out()), [RULES[0]]);
    const text = (await run('map')).out();
    assert.match(text, /telescope +eq\\x1b6 +EQ6 +folded/);
    assert.match(text, /filter +\(empty\) +L +exact/);
    assert.equal((await run('map', '--kind', 'mount')).code, 2);
  });

  it('adds and removes rules', async () => {
    assert.deepEqual((await run('map', 'add', 'telescope', 'eq 6', 'EQ6')).events, ['open write', 'close']);
    await run('map', 'add', 'imager', '*2600*', 'ASI2600', '--matching', 'pattern');
    await run('map', 'add', 'filter', '', 'L');
    await run('map', 'remove', 'telescope', 'eq 6');
    assert.deepEqual(seen, [
      { action: 'add', rule: { kind: 'telescope', spelling: 'eq 6', name: 'EQ6', matching: 'folded' } },
      { action: 'add', rule: { kind: 'imager', spelling: '*2600*', name: 'ASI2600', matching: 'pattern' } },
      { action: 'add', rule: { kind: 'filter', spelling: '', name: 'L', matching: 'exact' } },
      { action: 'remove', kind: 'telescope', spelling: 'eq 6' },
    ]);
    assert.equal((await run('map', 'add', 'mount', 'a', 'b')).code, 2);
    assert.equal((await run('map', 'add', 'filter', 'a')).code, 2);
    assert.equal((await run('map', 'add', 'filter', 'a', 'b', '--matching', 'regex')).code, 2);
  });

  it('suggests names that look alike', async () => {
    const { out, code, events } = await run('map', 'suggest', '--kind', 'imager');
    assert.match(out(), /camera +asi 2600, ASI-2600 → ASI2600 +3 frames, 1 frame; 120 frames already/);
    assert.deepEqual([code, events, seen], [0, ['open read', 'close'], [{ kind: 'imager' }]]);
    const { frameCount, spellings, ...suggestion } = SUGGESTION;
    assert.deepEqual(JSON.parse((await run('map', 'suggest', '--json')).out()), [
      { ...suggestion, frames: frameCount, spellings: spellings.map(inJson) },
    ]);
  });

  it('previews a rule, and carries rules out on headers and files', async () => {
    const preview = await run('map', 'add', 'telescope', '', 'EQ6', '--dry-run');
    assert.match(preview.out(), /^Would be: 2 frames in 1 name, 1 file would get another name$/m);
    assert.match(preview.out(), /telescope \(empty\) → EQ6: 2 frames/);
    assert.deepEqual(preview.events, ['open read', 'close']);
    const done = await run('map', 'apply', '--kind', 'telescope', '--headers', '--rename');
    assert.equal(done.code, 1, 'a file has failed');
    assert.match(done.out(), /1 file renamed, 1 header changed, 1 left unchanged, 1 failed/);
    assert.match(done.out(), /a\\x1b\.fits → \/astro\/b\.fits; TELESCOP= 'EQ6'/);
    const json = JSON.parse((await run('map', 'apply', '--headers', '--json')).out()) as MapReport;
    assert.deepEqual(json.files?.counts, FILES.counts);
    assert.deepEqual(json.names, MAPPED.names.map(inJson));
    assert.deepEqual(seen, [
      {
        add: [{ kind: 'telescope', spelling: '', name: 'EQ6', matching: 'exact' }],
        headers: false,
        rename: false,
        dryRun: true,
      },
      { add: [], kind: 'telescope', headers: true, rename: true, dryRun: false },
      { add: [], headers: true, rename: false, dryRun: false },
    ]);
    assert.equal((await run('map', 'apply')).code, 2, 'sessions follow by themselves');
  });

  it('writes rules into a file that is new, and takes them from one', async () => {
    const file = path.join(folder.path, 'rules.json');
    assert.match((await run('map', 'export', 'rules.json')).out(), /3 rules in .*rules\.json/);
    const text = fs.readFileSync(file, 'utf8');
    assert.deepEqual(parseNames(text), { rules: RULES, refused: [] });
    assert.equal((await run('map', 'export', 'rules.json')).code, 1);
    assert.equal(fs.readFileSync(file, 'utf8'), text, 'never overwritten');
    assert.deepEqual(JSON.parse((await run('map', 'export')).out()), JSON.parse(text));
    seen = [];
    const imported = await run('map', 'import', 'rules.json', '--replace');
    assert.deepEqual(seen, [{ text, replace: true, dryRun: false }]);
    assert.equal(imported.code, 1, 'something was left out');
    assert.match(imported.out(), /1 rule added, 1 not added, .*, 4 already known, 1 entry not/);
    assert.match(imported.out(), /Trunk → IC 1, is IC 1396/);
    assert.equal((await run('map', 'import', 'none.json')).code, 1);
  });
});
