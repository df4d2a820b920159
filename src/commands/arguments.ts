/**
 * What commands may be called with, apart from items and files of a menu. A keyboard shortcut, a task or
 * another extension can pass anything, so nothing is taken on trust.
 */
import * as v from 'valibot';
import type { MergeMode, RegisterMode } from '../core/api/archive';
import { FRAME_PROBLEMS } from '../core/base/archivedFrame';
import { FRAME_TYPES } from '../core/base/frame';
import { NAME_KINDS } from '../core/base/nameRule';
import type { ShowPlan } from './services';

const REGISTER_MODES = ['copy', 'move', 'in-place'] as const satisfies readonly RegisterMode[];
const SHOW_PLANS = ['always', 'move', 'never'] as const satisfies readonly ShowPlan[];
const MERGE_MODES = ['database', 'files', 'headers', 'all'] as const satisfies readonly MergeMode[];

/** One of `values`; anything else is as if it were left out, so that the command asks or takes the setting. */
function oneOf<const Values extends readonly string[]>(values: Values) {
  return v.fallback(v.optional(v.picklist(values)), undefined);
}

const nullableText = v.nullable(v.string());

/** `{ "folders": ["/astro/incoming"], "mode": "copy", "showPlan": "never" }` registers without a question. */
export const registerArguments = v.object({
  folders: v.pipe(v.array(v.string()), v.minLength(1)),
  mode: oneOf(REGISTER_MODES),
  showPlan: oneOf(SHOW_PLANS),
});

/** `{ "folders": ["/mnt/card"] }` searches these folders too. */
export const duplicatesArguments = v.object({ folders: v.array(v.string()) });

/** `{ "kind": "filter", "spelling": "H-alpha", "name": "Ha" }` adds this rule. */
export const ruleArguments = v.object({
  kind: v.picklist(NAME_KINDS),
  spelling: v.string(),
  name: v.string(),
});

/** `{ "from": "m31", "into": "M 31", "mode": "files" }` asks only for confirmation. */
export const mergeArguments = v.object({ from: v.string(), into: v.string(), mode: oneOf(MERGE_MODES) });

/** `{ "calibrations": ["8c1f03b2a9d4"], "session": "03b2a9d48c1f" }` links these sessions to that one. */
export const linkArguments = v.object({
  calibrations: v.pipe(v.array(v.string()), v.minLength(1)),
  session: v.string(),
});

/** `{ "object": "M 31", "times": [{ "filter": "Ha", "wanted": "10h" }] }` sets these goals. */
export const goalsArguments = v.object({
  object: v.string(),
  times: v.pipe(v.array(v.object({ filter: v.string(), wanted: v.string() })), v.minLength(1)),
});

/** The absolute path of a file: `/home/me/astrofiler.db`. */
export const pathArgument = v.pipe(v.string(), v.nonEmpty());

/** The id of an operation of the history: 12. */
export const operationArgument = v.pipe(v.number(), v.safeInteger());

/** The tree item of a rig. */
export const rigArgument = v.object({ rig: v.string() });

/** The tree item of a rig, for the names in its missing sets; all sets have the same. */
export const missingSetsArgument = v.object({
  sets: v.array(v.object({ telescope: nullableText, imager: nullableText })),
});

const session = v.object({ id: v.string(), type: v.picklist(FRAME_TYPES), object: nullableText });

/** A tree item that commands work on: its kind, and of its data what they cannot do without. */
export const targetArgument = v.variant('kind', [
  v.object({ kind: v.literal('session'), session }),
  v.object({ kind: v.literal('object'), summary: v.object({ object: nullableText }) }),
  v.object({ kind: v.literal('night'), sessions: v.array(session) }),
  v.object({ kind: v.literal('reason'), reason: v.picklist(FRAME_PROBLEMS) }),
  v.object({ kind: v.literal('frame'), frame: v.object({ id: v.number(), path: v.string() }) }),
  v.object({ kind: v.literal('result'), result: v.object({ path: v.string() }) }),
]);

/** What was passed, where it is of the schema; undefined for anything else, and the command asks. */
export function argumentOf<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> | undefined {
  const read = v.safeParse(schema, value);
  return read.success ? read.output : undefined;
}
