/** A checkout asked of an archive: which sessions, with which calibration and bias level. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Archive, CheckoutRequest } from '../../../../../src/core/api/archive';
import { CancelledError } from '../../../../../src/core/base/errors';
import { noContext, silentLog } from '../../../../../src/core/base/ports';
import { allSessions, Bench, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { type Cards, light } from '../../../../support/night';

describe('a checkout of an archive', () => {
  let bench: Bench;
  let archive: Archive;
  const told: string[] = [];
  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(async () => {
    bench = new Bench();
    told.length = 0;
    const log = {
      ...silentLog,
      warn: (text: string) => void told.push(text),
      info: (text: string) => void told.push(text),
    };
    archive = await bench.open({}, log);
  });
  afterEach(() => bench.dispose());

  /** Registers three files of each kind, which differ in these cards. */
  const night = async (...kinds: Cards[]) => {
    let seed = 0;
    for (const cards of kinds) {
      for (let n = 0; n < 3; n++) bench.put(`${seed}.fits`, light(seed++, cards));
    }
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
  };
  const DARK = { IMAGETYP: 'DARK', OBJECT: '' };
  const BIAS = { IMAGETYP: 'BIAS', OBJECT: '', EXPTIME: 0 };
  const FLAT = { IMAGETYP: 'FLAT', OBJECT: '', EXPTIME: 2 };
  const of = async (type: string) => (await allSessions(archive)).filter((each) => each.type === type);
  const ids = async (type: string) => (await of(type)).map(({ id }) => id);
  const checkOut = async (differs: Partial<CheckoutRequest> = {}, context = noContext) =>
    archive.checkout(
      {
        sessions: await ids('light'),
        to: path.join(bench.folder, 'co'),
        siril: '1.2.6',
        copy: false,
        dryRun: true,
        ...differs,
      },
      context,
    );

  it('brings the frames of all linked sessions along, each once', async () => {
    await night({}, DARK, BIAS, FLAT, { FILTER: 'Ha' });
    const report = await checkOut();
    assert.deepEqual(
      report.groups
        .map(({ filter, lights, darks, biases, flats }) => [filter, lights, darks, biases, flats])
        .sort(),
      [
        ['Ha', 3, 3, 3, 0],
        ['L', 3, 3, 3, 3],
      ],
    );
    assert.equal(report.linked, 15);
  });

  it('takes a session that is named twice once, by its whole id or its beginning', async () => {
    await night({});
    const [id = ''] = await ids('light');
    const report = await checkOut({ sessions: [id, id, id.slice(0, 6)] });
    assert.deepEqual([report.groups.length, report.linked], [1, 3]);
  });

  it('is refused for no session, one that is not there, and one that is not of lights', async () => {
    await night({}, DARK);
    await assert.rejects(checkOut({ sessions: [] }), (error) => {
      failed('request')(error);
      return (error as { detail: { advice?: string } }).detail.advice !== undefined;
    });
    await assert.rejects(checkOut({ sessions: await ids('dark') }), failed('request'));
    await assert.rejects(checkOut({ sessions: ['ffffffffffff'] }));
  });

  it('takes off the level that is given, from 0 to what 16 bits hold', async () => {
    await night({}, FLAT);
    const script = async (biasLevel: number) => {
      const { script: file } = await checkOut({ biasLevel, dryRun: false });
      const { readFileSync } = await import('node:fs');
      return readFileSync(file, 'utf8');
    };
    assert.ok((await script(512)).includes('-bias="=512"'));
    assert.ok((await script(0)).includes('-bias="=0"'));
    assert.ok((await script(65_535)).includes('-bias="=65535"'));
    for (const biasLevel of [-1, 65_536, Number.NaN, Infinity]) {
      await assert.rejects(checkOut({ biasLevel }), failed('request', { got: String(biasLevel) }));
    }
  });

  it('names flats that would fit but for a filter that they do not say, and no others', async () => {
    await night(
      {},
      { FILTER: 'Ha' },
      { ...FLAT, FILTER: null },
      { ...FLAT, FILTER: null, INSTRUME: 'ASI294' },
    );
    const flats = await of('flat');
    const fits = flats.find(({ imager }) => imager === 'ASI2600')?.id ?? assert.fail();
    const other = flats.find(({ imager }) => imager !== 'ASI2600')?.id ?? assert.fail();
    const { warnings, groups } = await checkOut();
    assert.deepEqual(
      groups.map(({ flats: count }) => count),
      [0, 0],
    );
    assert.equal(warnings.filter((text) => text.includes(fits)).length, 2, 'for each of the two filters');
    assert.ok(!warnings.some((text) => text.includes(other)));
  });

  it('names no such flats for lights without a filter, or with flats', async () => {
    await night(
      { FILTER: null },
      { FILTER: 'Ha' },
      { ...FLAT, FILTER: 'Ha' },
      { ...FLAT, FILTER: null, EXPTIME: 3 },
    );
    const nameless = (await of('flat')).filter(({ filter }) => filter === null).map(({ id }) => id);
    const lights = await of('light');
    for (const filter of [null, 'Ha']) {
      const session = lights.find((each) => each.filter === filter)?.id ?? '';
      const { warnings } = await checkOut({ sessions: [session] });
      assert.ok(!warnings.some((text) => nameless.some((id) => text.includes(id))), filter ?? 'none');
    }
  });

  it('ends with a cancel before anything is made', async () => {
    await night({});
    const cancel = { isCancellationRequested: true };
    await assert.rejects(checkOut({ dryRun: false }, { ...noContext, cancel }), CancelledError);
    let asked = 0;
    const late = {
      get isCancellationRequested() {
        return ++asked > 1;
      },
    };
    await assert.rejects(checkOut({}, { ...noContext, cancel: late }), CancelledError);
  });

  it('stands in the history, but for a dry run, and tells the log how files came there', async () => {
    await night({}, DARK);
    const kinds = async () => (await archive.history({})).items.map(({ kind }) => kind);
    await checkOut();
    assert.ok(!(await kinds()).includes('checkout'));
    told.length = 0;
    const report = await checkOut({ dryRun: false });
    const [entry] = (await archive.history({})).items;
    assert.equal(entry?.kind, 'checkout');
    const { folder, sessions } = entry.summary as { folder: string; sessions: string[] };
    assert.deepEqual([folder, sessions], [report.folder, await ids('light')]);
    assert.ok(
      told.some((text) => text.includes(report.folder) && text.includes('symlink') && /\b6\b/.test(text)),
    );
    for (const warning of report.warnings) assert.ok(told.some((text) => text.includes(warning)));
  });
});
