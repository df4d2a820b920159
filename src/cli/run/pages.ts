/** Walks a paged listing to its end. */
import type { Page } from '../../core/api/archive';

const PAGE = 1000;

/** The pages of a listing one after another: `fetch` gets where to go on and how many rows it may return. */
export async function* pages<T>(
  fetch: (request: { from: number; limit: number }) => Promise<Page<T>>,
): AsyncGenerator<readonly T[]> {
  let from: number | null = 0;
  while (from !== null) {
    const page: Page<T> = await fetch({ from, limit: PAGE });
    yield page.items;
    from = page.next;
  }
}
