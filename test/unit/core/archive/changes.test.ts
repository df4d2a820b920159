/** Which views look again. */
import assert from 'node:assert/strict';
import type { RequestName } from '../../../../src/core/api/requests';
import { changeAfter } from '../../../../src/core/archive/changes';

const FRAMES = { frames: true, sessions: false };
const SESSIONS = { frames: false, sessions: true };
const BOTH = { frames: true, sessions: true };

describe('changeAfter', () => {
  const followed = { moved: [], missing: [], returned: [], changed: [] };
  const repaired = { moved: [], read: [], registered: [], forgotten: [] };
  const taken = { rules: 0, rejected: 0, notes: 0, sources: 0 };
  const cases: readonly [RequestName, unknown, unknown, unknown][] = [
    ['register', { counts: { registered: 2 } }, {}, FRAMES],
    ['register', { counts: { registered: 0 } }, {}, null],
    ['reject', { changed: ['/a'] }, {}, BOTH],
    ['reject', { changed: [] }, {}, null],
    ['note', {}, { subject: { frame: 1 } }, FRAMES],
    ['note', {}, { subject: { object: 'M 31' } }, SESSIONS],
    ['link', {}, {}, SESSIONS],
    ['editHeaders', { counts: { changed: 1 } }, {}, BOTH],
    ['editHeaders', { counts: { changed: 0 } }, {}, null],
    ['importAstrofiler', { counts: { ...taken, notes: 1 } }, {}, BOTH],
    ['importAstrofiler', { counts: taken }, {}, null],
    ['recordResults', { recorded: [{}] }, {}, SESSIONS],
    ['recordResults', { recorded: [] }, {}, null],
    ['repair', { ...repaired, forgotten: ['/a'] }, {}, FRAMES],
    ['repair', repaired, {}, null],
    ['follow', { ...followed, returned: ['/a'] }, {}, FRAMES],
    ['follow', { ...followed, changed: [{ what: 'pixels' }] }, {}, FRAMES],
    ['follow', { ...followed, changed: [{ what: 'header' }] }, {}, null],
    ['forgetRemoved', 1, [], FRAMES],
    ['forgetRemoved', 0, [], null],
    ['checkout', {}, {}, null],
    ['merge', {}, {}, BOTH],
    ['sessions', {}, {}, null],
  ];
  for (const [name, answer, request, change] of cases) {
    it(`${name} ${JSON.stringify(answer)}: ${change === null ? 'nothing' : JSON.stringify(change)}`, () => {
      assert.deepEqual(changeAfter(name, request, answer), change);
    });
  }
});
