/** Plans a checkout: which files go where, and what Siril has to do with them. Pure. */
import type { CheckoutGroup } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { PALETTES } from '../../siril/script/palette';
import { type LightGroup, mergedSequence, type StackResult } from '../../siril/script/recipe';
import { countText } from '../../text/words';
import { alignmentsOf, channelSets } from './alignments';
import { nameGroups, nameResults, nameSets, placeFiles } from './checkoutLayout';
import {
  type DraftGroup,
  draftGroups,
  draftResults,
  refuseMixedPatterns,
  resultWarnings,
} from './lightGroups';
import { sharedFlatCautions } from './remarks';
import { freeNames } from './scratch';
import { type DraftSet, SetCollector } from './sets';
import type { CheckoutInput, CheckoutPlan, CheckoutPlanOptions } from './types';

export const DEFAULT_SCRIPT = 'siril.ssf';

/**
 * The plan for light sessions with their linked calibration sessions. Each session is a group calibrated with
 * its own frames; groups of the same object and filter are registered and stacked together, over all nights.
 * Throws an ArchiveError (`request`) when no light is left that Siril could read.
 */
export function planCheckout(input: CheckoutInput, options: CheckoutPlanOptions = {}): CheckoutPlan {
  const warnings = new Set<string>();
  const warn = (text: string) => warnings.add(text);
  const reading = { pixels: input.pixels ?? new Map(), siril: options.siril ?? null };
  const collector = new SetCollector(reading, warn);
  const groups = draftGroups(input, reading, collector, warn);
  sharedFlatCautions(input.sessions).forEach(warn);
  if (groups.length === 0) {
    throw new ArchiveError('request', english('There is no light frame to check out'), {
      expected: english('a light session with FITS files that exist'),
      got: [countText(input.sessions.length, 'session'), ...warnings].join('. ').replace(/\.$/, ''),
      advice: english('Choose light sessions, and check that the drive with the archive is connected.'),
    });
  }
  const results = draftResults(groups);
  refuseMixedPatterns(results);
  resultWarnings(results, warn);
  const free = freeNames(options.kept ?? []);
  const freed = <T extends { readonly sequence: string }>(each: T): T => ({
    ...each,
    sequence: free(each.sequence),
  });
  const sets = nameSets([...collector.sets.values()]).map(freed);
  const lights = new Map(
    nameGroups(groups).map((group, index) => [groups[index] as DraftGroup, freed(group)]),
  );
  const named = nameResults(results, lights).map((result) => ({
    ...result,
    merged: free(mergedSequence(result)),
  }));
  const channels = channelSets(named);
  return {
    input,
    options,
    sets,
    results: named,
    alignments: alignmentsOf(channels, options.compose ?? null).map(freed),
    palettes: PALETTES.filter((palette) => channels.some(({ palettes }) => palettes.includes(palette))),
    warnings: [...warnings],
    ...placeFiles(collector.sets, sets, lights),
    groups: [...lights].map(([draft, group]) => reportOf(draft, group, named, collector.sets)),
    script: options.script ?? DEFAULT_SCRIPT,
  };
}

function reportOf(
  draft: DraftGroup,
  group: LightGroup,
  results: readonly StackResult[],
  sets: ReadonlyMap<string, DraftSet>,
): CheckoutGroup {
  const count = (...keys: (string | null)[]) =>
    keys.reduce((sum, key) => sum + (key === null ? 0 : (sets.get(key)?.frames.length ?? 0)), 0);
  const { session } = draft;
  return {
    name: group.name,
    session: session.id,
    object: session.object,
    filter: session.filter,
    night: session.night,
    lights: draft.frames.length,
    biases: count(draft.sets.bias, draft.sets.flatBias),
    darks: count(draft.sets.dark),
    flats: count(draft.sets.flat),
    flatDarks: count(draft.sets.flatDark),
    result: `${results.find((result) => result.groups.includes(group))?.name ?? ''}.fit`,
  };
}

/** The same plan without certain source files, for files that turn out to be missing or unreadable. */
export function planWithout(plan: CheckoutPlan, sources: ReadonlySet<string>): CheckoutPlan {
  const keep = <T extends { readonly frames: CheckoutInput['sessions'][number]['frames'] }>(set: T): T => ({
    ...set,
    frames: set.frames.filter((frame) => !sources.has(frame.path)),
  });
  const keepOrNull = <T extends Parameters<typeof keep>[0]>(set: T | null): T | null =>
    set === null ? null : keep(set);
  const sessions = plan.input.sessions.map((wanted) => ({
    ...keep(wanted),
    links: {
      bias: keepOrNull(wanted.links.bias),
      dark: keepOrNull(wanted.links.dark),
      flat: keepOrNull(wanted.links.flat),
      flatDark: keepOrNull(wanted.links.flatDark),
    },
    flatBias: keepOrNull(wanted.flatBias ?? null),
  }));
  return planCheckout({ ...plan.input, sessions }, plan.options);
}

/** Names of the files that Siril will write into the checkout's root: `NGC_7000_L.fit`. */
export function resultFiles(plan: { readonly results: readonly StackResult[] }): string[] {
  return plan.results.map((result) => `${result.name}.fit`);
}
