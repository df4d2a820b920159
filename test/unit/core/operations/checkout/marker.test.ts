/** The marker of a checkout: what is read of it, what is left out, and how it is written. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ArchiveError } from '../../../../../src/core/base/errors';
import {
  CHECKOUT_MARKER,
  EMPTY_MARKER,
  type Marker,
  readMarker,
  writeMarker,
} from '../../../../../src/core/operations/checkout/marker';
import { believe } from '../../../../../src/core/operations/checkout/owner';
import { ownerOfFolder } from '../../../../support/checkout';
import { temporaryFolder } from '../../../../support/makeFits';

const ID = '0123456789abcdef0123456789abcdef';
const OTHER = 'f'.repeat(32);
const ARCHIVE = path.resolve('/archive');
const frame = path.join(ARCHIVE, 'l', '1.fits');

describe('the marker of a checkout', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const file = () => path.join(folder.path, CHECKOUT_MARKER);
  const read = (value: unknown): Marker | null => {
    fs.writeFileSync(file(), JSON.stringify(value));
    return readMarker(folder.path);
  };
  const isFormat = (error: unknown) => error instanceof ArchiveError && error.code === 'format';

  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  it('is read as it was written', () => {
    const marker: Marker = {
      archive: ID,
      made: '2025-01-02T03:04:05.678Z',
      times: 2,
      files: [
        { path: 'lights/1.fits', source: frame, made: 'copy' },
        { path: 'darks/300s', source: ARCHIVE, made: 'junction' },
      ],
      scripts: [{ name: 'siril.ssf', sha256: 'a'.repeat(64) }],
      results: [
        {
          name: 'M31_L',
          kind: 'stack',
          object: 'M 31',
          filter: null,
          sessions: ['s'],
          of: [],
          lights: 5,
          sequence: 'pp_light',
          parts: [{ sequence: 'light', lights: 5 }],
        },
      ],
      sequences: ['light'],
      masters: ['masters/dark_stacked'],
    };
    writeMarker(folder.path, marker);
    assert.deepEqual(readMarker(folder.path), marker);
    assert.deepEqual(fs.readdirSync(folder.path), [CHECKOUT_MARKER]);
  });

  it('may be of a version that did not count lights', () => {
    const result = { name: 'M31_L', kind: 'stack', object: null, filter: null, sessions: ['s'], of: [] };
    const { results = [] } = read({ format: 1, results: [result] }) ?? {};
    assert.deepEqual(results, [{ ...result, lights: null, sequence: null, parts: [] }]);
    const odd = read({
      format: 1,
      results: [{ ...result, lights: -1, sequence: '../x', parts: [{ lights: 1 }] }],
    });
    assert.deepEqual(odd?.results, results);
  });

  it('may be of the first version, which noted no archive', () => {
    assert.deepEqual(read({ format: 1 }), { ...EMPTY_MARKER, times: 1 });
  });

  it('loses the entries that make no sense, and keeps the others', () => {
    const good = { path: 'lights/1.fits', source: frame, made: 'symlink' };
    const marker = read({
      format: 1,
      files: [
        good,
        { ...good, path: 'lights/../../1.fits' },
        { ...good, path: '/etc/passwd' },
        { ...good, path: 'process/x/1.fits' },
        { ...good, path: 'elsewhere/1.fits' },
        { ...good, path: 'lights' },
        { ...good, source: 'relative/1.fits' },
        { ...good, made: 'moved' },
        { ...good, made: 'junction', path: 'lights/L/1.fits' },
        { path: 'lights/2.fits' },
        null,
      ],
      scripts: [
        { name: '../mine.ssf', sha256: 'a'.repeat(64) },
        { name: 'siril.ssf', sha256: '' },
      ],
      sequences: ['light', '../light', 7],
      masters: ['masters/dark', 'masters/../dark_stacked', 'masters/dark_stacked'],
      results: [{ name: '../x' }],
      made: 'yesterday',
      times: -1,
    });
    assert.deepEqual(marker, {
      archive: null,
      files: [good],
      scripts: [],
      results: [],
      sequences: ['light'],
      masters: ['masters/dark_stacked'],
      made: null,
      times: 1,
    });
  });

  for (const [what, value] of [
    ['of another format', { format: 2 }],
    ['that is no object', []],
    ['whose archive is no id', { format: 1, archive: '../x' }],
    ['whose lists are none', { format: 1, files: {} }],
  ] as const) {
    it(`is not read ${what}`, () => assert.throws(() => read(value), isFormat));
  }

  it('is neither read nor written through a link', function () {
    if (process.platform === 'win32') this.skip();
    const victim = path.join(folder.path, 'victim');
    fs.writeFileSync(victim, JSON.stringify({ format: 1 }));
    fs.symlinkSync(victim, file());
    assert.throws(() => readMarker(folder.path), isFormat);
    fs.symlinkSync(victim, `${file()}.new`);
    writeMarker(folder.path, EMPTY_MARKER);
    assert.equal(fs.readFileSync(victim, 'utf8'), JSON.stringify({ format: 1 }));
    assert.ok(fs.lstatSync(file()).isFile());
  });

  describe('is believed', () => {
    const known: Marker = {
      ...EMPTY_MARKER,
      files: [{ path: 'lights/1.fits', source: frame, made: 'copy' }],
    };
    const strange: Marker = {
      ...EMPTY_MARKER,
      files: [{ path: 'lights/1.fits', source: path.resolve('/home/1.fits'), made: 'copy' }],
      sequences: ['light'],
      masters: ['masters/dark_stacked'],
    };
    const home = { id: ID, home: OTHER };
    const isRefused = (error: unknown) => error instanceof ArchiveError && error.code === 'request';
    const owner = (differs: Parameters<typeof ownerOfFolder>[1] = {}) => ownerOfFolder(ARCHIVE, differs);

    it('where it names a frame of this archive', () => {
      for (const archive of [null, ID]) {
        const marker = { ...known, archive };
        assert.equal(believe('/co', marker, owner({ identity: home })), marker);
      }
    });

    it('where this archive remembers the checkout', () => {
      const remembers = { hasCheckedOut: (at: string) => at === '/co' };
      assert.equal(believe('/co', strange, owner(remembers)), strange);
      assert.throws(() => believe('/other', strange, owner(remembers)), isRefused);
    });

    it('not where it is of another archive, whatever it names', () => {
      const marker = { ...known, archive: OTHER };
      const remembers = { identity: home, hasCheckedOut: () => true };
      assert.throws(() => believe('/co', marker, owner(remembers)), isRefused);
    });

    it('not where nothing that it names is of this archive', () => {
      for (const marker of [strange, { ...strange, archive: ID }, { ...strange, files: [] }]) {
        assert.throws(() => believe('/co', marker, owner({ identity: home })), isRefused);
      }
    });

    it('but for its scripts where it names nothing else', () => {
      const scripts = [{ name: 'siril.ssf', sha256: 'a'.repeat(64) }];
      assert.deepEqual(believe('/co', { ...EMPTY_MARKER, scripts }, owner()), EMPTY_MARKER);
    });
  });
});
