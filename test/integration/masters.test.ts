import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { Master } from '../../src/core/base/master';
import { silentLog } from '../../src/core/base/ports';
import type { TreeRequests } from '../../src/tree/archiveTree';
import { CalibrationsTree } from '../../src/tree/calibrations';
import { session } from '../support/session';

const dark = (id: string, master: boolean) =>
  session({ id, type: 'dark', object: null, master, frameCount: master ? 1 : 20 });

const known = (id: string, stale: boolean): Master => ({
  id,
  stackCount: 30,
  ageDays: 412,
  stale,
  newer: null,
  replaces: [],
});

describe('masters in the view of calibrations', () => {
  it('say what they are made of and how old they are, and warn where they are stale', async () => {
    const items = [dark('raw', false), dark('m', true), dark('old', true)];
    const masters = [known('m', false), known('old', true)];
    const archive: Partial<TreeRequests> = {
      sessions: ({ type }) => Promise.resolve({ items: type === 'dark' ? items : [], next: null }),
      // One a page, to be asked for all of them.
      masters: ({ from = 0 }) =>
        Promise.resolve({ items: masters.slice(from, from + 1), next: from === 0 ? 1 : null }),
      stats: () => Promise.resolve({ missing: [] } as never),
      cameras: () =>
        Promise.resolve([
          {
            camera: 'ASI2600MM',
            types: [{ type: 'dark', sessions: 3, frameCount: 22, firstNight: null, lastNight: null }],
          },
        ]),
    };
    const tree = new CalibrationsTree('test.calibrations', archive as TreeRequests, silentLog, () =>
      Promise.resolve(undefined),
    );
    const [darks] = await tree.getChildren();
    const shown = (await tree.getChildren(darks)).map((node) => tree.getTreeItem(node));
    assert.deepEqual(
      shown.map(({ description, iconPath }) => [description, (iconPath as vscode.ThemeIcon).id]),
      [
        ['from 30 frames, 13 months old, stale', 'warning'],
        ['20 frames', 'layers'],
        ['from 30 frames, 13 months old', 'verified'],
      ],
    );
  });
});
