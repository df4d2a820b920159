/** Steps on files while the system refuses one call, or all calls from one on: the frame is never lost, and never half. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { planEdit } from '../../../../../src/core/formats/image/imageFile';
import { type FileStep, newStem } from '../../../../../src/core/storage/files/fileStep';
import { isHalfDone, perform, UnseenError } from '../../../../../src/core/storage/files/perform';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';
import { type Call, whileRefusing } from '../../../../support/refuse';
import { fileStep } from '../../../../support/step';

const hashOf = (file: string) => createHash('sha256').update(fs.readFileSync(file)).digest('hex');
const digest = (file: string) => Promise.resolve(hashOf(file));

interface Scene {
  readonly title: string;
  readonly kind: 'move' | 'copy' | 'stay';
  readonly edits?: boolean;
  readonly amends?: boolean;
  /** What `link` says on a drive without hard links. */
  readonly noLinks?: string;
}

const SCENES: readonly Scene[] = [
  { title: 'a move', kind: 'move' },
  { title: 'a move with an edit', kind: 'move', edits: true },
  { title: 'a move where there are no links', kind: 'move', noLinks: 'EPERM' },
  { title: 'a move to another drive', kind: 'move', noLinks: 'EXDEV', edits: true },
  { title: 'a copy', kind: 'copy' },
  { title: 'a copy with an edit', kind: 'copy', edits: true },
  { title: 'a copy where there are no links', kind: 'copy', noLinks: 'ENOTSUP' },
  { title: 'an edit', kind: 'stay', edits: true },
  { title: 'an archived frame that is renamed', kind: 'move', amends: true },
  { title: 'an archived frame that is renamed and edited', kind: 'move', amends: true, edits: true },
  { title: 'an archived frame that is renamed without links', kind: 'move', amends: true, noLinks: 'EPERM' },
  { title: 'an archived frame that goes to another drive', kind: 'move', amends: true, noLinks: 'EXDEV' },
];

describe('a step whose calls are refused', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  let rounds = 0;

  /** A frame in its own folder, what is to be done to it, and the hashes that it may have. */
  function begin({ kind, edits = false, amends = false }: Scene) {
    const home = path.join(folder.path, String(rounds++));
    const from = writeFits(path.join(home, 'from'), 'a.fits', light(1));
    fs.utimesSync(from, 1_735_855_200, 1_735_855_200);
    const to = kind === 'stay' ? from : path.join(home, 'to', 'b.fits');
    fs.mkdirSync(path.dirname(to), { recursive: true });
    const { size, mtimeMs: mtime } = fs.statSync(from);
    const hash = hashOf(from);
    const patches = edits ? planEdit(from, [{ keyword: 'OBJECT', value: 'M 31' }]) : [];
    const step: FileStep = fileStep(kind, {
      ...{ from, to, size, mtime, hash, sha256: hash, patches, stem: newStem(to) },
      ...(amends ? ({ amends: true, replaces: 1, known: true } as const) : {}),
    });
    const edited = Buffer.from(fs.readFileSync(from));
    for (const { offset, after } of patches) edited.set(after, offset);
    return { home, step, hash, after: createHash('sha256').update(edited).digest('hex') };
  }

  const links = ({ noLinks }: Scene, { name }: Call) => (name === 'link' ? (noLinks ?? null) : null);
  const names = (home: string) =>
    ['from', 'to'].flatMap((each) =>
      fs.existsSync(path.join(home, each))
        ? fs.readdirSync(path.join(home, each)).map((name) => `${each}/${name}`)
        : [],
    );
  const atFrom = ['from/a.fits'];

  for (const scene of SCENES) {
    const done =
      scene.kind === 'move' ? ['to/b.fits'] : scene.kind === 'copy' ? [...atFrom, 'to/b.fits'] : atFrom;

    it(`${scene.title}: is done whole where nothing is refused`, async () => {
      const { home, step, hash, after } = begin(scene);
      const { result, error } = await whileRefusing(
        (call) => links(scene, call),
        () => perform(step, digest),
      );
      assert.equal(error, undefined);
      assert.deepEqual(names(home), done);
      assert.equal(hashOf(step.to), after);
      assert.equal(result?.sourceKept, scene.kind !== 'move');
      if (scene.edits && scene.kind !== 'stay') assert.equal(result.editedSha256, after);
      else assert.equal(result.editedSha256, null);
      const { size, mtimeMs } = fs.statSync(step.to);
      assert.deepEqual([result.size, Math.round(mtimeMs)], [size, Math.round(step.mtime)]);
      if (scene.kind === 'copy') assert.equal(hashOf(step.from), hash);
    });

    it(`${scene.title}: is as before or done whole, whichever call is refused`, async () => {
      for (let refused = 0, isOver = false; !isOver; refused++) {
        const { home, step, hash, after } = begin(scene);
        const { result, error, made } = await whileRefusing(
          (call) => (call.number === refused ? 'EIO' : links(scene, call)),
          () => perform(step, digest),
        );
        isOver = made.length <= refused;
        const where = `${scene.title}, ${made[refused] ?? 'none'} (call ${refused})`;
        if (error === undefined || error instanceof UnseenError) {
          assert.ok(error || result, where);
          assert.deepEqual(
            names(home).filter((name) => !name.includes('.astro-archive-')),
            done,
            where,
          );
          assert.equal(hashOf(step.to), after, where);
        } else {
          assert.ok(error instanceof ArchiveError, where);
          assert.equal(error.code, 'file', where);
          if (scene.amends && (await isHalfDone(step))) {
            // The next start brings it to its end; until then it lies whole under its new name.
            assert.ok([hash, after].includes(hashOf(step.to)), where);
          } else {
            assert.equal(hashOf(step.from), hash, where);
            assert.deepEqual(names(home), atFrom, where);
          }
        }
      }
    });

    it(`${scene.title}: loses nothing where the drive refuses everything from some call on`, async () => {
      for (let first = 0, isOver = false; !isOver; first++) {
        const { step, hash, after } = begin(scene);
        const { made } = await whileRefusing(
          (call) => (call.number >= first ? 'EIO' : links(scene, call)),
          () => perform(step, digest),
        );
        isOver = made.length <= first;
        const whole = [step.from, step.to].filter(
          (file) => fs.existsSync(file) && [hash, after].includes(hashOf(file)),
        );
        const torn = scene.kind === 'stay' || scene.amends ? await isHalfDone(step) : false;
        assert.ok(whole.length > 0 || torn, `${scene.title}, from call ${first} on`);
      }
    });
  }
});
