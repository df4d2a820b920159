/**
 * One step that a crash has cut off, with its files in every state, for every kind of step and of trust: what becomes of
 * the files follows from the verdict, no frame is ever lost, and nothing that is another's is touched.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { silentLog } from '../../../../../src/core/base/ports';
import { planEdit } from '../../../../../src/core/formats/image/imageFile';
import type { Frames } from '../../../../../src/core/storage/database/frames';
import type { NewFrame } from '../../../../../src/core/storage/database/insertFrame';
import { editOf, type FileStep, partOf } from '../../../../../src/core/storage/files/fileStep';
import { applyPatches, growth } from '../../../../../src/core/storage/files/patches';
import { judgeStep } from '../../../../../src/core/storage/journal/judgeStep';
import type { StepEnd } from '../../../../../src/core/storage/journal/lines';
import { packPatches } from '../../../../../src/core/storage/journal/packing';
import { type RecoverParts, recoverStep } from '../../../../../src/core/storage/journal/recoverStep';
import { look } from '../../../../../src/core/storage/journal/stepTraces';
import { Told } from '../../../../../src/core/storage/journal/told';
import { mayTouch, type Trust } from '../../../../../src/core/storage/journal/trust';
import { IDENTITY } from '../../../../support/identity';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';
import { fileStep } from '../../../../support/step';
import { tear } from '../../../../support/tear';

const hashOf = (file: string) => createHash('sha256').update(fs.readFileSync(file)).digest('hex');
const seconds = 1_735_855_200;

/** `forged`: of the size and time of the whole file, and with other pixels. */
const TARGETS = [
  'absent',
  'whole',
  'second name',
  'unedited',
  'between',
  'empty',
  'other',
  'forged',
] as const;
const SOURCES = ['absent', 'same', 'other'] as const;

interface Scene {
  readonly kind: FileStep['do'];
  readonly edits: boolean;
  readonly givesUp: boolean;
  readonly source: (typeof SOURCES)[number];
  readonly target: (typeof TARGETS)[number];
  readonly end: Exclude<StepEnd, 'failed'> | undefined;
  /** Which of the two files an untrusted journal may touch; null for a trusted one. */
  readonly inside: readonly ('from' | 'to')[] | null;
}

function* scenes(): Generator<Scene> {
  const ended = { size: 0, mtime: 0, editedSha256: 'e'.repeat(64), sourceKept: false };
  for (const kind of ['move', 'copy', 'stay', 'adopt', 'remove'] as const)
    for (const edits of kind === 'remove' ? [false] : [false, true])
      for (const givesUp of kind === 'adopt' ? [false, true] : [false])
        for (const source of kind === 'stay' ? (['same'] as const) : SOURCES)
          for (const target of TARGETS)
            for (const end of kind === 'copy' || edits ? [undefined, ended] : [undefined])
              for (const inside of [null, [], ['from'], ['to'], ['from', 'to']] as const) {
                if (!edits && (target === 'unedited' || target === 'between')) continue;
                // Whether both, or one alone may be touched counts where both files may go on.
                const isPlain =
                  end !== undefined || kind === 'stay' || (kind === 'adopt' && target !== 'second name');
                if (isPlain && inside?.length === 1) continue;
                if (target === 'second name' && (source !== 'same' || kind === 'stay')) continue;
                yield { kind, edits, givesUp, source, target, end, inside };
              }
}

describe('a step that was cut off', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let count = 0;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  /** Lays the files of a scene out; `original` and `edited` are the hashes that the frame may have. */
  function layOut({ kind, edits, givesUp, source, target }: Scene) {
    const home = path.join(folder.path, String(count++));
    const from = writeFits(path.join(home, 'card'), 'a.fits', light(1));
    const to = kind === 'stay' ? from : path.join(home, 'astro', 'a.fits');
    fs.mkdirSync(path.join(home, 'astro'), { recursive: true });
    fs.utimesSync(from, seconds, seconds);
    const bytes = fs.readFileSync(from);
    const patches = edits ? planEdit(from, [{ keyword: 'OBJECT', value: 'M 31' }]) : [];
    assert.equal(growth(patches), 0);
    const stem = path.join(path.dirname(to), '.astro-archive-0123456789ab');
    const original = hashOf(from);
    const step = fileStep(kind, {
      ...{ from, to, size: bytes.length, mtime: seconds * 1000, hash: kind === 'adopt' ? null : original },
      ...{ sha256: original, patches, stem, givesUp, row: kind === 'remove' ? 'leave' : 'enter' },
      ...{ source: from, imageKey: '384-1' },
    });
    const edited = writeFits(home, 'edited.fits', bytes);
    applyPatches(edited, patches);
    const write = (file: string, content: Buffer, time = seconds) => {
      fs.writeFileSync(file, content);
      fs.utimesSync(file, time, time);
    };
    const done = fs.readFileSync(edited);
    fs.rmSync(edited);
    if (target === 'second name') fs.linkSync(from, to);
    else if (target === 'absent') fs.rmSync(to, { force: true });
    else {
      const forged = Buffer.from(done).fill(7, done.length - 2880);
      const contents = {
        whole: done,
        unedited: bytes,
        between: bytes,
        empty: Buffer.alloc(0),
        other: Buffer.from('x'),
        forged,
      };
      write(to, contents[target]);
      if (target === 'between') tear(to, patches, 3);
    }
    if (kind !== 'stay') {
      if (source === 'absent') fs.rmSync(from);
      if (source === 'other') write(from, Buffer.from('another file'), 1e9);
    }
    fs.writeFileSync(partOf(step), 'half');
    fs.writeFileSync(editOf(step), 'half');
    return { step, original, edited: createHash('sha256').update(done).digest('hex') };
  }

  const trustOf = ({ inside }: Scene, step: FileStep): Trust => ({
    isTrusted: inside === null,
    isInside: (file) => inside?.some((which) => step[which] === file) === true,
  });

  function partsOf(rows: NewFrame[], removed: number[]): RecoverParts & { readonly told: Told } {
    const frames: Pick<Frames, 'insert' | 'atPath' | 'remove' | 'byId'> = {
      insert: (row) => void rows.push(row),
      atPath: () => ({ id: 7 }) as ReturnType<Frames['atPath']>,
      remove: (ids) => void removed.push(...ids),
      byId: () => undefined,
    };
    return {
      settings: { repository: folder.path, database: path.join(folder.path, 'db'), timeZone: 'UTC' },
      identity: IDENTITY,
      database: {} as RecoverParts['database'],
      frames: frames as Frames,
      digest: (file) => Promise.resolve(hashOf(file)),
      log: silentLog,
      told: new Told(silentLog),
    };
  }

  const written = ({ patches, ...step }: FileStep) => ({ ...step, packed: packPatches(patches) });
  const state = (file: string) =>
    fs.existsSync(file) ? `${hashOf(file)} ${Math.round(fs.statSync(file).mtimeMs)}` : 'absent';

  for (const kind of ['move', 'copy', 'stay', 'adopt', 'remove'] as const) {
    it(`is brought to one of its ends: ${kind}`, async () => {
      for (const scene of scenes()) {
        if (scene.kind !== kind) continue;
        const what = JSON.stringify(scene);
        const { step, original, edited } = layOut(scene);
        const { from, to } = step;
        const trust = trustOf(scene, step);
        const may = mayTouch(step, trust);
        const seen = await look(step);
        const verdict = judgeStep(step, seen, scene.end !== undefined);
        const before = { from: state(from), to: state(to), part: state(partOf(step)) };
        const rows: NewFrame[] = [];
        const removed: number[] = [];
        const outcome = await recoverStep(
          written(step),
          { isSaved: false, end: scene.end, trust },
          partsOf(rows, removed),
        );
        const after = { from: state(from), to: state(to), part: state(partOf(step)) };
        assert.deepEqual([rows, removed], [[], []], 'the database is told later');
        const frames = [original, edited];
        const isFrame = (file: string) => frames.some((hash) => file.startsWith(hash));
        if (isFrame(before.from) || isFrame(before.to))
          assert.ok(isFrame(after.from) || isFrame(after.to), what);

        const touches = kind !== 'remove' && (kind !== 'stay' || scene.edits);
        const isGone = before.from === 'absent' && before.to === 'absent';
        const compares =
          ((verdict.kind === 'done' || verdict.kind === 'give-up') && !verdict.verified) ||
          (verdict.kind === 'finish-edit' && seen.from === 'same');
        if (verdict.kind === 'lost') {
          assert.equal(outcome.kind, 'waiting', what);
          assert.deepEqual(after, before, what);
        } else if (verdict.kind === 'foreign' || (!isGone && !may.to && touches)) {
          assert.equal(outcome.kind, 'problem', what);
          assert.deepEqual(after, before, what);
        } else if (
          compares &&
          before.from !== 'absent' &&
          seen.from === 'same' &&
          scene.target === 'forged'
        ) {
          assert.equal(outcome.kind, 'problem', what);
          assert.deepEqual([after.from, after.to.slice(0, 64)], [before.from, before.to.slice(0, 64)], what);
        } else if (kind === 'adopt' && (scene.target === 'other' || scene.target === 'empty')) {
          assert.equal(outcome.kind, 'problem', what);
          assert.deepEqual([after.from, after.to.slice(0, 64)], [before.from, before.to.slice(0, 64)], what);
        } else if (verdict.kind === 'not-begun' || verdict.kind === 'clear') {
          assert.equal(outcome.kind, 'rolledBack', what);
          const left = verdict.kind === 'clear' ? 'absent' : before.to;
          assert.deepEqual([after.from, after.to], [kind === 'stay' ? left : before.from, left], what);
          if (!isGone) assert.equal(after.part === 'absent', may.to && kind !== 'remove', what);
        } else {
          assert.ok(outcome.kind === 'finished', what);
          const isGiven =
            may.from &&
            (kind === 'move' || scene.givesUp) &&
            seen.from === 'same' &&
            (verdict.kind === 'give-up' || verdict.kind === 'finish-edit');
          if (kind !== 'stay') assert.equal(after.from, isGiven ? 'absent' : before.from, what);
          const finished = verdict.kind === 'finish-edit' ? edited : before.to.slice(0, 64);
          if (kind !== 'remove') {
            assert.equal(after.to.slice(0, 64), finished, what);
            if (isFrame(after.to)) assert.ok(after.to.endsWith(` ${step.mtime}`), what);
            if (!isGone) assert.equal(after.part, 'absent', what);
          } else assert.equal(after.to, before.to, what);
          outcome.enter?.();
          if (kind === 'remove') assert.deepEqual([rows, removed], [[], [7]], what);
          else {
            const [row] = rows;
            assert.deepEqual([rows.length, removed], [1, []], what);
            assert.deepEqual([row?.path, row?.sha256, row?.source], [to, original, from], what);
            assert.deepEqual([row?.size, Math.round(row?.mtime ?? 0)], [step.size, step.mtime], what);
            const isCompared = scene.edits && compares && seen.from === 'same' && kind !== 'stay';
            const known = scene.end?.editedSha256 ?? null;
            const hasSecond = verdict.kind === 'finish-edit' && seen.oneFile;
            assert.equal(row?.editedSha256, isCompared || hasSecond ? edited : known, what);
          }
        }
      }
    });
  }

  const neverEnded = { isSaved: false, end: undefined } as const;
  const all: Scene = {
    ...{ kind: 'move', edits: true, givesUp: false, source: 'absent', target: 'unedited' },
    ...{ end: undefined, inside: null },
  };
  const trusted: Trust = { isTrusted: true, isInside: () => false };

  async function recovered(
    step: FileStep,
    changes: Partial<RecoverParts> = {},
    standing: object = neverEnded,
  ) {
    const rows: NewFrame[] = [];
    const parts = { ...partsOf(rows, []), ...changes };
    const outcome = await recoverStep(written(step), { ...neverEnded, ...standing, trust: trusted }, parts);
    if (outcome.kind === 'finished') outcome.enter?.();
    return { kind: outcome.kind, row: rows[0] };
  }

  it('of an archived frame that was renamed and edited is entered as the file now is', async () => {
    const { step, edited, original } = layOut(all);
    const amending: FileStep = { ...step, amends: true, known: true };
    assert.deepEqual(await recovered(amending).then(({ kind, row }) => [kind, row?.editedSha256]), [
      'finished',
      edited,
    ]);
    const named = layOut({ ...all, edits: false, target: 'whole' });
    const { kind, row } = await recovered({ ...named.step, amends: true, known: true });
    assert.deepEqual(
      [kind, row?.path, row?.editedSha256, row?.sha256],
      ['finished', named.step.to, null, original],
    );
  });

  it('gets its time back to the microsecond when its header is finished', async () => {
    const { step } = layOut({ ...all, target: 'between' });
    const mtime = 1_735_855_200_123.457;
    assert.equal((await recovered({ ...step, mtime })).kind, 'finished');
    assert.equal(Math.round(fs.statSync(step.to).mtimeMs * 1000) % 1_000_000, 123_457);
  });

  it('whose file is nowhere is looked for again, unless the operation was saved with it', async () => {
    const { step } = layOut({ ...all, target: 'absent' });
    const end = { size: 1, mtime: 1, editedSha256: null, sourceKept: false };
    assert.equal((await recovered(step)).kind, 'waiting');
    assert.equal((await recovered(step, {}, { isSaved: true })).kind, 'waiting');
    assert.equal((await recovered(step, {}, { end })).kind, 'waiting');
    assert.equal((await recovered(step, {}, { isSaved: true, end })).kind, 'problem');
  });

  it('waits for a drive that does not answer, and is a problem where its file is another one', async () => {
    const { step } = layOut({ ...all, kind: 'copy', edits: false, source: 'same', target: 'whole' });
    const digest = (error: Error) => ({ digest: () => Promise.reject(error) });
    const away = Object.assign(new Error('EIO'), { code: 'EIO', errno: -5, syscall: 'read' });
    assert.equal((await recovered({ ...step, hash: null }, digest(away))).kind, 'waiting');
    assert.equal((await recovered({ ...step, hash: null }, digest(new Error('another')))).kind, 'problem');
    assert.equal((await recovered({ ...step, hash: 'f'.repeat(64) })).kind, 'problem', 'not what was read');
    assert.equal((await recovered(step)).kind, 'finished');
  });
});
