import assert from 'node:assert/strict';
import { isMoreNode } from '../../../src/tree/moreArgument';

describe('what the last node of a listing passes to its command', () => {
  const node = { kind: 'more', id: 'more', view: 'astroArchive.objects', shown: 200 };

  it('is a node of its kind, with or without a parent', () => {
    assert.ok(isMoreNode(node));
    assert.ok(isMoreNode({ ...node, parent: { kind: 'object', id: 'm31', summary: {} } }));
  });

  it('is nothing else, whatever a keyboard shortcut passes', () => {
    const others = [undefined, null, 7, 'more', [], {}, { ...node, kind: 'frame' }, { ...node, view: 7 }];
    for (const other of [...others, { ...node, parent: 'm31' }, { ...node, parent: { kind: 'object' } }]) {
      assert.equal(isMoreNode(other), false, JSON.stringify(other));
    }
  });
});
