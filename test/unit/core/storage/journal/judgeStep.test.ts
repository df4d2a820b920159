/** What becomes of a cut-off step, for every state in which a crash can leave its files. */
import assert from 'node:assert/strict';
import type { FileStep } from '../../../../../src/core/storage/files/fileStep';
import { judgeStep, type Seen, type StepVerdict } from '../../../../../src/core/storage/journal/judgeStep';

const PATCH = { offset: 0, before: Uint8Array.of(1), after: Uint8Array.of(2) };

function step(kind: FileStep['do'], changes: Partial<FileStep> = {}): FileStep {
  return {
    do: kind,
    from: '/card/a.fits',
    to: kind === 'stay' ? '/card/a.fits' : '/astro/a.fits',
    size: 5760,
    mtime: 0,
    hash: 'aa',
    sha256: 'aa',
    imageKey: '384-1',
    patches: [],
    stem: '/astro/.astro-archive-0123456789ab',
    givesUp: false,
    row: 'enter',
    replaces: null,
    known: false,
    source: '/card/a.fits',
    ...changes,
  };
}

type Case = readonly [
  what: string,
  step: FileStep,
  seen: Seen,
  verdict: StepVerdict['kind'],
  verified?: boolean,
];

const seen = (from: Seen['from'], to: Seen['to'], oneFile = false): Seen => ({ from, to, oneFile });
const move = step('move');
const edited = step('move', { patches: [PATCH] });
const copy = step('copy');
const stay = step('stay', { patches: [PATCH] });

const CASES: readonly Case[] = [
  ['a move before anything was done', move, seen('same', 'absent'), 'not-begun'],
  ['a move with both names', move, seen('same', 'whole', true), 'give-up', true],
  ['a move that is a copy, with its source', move, seen('same', 'whole'), 'give-up', false],
  ['a move with an empty placeholder', move, seen('same', 'empty'), 'clear'],
  ['a move whose target somebody else took', move, seen('same', 'other'), 'foreign'],
  ['a move that was done', move, seen('absent', 'whole'), 'done', true],
  ['a move whose source was rewritten since', move, seen('other', 'whole'), 'done', true],
  ['a move whose file is nowhere', move, seen('absent', 'absent'), 'lost'],
  ['a move whose source has changed', move, seen('other', 'absent'), 'foreign'],
  ['a move with an edit, both names, not edited yet', edited, seen('same', 'unedited', true), 'finish-edit'],
  ['a move with an edit, edited beside', edited, seen('same', 'whole'), 'give-up', false],
  ['a move with an edit, moved and not edited yet', edited, seen('absent', 'unedited'), 'finish-edit'],
  ['a move with an edit, moved, its edit cut off', edited, seen('absent', 'between'), 'finish-edit'],
  ['a move with an edit, done', edited, seen('absent', 'whole'), 'done', true],
  ['a copy before anything was done', copy, seen('same', 'absent'), 'not-begun'],
  ['a copy under its final name', copy, seen('same', 'whole'), 'done', false],
  ['a copy whose source is gone', copy, seen('absent', 'whole'), 'done', false],
  ['a copy with an empty placeholder', copy, seen('same', 'empty'), 'clear'],
  ['a copy whose target somebody else took', copy, seen('same', 'other'), 'foreign'],
  ['an edit before anything was written', stay, seen('same', 'unedited'), 'not-begun'],
  ['an edit that was cut off', stay, seen('same', 'between'), 'finish-edit'],
  ['an edit that was written', stay, seen('same', 'whole'), 'done', true],
  ['an edit of a file that is gone', stay, seen('absent', 'absent'), 'lost'],
  ['an edit of a file that another program has changed', stay, seen('other', 'other'), 'foreign'],
  ['a file that was to be listed', step('stay'), seen('same', 'whole'), 'not-begun'],
  [
    'a second name that is taken in',
    step('adopt', { givesUp: true }),
    seen('same', 'whole', true),
    'give-up',
    true,
  ],
  ['a copy that is taken in', step('adopt'), seen('same', 'whole'), 'done', true],
  [
    'a copy that is taken in for a move',
    step('adopt', { givesUp: true }),
    seen('same', 'whole'),
    'done',
    true,
  ],
  [
    'another file in the place of one that is taken in',
    step('adopt', { givesUp: true }),
    seen('same', 'other'),
    'done',
  ],
  ['a second name that is taken in and stays', step('adopt'), seen('same', 'whole', true), 'done', true],
  [
    'a file that was to be taken in and is gone',
    step('adopt', { givesUp: true }),
    seen('same', 'absent'),
    'lost',
  ],
  ['a removal before it was done', step('remove', { row: 'leave' }), seen('same', 'whole'), 'not-begun'],
  ['a removal that was done', step('remove', { row: 'leave' }), seen('absent', 'whole'), 'done', true],
];

describe('the recovery of a step', () => {
  for (const [what, cut, found, kind, verified] of CASES) {
    it(`${what}: ${kind}`, () => {
      const verdict = judgeStep(cut, found, false);
      assert.equal(verdict.kind, kind);
      if (verified !== undefined) assert.equal('verified' in verdict && verdict.verified, verified);
    });
  }

  it('does not compare a copy again of which the journal says that it was completed', () => {
    assert.deepEqual(judgeStep(copy, seen('same', 'whole'), true), { kind: 'done', verified: true });
  });
});
