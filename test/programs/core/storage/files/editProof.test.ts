/**
 * What other programs say of edited headers: fitsverify and astropy, where they are installed, over files made here and
 * over copies of other programs' files, where those are present.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import type { CardEdit, CardValue } from '../../../../../src/core/formats/fits/header';
import { historyEdit } from '../../../../../src/core/formats/fits/historyCards';
import { imageUnit } from '../../../../../src/core/formats/fits/image';
import { readFitsFile } from '../../../../../src/core/formats/fits/read';
import { editFile } from '../../../../support/editFile';
import { type FitsSpec, temporaryFolder, type TestCard, writeFits } from '../../../../support/makeFits';
import { shared } from '../../../../support/shared';

const SHARED = shared();
const CHECK = path.join(SHARED, 'tools/check_fits.py');
const PYTHON = '/usr/bin/python3';
const SEED = 20240913;

/** An edited file beside its original, and what its header must say now; null for a keyword that must be gone. */
interface Edited {
  readonly original: string;
  readonly edited: string;
  readonly unit: number;
  readonly expected: Readonly<Record<string, { readonly value: CardValue } | null>>;
}

const fresh = fc.constantFrom('AAKEY-1', 'AAKEY_2', 'AAKEY3', 'AAKEY4', 'AA LONG KEYWORD', 'AAKEY5');
const value: fc.Arbitrary<CardValue> = fc.oneof(
  fc.string({ unit: fc.constantFrom(...printable()), maxLength: 60 }).map((text) => text.trimEnd()),
  fc.string({ unit: fc.constantFrom('&', ' ', 'x', '/'), minLength: 60, maxLength: 400 }).map(ended),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.constant(12345678901234567890n),
  fc.constant([1.5, -2e-10] as const),
);
const setting = fc.record({
  keyword: fresh,
  value,
  comment: fc.constantFrom('', '[s] a comment', 'c'.repeat(70)),
});
const taking = fresh.map((keyword): CardEdit => ({ keyword, value: null, remove: true }));
const noting = fc.string({ unit: fc.constantFrom(...printable()), maxLength: 150 }).map(historyEdit);
const edits = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: setting },
    { weight: 2, arbitrary: taking },
    { weight: 1, arbitrary: noting },
  ),
  { minLength: 1, maxLength: 40 },
);

function printable(): string[] {
  return Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
}

/**
 * Long strings without quotes, behind which astropy 5.2 loses text (cfitsio does not), and that end in something visible,
 * since blanks at the end do not count.
 */
function ended(text: string): string {
  return `${text}.`;
}

function madeFiles(): readonly FitsSpec[] {
  const pixels = (x: number, y: number) => x * 3 + y;
  const filler = (count: number): TestCard[] =>
    Array.from({ length: count }, (_, i) => [`FILL${i}`, i, 'kept']);
  // 5 mandatory cards: from a header with room to one whose END is the last card of its block.
  return [0, 20, 29, 30, 31, 60].flatMap((count) => [
    { cards: filler(count), width: 50, height: 40, pixels },
    { cards: filler(count), width: 5, height: 4, pixels, reserve: 5 },
    {
      cards: filler(count),
      extensions: [{ cards: { EXTNAME: 'SCI' }, width: 9, height: 9, bitpix: -32 as const }],
    },
  ]);
}

/** Small files of other programs whose header can be edited at all. */
function otherFiles(): string[] {
  const folders = ['real', 'edge']
    .map((name) => path.join(SHARED, 'fits', name))
    .filter((name) => fs.existsSync(name));
  return folders
    .flatMap((folder) => fs.readdirSync(folder).map((name) => path.join(folder, name)))
    .filter((file) => /\.(fits?|fz)$/.test(file) && fs.statSync(file).size < 400_000);
}

/** What a reader must find after the edits. */
function outcome(list: readonly CardEdit[]): Edited['expected'] {
  const expected: Record<string, { value: CardValue } | null> = {};
  for (const { keyword, value, remove } of list) {
    if (keyword !== 'HISTORY') expected[keyword] = remove === true ? null : { value };
  }
  return expected;
}

function refusable(error: unknown): boolean {
  // A damaged header, or a number that leaves no room for itself in a card, is refused and the file left alone.
  return (error as { code?: string }).code === 'format' || (error as { code?: string }).code === 'request';
}

function editAll(folder: string): Edited[] {
  const originals = [
    ...madeFiles().map((spec, n) => writeFits(folder, `made_${n}.fits`, spec)),
    ...otherFiles(),
  ];
  const lists = fc.sample(edits, { numRuns: originals.length, seed: SEED });
  return originals.flatMap((original, n) => {
    const edited = path.join(folder, `edited_${n}_${path.basename(original)}`);
    const list = lists[n] ?? [];
    fs.copyFileSync(original, edited);
    fs.chmodSync(edited, 0o644);
    try {
      editFile(edited, list);
    } catch (error) {
      if (!refusable(error)) throw error;
      assert.ok(
        fs.readFileSync(edited).equals(fs.readFileSync(original)),
        `${original} was changed and refused`,
      );
      return [];
    }
    const file = readFitsFile(edited);
    return [
      { original, edited, unit: (imageUnit(file) ?? file.hdus[0])?.index ?? 0, expected: outcome(list) },
    ];
  });
}

const installed = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;

/** Errors that fitsverify finds, by file. */
function verify(files: readonly string[]): Map<string, number> {
  const { stdout } = spawnSync('fitsverify', ['-q', ...files], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const errors = new Map<string, number>();
  for (const line of stdout.split('\n')) {
    const failed = /^verification FAILED: (.*), \d+ warnings? and (\d+) errors?/.exec(line);
    const ok = /^verification OK: (.*)$/.exec(line);
    if (failed?.[1] !== undefined) errors.set(failed[1].trim(), Number(failed[2]));
    else if (ok?.[1] !== undefined) errors.set(ok[1].trim(), 0);
  }
  return errors;
}

/** Reads pairs of files from standard input and prints what astropy finds different that should not be. */
const COMPARE = `
import sys, json, warnings, hashlib
from astropy.io import fits
warnings.simplefilter('ignore')
def image(card):
    try: return card.image
    except ValueError: return 'unreadable ' + card.keyword
def images(header, edited):
    # Added lines of history are no part of the comparison, nor are blank cards and the checksum, which may follow.
    return [image(c) for c in header.cards if c.keyword.upper() not in edited and c.keyword not in ('', 'CHECKSUM', 'HISTORY')]
def value(v):
    if isinstance(v, fits.card.Undefined): return None
    if isinstance(v, complex): return [v.real, v.imag]
    return str(v) if isinstance(v, int) and not isinstance(v, bool) and abs(v) > 2**53 else v
def units(name):
    data = open(name, 'rb').read()
    with fits.open(name, memmap=False, do_not_scale_image_data=True, disable_image_compression=True) as hdus:
        return [(h.header.copy(), hashlib.md5(data[h._data_offset:h._data_offset + h._data_size]).hexdigest()) for h in hdus]
for job in json.load(sys.stdin):
    try: before = units(job['original'])
    except Exception: continue
    after, wrong = units(job['edited']), []
    if len(before) != len(after): wrong.append('units')
    for i, ((old, old_data), (new, new_data)) in enumerate(zip(before, after)):
        if old_data != new_data: wrong.append('%d data' % i)
        edited = set(k.upper() for k in job['expected']) if i == job['unit'] else set()
        if images(old, edited) != images(new, edited): wrong.append('%d cards' % i)
        lines = list(old['HISTORY']) if 'HISTORY' in old else []
        if lines and list(new['HISTORY'])[:len(lines)] != lines: wrong.append('%d history' % i)
    header = after[job['unit']][0]
    for keyword, expected in job['expected'].items():
        if expected is None:
            if keyword in header: wrong.append(keyword + ' is still there')
        elif keyword not in header: wrong.append(keyword + ' is missing')
        else:
            got = value(header[keyword])
            if got != expected['value'] and not (got == '' and expected['value'] is None): wrong.append('%s is %r' % (keyword, got))
    if wrong: print(json.dumps([job['edited'], wrong]))
print('done')
`;

describe('an edited header, as others see it', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let files: Edited[] = [];
  before(() => {
    files = editAll(folder.path);
  });
  after(() => folder.dispose());

  it('can be made on files of every kind', () => {
    assert.ok(files.length >= madeFiles().length);
    const made = files.filter(({ original }) => path.basename(original).startsWith('made_'));
    assert.equal(made.length, madeFiles().length);
    assert.ok(made.some(({ original, edited }) => fs.statSync(edited).size > fs.statSync(original).size));
  });

  const fitsverify = spawnSync('fitsverify').error === undefined;
  const astropy = installed(PYTHON, '-c', 'import astropy');

  (fitsverify ? it : it.skip)(
    fitsverify ? 'has no error that fitsverify did not find before' : 'skipped: fitsverify is not installed',
    () => {
      const errors = verify(files.flatMap(({ original, edited }) => [original, edited]));
      const worse = files.filter(({ original, edited }) => {
        const [before, after] = [errors.get(original), errors.get(edited)];
        assert.ok(before !== undefined && after !== undefined, `fitsverify says nothing of ${edited}`);
        return before === 0 && after !== 0;
      });
      assert.ok([...errors.values()].filter((count) => count === 0).length >= 2 * madeFiles().length);
      assert.deepEqual(
        worse.map(({ edited }) => edited),
        [],
      );
    },
  );

  (astropy ? it : it.skip)(
    astropy
      ? 'has for astropy the cards it had, but for the edited ones'
      : `skipped: ${PYTHON} has no astropy`,
    () => {
      const jobs = JSON.stringify(files, (_, item: unknown) =>
        typeof item === 'bigint' ? String(item) : item,
      );
      const { stdout, stderr } = spawnSync(PYTHON, ['-c', COMPARE], { input: jobs, encoding: 'utf8' });
      assert.equal(stdout.trim(), 'done', stdout + stderr);
    },
  );

  const checkable = fitsverify && astropy && fs.existsSync(CHECK);
  (checkable ? it : it.skip)(
    checkable ? 'has its pixels byte for byte' : 'skipped: fitsverify, astropy or their caller is absent',
    () => {
      // Plain cards only: fitsverify warns of long strings and of cards without a value, which the standard allows.
      const list: CardEdit[] = [
        { keyword: 'OBJECT', value: "It's M 31" },
        { keyword: 'CD1_1', value: -1 / 7, float: true, comment: '[deg/pixel] from CDELT and CROTA' },
        { keyword: 'CD1_2', value: 0, float: true },
        historyEdit('CD matrix from CDELT and CROTA2'),
      ];
      for (const n of [0, 1, 8, 12]) {
        const original = path.join(folder.path, `made_${n}.fits`);
        const edited = path.join(folder.path, `checked_${n}.fits`);
        fs.copyFileSync(original, edited);
        editFile(edited, list);
        const result = spawnSync(PYTHON, [CHECK, original, edited], { encoding: 'utf8' });
        assert.equal(result.status, 0, result.stdout + result.stderr);
        const report = JSON.parse(result.stdout) as { dataIdentical: boolean[]; astropy: string[] };
        assert.ok(report.dataIdentical.length > 0 && report.dataIdentical.every(Boolean));
        assert.deepEqual(report.astropy, []);
      }
    },
  );
});
