/** JSON that the database holds. SQLite looks into no text, so that a bit that has flipped there is found only here. */
import * as v from 'valibot';

/**
 * What a text says, where it is JSON of this shape; null for anything else, which is to be read as "nothing is known".
 * Never throws.
 * @example parsed(v.object({ last: v.number() }), '{"last":7}') // { last: 7 }
 */
export function parsed<Schema extends v.GenericSchema>(
  schema: Schema,
  text: unknown,
): v.InferOutput<Schema> | null {
  if (typeof text !== 'string') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const result = v.safeParse(schema, value);
  return result.success ? result.output : null;
}
