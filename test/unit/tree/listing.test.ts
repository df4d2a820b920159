import assert from 'node:assert/strict';
import type { PageRequest } from '../../../src/core/api/archive';
import { PAGE_SIZE, TreeListing } from '../../../src/tree/listing';

/** A request over the numbers from 0 that remembers what it was asked for. */
function numbers(count: number) {
  const asked: PageRequest[] = [];
  const fetch = (request: PageRequest) => {
    asked.push(request);
    const { from = 0, limit = 0 } = request;
    const end = Math.min(count, from + limit);
    const items = Array.from({ length: end - from }, (_, i) => from + i);
    return Promise.resolve({ items, next: end < count ? end : null });
  };
  return { asked, fetch };
}

describe('a paged listing', () => {
  it('loads one page and says whether there is more', async () => {
    const { fetch, asked } = numbers(PAGE_SIZE + 1);
    const listing = new TreeListing(fetch);
    assert.equal((await listing.load()).length, PAGE_SIZE);
    assert.equal(listing.complete, false);
    await listing.load();
    assert.deepEqual(asked, [{ from: 0, limit: PAGE_SIZE }]);
  });

  it('goes on where it stopped', async () => {
    const { fetch } = numbers(PAGE_SIZE + 1);
    const listing = new TreeListing(fetch);
    await listing.load();
    listing.wantMore();
    const rows = await listing.load();
    assert.equal(rows.length, PAGE_SIZE + 1);
    assert.equal(rows[PAGE_SIZE], PAGE_SIZE);
    assert.equal(listing.complete, true);
  });

  it('made again with what was wanted shows as much as before', async () => {
    const listing = new TreeListing(numbers(5 * PAGE_SIZE).fetch, 3 * PAGE_SIZE);
    assert.equal((await listing.load()).length, 3 * PAGE_SIZE);
  });

  it('asks once for calls that overlap', async () => {
    const { fetch, asked } = numbers(10);
    const listing = new TreeListing(fetch);
    const [a, b] = await Promise.all([listing.load(), listing.load()]);
    assert.equal(asked.length, 1);
    assert.deepEqual([a.length, b.length], [10, 10]);
  });

  it('asks again after a failure', async () => {
    let calls = 0;
    const listing = new TreeListing(() => {
      calls++;
      if (calls === 1) return Promise.reject(new Error('busy'));
      return Promise.resolve({ items: ['row'], next: null });
    });
    await assert.rejects(listing.load(), /busy/);
    assert.deepEqual(await listing.load(), ['row']);
  });
});
