import assert from 'node:assert/strict';
import {
  argumentOf,
  duplicatesArguments,
  mergeArguments,
  missingSetsArgument,
  operationArgument,
  pathArgument,
  registerArguments,
  rigArgument,
  ruleArguments,
  targetArgument,
} from '../../../src/commands/arguments';

/** What another extension may pass to any command. */
const NONSENSE = [
  undefined,
  null,
  [],
  {},
  () => 1,
  true,
  Symbol('x'),
  new Date(0),
  ['/a'],
  { kind: 'other' },
];
const SCHEMAS = {
  duplicatesArguments,
  mergeArguments,
  missingSetsArgument,
  operationArgument,
  pathArgument,
  registerArguments,
  rigArgument,
  ruleArguments,
  targetArgument,
};

describe('arguments of commands', () => {
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    it(`${name} takes no nonsense`, () => {
      for (const value of NONSENSE) assert.equal(argumentOf(schema, value), undefined);
    });
  }

  it('registers folders; a mode that does not exist is asked for', () => {
    const read = (value: unknown) => argumentOf(registerArguments, value);
    const all = { folders: ['/a', '/b'], mode: 'in-place', showPlan: 'never' };
    assert.deepEqual(read(all), all);
    assert.deepEqual(read({ folders: ['/a'] })?.folders, ['/a']);
    const wrong = read({ folders: ['/a'], mode: 'delete', showPlan: 1 });
    assert.deepEqual([wrong?.folders, wrong?.mode, wrong?.showPlan], [['/a'], undefined, undefined]);
    assert.equal(read({ folders: [] }), undefined);
    assert.equal(read({ folders: ['/a', 1] }), undefined);
    assert.equal(read({ folders: '/a' }), undefined);
  });

  it('merges two names; a mode that does not exist is asked for', () => {
    const read = (value: unknown) => argumentOf(mergeArguments, value);
    const all = { from: 'm31', into: 'M 31', mode: 'files' };
    assert.deepEqual(read(all), all);
    assert.equal(read({ ...all, mode: 'some' })?.mode, undefined);
    assert.equal(read({ ...all, mode: 'some' })?.into, 'M 31');
    assert.equal(read({ from: 'm31' }), undefined);
    assert.equal(read({ ...all, into: 31 }), undefined);
  });

  it('takes a rule of a known kind only', () => {
    const rule = { kind: 'filter', spelling: '', name: 'L' };
    assert.deepEqual(argumentOf(ruleArguments, rule), rule);
    assert.equal(argumentOf(ruleArguments, { ...rule, kind: 'camera' }), undefined);
    assert.equal(argumentOf(ruleArguments, { ...rule, name: null }), undefined);
  });

  it('takes folders, a path, the id of an operation and a rig', () => {
    assert.deepEqual(argumentOf(duplicatesArguments, { folders: ['/card'] }), { folders: ['/card'] });
    assert.equal(argumentOf(duplicatesArguments, { folders: [7] }), undefined);
    assert.equal(argumentOf(pathArgument, '/astrofiler.db'), '/astrofiler.db');
    assert.equal(argumentOf(pathArgument, ''), undefined);
    assert.equal(argumentOf(operationArgument, 12), 12);
    for (const id of [NaN, Infinity, 1.5, '12']) assert.equal(argumentOf(operationArgument, id), undefined);
    assert.deepEqual(argumentOf(rigArgument, { rig: 'Esprit', sets: [] }), { rig: 'Esprit' });
    const set = { telescope: 'Esprit', imager: null };
    assert.deepEqual(argumentOf(missingSetsArgument, { sets: [set] })?.sets, [set]);
    assert.equal(argumentOf(missingSetsArgument, { sets: [{ telescope: 1, imager: null }] }), undefined);
  });

  it('takes the items of trees by their kind and the data that commands need', () => {
    const session = { id: '8c1f03b2a9d4', type: 'light', object: null };
    const good = [
      { kind: 'session', session },
      { kind: 'object', summary: { object: null } },
      { kind: 'night', sessions: [session] },
      { kind: 'reason', reason: 'doubtful' },
      { kind: 'frame', frame: { id: 1, path: '/a.fits' } },
      { kind: 'result', result: { path: '/r.fit' } },
    ];
    for (const each of good) {
      assert.notEqual(
        argumentOf(targetArgument, { ...each, id: 'x', parent: undefined }),
        undefined,
        each.kind,
      );
      assert.equal(argumentOf(targetArgument, { ...each, kind: undefined }), undefined, each.kind);
    }
    const wrong = [
      { kind: 'session', session: {} },
      { kind: 'object', summary: null },
      { kind: 'night', sessions: [session, { ...session, type: 'film' }] },
      // The item of a type counts its sessions.
      { kind: 'type', sessions: 3 },
      { kind: 'reason', reason: 'all' },
      { kind: 'frame', frame: { id: '1', path: '/a.fits' } },
      { kind: 'result', result: {} },
    ];
    for (const each of wrong) assert.equal(argumentOf(targetArgument, each), undefined, each.kind);
  });
});
