/** Runs checkouts in the Siril of this machine, on a night that a generator makes up. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { ArchivedFrame } from '../../../../../src/core/base/archivedFrame';
import { isInside } from '../../../../../src/core/base/inside';
import type { Session } from '../../../../../src/core/base/session';
import { imageHeader } from '../../../../../src/core/formats/fits/image';
import { readFitsFile } from '../../../../../src/core/formats/fits/read';
import { applyCheckout } from '../../../../../src/core/operations/checkout/applyCheckout';
import type { Owner } from '../../../../../src/core/operations/checkout/owner';
import { planCheckout, resultFiles } from '../../../../../src/core/operations/checkout/planCheckout';
import type { CheckoutInput } from '../../../../../src/core/operations/checkout/types';
import { findSiril, type InstalledSiril, runScript } from '../../../../../src/core/siril/running/runSiril';
import { dialect } from '../../../../../src/core/siril/script/dialect';
import { makeSampleNight } from '../../../../../src/sampleNight/night';
import { checkoutOf, hashesOf, ownerOfFolder, readArchive } from '../../../../support/checkout';

const LIGHTS = 5;

describe('a checkout in Siril', function () {
  this.timeout(120_000);
  let root: string;
  let siril: InstalledSiril;
  let frames: readonly ArchivedFrame[];
  let untouched: Record<string, string>;

  before(async function () {
    const found = await findSiril();
    if (found === null) {
      // The reason stands in the report of the tests, which would otherwise only count it as pending.
      if (this.test) this.test.title += ': siril-cli is not installed';
      this.skip();
    }
    siril = found;
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'siril checkout '));
    await makeSampleNight(path.join(root, 'archive'), { lights: LIGHTS, calibrations: 4 });
    frames = readArchive(path.join(root, 'archive'));
    untouched = hashesOf(path.join(root, 'archive'));
  });
  after(() => {
    if (root) fs.rmSync(root, { recursive: true, force: true });
  });

  /** Plans, applies, runs; the numbers of frames in the results by their names. */
  async function run(name: string, input: CheckoutInput, differs: Partial<Owner> = {}) {
    const plan = planCheckout(input);
    const to = path.join(root, name);
    const report = await applyCheckout(plan, {
      to,
      dialect: dialect(siril.version),
      owner: ownerOfFolder(path.join(root, 'archive'), differs),
    });
    // Siril keeps its settings below HOME; those of the user are not to be touched.
    const env = { ...process.env, HOME: path.join(root, 'home') };
    fs.mkdirSync(env.HOME, { recursive: true });
    const lines: string[] = [];
    const done = await runScript({
      program: siril.program,
      folder: to,
      script: report.script,
      results: resultFiles(plan),
      env,
      onLine: (line) => lines.push(line),
    });
    assert.ok(done.ok, `${done.error ?? 'no error told'}\n${lines.slice(-15).join('\n')}`);
    assert.deepEqual(hashesOf(path.join(root, 'archive')), untouched, 'the archive has changed');
    return Object.fromEntries(
      resultFiles(plan).map((file) => {
        const header = imageHeader(readFitsFile(path.join(to, file)));
        const count = header?.cards.find((card) => card.keyword === 'STACKCNT')?.value ?? null;
        return [file, `${String(count)} × ${header?.axes[2] ?? 1}`];
      }),
    );
  }

  const mono = (session: Session) => session.bayerPattern === null;
  const colour = (session: Session) => session.bayerPattern !== null;

  it('stacks mono frames, a result for each filter', async () => {
    const input = checkoutOf(frames, mono);
    const results = await run('mono', input);
    assert.ok(input.sessions.length >= 1);
    assert.equal(
      Object.keys(results).length,
      new Set(input.sessions.map((each) => each.session.filter)).size,
    );
    assert.deepEqual([...new Set(Object.values(results))], [`${LIGHTS} × 1`]);
  });

  it('stacks colour frames into three planes', async () => {
    const results = await run('colour', checkoutOf(frames, colour));
    assert.deepEqual([...new Set(Object.values(results))], [`${LIGHTS} × 3`]);
  });

  it('stacks two nights together, of which one has no calibration at all', async () => {
    const [first] = checkoutOf(frames, mono).sessions;
    assert.ok(first);
    const { session } = first;
    const second = { ...session, id: 'other', night: '2024-12-24' };
    const bare = { bias: null, dark: null, flat: null, flatDark: null };
    const results = await run('two nights', {
      sessions: [
        { ...first, frames: first.frames.slice(0, 3) },
        { session: second, frames: first.frames.slice(3), links: bare, flatBias: null },
      ],
    });
    assert.deepEqual(Object.values(results), [`${LIGHTS} × 1`]);
  });

  it('stacks nothing of what has to be kept in process', async () => {
    const [first] = checkoutOf(frames, mono).sessions;
    assert.ok(first);
    const input = { sessions: [first] };
    await run('kept', input);
    const at = (name: string) => path.join(root, 'kept', 'process', name);
    // A frame of the archive by the name of the image after the last.
    const mine = at(`light_0000${LIGHTS + 1}.fit`);
    fs.copyFileSync(at('light_00001.fit'), mine);
    const archive = path.join(root, 'archive');
    const isFrame = (file: string) => file === mine || isInside(archive, file);
    assert.deepEqual(Object.values(await run('kept', input, { isFrame })), [`${LIGHTS} × 1`]);
    assert.ok(fs.existsSync(mine));
    assert.ok(!fs.existsSync(at('light_00001.fit')));
  });

  it('calibrates a single light', async () => {
    const [first] = checkoutOf(frames, colour).sessions;
    assert.ok(first);
    const results = await run('single', { sessions: [{ ...first, frames: first.frames.slice(0, 1) }] });
    assert.deepEqual(Object.values(results), ['null × 3']);
  });
});
