/** Nights as they are, in the Siril of this machine: clouds, and files that it cannot stack. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { ArchivedFrame } from '../../../../../src/core/base/archivedFrame';
import { noContext } from '../../../../../src/core/base/ports';
import { imageHeader, imageUnit } from '../../../../../src/core/formats/fits/image';
import { readFitsFile } from '../../../../../src/core/formats/fits/read';
import { findCard, imageShape } from '../../../../../src/core/formats/fits/size';
import { applyCheckout } from '../../../../../src/core/operations/checkout/applyCheckout';
import { leftOutLights } from '../../../../../src/core/operations/checkout/leftOutLights';
import { requireMarker } from '../../../../../src/core/operations/checkout/marker';
import { readPixels } from '../../../../../src/core/operations/checkout/pixels';
import { planCheckout } from '../../../../../src/core/operations/checkout/planCheckout';
import { parseSirilVersion } from '../../../../../src/core/siril/commands/version';
import { parseScript } from '../../../../../src/core/siril/parser/script';
import { goOn, withoutReference } from '../../../../../src/core/siril/running/goOn';
import { skippedImages } from '../../../../../src/core/siril/running/registration';
import { RunFollower } from '../../../../../src/core/siril/running/runFollower';
import { findSiril, type InstalledSiril, runScript } from '../../../../../src/core/siril/running/runSiril';
import { dialect } from '../../../../../src/core/siril/script/dialect';
import { makeSampleNight } from '../../../../../src/sampleNight/night';
import { checkoutOf, hashesOf, ownerOfFolder, readArchive } from '../../../../support/checkout';
import { inOrder } from '../../../../support/inOrder';
import { type FitsSpec, makeFits } from '../../../../support/makeFits';

const LIGHTS = 8;

describe('a night in Siril', function () {
  this.timeout(120_000);
  let root: string;
  let siril: InstalledSiril;

  before(async function () {
    const found = await findSiril();
    if (found === null) {
      // The reason stands in the report of the tests, which would otherwise only count it as pending.
      if (this.test) this.test.title += ': siril-cli is not installed';
      this.skip();
    }
    siril = found;
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'siril nights '));
    await makeSampleNight(path.join(root, 'night'), { lights: LIGHTS, calibrations: 4 });
    fs.mkdirSync(path.join(root, 'home'));
  });
  after(() => {
    if (root) fs.rmSync(root, { recursive: true, force: true });
  });

  /** A copy of the mono night of luminance, in which some lights and darks are changed before it is archived. */
  function archive(name: string, change: (lights: readonly string[], darks: readonly string[]) => void) {
    const folder = path.join(root, name, 'archive');
    fs.cpSync(path.join(root, 'night'), folder, { recursive: true });
    const paths = (of: RegExp) =>
      fs
        .readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => of.test(file))
        .sort()
        .map((file) => path.join(folder, file));
    change(paths(/LIGHT.*_L_.*\.fits$/), paths(/DARK.*_60\.00s.*\.fits$/));
    return readArchive(folder);
  }

  async function run(name: string, frames: readonly ArchivedFrame[]) {
    const of = checkoutOf(frames, ({ filter, bayerPattern }) => filter === 'L' && bayerPattern === null);
    const files = of.sessions.flatMap(({ frames: lights, links }) =>
      [lights, ...Object.values(links).map((set) => set?.frames ?? [])].flat(),
    );
    const pixels = await readPixels(
      files.map((frame) => frame.path),
      noContext,
    );
    const plan = planCheckout({ ...of, pixels }, { siril: siril.version });
    const to = path.join(root, name, 'checkout');
    const owner = ownerOfFolder(path.join(root, name, 'archive'));
    const untouched = hashesOf(path.join(root, name, 'archive'));
    const report = await applyCheckout(plan, { to, dialect: dialect(siril.version), owner });
    const text = fs.readFileSync(report.script, 'utf8');
    const follower = new RunFollower(parseScript(text));
    const env = { ...process.env, HOME: path.join(root, 'home') };
    const done = await runScript({
      program: siril.program,
      folder: to,
      script: report.script,
      results: report.results,
      env,
      onLine: (line) => follower.take(line),
    });
    assert.deepEqual(hashesOf(path.join(root, name, 'archive')), untouched, 'the archive has changed');
    return { to, plan, report, done, text, env, registrations: follower.registrations };
  }

  const stackCount = (to: string) =>
    imageHeader(readFitsFile(path.join(to, 'NGC_7000_L.fit')))?.cards.find(
      ({ keyword }) => keyword === 'STACKCNT',
    )?.value;
  const firstResult = (to: string) => {
    const marked = requireMarker(to).results.find(({ name }) => name === 'NGC_7000_L');
    assert.ok(marked);
    return marked;
  };

  it('names the two lights in the middle that have no stars', async () => {
    const clouded: string[] = [];
    const frames = archive('middle', (lights) => {
      for (const file of lights.slice(3, 5)) clouded.push(path.basename(hideStars(file)));
    });
    const { to, done, registrations } = await run('middle', frames);
    assert.ok(done.ok, done.error ?? '');
    assert.equal(stackCount(to), LIGHTS - 2);
    const marked = firstResult(to);
    assert.equal(marked.lights, LIGHTS);
    const left = leftOutLights(to, marked, 2, skippedImages(registrations));
    assert.deepEqual(
      left,
      clouded.map((name) => ({ name, why: 'stars' })),
    );
  });

  it('goes on with another light where the first ones have no stars, or has a better one from 1.2 on', async () => {
    const clouded: string[] = [];
    const frames = archive('first', (lights) => {
      // The first one and the one in the middle, which is tried next.
      for (const index of [0, 4]) clouded.push(path.basename(hideStars(lights[index] ?? '')));
    });
    const { to, done, text, env, registrations } = await run('first', frames);
    let all = registrations;
    if (dialect(siril.version) === '1.0') {
      assert.ok(!done.ok);
      const registration = withoutReference(registrations);
      assert.ok(registration);
      const tried: number[] = [];
      const version = parseSirilVersion(siril.version);
      assert.ok(version);
      const gone = await goOn({
        text,
        folder: to,
        siril,
        version,
        registration,
        env,
        onReference: (_, image) => tried.push(image),
      });
      assert.ok(gone?.report.ok, gone?.report.error ?? '');
      assert.deepEqual(tried, [5, 3]);
      assert.deepEqual(gone.references, [{ sequence: registration.sequence, image: 3 }]);
      assert.deepEqual(gone.complaints, []);
      all = gone.registrations;
    } else assert.ok(done.ok, done.error ?? '');
    assert.equal(stackCount(to), LIGHTS - 2);
    assert.deepEqual(
      leftOutLights(to, firstResult(to), 2, skippedImages(all)),
      clouded.map((name) => ({ name, why: 'stars' })),
    );
  });

  it('gives up where no light has stars', async function () {
    if (dialect(siril.version) !== '1.0') this.skip();
    const frames = archive('clouds', (lights) => lights.forEach(hideStars));
    const { to, done, text, env, registrations } = await run('clouds', frames);
    const registration = withoutReference(registrations);
    assert.ok(!done.ok && registration);
    const version = parseSirilVersion(siril.version);
    assert.ok(version);
    const gone = await goOn({ text, folder: to, siril, version, registration, env });
    assert.equal(gone?.report.ok, false);
    assert.deepEqual(gone.references, []);
    // eslint-disable-next-line no-restricted-syntax -- words of Siril
    assert.match(gone.complaints.map(({ message }) => message).join(), /not enough stars in reference/);
    assert.equal(gone.complaints[0]?.line, registration.line);
  });

  const odd: readonly (readonly [what: string, as: (pixels: Pixels) => FitsSpec, why: RegExp])[] = [
    ['32-bit whole numbers', ({ at }) => ({ bitpix: 32, pixels: at }), /32-bit whole numbers/],
    ['a cube of two images', ({ at }) => ({ channels: 2, pixels: stored(at) }), /cube of 2/],
    ['a cube of four images', ({ at }) => ({ channels: 4, pixels: stored(at) }), /cube of 4/],
    [
      'two images in one file',
      ({ at, width, height }) => ({
        pixels: stored(at),
        extensions: [{ width, height, pixels: stored(at) }],
      }),
      /2 images in one file/,
    ],
  ];
  const old: typeof odd = [
    ['floating point in ADU', ({ at }) => ({ bitpix: -32, pixels: at }), /count in ADU/],
    ['NAXIS3 = 1', ({ at }) => ({ channels: 1, pixels: stored(at) }), /NAXIS3 = 1/],
  ];
  for (const [what, as, why] of [...odd, ...old]) {
    it(`leaves out a light and a dark of ${what}, and stacks the others`, async function () {
      if (old.some(([each]) => each === what) && dialect(siril.version) !== '1.0') this.skip();
      const frames = archive(what, (lights, darks) => {
        for (const file of [lights[2], darks[1]]) rewrite(file ?? '', as);
      });
      const { to, done, plan } = await run(what, frames);
      assert.ok(done.ok, done.error ?? '');
      assert.equal(stackCount(to), LIGHTS - 1);
      assert.equal(plan.groups[0]?.darks, 3);
      // A cube has its own size, and so is in its own session: no dark of it is linked.
      const told = plan.warnings.filter((warning) => why.test(warning) && /left out/.test(warning));
      assert.equal(told.length, /cube/.test(what) ? 1 : 2);
    });
  }

  it('stacks lights of 16 bits and of floating point together', async () => {
    const frames = archive('mixed', (lights) =>
      lights
        .filter((_, index) => index % 2 === 1)
        .forEach((file) => rewrite(file, ({ at }) => ({ bitpix: -32, pixels: (x, y) => at(x, y) / 65535 }))),
    );
    // Nothing to calibrate with, which would bring them to one depth in any case.
    const lightsOnly = frames.filter(({ type }) => type === 'light');
    const { to, done, report } = await run('mixed', lightsOnly);
    assert.ok(done.ok, done.error ?? '');
    assert.equal(stackCount(to), LIGHTS);
    assert.match(report.warnings.join('\n'), inOrder('4', '8', 'lights'));
  });
});

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** ADU. */
  readonly at: (x: number, y: number) => number;
}

/** As 16-bit numbers with BZERO 32768. */
function stored(at: Pixels['at']): Pixels['at'] {
  return (x, y) => at(x, y) - 32768;
}

function pixelsIn(file: string): Pixels {
  const unit = imageUnit(readFitsFile(file));
  assert.ok(unit);
  const [width = 0, height = 0] = imageShape(unit.cards).axes;
  const bytes = fs.readFileSync(file).subarray(unit.dataOffset);
  return { width, height, at: (x, y) => bytes.readInt16BE(2 * (y * width + x)) + 32768 };
}

/** Writes a frame again, its pixels in another way; what it says of itself stays. */
function rewrite(file: string, as: (pixels: Pixels) => FitsSpec): void {
  const pixels = pixelsIn(file);
  const { width, height } = pixels;
  const spec = { width, height, ...as(pixels) };
  const cards = (imageHeader(readFitsFile(file))?.cards ?? [])
    .filter(
      ({ keyword, type }) =>
        type !== 'commentary' && !/^(SIMPLE|BITPIX|NAXIS\d*|EXTEND|BZERO)$/.test(keyword),
    )
    .map(({ keyword, value }) => [keyword, value as string | number | boolean] as const);
  const zero = (spec.bitpix ?? 16) === 16 ? [['BZERO', 32768] as const] : [];
  fs.writeFileSync(file, makeFits({ ...spec, cards: [...cards, ...zero] }));
}

/** Puts a cloud before the stars: an even background with the noise of a sky. */
function hideStars(file: string): string {
  const unit = imageUnit(readFitsFile(file));
  assert.ok(unit && findCard(unit.cards, 'BZERO'));
  const bytes = fs.readFileSync(file);
  const { width, height, at } = pixelsIn(file);
  const sorted = Array.from({ length: 999 }, (_, i) => at((i * 37) % width, (i * 53) % height)).sort(
    (a, b) => a - b,
  );
  const level = sorted[499] ?? 500;
  let state = 12345;
  const random = () => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
  for (let i = 0; i < width * height; i++) {
    const noise = random() + random() + random() + random() - 2;
    bytes.writeInt16BE(Math.round(level + 14 * noise) - 32768, unit.dataOffset + 2 * i);
  }
  fs.writeFileSync(file, bytes);
  return file;
}
