/**
 * Settings that decide what an archive is: they are kept in it, so that VS Code and the command line, here
 * and on another machine, name, group and link alike. Pure.
 */
import * as v from 'valibot';
import type { ArchiveSettings, SettingName } from '../../api/archive';
import type { NamePatterns } from '../../api/settings';
import { DEFAULT_TOLERANCES, type Tolerances } from '../../base/matching';
import { validatePatterns } from '../../rules/place/checkPatterns';
import { DEFAULT_PATTERNS, type PatternName } from '../../rules/place/patterns';
import { LONGEST_DAYS } from '../../rules/sessions/mastersOf';
import { LARGEST_TOLERANCES } from '../../rules/sessions/tolerances';

/** What was set; the rest is as usual. Every value makes sense. */
export interface KeptSettings {
  readonly timeZone?: string | null;
  readonly addWcs?: ArchiveSettings['addWcs'];
  readonly staleMasterDays?: number;
  readonly patterns?: Partial<NamePatterns>;
  readonly tolerances?: Partial<Tolerances>;
}

const PATTERN_NAMES: readonly (keyof NamePatterns)[] = [
  ...(Object.keys(DEFAULT_PATTERNS) as PatternName[]),
  'noFilter',
  'longPaths',
];
const TOLERANCE_NAMES = Object.keys(DEFAULT_TOLERANCES) as (keyof Tolerances)[];

const SIMPLE = {
  timeZone: v.nullable(v.pipe(v.string(), v.maxLength(100), v.check(isTimeZone))),
  addWcs: v.picklist(['whenCopied', 'always', 'never']),
  staleMasterDays: v.pipe(v.number(), v.minValue(0), v.maxValue(LONGEST_DAYS)),
};

/** Each pattern is judged among patterns that are right. */
const PATTERNS = schemas(PATTERN_NAMES, (name) =>
  v.custom((value) => validatePatterns({ ...DEFAULT_PATTERNS, [name]: value }).length === 0),
);
const TOLERANCES = schemas(TOLERANCE_NAMES, (name) =>
  name === 'preferMasters'
    ? v.boolean()
    : v.pipe(v.number(), v.minValue(0), v.maxValue(LARGEST_TOLERANCES[name])),
);

/**
 * The settings of an identity file that make sense, and the names of those that do not: `{ addWcs:
 * 'sometimes' }` gives `[{}, ['addWcs']]`.
 */
export function keptFrom(value: unknown): [KeptSettings, string[]] {
  const given = recordOf(value);
  const [simple, wrong] = fitting(SIMPLE, given);
  const [patterns, wrongPatterns] = fitting(PATTERNS, recordOf(given['patterns']));
  const [tolerances, wrongTolerances] = fitting(TOLERANCES, recordOf(given['tolerances']));
  return [
    withoutEmpty({ ...simple, patterns, tolerances }),
    [
      ...wrong,
      ...wrongPatterns.map((name) => `patterns.${name}`),
      ...wrongTolerances.map((name) => `tolerances.${name}`),
    ],
  ];
}

/** The values that are of their schema, and the names of those that are not. Others are passed over. */
function fitting(
  of: Readonly<Record<string, v.GenericSchema>>,
  given: Readonly<Record<string, unknown>>,
): [Record<string, unknown>, string[]] {
  const values: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const [name, schema] of Object.entries(of)) {
    if (given[name] === undefined) continue;
    if (v.is(schema, given[name])) values[name] = given[name];
    else wrong.push(name);
  }
  return [values, wrong];
}

/** The settings to work with: what was asked for by name, then what the archive keeps, then the usual. */
export function settingsWith(
  asked: ArchiveSettings,
  kept: KeptSettings,
  given: ReadonlySet<SettingName>,
): ArchiveSettings {
  const pick = <T>(name: SettingName, from: T, own: T | undefined): T =>
    given.has(name) || own === undefined ? from : own;
  const patterns = Object.fromEntries(
    PATTERN_NAMES.flatMap((name) => {
      const value = pick(`patterns.${name}`, asked.patterns[name], kept.patterns?.[name]);
      return value === undefined ? [] : [[name, value]];
    }),
  ) as Partial<NamePatterns> as NamePatterns;
  const tolerances = Object.fromEntries(
    TOLERANCE_NAMES.map((name) => [
      name,
      pick(`tolerances.${name}`, asked.tolerances[name], kept.tolerances?.[name]),
    ]),
  ) as Partial<Tolerances> as Tolerances;
  const days = pick('staleMasterDays', asked.staleMasterDays, kept.staleMasterDays);
  return {
    ...asked,
    timeZone: pick('timeZone', asked.timeZone, kept.timeZone),
    addWcs: pick('addWcs', asked.addWcs, kept.addWcs),
    ...(days === undefined ? {} : { staleMasterDays: days }),
    patterns,
    tolerances,
  };
}

/** What the archive is to keep from now on: what was asked for by name takes the place of what it kept. */
export function settingsToKeep(
  asked: ArchiveSettings,
  kept: KeptSettings,
  given: ReadonlySet<SettingName>,
): KeptSettings {
  const has = (name: SettingName) => given.has(name);
  return withoutEmpty({
    ...kept,
    ...(has('timeZone') ? { timeZone: asked.timeZone } : {}),
    ...(has('addWcs') ? { addWcs: asked.addWcs } : {}),
    ...(has('staleMasterDays') && asked.staleMasterDays !== undefined
      ? { staleMasterDays: asked.staleMasterDays }
      : {}),
    patterns: {
      ...kept.patterns,
      ...givenOf(PATTERN_NAMES, asked.patterns, (name) => has(`patterns.${name}`)),
    },
    tolerances: {
      ...kept.tolerances,
      ...givenOf(TOLERANCE_NAMES, asked.tolerances, (name) => has(`tolerances.${name}`)),
    },
  });
}

function givenOf<T extends object>(
  names: readonly (keyof T)[],
  from: T,
  has: (name: keyof T & string) => boolean,
): Partial<T> {
  return Object.fromEntries(
    names.flatMap((name) => (has(name as keyof T & string) ? [[name, from[name]]] : [])),
  ) as Partial<T>;
}

function withoutEmpty({ patterns = {}, tolerances = {}, ...rest }: KeptSettings): KeptSettings {
  return {
    ...rest,
    ...(Object.keys(patterns).length > 0 ? { patterns } : {}),
    ...(Object.keys(tolerances).length > 0 ? { tolerances } : {}),
  };
}

function schemas<Name extends string>(
  names: readonly Name[],
  schemaOf: (name: Name) => v.GenericSchema,
): Readonly<Record<string, v.GenericSchema>> {
  return Object.fromEntries(names.map((name) => [name, schemaOf(name)]));
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
