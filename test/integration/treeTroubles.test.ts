/** What the views say of things that are wrong, and of calibrations of several cameras. */
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { ArchivedFrame } from '../../src/core/base/archivedFrame';
import type { MissingSet } from '../../src/core/base/matching';
import { silentLog } from '../../src/core/base/ports';
import type { ArchiveTree, TreeRequests } from '../../src/tree/archiveTree';
import { CalibrationsTree } from '../../src/tree/calibrations';
import type { ArchiveNode } from '../../src/tree/nodes';
import { ObjectsTree } from '../../src/tree/objects';
import { problemBadge } from '../../src/tree/problemBadge';
import { SessionsTree } from '../../src/tree/sessions';
import { session } from '../support/session';
import { archiveOf, quiet } from './support/trees';

const WHOLE = { bias: 'b', dark: 'd', flat: 'f', flatDark: null };
const objects = (archive: TreeRequests) => new ObjectsTree('test.objects', archive, silentLog, quiet);
const calibrations = (archive: TreeRequests) =>
  new CalibrationsTree('test.calibrations', archive, silentLog, quiet);

/** Label, description and icon of each item. */
const shown = (tree: ArchiveTree, nodes: readonly ArchiveNode[]) =>
  nodes.map((node) => {
    const { label, description, iconPath } = tree.getTreeItem(node);
    return [label, description, (iconPath as vscode.ThemeIcon).id];
  });

const missingDarks = (sessions: readonly string[], imager: string): MissingSet => ({
  ...{ kind: 'dark', what: 'darks 300 s', text: 'darks 300 s: none', telescope: 'FSQ', imager },
  ...{ sessions, lights: 60, have: [] },
});

describe('what is wrong, in the views', () => {
  it('shows on the object and the night above it, and comes first below', async () => {
    const sessions = [
      session({ id: 'a', links: WHOLE, filter: 'SII' }),
      session({ id: 'b', links: WHOLE, filter: 'L' }),
      session({ id: 'c', links: WHOLE, filter: 'Ha', badFiles: { damaged: 1, missing: 2 } }),
      session({ id: 'x', links: WHOLE, object: 'M 31' }),
    ];
    const archive = archiveOf(sessions);
    const troubles = { sessions: 0, damaged: 1, missing: 2 };
    const tree = objects({
      ...archive,
      objects: async (request) => {
        const { items, next } = await archive.objects(request);
        const named = [...items].sort((one, other) => ((one.object ?? '') < (other.object ?? '') ? -1 : 1));
        return { items: named.map((each) => (each.object === 'M 31' ? each : { ...each, troubles })), next };
      },
    });
    const roots = await tree.getChildren();
    assert.deepEqual(shown(tree, roots), [
      ['NGC 7000', '1 file damaged · 2 files missing · 5.0 h · 60 frames · Ha', 'error'],
      ['M 31', '5.0 h · 60 frames · Ha', 'telescope'],
    ]);
    assert.deepEqual(shown(tree, await tree.getChildren(roots[0])), [
      ['2024-09-13 · Ha · 300 s', '1 file damaged · 2 files missing · 60 frames · 5.0 h', 'error'],
      ['2024-09-13 · L · 300 s', '60 frames · 5.0 h', 'layers'],
      ['2024-09-13 · SII · 300 s', '60 frames · 5.0 h', 'layers'],
    ]);
    const nights = new SessionsTree('test.sessions', archive, silentLog, quiet);
    const [night] = shown(nights, await nights.getChildren());
    assert.deepEqual(night?.slice(1), [
      '1 file damaged · 2 files missing · 4 sessions · 240 frames · 20.0 h · 1 session with warnings',
      'error',
    ]);
  });

  it('shows missing sets and damaged files first in their session', async () => {
    const frame = (id: number, differs: Partial<ArchivedFrame>) =>
      ({
        id,
        path: `/astro/${id}.fits`,
        problems: [],
        dateObs: null,
        ccdTemp: null,
        ...differs,
      }) as ArchivedFrame;
    const frames = [frame(1, {}), frame(2, { damage: 'pixels' }), frame(3, { missing: true }), frame(4, {})];
    const lacking = session({ id: 'a', badFiles: { damaged: 1, missing: 1 } });
    const tree = objects({
      ...archiveOf([lacking], [], [missingDarks(['a'], 'ASI2600MM'), missingDarks(['other'], 'ASI2600MM')]),
      frames: ({ problem, stacksOf, processedOf }) => {
        const items =
          stacksOf !== undefined || processedOf !== undefined
            ? []
            : frames.filter(({ damage, missing }) => {
                if (problem === 'damaged') return damage !== undefined;
                return problem === 'missing' ? missing : true;
              });
        return Promise.resolve({ items, next: null });
      },
    });
    const [object] = await tree.getChildren();
    const [parent] = await tree.getChildren(object);
    assert.deepEqual(shown(tree, await tree.getChildren(parent)), [
      ['darks 300 s', 'missing', 'circle-outline'],
      ['2.fits', 'pixels changed', 'error'],
      ['3.fits', 'missing', 'warning'],
      ['1.fits', '', 'file-media'],
      ['4.fits', '', 'file-media'],
    ]);
  });

  it('lists a stack of another program below its object', async () => {
    const stack = {
      ...{ id: 9, path: '/astro/Stack/NGC 7000/master_light.xisf', problems: [], type: 'stack' },
      ...{ dateObs: null, ccdTemp: null },
    } as unknown as ArchivedFrame;
    const tree = objects(archiveOf([session({ links: WHOLE })], [], [], {}, [stack]));
    const [object] = await tree.getChildren();
    const [item] = await tree.getChildren(object);
    assert.ok(item);
    assert.deepEqual(shown(tree, [item]), [['master_light.xisf', '', 'star-empty']]);
    assert.equal(tree.getTreeItem(item).command?.command, 'astroArchive.openFrame');
  });

  it('does not count calibrations that the user wants none of', async () => {
    const wanted = session({ unwanted: ['dark', 'flat'] });
    const tree = objects(archiveOf([wanted]));
    const [object] = await tree.getChildren();
    assert.deepEqual(
      shown(tree, await tree.getChildren(object)).map(([, , icon]) => icon),
      ['layers'],
    );
  });

  it('is counted on the view of problems, in words in its tooltip', () => {
    const none = { damaged: 0, missing: 0, unknown: 0, doubtful: 0, stack: 3, rejected: 7 };
    assert.equal(problemBadge(none), undefined, 'stacks and rejected frames are in order');
    assert.deepEqual(problemBadge({ ...none, damaged: 1, missing: 12 }), {
      value: 13,
      tooltip: '1 file damaged, 12 files missing',
    });
  });
});

describe('calibrations of several cameras', () => {
  const dark = (id: string, imager: string, night: string) =>
    session({ id, type: 'dark', object: null, filter: null, imager, night, frameCount: 20 });

  it('stand below their camera and type, the newest first, after the sets that are missing', async () => {
    const sessions = [
      dark('old', 'ASI2600MM', '2023-01-10'),
      dark('new', 'ASI2600MM', '2024-09-13'),
      session({ id: 'flat', type: 'flat', object: null, imager: 'ASI533MC' }),
    ];
    const tree = calibrations(archiveOf(sessions, [], [missingDarks(['a'], 'ASI533MC')]));
    const roots = await tree.getChildren();
    assert.deepEqual(shown(tree, roots), [
      ['Missing', '1 set', 'warning'],
      ['ASI2600MM', '2 sessions · 2023-01-10 – 2024-09-13', 'device-camera'],
      ['ASI533MC', '1 missing set · 1 session · 2024-09-13', 'warning'],
    ]);
    const [, mono, colour] = roots;
    const [darks] = await tree.getChildren(mono);
    assert.deepEqual(shown(tree, await tree.getChildren(darks)), [
      ['300 s · −10 °C · 2024-09-13', '20 frames', 'layers'],
      ['300 s · −10 °C · 2023-01-10', '20 frames', 'layers'],
    ]);
    const types = await tree.getChildren(colour);
    assert.deepEqual(shown(tree, types), [
      ['Darks', '1 missing set', 'warning'],
      ['Flats', '1 session · 2024-09-13', 'folder'],
    ]);
    assert.deepEqual(shown(tree, await tree.getChildren(types[0])), [
      ['darks 300 s', 'needed by 1 session, 60 lights', 'circle-outline'],
    ]);
    const all = [...roots, ...types, darks].map((node) => node?.id);
    assert.equal(new Set(all).size, all.length);
  });

  it('have no level of their own where there is one camera', async () => {
    const tree = calibrations(archiveOf([dark('a', 'ASI2600MM', '2024-09-13')]));
    assert.deepEqual(shown(tree, await tree.getChildren()), [['Darks', '1 session · 2024-09-13', 'folder']]);
  });
});
