import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { headerReport } from '../../../../../src/core/archive/headerReport';
import type { ArchivedFrame } from '../../../../../src/core/base/archivedFrame';
import type { Frame } from '../../../../../src/core/base/frame';
import { DEFAULT_TOLERANCES } from '../../../../../src/core/base/matching';
import type { LinkKind, Session } from '../../../../../src/core/base/session';
import { frameOf } from '../../../../../src/core/rules/frame/frameOf';
import { groupFrames } from '../../../../../src/core/rules/sessions/groupFrames';
import { linkSessions } from '../../../../../src/core/rules/sessions/linkSessions';
import { archivedFrame } from '../../../../support/frame';
import { shared } from '../../../../support/shared';
import { corpusHeader } from '../frame/support';

const CORPUS = shared('fits');

interface Expected {
  readonly sessions: readonly (Partial<Session> & {
    readonly files: readonly string[];
    /** Why a person would file them so. */
    readonly why?: string;
  })[];
  readonly inNoSession: Readonly<Record<string, readonly string[]>>;
  /** A file to files of the sessions that serve its own. */
  readonly links: Readonly<Record<string, Readonly<Record<LinkKind, string | null>>>>;
}
const expected = JSON.parse(fs.readFileSync(path.join(__dirname, 'corpus.json'), 'utf8')) as Expected;

/** `corpus.json` says how a person would file these frames, and why where it is not plain. */
describe('the sessions of other programs’ files', function () {
  const names = new Map<number, string>();
  let frames: ArchivedFrame[] = [];
  let without: string[] = [];

  before(function () {
    if (!fs.existsSync(CORPUS)) {
      if (this.test) this.test.title += ': skipped, ../shared/fits is not there';
      this.skip();
    }
    frames = [];
    without = [];
    const add = (name: string, frame: Frame | null) => {
      const id = names.size + 1;
      names.set(id, name);
      if (frame === null) without.push(name);
      else frames.push(archivedFrame({ ...frame, id, path: name, sha256: String(id).padStart(64, '0') }));
    };
    for (const name of fs.readdirSync(path.join(CORPUS, 'headers')).sort()) {
      const file = path.join(CORPUS, 'headers', name);
      add(`headers/${name}`, frameOf(corpusHeader(name), { path: file, timeZone: 'UTC' }));
    }
    for (const name of fs.readdirSync(path.join(CORPUS, 'real')).sort()) {
      add(`real/${name}`, headerReport(path.join(CORPUS, 'real', name), 'UTC').frame);
    }
  });

  const filesOf = (ids: readonly number[]) => ids.map((id) => names.get(id) ?? '').sort();

  it('are those that a person would make, in whatever order the files come', () => {
    const groups = groupFrames(frames);
    const readable = (files: readonly string[]) => [...files].sort().join(' ');
    assert.deepEqual(
      groups.map((group) => readable(filesOf(group.frames))).sort(),
      expected.sessions.map(({ files }) => readable(files)).sort(),
    );
    assert.deepEqual(groupFrames([...frames].reverse()), groups);
    for (const { files, why, ...values } of expected.sessions) {
      const group = groups.find(({ frames: ids }) => readable(filesOf(ids)) === readable(files));
      assert.ok(group);
      const got = group.session as unknown as Readonly<Record<string, unknown>>;
      for (const [field, value] of Object.entries({ master: false, ...values })) {
        assert.deepEqual(got[field], value, `${field} of ${files.join(', ')}${why ? ` (${why})` : ''}`);
      }
    }
  });

  it('leave out results, what nobody can tell, and files without an image', () => {
    const inNone = (type: string) =>
      frames.filter((frame) => frame.type === type).map(({ path: name }) => name);
    const byproducts = frames.filter(({ byproduct }) => byproduct).map(({ path: name }) => name);
    assert.deepEqual(
      {
        stack: inNone('stack').sort(),
        processed: byproducts,
        unknown: inNone('unknown').sort(),
        'no image': without,
      },
      expected.inNoSession,
    );
  });

  it('are linked to what fits and to nothing else', () => {
    const groups = groupFrames(frames);
    const links = linkSessions(
      groups.map(({ session }) => session),
      DEFAULT_TOLERANCES,
    );
    const sessionOf = (file: string) => {
      const group = groups.find(({ frames: ids }) => filesOf(ids).includes(file));
      assert.ok(group, file);
      return group.session.id;
    };
    for (const [file, wanted] of Object.entries(expected.links)) {
      const ids = Object.entries(wanted).map(([kind, target]) => [kind, target && sessionOf(target)]);
      assert.deepEqual(links.get(sessionOf(file)), Object.fromEntries(ids), file);
    }
  });
});
