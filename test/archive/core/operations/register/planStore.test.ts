/** A plan on disk: what was planned comes back as it was, however much it is, and no file of it is left. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Decision } from '../../../../../src/core/operations/register/decision';
import { PlanStore, removeOldPlans } from '../../../../../src/core/operations/register/planStore';
import { ShownPlan } from '../../../../../src/core/operations/register/shownPlan';
import { ShownPlans } from '../../../../../src/core/operations/register/shownPlans';
import { Bench } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { lightFrame } from '../../../../support/frame';
import { temporaryFolder } from '../../../../support/makeFits';
import { placementOf, scanOf } from '../../../../support/placement';
import { whileRefusing } from '../../../../support/refuse';

describe('a plan on disk', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let database: string;
  let store: PlanStore;
  beforeEach(() => {
    folder = temporaryFolder();
    database = path.join(folder.path, 'astro.sqlite');
    store = new PlanStore(database);
  });
  afterEach(() => {
    store.close();
    folder.dispose();
  });

  const files = () => fs.readdirSync(folder.path).sort();
  const place = (n: number) =>
    placementOf({
      to: `/astro/${n}.fits`,
      scan: scanOf(`${n}.fits`, { frame: lightFrame({ exposure: n }) }),
    });
  const all: readonly Decision[] = [
    place(1),
    { kind: 'duplicate', path: '/in/2', of: '/astro/2', same: 'image', says: 'less' },
    { kind: 'failed', path: '/in/3', error: 'unreadable – α' },
    { kind: 'skipped', path: '/in/4', why: 'no image' },
    place(5),
  ];

  it('gives everything back in its order, as it was', () => {
    all.forEach((decision) => store.add(decision));
    assert.deepEqual([...store.decisions()], all);
    store.add(place(6));
    assert.deepEqual([...store.decisions()], [...all, place(6)], 'also what came after a look at it');
  });

  it('pages through each list, and through the groups of what is registered', () => {
    all.forEach((decision, n) => store.add(decision, decision.kind === 'place' ? n : undefined));
    const page = (...[list, group, from, limit]: Parameters<PlanStore['page']>) => {
      const { items, next } = store.page(list, group, from, limit);
      return [items.map((row) => ('from' in row ? row.from : row.path)), next];
    };
    assert.deepEqual(page('registered', undefined, 0, 10), [['/in/1.fits', '/in/5.fits'], null]);
    assert.deepEqual(page('registered', undefined, 0, 1), [['/in/1.fits'], 1]);
    assert.deepEqual(page('registered', undefined, 1, 1), [['/in/5.fits'], null]);
    assert.deepEqual(page('registered', 4, 0, 10), [['/in/5.fits'], null]);
    assert.deepEqual(page('registered', 3, 0, 10), [[], null]);
    assert.deepEqual(store.page('duplicates', undefined, 0, 10).items, [
      { path: '/in/2', of: '/astro/2', same: 'image', says: 'less' },
    ]);
    assert.deepEqual(store.page('failed', undefined, 0, 10).items, [
      { path: '/in/3', error: 'unreadable – α' },
    ]);
    assert.deepEqual(store.page('skipped', undefined, 0, 10).items, [{ path: '/in/4', why: 'no image' }]);
  });

  it('is written piece by piece, so that it takes no memory', () => {
    const long = 'x'.repeat(300_000);
    const large = [1, 2, 3, 4, 5].map((n): Decision => ({ kind: 'failed', path: `/in/${n}`, error: long }));
    large.slice(0, 3).forEach((decision) => store.add(decision));
    assert.equal(fs.statSync(store.path).size, 0);
    large.slice(3).forEach((decision) => store.add(decision));
    assert.ok(fs.statSync(store.path).size > 1 << 20);
    assert.deepEqual([...store.decisions()], large);
  });

  it('is open to its user alone, and gone once it is closed', () => {
    if (process.platform !== 'win32') assert.equal(fs.statSync(store.path).mode & 0o777, 0o600);
    assert.equal(files().length, 1);
    store.close();
    store.close();
    assert.deepEqual(files(), []);
  });

  it('says which file could not be made or written', async () => {
    const elsewhere = path.join(folder.path, 'none', 'astro.sqlite');
    assert.throws(() => new PlanStore(elsewhere), failed('file'));
    store.add(place(1));
    const { error } = await whileRefusing(
      ({ name }) => (name === 'writeSync' ? 'ENOSPC' : null),
      () => Promise.resolve([...store.decisions()]),
    );
    assert.ok(failed('file', { path: store.path })(error));
  });

  it('removes what a killed program has left of the plans of this database', () => {
    store.close();
    const old = ['astro.sqlite.plan', 'astro.sqlite.plan-0123456789ab'];
    const others = [
      'astro.sqlite',
      'astro.sqlite.plan-0123456789abc',
      'astro.sqlite.plan-0123456789ab.bak',
      'astro.sqlite.planned',
      'other.sqlite.plan-0123456789ab',
      'my astro.sqlite.plan-0123456789ab',
    ];
    for (const name of [...old, ...others]) fs.writeFileSync(path.join(folder.path, name), '');
    removeOldPlans(database);
    assert.deepEqual(files(), [...others].sort());
    removeOldPlans(path.join(folder.path, 'none', 'astro.sqlite'));
  });
});

describe('plans that a killed program has left', () => {
  it('go when the archive is opened by one who may write, and by no other', async () => {
    const bench = new Bench();
    try {
      await (await bench.open()).close();
      const old = `${bench.database}.plan-0123456789ab`;
      fs.writeFileSync(old, '');
      new ShownPlans(bench.settings(), false).close();
      assert.ok(fs.existsSync(old), 'it may be that of another who writes');
      await bench.open();
      assert.ok(!fs.existsSync(old));
    } finally {
      await bench.dispose();
    }
  });
});

describe('a plan that is only told', () => {
  it('sums up, and has no rows to page through', async () => {
    const folder = temporaryFolder();
    try {
      const plan = new ShownPlan({ sources: [], mode: 'copy', dryRun: true }, folder.path, null);
      plan.add(placementOf());
      plan.add({ kind: 'failed', path: '/in/x', error: 'unreadable' });
      plan.add(placementOf({ edits: [{}] as never }));
      const { id, groups, edited, space } = await plan.finish();
      assert.deepEqual([id, edited, space.needed, plan.files], [null, 1, 200, 2]);
      assert.deepEqual(
        groups.map(({ files }) => files),
        [2],
      );
      for (const list of ['registered', 'failed'] as const) {
        assert.deepEqual(plan.rows({ plan: '', list }), { items: [], next: null });
      }
      plan.close();
    } finally {
      folder.dispose();
    }
  });
});
