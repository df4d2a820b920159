import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HeaderReport, SessionExplanation, StackedResult } from '../../src/core/api/archive';
import type { ArchivedFrame } from '../../src/core/base/archivedFrame';
import { CancelledError } from '../../src/core/base/errors';
import { silentLog } from '../../src/core/base/ports';
import { type ArchiveNode, frameNodes, objectNode, resultNodes, sessionNodes } from '../../src/tree/nodes';
import { tooltips } from '../../src/tree/tooltips';
import { session } from '../support/session';
import { archiveOf } from './support/trees';

const SUMMARY = { object: 'NGC 7000', sessions: 1, frameCount: 60, totalExposure: 18_000, filters: ['Ha'] };
const object = objectNode({ ...SUMMARY, lastNight: null });
const [night] = sessionNodes([session({ frameCount: 3 })], object, 'object') as [ArchiveNode];
const resultNode = (...[stacked, parent]: [StackedResult, ArchiveNode]) =>
  resultNodes([stacked], parent)[0] as ArchiveNode;
const result = (changes: Partial<StackedResult> = {}) =>
  ({
    ...{ id: 1, path: '/astro/stack.fit', sessions: [session().id], object: 'NGC 7000' },
    ...{ made: '2024-09-14T08:00:00Z', exists: true, ...changes },
  }) as StackedResult;
const PICTURE = /^!\[Preview\]\((.*)\|width=320,height=200\)\n\n/;

describe('the tooltips of the views', () => {
  /** Whose pictures were asked for; each has its path as its address. */
  let asked: string[];

  beforeEach(() => {
    asked = [];
  });

  async function tooltip(
    node: ArchiveNode,
    results: readonly StackedResult[] = [],
    thumbnail?: () => Promise<never>,
    token = new vscode.CancellationTokenSource().token,
  ): Promise<string> {
    const describe = tooltips(
      {
        ...archiveOf([session({ frameCount: 3 })], results),
        header: () => Promise.resolve({} as HeaderReport),
        session: () => Promise.resolve(session()),
        explain: () => Promise.resolve({ missing: [], manual: {} } as unknown as SessionExplanation),
        thumbnail: (path) => {
          asked.push(path);
          return thumbnail?.() ?? Promise.resolve({ width: 320, height: 200, address: path });
        },
      },
      () => 'the header',
      silentLog,
    );
    return (await describe(node, token))?.value ?? '';
  }
  const pictured = (text: string) => PICTURE.exec(text)?.[1];
  const frame = (changes: Partial<ArchivedFrame> = {}) =>
    frameNodes(
      [{ id: 7, path: '/astro/7.fits', missing: false, ...changes } as ArchivedFrame],
      night,
    )[0] as ArchiveNode;

  it('show the picture of a frame above its header, and of a result above its path', async () => {
    const text = await tooltip(frame());
    assert.equal(pictured(text), '/astro/7.fits');
    assert.ok(text.endsWith('the header'));
    const stack = await tooltip(resultNode(result(), object));
    assert.equal(pictured(stack), '/astro/stack.fit');
    assert.match(stack, /stack\\?\.fit/);
  });

  it('show the newest result that is there of a session and of an object, else one of their frames', async () => {
    const results = [result({ path: '/gone.fit', exists: false }), result()];
    assert.equal(pictured(await tooltip(night, results)), '/astro/stack.fit');
    assert.equal(pictured(await tooltip(object, results)), '/astro/stack.fit');
    assert.equal(pictured(await tooltip(night)), '/astro/0.fits');
    assert.equal(pictured(await tooltip(object)), '/astro/0.fits');
  });

  it('show their text alone where a file cannot be shown, and none of other items', async () => {
    const failing = () => Promise.reject(new Error('no image'));
    assert.equal((await tooltip(frame(), [], failing)).trim(), 'the header');
    assert.match(await tooltip(object, [], failing), /^\*\*NGC/);
    assert.match(await tooltip(resultNode(result({ exists: false }), object)), /^\/astro\/stack\.fit/);
    assert.deepEqual(asked, ['/astro/7.fits', '/astro/0.fits']);
  });

  it('ask for no picture, or give it up, once nobody looks any more', async () => {
    const source = new vscode.CancellationTokenSource();
    const cancelled = () => Promise.reject(new CancelledError());
    assert.equal((await tooltip(frame(), [], cancelled, source.token)).trim(), 'the header');
    source.cancel();
    await tooltip(frame(), [], undefined, source.token);
    assert.deepEqual(asked, ['/astro/7.fits']);
  });
});
