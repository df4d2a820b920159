/** `run`: a script in Siril, and what is said of it. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommandLine } from '../../../../src/cli/program';
import { temporaryFolder } from '../../../support/makeFits';
import { fakeArchive, recorder } from '../fakeArchive';

describe('run', () => {
  const running = (ok: boolean) =>
    recorder(fakeArchive({}), {
      findSiril: () => Promise.resolve({ program: 'siril-cli', version: '1.0.6' }),
      runScript: ({ folder, script, results, onLine }) => {
        const m = resolve('/work-folder/m');
        assert.deepEqual([folder, script, results], [m, join(m, 'a.ssf'), ['L.fit']]);
        onLine?.('Reading FITS');
        const failure = { ok, exitCode: 1, missing: ['L.fit'], error: 'Error in line 3' };
        return Promise.resolve({
          ...(ok ? { ok, exitCode: 0, missing: [], error: null } : failure),
          seconds: 1.5,
        });
      },
    });

  it('runs a script in its folder', async () => {
    const { services, out, events } = running(true);
    assert.equal(await runCommandLine(['run', 'm/a.ssf', '--result', 'L.fit'], services), 0);
    assert.equal(out(), 'Siril finished in 1.5 s\n');
    assert.deepEqual(events, []);
  });

  it('says what went wrong', async () => {
    const { services, out } = running(false);
    assert.equal(await runCommandLine(['run', 'm/a.ssf', '--result', 'L.fit'], services), 1);
    assert.equal(out(), 'Siril failed after 1.5 s (status 1)\nError in line 3\nNot written: L.fit\n');
  });

  describe('where the reference has no stars', () => {
    let folder: ReturnType<typeof temporaryFolder>;
    beforeEach(() => (folder = temporaryFolder()));
    afterEach(() => folder.dispose());

    /** A Siril in which the first two of three images have no stars. */
    const clouded = () => {
      const scripts: string[] = [];
      writeFileSync(join(folder.path, 'a.ssf'), 'requires 1.0.0\ncd process\nregister light\nclose\n');
      mkdirSync(join(folder.path, 'process'));
      for (const n of [1, 2, 3]) writeFileSync(join(folder.path, 'process', `light_0000${n}.fit`), '');
      const made = recorder(fakeArchive({}), {
        findSiril: () => Promise.resolve({ program: 'siril-cli', version: '1.0.6' }),
        runScript: ({ script, onLine }) => {
          const text = readFileSync(script, 'utf8');
          scripts.push(text);
          for (const name of ['requires', 'cd', ...(/setref/.test(text) ? ['setref'] : []), 'register']) {
            onLine?.(`Running command: ${name}`);
          }
          const ok = /^setref light 3$/m.test(text);
          if (ok)
            ['Not enough stars. Image 1 skipped', 'Total: 1 failed, 2 registered.'].forEach((line) =>
              onLine?.(line),
            );
          else onLine?.('There are not enough stars in reference image to perform alignment');
          return Promise.resolve({ ok, exitCode: ok ? 0 : 1, missing: [], error: null, seconds: 1 });
        },
      });
      return { ...made, scripts };
    };

    it('says how to go on', async () => {
      const { services, out, scripts } = clouded();
      assert.equal(await runCommandLine(['run', join(folder.path, 'a.ssf')], services), 1);
      assert.match(out(), /light that the others are aligned on has too few stars.*--other-reference/);
      assert.equal(scripts.length, 1);
    });

    it('goes on with one image after the other when asked to, and tells what was left out', async () => {
      const { services, out, scripts } = clouded();
      const words = ['run', join(folder.path, 'a.ssf'), '--other-reference'];
      assert.equal(await runCommandLine(words, services), 0);
      assert.deepEqual(
        scripts.map((text) => /^setref .*$/m.exec(text)?.[0]),
        [undefined, 'setref light 2', 'setref light 3'],
      );
      assert.equal(
        out(),
        'Siril finished in 2 s\n2 of 3 images of light registered; too few stars in image 1\n',
      );
    });
  });

  it('says where Siril is not installed', async () => {
    const { services, err } = recorder(fakeArchive({}));
    assert.equal(await runCommandLine(['run', 'a.ssf'], services), 1);
    assert.match(err(), /Siril was not found/);
  });
});
