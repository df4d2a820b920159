/** Whether the owner of a claim is alive, by what can be found out about it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type ClaimVerdict,
  judgeClaim,
  type OwnerSeen,
  parseClaim,
} from '../../../../../src/core/storage/lock/claim';

const FOLDER = { listens: { at: 'folder' } } as const;
const MACHINE = { listens: { at: 'machine', address: '/tmp/astro-archive-abcdef/lock.sock' } } as const;
const NOWHERE = { listens: null } as const;

const seen = (changes: Partial<OwnerSeen> = {}): OwnerSeen => ({
  socket: 'silent',
  process: 'unseen',
  sameBoot: false,
  sameMachine: false,
  localDrive: null,
  ...changes,
});

describe('the owner of a claim', () => {
  const cases: readonly [string, ClaimVerdict, Parameters<typeof judgeClaim>[0], OwnerSeen][] = [
    ['answers', 'alive', FOLDER, seen({ socket: 'answers' })],
    ['may not be asked', 'alive', FOLDER, seen({ socket: 'unclear', localDrive: true })],
    ['was killed', 'dead', FOLDER, seen({ sameBoot: true, sameMachine: true, process: 'gone' })],
    [
      'was killed in another container of this machine',
      'dead',
      FOLDER,
      seen({ sameBoot: true, sameMachine: true, localDrive: true }),
    ],
    [
      'may be in another container, on a share that is mounted twice',
      'elsewhere',
      FOLDER,
      seen({ sameBoot: true, sameMachine: true }),
    ],
    ['lives, and its socket was cleared away', 'alive', FOLDER, seen({ sameBoot: true, process: 'alive' })],
    ['lives without a socket', 'alive', NOWHERE, seen({ sameBoot: true, process: 'alive' })],
    ['is gone and had no socket', 'dead', NOWHERE, seen({ sameBoot: true, process: 'gone' })],
    [
      'is in a container whose folder for temporary files is another',
      'elsewhere',
      MACHINE,
      seen({ sameBoot: true, sameMachine: true, localDrive: true }),
    ],
    ['went with a restart', 'dead', MACHINE, seen({ sameMachine: true })],
    ['went with a restart that changed the name', 'dead', FOLDER, seen({ localDrive: true })],
    ['was on a machine that had this disk before', 'dead', MACHINE, seen({ localDrive: true })],
    ['is on another machine, or was', 'elsewhere', FOLDER, seen()],
    [
      'has gone on a system that does not number its starts',
      'dead',
      MACHINE,
      seen({ sameBoot: null, sameMachine: true }),
    ],
  ];
  for (const [what, verdict, claim, owner] of cases) {
    it(`${what}: ${verdict}`, () => assert.equal(judgeClaim(claim, owner), verdict));
  }

  it('is never dead while somebody answers or its process is seen', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(FOLDER, MACHINE),
        fc.constantFrom('answers', 'silent', 'unclear'),
        fc.constantFrom('alive', 'gone', 'unseen'),
        fc.constantFrom(true, false, null),
        fc.boolean(),
        fc.constantFrom(true, null),
        (claim, socket, process, sameBoot, sameMachine, localDrive) => {
          const verdict = judgeClaim(claim, { socket, process, sameBoot, sameMachine, localDrive });
          if (socket !== 'silent' || process === 'alive') assert.equal(verdict, 'alive');
        },
      ),
    );
  });
});

describe('a claim', () => {
  it('is read field by field', () => {
    const claim = {
      host: 'observatory',
      process: 7,
      since: '2026-01-01T00:00:00.000Z',
      boot: null,
      hardware: ['02:00:00:00:00:01'],
      namespace: null,
      started: null,
      listens: { at: 'folder' },
    };
    assert.deepEqual(parseClaim(JSON.stringify(claim)), claim);
    for (const [field, value] of [
      ['process', '7'],
      ['hardware', [7]],
      ['listens', { at: 'moon' }],
      ['host', 'x'.repeat(1000)],
    ] as const) {
      assert.equal(parseClaim(JSON.stringify({ ...claim, [field]: value })), null, field);
    }
    for (const text of ['', '{', 'null', '7', '[]', '{}']) assert.equal(parseClaim(text), null, text);
  });
});
