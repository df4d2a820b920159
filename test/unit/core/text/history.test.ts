/** Every operation of the history has a title, and says what has become of it. */
import assert from 'node:assert/strict';
import type { HistoryEntry } from '../../../../src/core/api/archive';
import { operationText, stateText, undoText } from '../../../../src/core/text/history';

describe('the history in words', () => {
  const KINDS: readonly (readonly [kind: string, summary: HistoryEntry['summary'], text: string])[] = [
    ['register', { mode: 'move', registered: 120, failed: 2 }, 'Registration: 120 files (moved), 2 failed'],
    ['regenerate', { lightSessions: 1 }, 'Session regeneration: 1 light session'],
    ['checkout', { folder: '/m31' }, 'Checkout: /m31'],
    ['clean', { folder: '/m31' }, 'Checkout cleanup: /m31'],
    ['clean', { folder: '/m', files: 2, bytes: 1200 }, 'Checkout cleanup: /m, 2 files deleted (1.2 kB)'],
    ['run', {}, 'Run in Siril'],
    ['run', { folder: '/m', results: 2, missing: 0 }, 'Run in Siril: /m, 2 results'],
    [
      'link',
      { session: '8c1f', links: { dark: '8c1f03b2a9d4', flat: 'none' } },
      'Links set by hand: dark, flat (none)',
    ],
    ['reject', {}, 'Rejection of frames'],
    ['alias', {}, 'Name rules'],
    ['note', { subject: 'object', key: 'M 31', removed: false }, 'Note: object'],
    ['note', { subject: 'frame', key: 'ab', removed: true }, 'Note: frame, removed'],
    ['merge', { from: 'm31', into: 'M 31', changed: 2 }, 'Merge of objects: m31 → M 31, 2 files'],
    ['map', { changed: 1 }, 'Name mapping: 1 file'],
    ['set', { changed: 1, cancelled: true }, 'Header edit: 1 file, cancelled'],
    ['import-astrofiler', {}, 'Import from AstroFiler'],
    ['repair', { moved: 2, forgotten: 1 }, 'Repair: 2 files found again, 1 file removed from the archive'],
    ['undo', { kind: 'register', undone: 2 }, 'Undo: Registration, 2 files'],
  ];
  for (const [kind, summary, text] of KINDS) {
    it(`${kind}: ${text}`, () => assert.equal(operationText({ kind, summary }), text));
  }

  it('have a title for every other kind', () => {
    for (const kind of ['restore', 'rebuild', 'join']) {
      assert.match(operationText({ kind, summary: {} }), /^[A-Z][a-z ]+$/);
    }
  });

  it('say what has become of an operation', () => {
    const state = (entry: Partial<Pick<HistoryEntry, 'undone' | 'settled' | 'undoable'>>) =>
      stateText({ undone: null, settled: null, undoable: false, ...entry });
    assert.equal(state({}), '');
    assert.equal(state({ undoable: true }), 'can be undone');
    assert.equal(state({ undoable: true, settled: 'Gone' }), 'nothing to undo: Gone');
    assert.match(state({ undone: '2024-11-04T20:30:00Z' }), /^undone 2024-11-0\d/);
  });

  it('say what an undo has done', () => {
    const counts = { moved: 3, removed: 0, restored: 1, unlisted: 0, refused: 2 };
    const report = { settled: null, counts, learnt: true, cancelled: false };
    assert.equal(
      undoText(report),
      '3 files moved back, 1 file restored, names and links restored, 2 files left unchanged',
    );
    assert.equal(
      undoText({ ...report, settled: 'Its journal is gone' }),
      'Nothing can be undone. Its journal is gone',
    );
  });
});
