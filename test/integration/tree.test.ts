import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { StackedResult } from '../../src/core/api/archive';
import type { ArchivedFrame } from '../../src/core/base/archivedFrame';
import type { MissingSet } from '../../src/core/base/matching';
import { silentLog } from '../../src/core/base/ports';
import type { TreeRequests } from '../../src/tree/archiveTree';
import { CalibrationsTree } from '../../src/tree/calibrations';
import { PAGE_SIZE } from '../../src/tree/listing';
import type { ArchiveNode, MoreNode } from '../../src/tree/nodes';
import { ObjectsTree } from '../../src/tree/objects';
import { SessionsTree } from '../../src/tree/sessions';
import { session } from '../support/session';
import { archiveOf, quiet } from './support/trees';

const objects = (archive: TreeRequests) => new ObjectsTree('test.objects', archive, silentLog, quiet);
const labels = (tree: ObjectsTree | SessionsTree | CalibrationsTree, nodes: readonly ArchiveNode[]) =>
  nodes.map((node) => tree.getTreeItem(node).label);

describe('the trees', () => {
  it('warn of a link by hand against a criterion', async () => {
    const links = { bias: null, dark: 'd', flat: 'f', flatDark: null };
    const mismatches = { dark: ['exposure', 'gain'], flat: ['image size'] };
    const tree = objects(archiveOf([session({ links, mismatches })]));
    const [object] = await tree.getChildren();
    const [found] = await tree.getChildren(object);
    assert.ok(found);
    const item = tree.getTreeItem(found);
    assert.equal((item.iconPath as vscode.ThemeIcon).id, 'warning');
    assert.match(
      String(item.description),
      /^dark: different exposure and gain · flat: different image size · /,
    );
  });

  it('show objects, their sessions and frames, and know the way up', async () => {
    const tree = objects(archiveOf([session({ frameCount: 2 })]));
    const [object] = await tree.getChildren();
    assert.ok(object);
    const [found] = await tree.getChildren(object);
    assert.ok(found);
    const [frame] = await tree.getChildren(found);
    assert.ok(frame);
    assert.deepEqual(labels(tree, [object, found, frame]), ['NGC 7000', '2024-09-13 · Ha · 300 s', '0.fits']);
    assert.equal(tree.getParent(frame), found);
    assert.equal(tree.getParent(found), object);
    assert.equal(tree.getParent(object), undefined);
    assert.equal(tree.getTreeItem(frame).collapsibleState, vscode.TreeItemCollapsibleState.None);
  });

  it('say which frames are missing', async () => {
    const archive = archiveOf([session({ frameCount: 1 })]);
    const [frame] = (await archive.frames({ session: session().id })).items;
    const tree = objects({
      ...archive,
      frames: ({ session: id }) => {
        const items = id === undefined ? [] : [{ ...frame, missing: true } as ArchivedFrame];
        return Promise.resolve({ items, next: null });
      },
    });
    const [object] = await tree.getChildren();
    const [parent] = await tree.getChildren(object);
    const [node] = await tree.getChildren(parent);
    assert.ok(node);
    const item = tree.getTreeItem(node);
    assert.equal(item.description, 'missing');
    assert.equal((item.iconPath as vscode.ThemeIcon).id, 'warning');
  });

  it('page long listings and continue them where the user asks', async () => {
    const tree = objects(archiveOf([session({ frameCount: 2 * PAGE_SIZE + 3 })]));
    const [object] = await tree.getChildren();
    const [parent] = await tree.getChildren(object);
    const first = await tree.getChildren(parent);
    assert.equal(first.length, PAGE_SIZE + 1);
    const more = first.at(-1) as MoreNode;
    assert.equal(more.kind, 'more');
    const changed: (ArchiveNode | undefined)[] = [];
    tree.onDidChangeTreeData((node) => changed.push(node));
    tree.more(more);
    assert.deepEqual(changed, [parent]);
    assert.equal((await tree.getChildren(parent)).length, 2 * PAGE_SIZE + 1);
    tree.refresh();
    assert.equal((await tree.getChildren(parent)).length, 2 * PAGE_SIZE + 1, 'a refresh shows as much');
  });

  it('give each item its own id that a refresh keeps', async () => {
    const many = Array.from({ length: 20 }, (_, i) =>
      session({ id: `s${i}`, object: `NGC ${i}`, frameCount: 1 }),
    );
    const tree = objects(archiveOf(many));
    const ids = async () => {
      const nodes: ArchiveNode[] = [];
      for (const object of await tree.getChildren()) {
        nodes.push(object, ...(await tree.getChildren(object)));
      }
      return nodes.map((node) => tree.getTreeItem(node).id);
    };
    const before = await ids();
    assert.equal(new Set(before).size, 40);
    tree.refresh();
    assert.deepEqual(await ids(), before);
  });

  it('warn of light sessions without darks or flats', async () => {
    const links = { bias: 'b', dark: 'd', flat: null, flatDark: null };
    const complete = { ...links, flat: 'f' };
    const tree = objects(archiveOf([session({ id: 'a', links }), session({ id: 'b', links: complete })]));
    const [object] = await tree.getChildren();
    const [lacking, whole] = (await tree.getChildren(object)).map((node) => tree.getTreeItem(node));
    assert.equal((lacking?.iconPath as vscode.ThemeIcon).id, 'warning');
    assert.equal(lacking?.description, 'no flat · 60 frames · 5.0 h');
    assert.equal((whole?.iconPath as vscode.ThemeIcon).id, 'layers');
    assert.equal(whole?.description, '60 frames · 5.0 h');
  });

  it('show the stacked results of an object and of each session that went in', async () => {
    const result: StackedResult = {
      id: 7,
      path: '/astro/NGC_7000_Ha.fit',
      kind: 'stack',
      object: 'NGC 7000',
      filter: 'Ha',
      sessions: ['a'],
      stackCount: 40,
      lights: 42,
      leftOut: [],
      totalExposure: 12_000,
      made: '2024-09-14T10:00:00.000Z',
      exists: true,
    };
    const sessions = [session({ id: 'a', frameCount: 1 }), session({ id: 'b', frameCount: 1 })];
    const tree = objects(
      archiveOf(sessions, [result, { ...result, id: 8, path: '/astro/old.fit', exists: false }]),
    );
    const [object] = await tree.getChildren();
    const below = await tree.getChildren(object);
    assert.deepEqual(
      below.map(({ kind }) => kind),
      ['result', 'result', 'session', 'session'],
    );
    const [gone, item] = below.map((node) => tree.getTreeItem(node));
    assert.deepEqual(
      [item?.label, item?.description],
      ['Stack · Ha · NGC_7000_Ha.fit', '40 of 42 frames · 3.3 h'],
    );
    assert.equal(item?.command?.command, 'astroArchive.openFrame');
    assert.match(String(gone?.description), /\(missing\)$/);
    assert.equal(gone?.command, undefined);
    const kinds = async (node: ArchiveNode | undefined) =>
      (await tree.getChildren(node)).map(({ kind }) => kind);
    assert.deepEqual(await kinds(below[2]), ['result', 'result', 'frame']);
    assert.deepEqual(await kinds(below[3]), ['frame']);
  });

  it('show nights, newest first', async () => {
    const nights = ['2024-09-13', null, '2024-10-02', '2024-09-13'];
    const sessions = nights.map((night, i) => session({ id: `s${i}`, night }));
    const tree = new SessionsTree('test.sessions', archiveOf(sessions), silentLog, quiet);
    const roots = await tree.getChildren();
    assert.deepEqual(labels(tree, roots), ['2024-10-02', '2024-09-13', 'No date']);
    assert.equal((await tree.getChildren(roots[1])).length, 2);
  });

  it('show calibrations by type, masters marked, types without sessions left out', async () => {
    const sessions = [
      session({ id: 'd', type: 'dark', object: null }),
      session({ id: 'm', type: 'dark', object: null, master: true, frameCount: 1 }),
    ];
    const tree = new CalibrationsTree('test.calibrations', archiveOf(sessions), silentLog, quiet);
    const roots = await tree.getChildren();
    assert.deepEqual(labels(tree, roots), ['Darks']);
    const items = (await tree.getChildren(roots[0])).map((node) => tree.getTreeItem(node));
    assert.deepEqual(
      items.map(({ label }) => label),
      ['300 s · −10 °C · 2024-09-13', 'master dark · 300 s · −10 °C · 2024-09-13'],
    );
    assert.equal((items[1]?.iconPath as vscode.ThemeIcon).id, 'verified');
  });

  it('list what is missing by rig, before the calibrations', async () => {
    const set = (
      what: string,
      telescope: string,
      sessions: readonly string[],
      have: MissingSet['have'] = [],
    ): MissingSet => ({
      kind: 'dark',
      what,
      text: `${what}: none`,
      telescope,
      imager: 'ASI2600MM',
      sessions,
      lights: 20 * sessions.length,
      have,
    });
    const missing = [
      set('darks 120 s', 'FSQ', ['a']),
      set('darks 300 s', 'FSQ', ['a', 'b'], [{ frameCount: 20, text: 'at −15 °C' }]),
      set('flats L', 'Esprit', ['c']),
    ];
    const tree = new CalibrationsTree('test.calibrations', archiveOf([], [], missing), silentLog, quiet);
    const [root] = await tree.getChildren();
    assert.ok(root);
    assert.deepEqual(
      [tree.getTreeItem(root).label, tree.getTreeItem(root).description],
      ['Missing', '3 sets'],
    );
    const rigs = await tree.getChildren(root);
    assert.deepEqual(labels(tree, rigs), ['Esprit, ASI2600MM', 'FSQ, ASI2600MM']);
    const sets = (await tree.getChildren(rigs[1])).map((node) => tree.getTreeItem(node));
    assert.deepEqual(
      sets.map(({ label, description }) => [label, description]),
      [
        ['darks 300 s', 'have 20 at −15 °C · needed by 2 sessions, 40 lights'],
        ['darks 120 s', 'needed by 1 session, 20 lights'],
      ],
    );
  });

  it('say in place why a branch cannot be read, and try again', async () => {
    let broken = true;
    const good = archiveOf([session()]);
    const tree = objects({
      ...good,
      objects: (request) => (broken ? Promise.reject(new Error('The drive is gone')) : good.objects(request)),
    });
    assert.deepEqual(labels(tree, await tree.getChildren()), ['The drive is gone']);
    broken = false;
    tree.refresh();
    assert.deepEqual(labels(tree, await tree.getChildren()), ['NGC 7000']);
  });

  it('ask for a tooltip only when the pointer rests on the item', async () => {
    let asked = 0;
    const tree = new ObjectsTree('test.objects', archiveOf([session()]), silentLog, () => {
      asked++;
      return Promise.resolve(new vscode.MarkdownString('the header'));
    });
    const [node] = await tree.getChildren();
    assert.ok(node);
    const item = tree.getTreeItem(node);
    assert.equal(asked, 0);
    const source = new vscode.CancellationTokenSource();
    const resolved = await tree.resolveTreeItem(item, node, source.token);
    assert.equal((resolved.tooltip as vscode.MarkdownString).value, 'the header');
    assert.equal(asked, 1);
  });
});
