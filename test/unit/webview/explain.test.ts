import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { MasterQuery } from '../../../src/core/api/archive';
import type { Master } from '../../../src/core/base/master';
import type { Candidate, Criterion } from '../../../src/core/base/matching';
import type { Session } from '../../../src/core/base/session';
import { remarks } from '../../../src/webview/client/remarks';
import { fromExplain } from '../../../src/webview/explainProtocol';
import { explanation } from '../../../src/webview/explanation';
import { FEW } from '../../../src/webview/pageSizes';
import { session } from '../../support/session';

const criterion = (name: string, verdict: Criterion['verdict']): Criterion => ({
  name,
  verdict,
  light: '',
  candidate: '',
  note: '',
});

/** An archive in which this session has `count` darks to choose from. */
function archiveOf(subject: Session, count: number, replaces: readonly string[] = []) {
  const masters = (id: string): Master[] => [
    { id, stackCount: 30, ageDays: 412, stale: true, newer: null, replaces },
  ];
  const asked: string[] = [];
  const candidates: Candidate[] = Array.from({ length: count }, (_, i) => ({
    candidate: `d${i}`,
    verdict: i === 0 ? 'chosen' : 'refused',
    criteria: [],
  }));
  return {
    asked,
    explain: () =>
      Promise.resolve({
        session: subject,
        candidates: { bias: [], dark: candidates, flat: [], flatDark: [] },
        manual: { flat: { target: null, state: 'none' as const, text: 'none, by hand' } },
        missing: [],
      }),
    session: (id: string) => {
      asked.push(id);
      return Promise.resolve(session({ id, type: 'dark' }));
    },
    masters: ({ session: id }: MasterQuery) => Promise.resolve({ items: masters(id ?? ''), next: null }),
  };
}

describe('the explanation of a session', () => {
  it('asks for the sessions of the candidates that are shown, and no others', async () => {
    const archive = archiveOf(session(), 100);
    const shown = await explanation(archive, 'x', {}, true);
    assert.deepEqual(
      shown.kinds.map(({ kind, total, candidates }) => [kind, total, candidates.length]),
      [
        ['bias', 0, 0],
        ['dark', 100, FEW],
        ['flat', 0, 0],
        ['flatDark', 0, 0],
      ],
    );
    assert.equal(archive.asked.length, FEW);
    assert.equal(shown.kinds[1]?.candidates[0]?.session.id, 'd0');
    assert.equal(shown.kinds[2]?.manual?.state, 'none');
    const more = await explanation(archive, 'x', { dark: 40 }, true);
    assert.equal(more.kinds[1]?.candidates.length, 40);
  });

  it('shows raw flats with bias and flat-darks, and nothing for what needs no calibration', async () => {
    const kinds = async (differs: Partial<Session>) =>
      (await explanation(archiveOf(session(differs), 1), 'x', {}, true)).kinds.map(({ kind }) => kind);
    assert.deepEqual(await kinds({ type: 'flat' }), ['bias', 'flatDark']);
    assert.deepEqual(await kinds({ type: 'flat', master: true }), []);
    assert.deepEqual(await kinds({ type: 'dark' }), []);
  });
});

describe('the page of a master', () => {
  it('says what it is made of, what it stands in for, and that it is stale', async () => {
    const ids = Array.from({ length: 25 }, (_, i) => `r${i}`);
    const archive = archiveOf(session({ type: 'dark', master: true }), 0, ids);
    const { master } = await explanation(archive, 'x', {}, true);
    assert.equal(master?.text, 'from 30 frames, 13 months old, stale');
    assert.match(master.advice, /^Stale/);
    assert.equal(master.sets.length, 21);
    assert.equal(master.sets[0], 'darks · 300 s · −10 °C, 2024-09-13, 60 frames');
    assert.equal(master.sets.at(-1), 'and 5 more sets');
    assert.equal(archive.asked.length, 20);
    const raw = await explanation(archiveOf(session({ type: 'dark' }), 0), 'x', {}, true);
    assert.equal(raw.master, null);
  });
});

describe('remarks on a candidate', () => {
  it('say what differs and what is not known', () => {
    assert.equal(remarks([criterion('gain', 'matched')]), '');
    assert.equal(
      remarks([
        criterion('gain', 'failed'),
        criterion('exposure', 'failed'),
        criterion('offset', 'failed'),
        criterion('telescope', 'unknown'),
      ]),
      'different gain, exposure and offset; unknown telescope',
    );
    assert.equal(remarks([criterion('gain', 'failed')]), 'different gain');
  });
});

describe('messages of the page that explains', () => {
  it('are taken where they make sense', () => {
    const good = [
      { kind: 'ready', counts: {} },
      { kind: 'more', counts: { dark: 48 } },
      { kind: 'link', link: 'flatDark', target: '8c1f03b2a9d4' },
      { kind: 'link', link: 'dark', target: null },
      { kind: 'link', link: 'dark', target: 'automatic' },
      { kind: 'open', session: '8c1f03b2a9d4' },
      { kind: 'log' },
    ];
    for (const message of good) assert.ok(v.is(fromExplain, message), JSON.stringify(message));
  });

  it('are refused where they do not', () => {
    const bad: readonly unknown[] = [
      null,
      'ready',
      { kind: 'ready' },
      { kind: 'more', counts: { dark: -1 } },
      { kind: 'more', counts: { dark: 1e9 } },
      { kind: 'more', counts: { toString: 1 } },
      { kind: 'link', link: 'light', target: null },
      { kind: 'link', link: 'dark', target: '../x' },
      { kind: 'open', session: 5 },
      { kind: 'run' },
    ];
    for (const message of bad) assert.ok(!v.is(fromExplain, message), JSON.stringify(message));
  });
});
