/** Checking out again: what an earlier run left goes, what anybody else put there stays and gets into no sequence. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ArchiveError, CancelledError } from '../../../../../src/core/base/errors';
import { noProgress } from '../../../../../src/core/base/ports';
import {
  applyCheckout,
  type ApplyOptions,
  previewCheckout,
} from '../../../../../src/core/operations/checkout/applyCheckout';
import {
  CHECKOUT_MARKER,
  EMPTY_MARKER,
  readMarker,
  writeMarker,
} from '../../../../../src/core/operations/checkout/marker';
import { planCheckout } from '../../../../../src/core/operations/checkout/planCheckout';
import { parseTemplate } from '../../../../../src/core/siril/script/template';
import { frameIn, ownerOfFolder, wanted } from '../../../../support/checkout';
import { temporaryFolder } from '../../../../support/makeFits';
import { session } from '../../../../support/session';

describe('checking out again', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const archive = (...parts: string[]) => path.join(folder.path, 'archive', ...parts);
  const to = (...parts: string[]) => path.join(folder.path, 'co', ...parts);
  const put = (file: string, content = 'x') => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    return file;
  };
  const planOf = (filters: readonly string[], count = 3) =>
    planCheckout({
      sessions: filters.map((filter) => {
        const of = session({ id: filter, type: 'light', filter });
        const frames = Array.from({ length: count }, (_, i) => {
          const file = archive(filter, `${i}.fits`);
          if (!fs.existsSync(file)) put(file, `${filter} ${i}`);
          return frameIn(of, file);
        });
        return wanted({ session: of, frames });
      }),
    });
  const options = (differs: Partial<ApplyOptions> = {}): ApplyOptions => ({
    to: to(),
    dialect: '1.2',
    owner: ownerOfFolder(archive()),
    ...differs,
  });
  const checkOut = (filters: readonly string[] = ['L'], differs: Partial<ApplyOptions> = {}) =>
    applyCheckout(planOf(filters), options(differs));
  const warned = ({ warnings }: { readonly warnings: readonly string[] }, name: string) =>
    warnings.some((warning) => warning.startsWith(name));

  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  it('empties process of what the script made, keeps the rest, and names it', async () => {
    await checkOut(['L', 'Ha']);
    const made = ['light_L_00001.fit', 'r_pp_light_L_00001.fit', 'light_L_.seq', 'cache/light_L_00001.lst'];
    for (const name of made) put(to('process', name));
    fs.symlinkSync(archive('L', '0.fits'), to('process', 'light_L_00002.fit'));
    const mine = [
      'M31_final_20h.fits',
      'my new lights/new_light_0001.fits',
      'notes.txt',
      'final_light_L.fit',
      'starless_light_L.fit',
      'cache/mine.lst',
    ];
    for (const name of mine) put(to('process', name));
    const preview = await previewCheckout(planOf(['L', 'Ha']), options());
    const report = await checkOut(['L', 'Ha']);
    for (const name of [...made, 'light_L_00002.fit']) {
      assert.ok(!fs.existsSync(to('process', name)), name);
    }
    for (const name of mine) {
      assert.ok(fs.existsSync(to('process', name)), name);
      const told = name.startsWith('my new') ? 'process/my new lights' : `process/${name}`;
      assert.ok(warned(report, told), told);
      assert.ok(warned(preview, told), told);
    }
    assert.ok(fs.existsSync(archive('L', '0.fits')));
  });

  it('gives a sequence another name where a kept file could slip into it', async () => {
    await checkOut(['L', 'Ha']);
    const mine = put(to('process', 'light_L_00007.FIT'));
    put(to('process', 'channels_NGC_7000', '00_mine.fit'));
    put(to('process', 'all_NGC_7000_L_9.fit'));
    const report = await checkOut(['L', 'Ha']);
    const script = fs.readFileSync(report.script, 'utf8');
    // eslint-disable-next-line no-restricted-syntax -- a line of a script
    assert.match(script, /^convert light_L_2 -out=/m);
    // eslint-disable-next-line no-restricted-syntax -- a line of a script
    assert.match(script, /^register light_L_2 -2pass$/m);
    assert.doesNotMatch(script, /^(convert|register) light_L( |$)/m);
    // eslint-disable-next-line no-restricted-syntax -- a line of a script
    assert.match(script, /^convert light_Ha -out=/m);
    // eslint-disable-next-line no-restricted-syntax -- a line of a script
    assert.match(script, /^cd process\/channels_NGC_7000_2$/m);
    assert.match(script, /-out=channels_NGC_7000_2\/01_NGC_7000_L$/m);
    assert.ok(fs.existsSync(mine));
    const sequences = readMarker(to())?.sequences ?? [];
    assert.ok(sequences.includes('light_L_2') && !sequences.includes('light_L'));
  });

  it('empties process of the sequences of a template, too', async () => {
    const text = [
      'requires {REQUIRES}',
      '{EACH RESULT}',
      '{EACH GROUP}',
      'cd {FOLDER}',
      'convert mine -out=../process',
      'cd ../process',
      'register mine',
      '{END}',
      'stack r_mine rej 3 3 -out=../{RESULT}',
      '{END}',
      '',
    ].join('\n');
    const template = parseTemplate(text, 'mine.ssf');
    await checkOut(['L'], { template });
    for (const name of ['mine_00004.fit', 'r_mine_00004.fit']) put(to('process', name));
    put(to('process', 'mine_4.fit'));
    const report = await checkOut(['L'], { template });
    assert.deepEqual(fs.readdirSync(to('process')), ['mine_4.fit']);
    assert.ok(report.warnings.some((warning) => /^Siril may stack process\/mine_4\.fit/.test(warning)));
  });

  it('keeps what frames of the archive have become links to', async () => {
    await checkOut();
    const target = put(to('process', 'light_00001.fit'));
    fs.rmSync(archive('L', '0.fits'));
    fs.symlinkSync(target, archive('L', '0.fits'));
    const report = await checkOut();
    assert.ok(fs.existsSync(target));
    assert.ok(warned(report, 'process/light_00001.fit'));
  });

  it('goes on naming a copy that it could not take away', async () => {
    await checkOut(['L', 'Ha'], { copy: true });
    fs.rmSync(archive('Ha', '0.fits'));
    const report = await checkOut(['L'], { copy: true });
    assert.ok(warned(report, 'lights/Ha/0.fits'));
    assert.deepEqual([report.copied, fs.readdirSync(to('lights', 'Ha'))], [3, ['0.fits']]);
    put(archive('Ha', '0.fits'), 'Ha 0');
    const { mtime, atime } = fs.statSync(to('lights', 'Ha', '0.fits'));
    fs.utimesSync(archive('Ha', '0.fits'), atime, mtime);
    await checkOut(['L'], { copy: true });
    assert.ok(!fs.existsSync(to('lights', 'Ha')));
  });

  it('refuses a folder with the marker of another archive, or of none, and touches nothing', async () => {
    const id = '0123456789abcdef0123456789abcdef';
    await checkOut(['L'], { owner: ownerOfFolder(archive(), { identity: { id, home: '0'.repeat(32) } }) });
    assert.equal(readMarker(to())?.archive, id);
    put(to('process', 'light_00001.fit'));
    const before = fs.readdirSync(to(), { recursive: true }).sort();
    for (const owner of [
      ownerOfFolder(archive(), { identity: { id: 'f'.repeat(32), home: '0'.repeat(32) } }),
      ownerOfFolder(path.join(folder.path, 'another')),
    ]) {
      const isRefused = (error: unknown) => error instanceof ArchiveError && error.code === 'request';
      await assert.rejects(checkOut(['L'], { owner }), isRefused);
      await assert.rejects(previewCheckout(planOf(['L']), options({ owner })), isRefused);
    }
    assert.deepEqual(fs.readdirSync(to(), { recursive: true }).sort(), before);
  });

  it('goes on where a program was killed right after it had begun', async () => {
    fs.mkdirSync(to('lights'), { recursive: true });
    writeMarker(to(), { ...EMPTY_MARKER, times: 1 });
    put(to(`${CHECKOUT_MARKER}.0123456789ab.new`));
    fs.symlinkSync(archive('L', '0.fits'), to('lights', '0.fits'));
    assert.equal((await checkOut()).linked, 3);
  });

  it('writes nothing through links that lie in the way', async () => {
    const victim = put(path.join(folder.path, 'victim'), 'precious');
    await checkOut();
    fs.rmSync(to('siril.ssf'));
    const names = ['siril.ssf.new', `${CHECKOUT_MARKER}.new`, 'process/0.fits.part', 'siril.ssf'];
    for (const name of names) fs.symlinkSync(victim, to(name));
    fs.rmSync(to('lights'), { recursive: true });
    const report = await checkOut(['L'], { copy: true });
    assert.equal(report.copied, 3);
    assert.equal(report.script, to('siril-2.ssf'));
    assert.equal(fs.readFileSync(victim, 'utf8'), 'precious');
  });

  it('stops looking at the frames on cancel', async () => {
    const context = { progress: noProgress, cancel: { isCancellationRequested: true } };
    await assert.rejects(previewCheckout(planOf(['L']), options({ context })), CancelledError);
    await assert.rejects(checkOut(['L'], { context }), CancelledError);
    assert.ok(!fs.existsSync(to()));
  });
});
