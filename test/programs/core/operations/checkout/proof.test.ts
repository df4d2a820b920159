/**
 * Every kind of checkout through the Siril of this machine, on a night whose flat field, glow and nebula are known: exit
 * status, number of frames, and the picture itself.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { ArchivedFrame } from '../../../../../src/core/base/archivedFrame';
import { imageHeader } from '../../../../../src/core/formats/fits/image';
import { readFitsFile } from '../../../../../src/core/formats/fits/read';
import { applyCheckout, type ApplyOptions } from '../../../../../src/core/operations/checkout/applyCheckout';
import { measuredLevel } from '../../../../../src/core/operations/checkout/level';
import { planCheckout, resultFiles } from '../../../../../src/core/operations/checkout/planCheckout';
import type {
  CheckoutInput,
  CheckoutSession,
  SessionFrames,
} from '../../../../../src/core/operations/checkout/types';
import { realVolume } from '../../../../../src/core/operations/checkout/volume';
import { findSiril, type InstalledSiril, runScript } from '../../../../../src/core/siril/running/runSiril';
import { dialect } from '../../../../../src/core/siril/script/dialect';
import { checkoutOf, frameIn, hashesOf, ownerOfFolder, readArchive } from '../../../../support/checkout';
import { shared } from '../../../../support/shared';
import { measure, type Measured, readNpy, readPlane } from './picture';

const GENERATOR = shared('tools', 'make_night.py');
const PYTHON = '/usr/bin/python3';
const LIGHTS = 6;

interface Combination {
  readonly camera: 'mono' | 'colour';
  readonly offset: 'bias' | 'flat-dark' | 'synthetic';
  readonly dark: boolean;
  readonly flat: boolean;
}

const EVERY: readonly Combination[] = (['mono', 'colour'] as const).flatMap((camera) =>
  (['bias', 'flat-dark', 'synthetic'] as const).flatMap((offset) =>
    [true, false].flatMap((dark) => [true, false].map((flat) => ({ camera, offset, dark, flat }))),
  ),
);
describe('a stack of Siril', function () {
  this.timeout(300_000);
  let root: string;
  let siril: InstalledSiril;
  let frames: readonly ArchivedFrame[];
  let untouched: Record<string, string>;

  before(async function () {
    const skip = (why: string) => {
      if (this.test) this.test.title += `: ${why}`;
      this.skip();
    };
    const found = await findSiril();
    if (found === null) return skip('siril-cli is not installed');
    if (!fs.existsSync(GENERATOR)) return skip('the optional corpus with its generator is not there');
    siril = found;
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'siril proof '));
    const options = ['--width', '400', '--height', '300', '--lights', String(LIGHTS), '--nstars', '150'];
    const made = spawnSync(PYTHON, [GENERATOR, root, ...options], { encoding: 'utf8' });
    if (made.status !== 0)
      return skip(`the generator needs Python with astropy (${made.stderr.slice(-200)})`);
    frames = readArchive(path.join(root, 'archive'));
    untouched = hashesOf(path.join(root, 'archive'));
    fs.mkdirSync(path.join(root, 'home'));
  });
  after(() => {
    if (root) fs.rmSync(root, { recursive: true, force: true });
  });

  async function run(name: string, input: CheckoutInput, options: Partial<ApplyOptions> = {}) {
    const plan = planCheckout(input);
    const to = path.join(root, name);
    const report = await applyCheckout(plan, {
      to,
      dialect: dialect(siril.version),
      owner: ownerOfFolder(path.join(root, 'archive')),
      ...options,
    });
    const lines: string[] = [];
    const done = await runScript({
      program: siril.program,
      folder: to,
      script: report.script,
      results: report.results,
      env: { ...process.env, HOME: path.join(root, 'home') },
      onLine: (line) => lines.push(line),
    });
    assert.ok(done.ok, `${done.error ?? ''} ${done.missing.join()}\n${lines.slice(-15).join('\n')}`);
    assert.equal(done.exitCode, 0);
    assert.deepEqual(hashesOf(path.join(root, 'archive')), untouched, 'the archive has changed');
    return { to, plan, report };
  }

  const stackCount = (file: string) =>
    imageHeader(readFitsFile(file))?.cards.find(({ keyword }) => keyword === 'STACKCNT')?.value;
  const only = (camera: Combination['camera'], filter: string | null) => {
    const [first] = checkoutOf(
      frames,
      (each) => (each.bayerPattern === null) === (camera === 'mono') && each.filter === filter,
    ).sessions;
    assert.ok(first);
    return first;
  };
  const truth = (camera: Combination['camera'], filter: string | null) =>
    readNpy(path.join(root, `truth_flat_${camera === 'mono' ? 'mono' : 'osc'}_${filter ?? 'None'}.npy`));
  const NONE = { bias: null, dark: null, flat: null, flatDark: null };

  const bare = new Map<string, Measured>();
  /** The same lights, registered and stacked without any calibration. */
  async function uncalibrated(camera: Combination['camera']): Promise<Measured> {
    const known = bare.get(camera);
    if (known) return known;
    const filter = camera === 'mono' ? 'L' : null;
    const session = { ...only(camera, filter), links: NONE, flatBias: null };
    const { to, plan } = await run(`${camera} bare`, { sessions: [session] });
    const file = path.join(to, resultFiles(plan)[0] ?? '');
    assert.equal(stackCount(file), LIGHTS);
    const made = measure(readPlane(file, camera === 'mono' ? 0 : 1), truth(camera, filter));
    bare.set(camera, made);
    return made;
  }

  function calibrated({ camera, offset, dark, flat }: Combination): CheckoutSession {
    const wanted = only(camera, camera === 'mono' ? 'L' : null);
    const links = {
      bias: offset === 'bias' ? wanted.links.bias : null,
      dark: dark ? wanted.links.dark : null,
      flat: flat ? wanted.links.flat : null,
      flatDark: offset === 'flat-dark' ? wanted.links.flatDark : null,
    };
    const session = { ...wanted, links, flatBias: null };
    const given = offset === 'synthetic' ? { adu: 510, origin: 'as given' } : null;
    return { ...session, level: measuredLevel(session) ?? given };
  }

  for (const combination of EVERY) {
    const { camera, offset, dark, flat } = combination;
    it(`${camera}, ${offset}, ${dark ? 'dark' : 'no dark'}, ${flat ? 'flat' : 'no flat'}`, async () => {
      const without = await uncalibrated(camera);
      const name = [camera, offset, dark, flat].join(' ');
      const { to, plan } = await run(name, { sessions: [calibrated(combination)] });
      const file = path.join(to, resultFiles(plan)[0] ?? '');
      assert.equal(stackCount(file), LIGHTS);
      const picture = readPlane(file, camera === 'mono' ? 0 : 1);
      assert.equal(picture.planes, camera === 'mono' ? 1 : 3);
      const made = measure(picture, truth(camera, camera === 'mono' ? 'L' : null));
      const [flatLeft, glowLeft] = [made.flat / without.flat, made.glow / without.glow];
      if (flat) assert.ok(Math.abs(flatLeft) < 0.15, `${flatLeft.toFixed(2)} of the flat field is left`);
      else assert.ok(flatLeft > 0.6, `there is no flat, and ${flatLeft.toFixed(2)} of its field is left`);
      // Without a flat, vignetting and dust are taken for a part of the glow.
      if (dark)
        assert.ok(Math.abs(glowLeft) < (flat ? 0.25 : 0.6), `${glowLeft.toFixed(2)} of the glow is left`);
      else assert.ok(glowLeft > 0.6, `there is no dark, and ${glowLeft.toFixed(2)} of the glow is left`);
      if (camera === 'mono' && dark && flat) {
        const raw = plan.files.find((each) => each.path.startsWith('lights/'))?.source ?? '';
        const gain = measure(readPlane(raw), truth(camera, 'L')).noise / made.noise;
        assert.ok(gain > 0.8 * Math.sqrt(LIGHTS), `the noise is ${gain.toFixed(2)} times lower`);
      }
    });
  }

  it('takes masters as they are, raw frames of other kinds beside them', async () => {
    const wanted = calibrated({ camera: 'mono', offset: 'bias', dark: true, flat: true });
    const { to } = await run('for masters', { sessions: [wanted] });
    const masterOf = (set: SessionFrames | null, name: string): SessionFrames | null => {
      if (set === null) return null;
      const file = path.join(to, 'masters', `${name}_stacked.fit`);
      const session = { ...set.session, master: true, frameCount: 1 };
      return { session, frames: [frameIn(session, file, { master: true, stackCount: 8 })] };
    };
    const { dark, flat } = wanted.links;
    const masters = { ...wanted.links, dark: masterOf(dark, 'dark'), flat: masterOf(flat, 'flat') };
    const { to: there, plan } = await run('masters', { sessions: [{ ...wanted, links: masters }] });
    const file = path.join(there, resultFiles(plan)[0] ?? '');
    assert.equal(stackCount(file), LIGHTS);
    const without = await uncalibrated('mono');
    assert.ok(Math.abs(measure(readPlane(file), truth('mono', 'L')).flat / without.flat) < 0.15);
  });

  it('stacks two nights together, the second behind a junction, as on Windows', async () => {
    const wanted = calibrated({ camera: 'mono', offset: 'bias', dark: true, flat: true });
    const other = path.join(root, 'other night');
    fs.mkdirSync(other);
    const second = wanted.frames.slice(3).map((frame) => {
      const file = path.join(other, path.basename(frame.path));
      fs.copyFileSync(frame.path, file);
      return { ...frame, path: file };
    });
    const session = { ...wanted.session, id: 'second', night: '2024-09-20' };
    const volume = {
      ...realVolume,
      symlinkRefusal: () => 'EPERM',
      device: () => Promise.resolve(null),
      hardlinkRefusal: () => 'EXDEV',
    };
    const { to, plan, report } = await run(
      'two nights',
      {
        sessions: [
          { ...wanted, frames: wanted.frames.slice(0, 3) },
          { ...wanted, session, frames: second },
        ],
      },
      { platform: 'win32', volume, copyWhereNeeded: true },
    );
    assert.ok(report.links.some(({ way }) => way === 'junction') && report.copied > 0);
    assert.equal(stackCount(path.join(to, resultFiles(plan)[0] ?? '')), LIGHTS);
    assert.equal(fs.readdirSync(other).length, 3, 'nothing is made behind the junction');
  });

  it('aligns the channels of an object on each other', async () => {
    const mono = checkoutOf(frames, (each) => each.bayerPattern === null);
    // Other lights first in each filter, so that the stacks lie apart.
    const sessions = mono.sessions.map((each, i) => ({ ...each, frames: each.frames.slice(i) }));
    const { to, report } = await run('channels', { sessions });
    const aligned = report.results.filter((name) => name.includes('_aligned'));
    assert.equal(aligned.length, 3);
    const spread = (names: readonly string[]) => {
      const [first, ...others] = names.map((name) => starPixels(readPlane(path.join(to, name))));
      return Math.max(...others.map((other) => shift(first ?? new Set(), other)));
    };
    assert.ok(spread(report.results.filter((name) => !aligned.includes(name))) > 2, 'the stacks lie apart');
    assert.ok(spread(aligned) <= 1, `${spread(aligned)} pixels apart`);
  });
});

const STRIDE = 10_000;

/** Pixels far above their surroundings, as y · STRIDE + x. */
function starPixels({
  width,
  height,
  data,
}: {
  width: number;
  height: number;
  data: Float64Array;
}): Set<number> {
  const found: { readonly at: number; readonly value: number }[] = [];
  for (let y = 25; y < height - 25; y++) {
    for (let x = 25; x < width - 25; x++) {
      const value = data[y * width + x] ?? 0;
      const around = (data[y * width + x - 8] ?? 0) + (data[y * width + x + 8] ?? 0);
      found.push({ at: y * STRIDE + x, value: value - around / 2 });
    }
  }
  found.sort((a, b) => b.value - a.value);
  return new Set(found.slice(0, 600).map(({ at }) => at));
}

/** How far the second picture has to be moved for most of its stars to fall on those of the first, in pixels. */
function shift(first: ReadonlySet<number>, second: ReadonlySet<number>): number {
  let best = { distance: Infinity, hits: -1 };
  for (let dy = -25; dy <= 25; dy++) {
    for (let dx = -25; dx <= 25; dx++) {
      let hits = 0;
      for (const at of second) if (first.has(at + dy * STRIDE + dx)) hits++;
      if (hits > best.hits) best = { distance: Math.max(Math.abs(dx), Math.abs(dy)), hits };
    }
  }
  return best.distance;
}
