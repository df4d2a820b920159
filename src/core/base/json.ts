/**
 * JSON that others may have written, or that a disk has changed: nothing of it is believed before a schema
 * has passed it.
 */
import * as v from 'valibot';

/**
 * What a text says, where it is JSON of this shape; null for anything else, which is to be read as "nothing
 * is known". Never throws.
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

/** Whether a value is an object with fields, which a list is not. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
