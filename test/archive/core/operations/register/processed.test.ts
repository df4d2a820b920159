/** Folders in which processed frames lie beside the raw ones, from registering to figures. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Archive } from '../../../../../src/core/api/archive';
import type { ArchivedFrame } from '../../../../../src/core/base/archivedFrame';
import { noContext } from '../../../../../src/core/base/ports';
import { Bench, register } from '../../../../support/bench';
import { filesIn } from '../../../../support/files';
import type { FitsSpec } from '../../../../support/makeFits';
import { keyword, makeXisf, property } from '../../../../support/makeXisf';
import { type Cards, light } from '../../../../support/night';

const NAME = /^(?:Calibrated|Registered)-NGC_7000-/;

/** The same exposure in floating point numbers, as Siril saves what it has made of it. */
function bySiril(seed: number, cards: Cards = {}, history: readonly string[] = []): FitsSpec {
  const plain = light(seed, { PROGRAM: 'Siril v1.2.6', ...cards });
  const values = Object.entries(plain.cards ?? {}) as [string, string | number][];
  return {
    ...plain,
    bitpix: -32,
    pixels: (x, y) =>
      (x + 16 * y + seed + (cards['STACKCNT'] === undefined ? 0 : 0.5)) / (history.length + 300),
    cards: [...values, ...history.map((line) => `HISTORY ${line}`)],
  };
}

/** The same exposure as PixInsight 1.9.3 saves it: no HISTORY, but a list of processes. */
function byPixInsight(seed: number, ...processes: string[]): Buffer {
  const cards = light(seed).cards as Readonly<Record<string, string | number>>;
  const keywords = Object.entries(cards).map(([name, value]) =>
    keyword(name, typeof value === 'string' ? `'${value}'` : String(value)),
  );
  const history = processes.map((name) => `&lt;instance class=&quot;${name}&quot;/&gt;`).join('');
  const pixels = Buffer.alloc(8 * 6 * 4);
  for (let i = 0; i < 48; i++) pixels.writeFloatLE((i + seed + processes.length * 100) / 1000, i * 4);
  const body =
    '<Image geometry="8:6:1" sampleFormat="Float32" bounds="0:1" colorSpace="Gray" location="{{0}}">' +
    keywords.join('') +
    property(
      'PixInsight:ProcessingHistory',
      'String',
      `&lt;ProcessingHistory&gt;${history}&lt;/ProcessingHistory&gt;`,
    ) +
    '</Image>';
  return makeXisf({ body, blocks: [pixels] });
}

describe('processed frames beside raw ones', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());

  /** Registers all that was put there, and makes the sessions. */
  async function figures() {
    archive = await bench.open();
    const { failed } = await register(archive, 'copy', bench.source);
    assert.deepEqual(failed, []);
    await archive.regenerate({}, noContext);
    const stats = await archive.stats({ fresh: true });
    const { lights, stacks, processed, unknown, totalExposure, lightSessions } = stats;
    const [object] = (await archive.objects({})).items;
    assert.deepEqual([object?.frameCount, object?.totalExposure], [lights, totalExposure]);
    return { lights, stacks, processed, unknown, totalExposure, lightSessions };
  }

  async function processed(): Promise<readonly ArchivedFrame[]> {
    return (await archive.frames({ processedOf: 'ngc7000' })).items;
  }

  it('of PixInsight 1.9.3 are copies, each of its raw frame', async () => {
    for (let i = 0; i < 3; i++) {
      bench.put(`raw/${i}.fits`, light(i));
      bench.put(`calibrated/${i}_c.xisf`, byPixInsight(i, 'ImageCalibration'));
      bench.put(`registered/${i}_c_r.xisf`, byPixInsight(i, 'ImageCalibration', 'StarAlignment'));
    }
    const expected = { lights: 3, stacks: 0, processed: 6, unknown: 0, totalExposure: 900, lightSessions: 1 };
    assert.deepEqual(await figures(), expected);
    const copies = await processed();
    assert.deepEqual(copies.map(({ processing }) => processing).sort(), [
      'calibrated',
      'calibrated',
      'calibrated',
      'registered',
      'registered',
      'registered',
    ]);
    for (const { path: file, rawFrame = '', session, dateObs } of copies) {
      assert.equal(session, null);
      assert.match(path.basename(file), NAME);
      assert.equal(path.relative(bench.repository, file).split(path.sep)[0], 'Processed');
      const [raw] = (await archive.frames({})).items.filter((frame) => frame.path === rawFrame);
      assert.deepEqual([raw?.dateObs, raw?.processing], [dateObs, null]);
    }
    assert.deepEqual((await archive.frames({ problem: 'doubtful' })).items, []);
    assert.deepEqual((await archive.frames({ processedOf: null })).items, []);
  });

  it('of Siril are no stacks, but its result is one', async () => {
    for (let i = 0; i < 3; i++) {
      bench.put(`lights/${i}.fits`, light(i));
      bench.put(`process/pp_light_0000${i}.fit`, bySiril(i, {}, ['Calibrated with a master dark']));
      bench.put(`process/r_pp_light_0000${i}.fit`, bySiril(i));
    }
    bench.put('result.fit', bySiril(0, { STACKCNT: 3, LIVETIME: 900 }));
    const expected = { lights: 3, stacks: 1, processed: 6, unknown: 0, totalExposure: 900, lightSessions: 1 };
    assert.deepEqual(await figures(), expected);
    const stacks = filesIn(bench.repository).filter((file) => path.basename(file).startsWith('Stack-'));
    assert.equal(stacks.length, 1);
  });

  it('stand under their object where nothing else of it is there', async () => {
    bench.put('0_c.xisf', byPixInsight(0, 'ImageCalibration'));
    bench.put('1.fits', light(1, { OBJECT: 'M 31' }));
    const archive = await bench.open();
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
    const { items } = await archive.objects({});
    assert.deepEqual(
      items.map(({ object, sessions, frameCount }) => [object, sessions, frameCount]),
      [
        ['M 31', 1, 1],
        ['NGC 7000', 0, 0],
      ],
    );
  });

  it('that a service delivers make a session of their own, and count once', async () => {
    const delivered = (seed: number): FitsSpec => ({
      ...light(seed, { CALSTAT: 'BDF', SWCREATE: 'MaxIm DL Version 6.29' }),
      pixels: (x, y) => 7 + x + y + seed,
    });
    for (let i = 0; i < 3; i++) {
      bench.put(`raw-T68-${i}.fit`, light(i));
      bench.put(`calibrated-T68-${i}.fit`, delivered(i));
    }
    bench.put('dark.fit', light(30, { IMAGETYP: 'Master Dark', CALSTAT: 'M' }));
    const expected = { lights: 3, stacks: 0, processed: 3, unknown: 0, totalExposure: 900, lightSessions: 2 };
    assert.deepEqual(await figures(), expected);
    const sessions = (await archive.sessions({ kind: 'light' })).items;
    assert.deepEqual(
      sessions
        .map(({ processing, frameCount, links }) => [processing, frameCount, links.dark !== null])
        .sort(),
      [
        ['calibrated', 3, false],
        [null, 3, true],
      ].sort(),
    );
    assert.deepEqual(
      (await archive.stats({ fresh: true })).missing.flatMap(({ sessions: waiting }) => waiting),
      sessions.filter(({ processing }) => processing === null).map(({ id }) => id),
    );
    const report = await archive.checkout(
      {
        sessions: sessions.map(({ id }) => id),
        to: path.join(bench.folder, 'out'),
        copy: true,
        dryRun: true,
        siril: '1.2.6',
      },
      noContext,
    );
    assert.equal(new Set(report.groups.map(({ result }) => result)).size, 2);
    const own = sessions.find(({ processing }) => processing !== null)?.id ?? '';
    const group = report.groups.find(({ session }) => session === own);
    assert.deepEqual([group?.lights, group?.darks, group?.biases], [3, 0, 0]);
    assert.ok(!report.warnings.some((text) => text.includes(own) && /no (?:darks|flats)/.test(text)));
    assert.ok(report.warnings.some((text) => /stacked apart/.test(text)));
  });

  it('that were delivered without raw ones are lights like any', async () => {
    bench.put('a.fit', light(1, { CALSTAT: 'BDF' }));
    bench.put('b.fit', light(2, { CALSTAT: 'BDF' }));
    const expected = { lights: 2, stacks: 0, processed: 0, unknown: 0, totalExposure: 600, lightSessions: 1 };
    assert.deepEqual(await figures(), expected);
  });
});
