/** Bits that flip in a database: whatever is asked then answers, or says which file is damaged and what to do. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive } from '../../../../../src/core/api/archive';
import { openArchive } from '../../../../../src/core/archive/open';
import { rescueOf } from '../../../../../src/core/archive/rescue/rescue';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { noContext, silentLog } from '../../../../../src/core/base/ports';
import { Bench, register } from '../../../../support/bench';
import { light, writeNight } from '../../../../support/night';

/** Reproducible: xorshift32. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const SESSION = /^[0-9a-f]{12}$/;

/** Every request that only reads, one after the other. */
const READING: Readonly<Record<string, (archive: Archive, session: string) => Promise<unknown>>> = {
  status: (archive) => archive.status(),
  objects: (archive) => archive.objects({}),
  sessions: (archive) => archive.sessions({}),
  session: (archive, id) => archive.session(id),
  frames: (archive) => archive.frames({}),
  masters: (archive) => archive.masters({}),
  explain: (archive, id) => archive.explain(id),
  aliases: (archive) => archive.nameRules({ action: 'list' }),
  suggestions: (archive) => archive.suggestNames({ kind: 'object' }),
  note: (archive, id) => archive.note({ subject: { session: id } }),
  objectNote: (archive) => archive.note({ subject: { object: 'M 33' } }),
  results: (archive) => archive.results({}),
  history: (archive) => archive.history({}),
  stats: (archive) => archive.stats({ fresh: true }),
  verify: (archive) => archive.verify({ quick: true, fromStart: true }, noContext),
  duplicates: (archive) => archive.duplicates({ folders: [] }, noContext),
};

describe('flipped bits', function () {
  let bench: Bench;
  let whole: Buffer;
  let session: string;

  before(async () => {
    bench = new Bench();
    writeNight(bench.source);
    bench.put('doubtful.fits', light(9, { 'SET-TEMP': 20 }));
    const archive = await bench.open();
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
    session = (await archive.sessions({ kind: 'light' })).items[0]?.id ?? '';
    assert.match(session, SESSION);
    await archive.link({ session, links: { dark: null } });
    await archive.note({ subject: { session }, text: 'windy' });
    await archive.note({ subject: { object: 'M 33' }, text: 'faint' });
    await archive.nameRules({
      action: 'add',
      rule: { kind: 'object', spelling: 'NGC 7000', name: 'North America', matching: 'folded' },
    });
    const [first] = (await archive.frames({})).items;
    await archive.reject({ frames: [first?.path ?? ''], rejected: true });
    await archive.close();
    whole = fs.readFileSync(bench.database);
  });
  after(() => bench.dispose());

  const isHonest = (error: unknown) =>
    error instanceof ArchiveError &&
    !/JSON|undefined|no such|malformed|not a function/.test(error.message) &&
    (error.code === 'request' || (error.detail.path !== undefined && error.detail.advice !== undefined));

  async function askAll(what: string, access: 'read' | 'write'): Promise<string[]> {
    const problems: string[] = [];
    const complain = (name: string, error: unknown) => {
      if (!isHonest(error))
        problems.push(`${what}: ${name}: ${error instanceof Error ? error.stack : String(error)}`);
    };
    let archive: Archive;
    try {
      archive = await openArchive({ settings: bench.settings(), log: silentLog, hashThreads: 0, access });
    } catch (error) {
      complain('open', error);
      return problems;
    }
    for (const [name, ask] of Object.entries(READING)) {
      await ask(archive, session).catch((error: unknown) => complain(name, error));
    }
    await archive.close().catch((error: unknown) => complain('close', error));
    return problems;
  }

  /** Where the file holds text: most of what tables say. */
  const texts = () => {
    const spots: number[] = [];
    for (let at = 100; at < whole.length; at++) {
      const isText = (byte = 0) => byte >= 0x20 && byte < 0x7f;
      if (isText(whole[at - 1]) && isText(whole[at]) && isText(whole[at + 1])) spots.push(at);
    }
    return spots;
  };

  /** Not in the free room between the rows. */
  const written = () =>
    Array.from({ length: whole.length }, (_, at) => at).filter((at) =>
      whole.subarray(Math.max(0, at - 2), at + 3).some((byte) => byte !== 0),
    );

  const trials = Number(process.env['FLIPS'] ?? 40);
  for (const [where, spotsOf] of [
    ['a text', texts],
    ['what is written', written],
  ] as const) {
    it(`of ${where} leave every request an answer or a reason`, async function () {
      this.timeout(60_000 + trials * 2000);
      const random = randomOf(where.length * 7919);
      const spots = spotsOf();
      const problems: string[] = [];
      for (let trial = 0; trial < trials; trial++) {
        const at = spots[random(spots.length)] ?? 0;
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
        fs.writeFileSync(bench.database, bytes);
        problems.push(...(await askAll(`byte ${at}, ${bytes.toString('latin1', at - 20, at + 20)}`, 'read')));
      }
      assert.deepEqual(problems, []);
    });
  }

  it('let it be rebuilt, with what only the user knows from the notebook or from what is left', async function () {
    this.timeout(60_000 + trials * 4000);
    const folder = path.dirname(bench.database);
    const saved = path.join(bench.folder, 'saved');
    fs.cpSync(folder, saved, { recursive: true });
    const random = randomOf(4711);
    const spots = written();
    for (let trial = 0; trial < Math.ceil(trials / 3); trial++) {
      fs.rmSync(folder, { recursive: true });
      fs.cpSync(saved, folder, { recursive: true });
      const at = spots[random(spots.length)] ?? 0;
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
      fs.writeFileSync(bench.database, bytes);
      const hasNotebook = trial % 2 === 0;
      if (!hasNotebook) fs.rmSync(bench.notebook);
      const what = `byte ${at}, ${bytes.toString('latin1', at - 20, at + 20)}`;
      const rescue = rescueOf({ settings: bench.settings(), log: silentLog, hashThreads: 0 });
      const report = await rescue.rebuild(noContext).catch((error: unknown) => {
        // A bit in the version's number makes a file of another version.
        if (error instanceof ArchiveError && error.code === 'database') return null;
        throw new Error(what, { cause: error });
      });
      if (report === null) continue;
      assert.equal(report.frameCount, 10, what);
      const archive = await openArchive({ settings: bench.settings(), log: silentLog, hashThreads: 0 });
      try {
        const aliases = await archive.nameRules({ action: 'list' });
        const notes = [
          (await archive.note({ subject: { session } })).text,
          (await archive.note({ subject: { object: 'M 33' } })).text,
        ];
        const rejected = (await archive.frames({})).items.filter((frame) => frame.rejected).length;
        const known = [aliases.length, notes.filter((text) => text !== null).length, rejected];
        if (hasNotebook) assert.deepEqual(known, [1, 2, 1], what);
        // One bit takes one thing at most.
        else assert.ok(known.reduce((sum, count) => sum + count, 0) >= 3, `${what}: ${known.join()}`);
      } finally {
        await archive.close();
      }
    }
  });
});
