/** The lines of a journal: what is written is read again, and nothing else is believed. */
import assert from 'node:assert/strict';
import { join, resolve, sep } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { ArchiveError } from '../../../../../src/core/base/errors';
import type { FileStep } from '../../../../../src/core/storage/files/fileStep';
import {
  END_LINE,
  endsLine,
  headLine,
  readLine,
  settledLine,
  stepLine,
  unpacked,
} from '../../../../../src/core/storage/journal/lines';
import { MOST_PATCH_BYTES } from '../../../../../src/core/storage/journal/packing';

const REPOSITORY = resolve('/astro');
const ID = '9f3c01ab'.repeat(4);
const OWN = { id: ID, home: '01ab'.repeat(8) };
const HEAD = { operation: 'register', started: '2024-11-04T20:30:00.123Z' };
const SUM = 'ab'.repeat(32);

const STEP: FileStep = {
  do: 'move',
  from: resolve('/card/1.fits'),
  to: resolve('/astro/Light/M31/1.fits'),
  size: 5760,
  mtime: 1.5,
  hash: SUM,
  sha256: SUM,
  imageKey: '384-1',
  patches: [],
  givesUp: false,
  row: 'enter',
  stem: resolve('/astro/Light/M31/.astro-archive-0123456789ab'),
  replaces: null,
  known: false,
  source: resolve('/card/1.fits'),
};

const name = fc.stringMatching(/^[^/\0.\\]{1,20}$/).map((text) => `${text}.fits`);
const folder = fc.constantFrom(
  ...['/card', '/astro', '/astro/Light/M31', '/astro-too'].map((each) => resolve(each)),
);
const patch = fc.tuple(fc.nat(50), fc.uint8Array({ maxLength: 50 }), fc.uint8Array({ maxLength: 50 }));
const patches = fc
  .array(patch, { maxLength: 3 })
  .map((list) => list.map(([gap, before, after], i) => ({ offset: i * 1000 + gap, before, after })));
const step: fc.Arbitrary<FileStep> = fc
  .record(
    {
      do: fc.constantFrom('move' as const, 'copy' as const, 'adopt' as const),
      from: fc.tuple(folder, name),
      to: fc.tuple(folder, name),
      size: fc.maxSafeNat(),
      mtime: fc.double({ noNaN: true, min: 1, max: 1e13 }),
      hash: fc.constantFrom(SUM, null),
      patches,
      givesUp: fc.boolean(),
      known: fc.boolean(),
      row: fc.constantFrom('enter' as const, 'leave' as const),
      replaces: fc.option(fc.nat()),
      displaced: fc.option(fc.tuple(folder, name)),
    },
    { noNullPrototype: true },
  )
  .map(({ displaced, ...each }) => {
    const from = each.from.join(`${sep}from `);
    const to = each.to.join(`${sep}to `);
    const displaces = displaced === null ? {} : { displaces: displaced.join(sep) };
    return {
      ...STEP,
      ...each,
      ...displaces,
      from,
      to,
      source: from,
      stem: join(to, '..', '.astro-archive-0123456789ab'),
    };
  });

/** A line with some fields of its JSON replaced. */
function forged(changes: Readonly<Record<string, unknown>>, one = STEP): string {
  return JSON.stringify({ ...(JSON.parse(stepLine(0, one, REPOSITORY)) as object), ...changes });
}

function refuses(line: string, version: number | null = 2): void {
  assert.throws(
    () => {
      const read = readLine(line, REPOSITORY, version);
      if (read.kind === 'step') unpacked(read.step);
    },
    (error) => error instanceof ArchiveError && error.code === 'format',
    line.slice(0, 300),
  );
}

describe('the lines of a journal', () => {
  it('give back what was written', () => {
    fc.assert(
      fc.property(step, fc.nat(), (each, number) => {
        const read = readLine(stepLine(number, each, REPOSITORY), REPOSITORY, 2);
        assert.ok(read.kind === 'step');
        assert.equal(read.number, number);
        assert.deepEqual(unpacked(read.step), each);
      }),
    );
    const placed = { size: 5760, mtime: 1.5, editedSha256: null, sourceKept: false };
    const ends = [
      [0, placed],
      [1, 'failed'],
    ] as const;
    assert.deepEqual(readLine(endsLine(ends), REPOSITORY, 2), { kind: 'ends', ends });
    assert.deepEqual(readLine(settledLine([3, 4]), REPOSITORY, 2), { kind: 'settled', numbers: [3, 4] });
    assert.deepEqual(readLine(END_LINE, REPOSITORY, 2), { kind: 'end' });
    const head = { version: 2, archive: ID, home: OWN.home, ...HEAD, detail: { from: 'm31' } };
    assert.deepEqual(readLine(headLine({ ...HEAD, detail: { from: 'm31' } }, OWN), REPOSITORY, null), {
      kind: 'head',
      head,
    });
  });

  it('hold paths relative to the repository, so that they follow it', () => {
    const line = stepLine(0, STEP, REPOSITORY);
    const { from, to, stem } = JSON.parse(line) as Record<string, string>;
    assert.deepEqual(
      [from, to, stem],
      [STEP.from, 'Light/M31/1.fits', 'Light/M31/.astro-archive-0123456789ab'],
    );
    const moved = readLine(line, resolve('/elsewhere'), 2);
    assert.ok(moved.kind === 'step');
    assert.equal(moved.step.to, resolve('/elsewhere/Light/M31/1.fits'));
  });

  it('are read with absolute paths and no archive where the first version wrote them', () => {
    const head = readLine(JSON.stringify({ journal: 1, ...HEAD }), REPOSITORY, null);
    assert.deepEqual(head, { kind: 'head', head: { version: 1, archive: null, home: null, ...HEAD } });
    const line = JSON.stringify({ step: 0, ...STEP, patches: undefined });
    const read = readLine(line, REPOSITORY, 1);
    assert.ok(read.kind === 'step');
    assert.deepEqual(unpacked(read.step), STEP);
    refuses(stepLine(0, STEP, REPOSITORY), 1);
  });

  it('are refused where a field is of another type or size', () => {
    for (const changes of [
      { do: 'delete' },
      { size: -1 },
      { size: 1.5 },
      { size: 2 ** 53 },
      { size: '1' },
      { mtime: null },
      { hash: 'x' },
      { sha256: null },
      { sha256: SUM.toUpperCase() },
      { imageKey: 5 },
      { row: 'drop' },
      { replaces: -1 },
      { displaces: '' },
      { displaces: '../x.fits' },
      { known: 'yes' },
      { givesUp: undefined },
      { amends: false },
      { step: -1 },
      { step: 1e300 },
      { do: 'copy', amends: true },
      { do: 'stay' },
      { to: '/card/1.fits' },
    ]) {
      refuses(forged(changes));
    }
    for (const line of [
      'null',
      '[]',
      '"x"',
      '{}',
      '{"end":false}',
      '{"ends":[[0,"done"]]}',
      '{"ends":[[-1,"failed"]]}',
    ]) {
      refuses(line);
    }
    refuses(headLine(HEAD, OWN));
    refuses(headLine(HEAD, { ...OWN, id: 'x' }), null);
    refuses(headLine(HEAD, { ...OWN, home: 'x' }), null);
    refuses(JSON.stringify({ journal: 1, archive: ID, ...HEAD }), null);
    refuses(JSON.stringify({ journal: 2, ...HEAD }), null);
    refuses(headLine({ ...HEAD, operation: '../x' }, OWN), null);
    refuses(stepLine(0, STEP, REPOSITORY), null);
  });

  it('are refused where a path leads out, or unfinished files are not called as ours', () => {
    for (const path of [
      '../x.fits',
      'Light/../../x.fits',
      '/card/../etc/x',
      'a\0b',
      '',
      'x'.repeat(40_000),
    ]) {
      refuses(forged({ from: path }));
      refuses(forged({ source: path }));
    }
    for (const stem of [
      'Light/M31/precious',
      'Light/.astro-archive-0123456789ab',
      '/home/.astro-archive-0123456789ab',
      'Light/M31/.astro-archive-0123456789AB',
      'Light/M31/.astro-archive-0123456789ab.part',
      '.astro-archive-0123456789ab',
    ]) {
      refuses(forged({ stem }));
    }
  });

  it('are refused where patches do not unpack, or overlap', () => {
    const small = deflateRawSync(new Uint8Array(80)).toString('base64');
    for (const list of [
      [{ offset: -80, before: small, after: small }],
      [{ offset: 0.5, before: small, after: small }],
      [{ offset: 0, before: '%', after: small }],
      [{ offset: 0, before: 'AAAA', after: small }],
      [
        { offset: 0, before: small, after: small },
        { offset: 79, before: small, after: small },
      ],
    ]) {
      refuses(forged({ patches: list }));
    }
  });

  it('are not written where they could not be read again', () => {
    const long = new Uint8Array(MOST_PATCH_BYTES);
    const patches = [{ offset: 0, before: long, after: Uint8Array.of(1) }];
    assert.throws(() => stepLine(0, { ...STEP, patches }, REPOSITORY), { code: 'request' });
  });
});
