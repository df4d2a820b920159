/**
 * What the command behind the last node of a long listing may be called with. A keyboard shortcut or another
 * extension can pass anything to it.
 */
import * as v from 'valibot';
import type { MoreNode } from './nodes';

/** The parent is only looked up in the listings of its view; one that they do not know has no next page. */
const MORE = v.object({
  kind: v.literal('more'),
  view: v.string(),
  parent: v.optional(v.looseObject({ kind: v.string(), id: v.string() })),
});

/** `{ kind: 'more', view: 'astroArchive.objects', shown: 200 }`: the end of a listing without a parent. */
export function isMoreNode(value: unknown): value is MoreNode {
  return v.is(MORE, value);
}
