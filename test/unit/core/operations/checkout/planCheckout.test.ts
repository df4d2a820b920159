import assert from 'node:assert/strict';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { planCheckout, planWithout } from '../../../../../src/core/operations/checkout/planCheckout';
import type { CheckoutPlan, CheckoutSession } from '../../../../../src/core/operations/checkout/types';
import { sirilScript } from '../../../../../src/core/siril/script/writeScript';
import { frameIn, set, wanted } from '../../../../support/checkout';

const light = (id: string, differs: Parameters<typeof set>[0] = {}, count = 3) =>
  set({ id, type: 'light', ...differs }, count);
const dark = (id: string, differs: Parameters<typeof set>[0] = {}, count = 3) =>
  set({ id, type: 'dark', object: null, filter: null, ...differs }, count);
const bias = (id: string, differs: Parameters<typeof set>[0] = {}, count = 3) =>
  set({ id, type: 'bias', object: null, filter: null, exposure: 0.001, ...differs }, count);
const flat = (id: string, differs: Parameters<typeof set>[0] = {}, count = 3) =>
  set({ id, type: 'flat', object: null, exposure: 2, ...differs }, count);

const plan = (...sessions: CheckoutSession[]): CheckoutPlan => planCheckout({ sessions });
const folders = (of: CheckoutPlan) => [...new Set(of.files.map((file) => file.path.replace(/\/[^/]*$/, '')))];

describe('planCheckout', () => {
  it('gives one set of a kind the folder itself', () => {
    const made = plan(wanted(light('l'), { dark: dark('d'), flat: flat('f'), bias: bias('b') }));
    assert.deepEqual(folders(made), ['lights', 'biases', 'darks', 'flats']);
    assert.deepEqual(made.folders, ['lights', 'darks', 'flats', 'biases', 'darkflats', 'masters', 'process']);
    assert.equal(made.files[0]?.path, 'lights/1.fits');
    assert.equal(made.files[0]?.source, '/archive/l/1.fits');
    assert.deepEqual(made.warnings, []);
  });

  it('reports the groups with what goes into them', () => {
    const made = plan(
      wanted(light('l', {}, 5), { dark: dark('d', {}, 4), flat: flat('f'), bias: bias('b') }),
    );
    assert.deepEqual(made.groups, [
      {
        name: 'Ha',
        session: 'l',
        object: 'NGC 7000',
        filter: 'Ha',
        night: '2024-09-13',
        lights: 5,
        biases: 3,
        darks: 4,
        flats: 3,
        flatDarks: 0,
        result: 'NGC_7000_Ha.fit',
      },
    ]);
  });

  it('stacks the nights of an object together, each with its own frames', () => {
    const made = plan(
      wanted(light('l1'), { dark: dark('d1') }),
      wanted(light('l2', { night: '2024-09-14', object: 'ngc7000' }), {
        dark: dark('d2', { night: '2024-09-14' }),
      }),
    );
    assert.equal(made.results.length, 1);
    const [one, two, ...darks] = folders(made);
    assert.match(one ?? '', /^lights\/\w*Ha_2024-09-13$/);
    assert.match(two ?? '', /^lights\/\w*Ha_2024-09-14$/);
    assert.deepEqual(darks, ['darks/300s_2024-09-13', 'darks/300s_2024-09-14']);
    const [first, second] = made.results[0]?.groups ?? [];
    assert.equal(made.sets.find((each) => each.key === first?.dark)?.session, 'd1');
    assert.equal(made.sets.find((each) => each.key === second?.dark)?.session, 'd2');
    // eslint-disable-next-line no-restricted-syntax -- lines of a script
    assert.match(sirilScript(made, '1.0'), /^merge pp_light_\S+ pp_light_\S+ all_NGC_7000_Ha$/m);
  });

  it('keeps filters and objects apart', () => {
    const made = plan(
      wanted(light('l1')),
      wanted(light('l2', { filter: 'OIII' })),
      wanted(light('l3', { object: 'M 31' })),
    );
    assert.deepEqual(made.results.map((result) => result.name).sort(), [
      'M_31_Ha',
      'NGC_7000_Ha',
      'NGC_7000_OIII',
    ]);
  });

  it('links a set once that serves several groups', () => {
    const shared = { dark: dark('d'), bias: bias('b') };
    const made = plan(wanted(light('l1'), shared), wanted(light('l2', { filter: 'OIII' }), shared));
    assert.equal(made.files.filter((file) => file.source === '/archive/d/1.fits').length, 1);
    assert.equal(made.sets.length, 2);
  });

  it('takes the pedestal off once: the bias only where there is no dark', () => {
    const both = plan(wanted(light('l'), { dark: dark('d'), bias: bias('b') }));
    assert.equal(both.results[0]?.groups[0]?.bias, null);
    assert.equal(both.sets.find((each) => each.kind === 'bias')?.used, false);
    const without = plan(wanted(light('l'), { bias: bias('b') }));
    assert.equal(without.results[0]?.groups[0]?.bias, without.sets[0]?.key);
  });

  it('calibrates flats with flat-darks, else with their own bias, else with that of the lights', () => {
    const links = { flat: flat('f'), bias: bias('b') };
    const offsetOf = (made: CheckoutPlan) => {
      const key = made.sets.find((each) => each.kind === 'flat')?.offset;
      return made.sets.find((each) => each.key === key)?.session;
    };
    const flatDark = set({ id: 'fd', type: 'flatDark', exposure: 2 }, 3);
    assert.equal(offsetOf(plan(wanted(light('l'), { ...links, flatDark }))), 'fd');
    assert.equal(offsetOf(plan({ ...wanted(light('l'), links), flatBias: bias('fb', { gain: 0 }) })), 'fb');
    assert.equal(offsetOf(plan(wanted(light('l'), links))), 'b');
    const bare = plan(wanted(light('l'), { flat: flat('f') }));
    assert.equal(offsetOf(bare), undefined);
    assert.ok(bare.warnings.some((warning) => /neither flat-darks nor biases/.test(warning)));
  });

  it('puts a master into masters, the one of most frames where there are several', () => {
    const master = dark('m', { master: true }, 0);
    const frames = [5, 50, 20].map((stackCount) =>
      frameIn(master.session, `/archive/m/${stackCount}.fits`, { master: true, stackCount }),
    );
    const made = plan(wanted(light('l'), { dark: { ...master, frames } }));
    const placed = made.files.filter((file) => file.path.startsWith('masters/'));
    assert.deepEqual(
      placed.map((file) => [file.path, file.source]),
      [['masters/master_dark.fit', '/archive/m/50.fits']],
    );
    // eslint-disable-next-line no-restricted-syntax -- lines of a script
    assert.match(sirilScript(made, '1.0'), /^preprocess light -dark=\.\.\/masters\/master_dark\.fit$/m);
    assert.ok(made.warnings.some((warning) => /2 others left out/.test(warning)));
  });

  it('uses a single raw dark as a master, and says what that costs', () => {
    const made = plan(wanted(light('l'), { dark: dark('d', {}, 1) }));
    assert.ok(made.files.some((file) => file.path === 'masters/master_dark.fit'));
    assert.ok(made.warnings.some((warning) => /one frame only/.test(warning)));
  });

  it('gives a single light its own result', () => {
    const made = plan(wanted(light('l1')), wanted(light('l2', { night: '2024-09-14' }, 1)));
    assert.deepEqual(
      made.results.map((result) => result.name),
      ['NGC_7000_Ha', 'NGC_7000_Ha_single_2024-09-14'],
    );
  });

  it('splits mixed sizes, with a warning', () => {
    const mixed = light('l', { bayerPattern: 'RGGB', filter: null }, 4);
    const odd = frameIn(mixed.session, '/archive/l/odd.fits', { width: 100, height: 80 });
    const frames = [...mixed.frames, odd, { ...odd, path: '/archive/l/odd2.fits' }];
    const made = plan(wanted({ ...mixed, frames }));
    assert.deepEqual(made.results.map((result) => result.groups[0]?.lights).sort(), [2, 4]);
    assert.equal(new Set(made.results.map((result) => result.name)).size, 2);
    assert.ok(made.warnings.some((warning) => /mixed/.test(warning)));
  });

  it('refuses different Bayer patterns for one object and filter, in one session or in several', () => {
    const one = light('l', { bayerPattern: 'RGGB', filter: null });
    const other = frameIn(one.session, '/archive/l/grbg.fits', { bayerPattern: 'GRBG' });
    const refusal = (error: unknown) =>
      error instanceof ArchiveError &&
      error.code === 'request' &&
      /RGGB \(session l\) and GRBG \(session l2?\)/.test(error.describe());
    assert.throws(() => plan(wanted({ ...one, frames: [...one.frames, other] })), refusal);
    const second = light('l2', { bayerPattern: 'GRBG', filter: null, night: '2024-09-14' });
    assert.throws(() => plan(wanted(one), wanted(second)), refusal);
    const elsewhere = light('l3', { bayerPattern: 'GRBG', filter: null, object: 'M 31' });
    assert.equal(plan(wanted(one), wanted(elsewhere)).results.length, 2);
  });

  it('leaves out flats of another Bayer pattern, with the reason', () => {
    const lights = light('l', { bayerPattern: 'RGGB', filter: null });
    const flats = flat('f', { bayerPattern: 'GRBG', filter: null });
    const made = plan(wanted(lights, { flat: flats, bias: bias('b') }));
    assert.equal(made.results[0]?.groups[0]?.flat, null);
    assert.ok(
      made.warnings.some((warning) => /RGGB, but 3 frames of flat session f GRBG: left out/.test(warning)),
    );
  });

  it('leaves out calibration frames of another size, which would stop Siril', () => {
    const made = plan(wanted(light('l'), { dark: dark('d', { width: 100, height: 80 }) }));
    assert.equal(made.results[0]?.groups[0]?.dark, null);
    assert.ok(made.warnings.some((warning) => /100x80 pixels, the lights 6248x4176/.test(warning)));
  });

  it('takes debayered images as they are', () => {
    const planes = light('l', { bayerPattern: 'RGGB' }, 0);
    const frames = [1, 2].map((n) => frameIn(planes.session, `/archive/l/${n}.fits`, { channels: 3 }));
    assert.equal(plan(wanted({ ...planes, frames })).results[0]?.groups[0]?.colour, false);
  });

  it('refuses XISF with a warning, and a checkout of nothing else', () => {
    const mixed = light('l');
    const xisf = frameIn(mixed.session, '/archive/l/x.xisf');
    const made = plan(wanted({ ...mixed, frames: [...mixed.frames, xisf] }));
    assert.ok(!made.files.some((file) => file.source === xisf.path));
    assert.ok(made.warnings.some((warning) => /XISF/.test(warning)));
    assert.throws(
      () => plan(wanted({ ...mixed, frames: [xisf] })),
      (error) => error instanceof ArchiveError && error.code === 'request',
    );
  });

  it('survives hostile names', () => {
    const object = '../../x\n; rm -rf "~" #';
    const made = plan(
      wanted(light('l1', { object, filter: 'con' })),
      wanted(light('l2', { object, filter: '..' })),
      wanted(light('l3', { object: 'CON', filter: 'con/../..' })),
    );
    for (const path of [...made.folders, ...made.files.map((file) => file.path)]) {
      assert.match(path, /^[a-z]+(\/[A-Za-z0-9_-]+)?(\/[^/]+\.fits)?$/);
    }
    assert.equal(new Set(made.files.map((file) => file.path.toLowerCase())).size, made.files.length);
    for (const line of sirilScript(made, '1.0').split('\n')) {
      // eslint-disable-next-line no-restricted-syntax -- lines of a script
      assert.match(line, /^(#.*|[a-z][\w ./=-]*|)$/, 'a comment or a plain command');
    }
  });

  it('can be made again without files that are missing', () => {
    const made = plan(wanted(light('l'), { dark: dark('d', {}, 2) }));
    const again = planWithout(made, new Set(['/archive/d/1.fits', '/archive/d/2.fits', '/archive/l/1.fits']));
    assert.equal(again.groups[0]?.lights, 2);
    assert.equal(again.groups[0]?.darks, 0);
    assert.ok(again.warnings.some((warning) => /no darks/.test(warning)));
  });
});
