import assert from 'node:assert/strict';
import * as path from 'node:path';
import type * as vscode from 'vscode';
import type { ArchivedFrame } from '../../src/core/base/archivedFrame';
import { silentLog } from '../../src/core/base/ports';
import { PAGE_SIZE } from '../../src/tree/listing';
import { ProblemsTree } from '../../src/tree/problems';
import { session } from '../support/session';
import { archiveOf, quiet } from './support/trees';

describe('the view of problems', () => {
  it('shows what needs an eye by reason, a frame below each of its reasons, and nothing where there is nothing', async () => {
    const frame = (id: number, changes: Partial<ArchivedFrame>) =>
      ({
        id,
        path: path.join('/astro/M 31/a', `${id}.fits`),
        problems: [],
        dateObs: null,
        ccdTemp: null,
        ...changes,
      }) as ArchivedFrame;
    const doubtful = frame(1, { missing: true, problems: [{ code: 'x', message: 'CCD-TEMP is odd' }] });
    const many = Array.from({ length: PAGE_SIZE + 1 }, (_, i) => frame(10 + i, { rejected: true }));
    const archive = archiveOf([], [], [], { missing: [doubtful], doubtful: [doubtful], rejected: many });
    const tree = new ProblemsTree('test.problems', archive, silentLog, quiet);
    const roots = await tree.getChildren();
    assert.deepEqual(
      roots.map((node) => [tree.getTreeItem(node).label, tree.getTreeItem(node).description]),
      [
        ['Missing files', '1 frame'],
        ['Doubtful headers', '1 frame'],
        ['Rejected', `${PAGE_SIZE + 1} frames`],
      ],
    );
    const [missing, odds, rejected] = await Promise.all(roots.map((node) => tree.getChildren(node)));
    const [gone, odd] = [missing?.[0], odds?.[0]];
    assert.ok(gone && odd && rejected);
    assert.notEqual(gone.id, odd.id);
    assert.equal(tree.getTreeItem(gone).description, 'M 31/a');
    assert.equal(tree.getTreeItem(odd).description, 'CCD-TEMP is odd');
    assert.equal(rejected.length, PAGE_SIZE + 1);
    assert.equal(rejected.at(-1)?.kind, 'more');
    assert.equal(rejected[0] && tree.getTreeItem(rejected[0]).contextValue, 'rejectedFrame');
    const whole = new ProblemsTree('test.problems', archiveOf([session()]), silentLog, quiet);
    assert.deepEqual(await whole.getChildren(), []);
  });

  it('shows damaged files first, and what is wrong with them', async () => {
    const damaged = {
      id: 1,
      path: '/astro/M 31/a/0001.fits',
      missing: false,
      rejected: false,
      problems: [],
      dateObs: null,
      ccdTemp: null,
      damage: 'pixels',
    } as unknown as ArchivedFrame;
    const archive = archiveOf([], [], [], { damaged: [damaged], rejected: [damaged] });
    const tree = new ProblemsTree('test.problems', archive, silentLog, quiet);
    const [reason] = await tree.getChildren();
    assert.ok(reason);
    assert.equal(tree.getTreeItem(reason).label, 'Damaged files');
    const [frame] = await tree.getChildren(reason);
    assert.ok(frame);
    assert.match(String(tree.getTreeItem(frame).description), /^pixels changed/);
    assert.equal((tree.getTreeItem(frame).iconPath as vscode.ThemeIcon).id, 'error');
  });
});
