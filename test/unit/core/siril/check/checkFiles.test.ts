import assert from 'node:assert/strict';
import * as path from 'node:path';
import { checkFiles } from '../../../../../src/core/siril/check/checkFiles';
import type { FoldersOfScript } from '../../../../../src/core/siril/folders/foldersOfScript';
import {
  folderOfLine,
  foldersToRead,
  madeBefore,
  walk,
} from '../../../../../src/core/siril/folders/walkScript';
import { parseScript } from '../../../../../src/core/siril/parser/script';

const BASE = path.resolve('/astro/M 31');
const V12 = { major: 1, minor: 2, patch: 0 };

const steps = (text: string) => walk(parseScript(text), BASE, V12);

/** The listing of a disk with these files, for the folders that the script asks for. */
function listing(text: string, files: readonly string[]): FoldersOfScript {
  const all = files.map((file) => path.join(BASE, file));
  return new Map(
    foldersToRead(steps(text), BASE).map((folder) => {
      const below = all.filter((file) => file.startsWith(folder + path.sep));
      const names = below.map((file) => file.slice(folder.length + 1).split(path.sep)[0] ?? '');
      return [folder, folder === BASE || below.length > 0 ? new Set(names) : null];
    }),
  );
}

const problems = (text: string, files: readonly string[]) =>
  checkFiles(steps(text), BASE, listing(text, files)).map(({ line, code, start, end }) => {
    return `${line + 1} ${code}: ${text.split('\n')[line]?.slice(start, end)}`;
  });

const LIGHTS = ['lights/a.fits', 'lights/b.fits'];
const SCRIPT = [
  'cd lights',
  'convert light -out=../process',
  'cd ../process',
  'calibrate light -dark=../masters/dark',
  'register pp_light',
  'stack r_pp_light rej 3 3 -out=../result',
  'cd ..',
  'load result',
  'save final',
  '',
].join('\n');

describe('names in a script that lead nowhere', () => {
  it('follows the folders, and what commands make', () => {
    assert.deepEqual(problems(SCRIPT, [...LIGHTS, 'masters/dark.fit']), []);
    assert.deepEqual(problems(SCRIPT, [...LIGHTS, 'masters/dark_300.fit']), [
      '4 missing-file: ../masters/dark',
    ]);
    assert.deepEqual(problems(SCRIPT.replace('pp_light', 'pp_lights'), [...LIGHTS, 'masters/dark.fit']), [
      '5 missing-sequence: pp_lights',
      '6 missing-sequence: r_pp_light',
    ]);
  });

  it('says nothing of a script that starts elsewhere', () => {
    assert.deepEqual(problems(SCRIPT, ['other.txt']), []);
    assert.deepEqual(problems(`cd ..\n${SCRIPT}`, ['other.txt']), []);
    assert.deepEqual(problems(SCRIPT, ['.astro-archive-checkout.json'])[0], '1 missing-folder: lights');
  });

  it('misses folders that nothing makes', () => {
    const text =
      'cd lights\nconvert light -out=../process\ncd ../process\ncd ../flats\nconvert flat -out=../process\n';
    assert.deepEqual(problems(text, LIGHTS), ['4 missing-folder: ../flats']);
  });

  it('misses images to convert', () => {
    const text = 'cd lights\nconvert light -out=../process\n';
    assert.deepEqual(problems(text, ['lights/a.fits.gz', 'lights/.b.fits', 'lights/notes.txt']), [
      '2 no-images: convert',
    ]);
    const found = checkFiles(steps(text), BASE, listing(text, ['lights/a.fits.gz']));
    assert.match(found[0]?.message ?? '', /\.gz/);
  });

  it('finds sequences and images on disk, however they are written', () => {
    const files = [
      'process/light_00001.fit',
      'process/x_.seq',
      'process/y.ser',
      'process/m.fits.fz',
      'process/t.tif',
    ];
    const text =
      'cd process\nregister light\nregister light_\nregister x\nregister y\nload m\nload m.fits.fz\nload t\n';
    assert.deepEqual(problems(text, files), []);
    assert.deepEqual(problems('cd process\nload M\nregister lights\n', files), [
      '2 missing-file: M',
      '3 missing-sequence: lights',
    ]);
  });

  it('is silent after what nobody can foresee', () => {
    for (const line of ['pyscript x.py', 'extract 3', 'seqght a -D=1', 'save r_$OBJECT:%s$', 'cd ~/astro']) {
      assert.deepEqual(problems(`cd lights\nconvert a\n${line}\nload nothing\n`, LIGHTS), [], line);
    }
    assert.deepEqual(problems('cd lights\ngauss 2\nload nothing\n', LIGHTS), ['3 missing-file: nothing']);
    assert.deepEqual(problems('cd lights\ncalibrate $x$ -bias="=510"\n', LIGHTS), []);
  });

  it('takes the last name of a merge for what is made', () => {
    const text = 'cd lights\nconvert p\nconvert q\nmerge p q all\nregister all\nload r_all_00001\n';
    assert.deepEqual(problems(text, LIGHTS), []);
    assert.deepEqual(problems('cd lights\nconvert p\nmerge p q all\n', LIGHTS), ['3 missing-sequence: q']);
  });

  it('knows the folder of a line, and the names made before it', () => {
    const all = steps(SCRIPT);
    assert.equal(folderOfLine(parseScript(SCRIPT), BASE, 0), BASE);
    assert.equal(folderOfLine(parseScript(SCRIPT), BASE, 1), path.join(BASE, 'lights'));
    assert.equal(folderOfLine(parseScript(SCRIPT), BASE, 99), BASE);
    assert.equal(folderOfLine(parseScript('cd lights'), BASE, 1), path.join(BASE, 'lights'));
    assert.equal(folderOfLine(parseScript('cd ~'), BASE, 1), null);
    assert.deepEqual(madeBefore(all, 5, path.join(BASE, 'process')), {
      sequences: ['light', 'pp_light', 'r_pp_light'],
      images: [],
    });
    assert.deepEqual(madeBefore(all, 8, BASE).images, ['result']);
  });
});
