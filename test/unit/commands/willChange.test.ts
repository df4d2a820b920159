import assert from 'node:assert/strict';
import { fileLines, mapLines, mergeLines, undoLines } from '../../../src/commands/willChange';
import type { MapReport, MergeReport, UndoReport } from '../../../src/core/api/archive';

const NONE = { changed: 0, edited: 0, renamed: 0, left: 0, unchanged: 0, failed: 0 };
const counts = { ...NONE, changed: 3, edited: 3, renamed: 1, left: 2, failed: 1 };
const rule = { kind: 'object', spelling: 'm31', name: 'M 31', matching: 'folded' } as const;

describe('what a question says will change', () => {
  it('counts names and headers apart, and what stays', () => {
    assert.deepEqual(fileLines(counts), [
      '1 file will be renamed',
      '3 headers will be changed',
      '2 files will be left unchanged',
      '1 file cannot be changed',
    ]);
    assert.deepEqual(fileLines(NONE), ['No file will be changed']);
  });

  it('counts sessions and rules of a merge', () => {
    const session = { id: 'a', night: null, filter: null, exposure: null, frameCount: 1 };
    const merged = [
      { ...session, joins: 'b' },
      { ...session, joins: null },
    ];
    const lines = mergeLines({
      counts,
      merged,
      rules: { added: [rule, rule], removed: [rule] },
    } as unknown as MergeReport);
    assert.ok(lines.includes('3 headers will be changed'));
    assert.ok(lines.some((line) => line.startsWith('2 sessions') && line.includes('links')));
    assert.ok(lines.includes('1 session will join another session'));
    assert.deepEqual(lines.slice(-2), ['2 name rules will be added', '1 name rule will be removed']);
  });

  it('counts names and rules of a mapping, with files or without', () => {
    const report = { names: [{}], frameCount: 12, files: { counts } } as unknown as MapReport;
    assert.ok(mapLines(report, 1).includes('1 name rule will be added'));
    assert.ok(mapLines(report, 1).includes('3 headers will be changed'));
    assert.ok(mapLines({ ...report, files: null }, 0).includes('No file will be changed'));
  });

  it('tells of headers, rules, links and notes that an undo brings back', () => {
    const operation = { summary: { edited: 3 } } as unknown as UndoReport['operation'];
    assert.deepEqual(undoLines({ operation, learnt: true }), [
      '3 headers will get their old values back',
      'Name rules, links and notes will be restored',
    ]);
    assert.deepEqual(undoLines({ operation: { ...operation, summary: {} }, learnt: false }), []);
  });
});
